import { configurationSchema } from "../configuration/facts.js";
import { SERVICE_TYPES, type ServiceType } from "../data/service-types.js";
import { latestVersion } from "../data/versions.js";
import { found } from "../errors.js";
import { requireProject } from "../model/project.js";
import type { Handlers, World } from "../world.js";
import { servicePlans } from "./plans.js";

export const handlers: Handlers = {
  ListPublicServiceTypes: (_, call) => ({ service_types: typesWithPlans(call.world) }),

  ListProjectServiceTypes: ({ project }, call) => {
    requireProject(call, project);
    return { service_types: typesWithPlans(call.world) };
  },

  ProjectServiceTypesList: ({ project }, call) => {
    requireProject(call, project);
    return Object.fromEntries([...SERVICE_TYPES.values()].map((type) => [type.service_type, toType(call.world, type)]));
  },

  ProjectServiceTypesGet: ({ project, service_type }, call) => {
    requireProject(call, project);
    return toType(call.world, found(SERVICE_TYPES.get(service_type), `Service type '${service_type}' does not exist`));
  },
};

function typesWithPlans(world: World) {
  const types = [...SERVICE_TYPES.values()];
  return Object.fromEntries(
    types.map((type) => [
      type.service_type,
      { ...toType(world, type), service_plans: servicePlans(type.service_type) },
    ]),
  );
}

function toType(world: World, { service_type, description, default_version }: ServiceType) {
  const latest = latestVersion(service_type);
  return {
    ...(default_version ? { default_version } : {}),
    description,
    ...(latest ? { latest_available_version: latest } : {}),
    user_config_schema: configurationSchema(world, "services", service_type),
  };
}
