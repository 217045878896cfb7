import { CLOUDS, cloudByName } from "../data/clouds.js";
import { backupConfig, isOffered, type Plan, planByName, plansOf } from "../data/plans.js";
import { diskPrice, objectStoragePrice, planPrice } from "../data/prices.js";
import { SERVICE_TYPES } from "../data/service-types.js";
import { found } from "../errors.js";
import { requireProject } from "../model/project.js";
import type { Call, Handlers } from "../world.js";

export const handlers: Handlers = {
  ProjectServicePlanList: ({ project, service_type }, call) => {
    requireProject(call, project);
    found(SERVICE_TYPES.get(service_type), `Service type '${service_type}' does not exist`);
    return { service_plans: servicePlans(service_type) };
  },

  ProjectServicePlanSpecsGet: (input, call) => {
    const plan = requirePlan(call, input);
    return {
      backup_config: backupConfig(plan),
      ...(plan.disk_space_step_mb > 0
        ? { disk_space_cap_mb: plan.disk_space_cap_mb, disk_space_step_mb: plan.disk_space_step_mb }
        : {}),
      disk_space_mb: plan.disk_space_mb,
      max_memory_percent: MAX_MEMORY_PERCENT,
      node_count: plan.node_count,
      service_plan: plan.service_plan,
      service_type: plan.service_type,
    };
  },

  ProjectServicePlanPriceGet: (input, call) => {
    const plan = requirePlan(call, input);
    const cloud = cloudByName(input.cloud);
    const offered = cloud && isOffered(plan, cloud) ? cloud : undefined;
    const where = found(offered, `Plan '${plan.service_plan}' is not available in cloud '${input.cloud}'`);
    return {
      base_price_usd: planPrice(plan, where),
      cloud_name: where.cloud_name,
      ...(plan.disk_space_step_mb > 0 ? { extra_disk_price_per_gb_usd: diskPrice(where) } : {}),
      object_storage_gb_price_usd: objectStoragePrice(plan, where) ?? null,
      service_plan: plan.service_plan,
      service_type: plan.service_type,
    };
  },
};

const MAX_MEMORY_PERCENT = 100;

type Named = { readonly project: string; readonly service_type: string; readonly service_plan: string };

function requirePlan(call: Call, { project, service_type, service_plan }: Named): Plan {
  requireProject(call, project);
  const plan = planByName(service_type, service_plan);
  return found(plan, `Plan '${service_plan}' of service type '${service_type}' does not exist`);
}

/** The plans of a type in the API's form, with their price in every cloud. */
export function servicePlans(service_type: string) {
  return plansOf(service_type).map((plan) => ({
    backup_config: backupConfig(plan),
    is_cluster_plan: false,
    max_memory_percent: MAX_MEMORY_PERCENT,
    node_count: plan.node_count,
    regions: Object.fromEntries(
      CLOUDS.filter((cloud) => isOffered(plan, cloud)).map((cloud) => [
        cloud.cloud_name,
        {
          ...(plan.disk_space_step_mb > 0
            ? {
                disk_space_cap_mb: plan.disk_space_cap_mb,
                disk_space_gb_price_usd: diskPrice(cloud),
                disk_space_step_mb: plan.disk_space_step_mb,
              }
            : {}),
          disk_space_mb: plan.disk_space_mb,
          node_cpu_count: plan.node_cpu_count,
          node_memory_mb: plan.node_memory_mb,
          price_usd: planPrice(plan, cloud),
        },
      ]),
    ),
    service_plan: plan.service_plan,
    service_type: plan.service_type,
  }));
}
