import { retiredType } from "../../core/configuration/retired.js";
import { type Cloud, cloudByName } from "../data/clouds.js";
import { isOffered, type Plan, planByName } from "../data/plans.js";
import { SERVICE_TYPES, type ServiceType } from "../data/service-types.js";
import { ApiFailure, badRequest } from "../errors.js";

/** A live service type. A retired one is refused with the name of its successor. */
export function requireType(service_type: string): ServiceType {
  const type = SERVICE_TYPES.get(service_type);
  if (type) return type;
  const retired = retiredType(service_type);
  if (!retired) throw badRequest(`Invalid service type '${service_type}'`, "invalid_service_type");
  const { end_of_life, successor } = retired;
  throw new ApiFailure(
    410,
    `Service type '${service_type}' reached its end of life on ${end_of_life} and can no longer be created. Use '${successor}' instead.`,
    "service_type_not_allowed",
  );
}

function requirePlan(service_type: string, plan: string): Plan {
  const found = planByName(service_type, plan);
  if (!found) throw badRequest(`Invalid plan '${plan}' for service type '${service_type}'`);
  return found;
}

export function requireCloud(cloud: string): Cloud {
  const found = cloudByName(cloud);
  if (!found) throw badRequest(`Invalid cloud '${cloud}'`);
  return found;
}

/** Where a service goes. Throws when the plan cannot be had in the cloud. */
export function requirePlacement(service_type: string, plan: string, cloud: string): Plan {
  const chosen = requirePlan(service_type, plan);
  if (!isOffered(chosen, requireCloud(cloud))) throw badRequest(`Plan '${plan}' is not available in cloud '${cloud}'`);
  return chosen;
}
