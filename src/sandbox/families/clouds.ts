import { CLOUDS, type Cloud } from "../data/clouds.js";
import { FREE_PLAN_PROVIDERS } from "../data/plans.js";
import { customCloudsFor } from "../model/custom-cloud.js";
import { requireProject } from "../model/project.js";
import type { Handlers } from "../world.js";

export const handlers: Handlers = {
  ListClouds: () => ({ clouds: CLOUDS.map(toCloud) }),

  // The real one sorts by the distance from the caller's address, which on loopback is nowhere.
  ListProjectClouds: ({ project }, call) => {
    requireProject(call, project);
    return { clouds: [...customCloudsFor(call.world, project), ...CLOUDS].map(toCloud) };
  },

  ConsoleFreePlanAvailabilityGet: () => ({
    free_plan_cloud_preferences: CLOUDS.filter(
      ({ provider, geo_region }) => geo_region === "europe" && FREE_PLAN_PROVIDERS.includes(provider),
    ).map(({ cloud_name }, index) => ({ cloud_name, weight: 100 - index })),
    free_plan_cloud_providers: [...FREE_PLAN_PROVIDERS],
  }),
};

/** A cloud in the API's form. */
export function toCloud(cloud: Cloud) {
  return {
    cloud_description: cloud.cloud_description,
    cloud_name: cloud.cloud_name,
    geo_latitude: cloud.geo_latitude,
    geo_longitude: cloud.geo_longitude,
    geo_region: cloud.geo_region,
    provider: cloud.provider,
    provider_description: cloud.provider_description,
  };
}
