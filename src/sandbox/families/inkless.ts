import { CLOUDS } from "../data/clouds.js";
import { requireOrganization } from "../model/organization.js";
import { requireProject } from "../model/project.js";
import type { Handlers } from "../world.js";

/** Sizes of Kafka on object storage. The provider describes neither these answers nor their numbers: all is invented. */
const OFFERINGS = [
  { offering_name: "inkless-10", ingress_mb_per_s: 10, base_price_usd: 0.75 },
  { offering_name: "inkless-50", ingress_mb_per_s: 50, base_price_usd: 2.9 },
  { offering_name: "inkless-100", ingress_mb_per_s: 100, base_price_usd: 5.4 },
] as const;

export const handlers: Handlers = {
  InklessOfferingList: ({ organization_id, project, ingress }, call) => {
    requireOrganization(call, organization_id);
    requireProject(call, project);
    const least = Number(ingress ?? 0);
    const offerings = OFFERINGS.filter((offering) => !(offering.ingress_mb_per_s < least));
    return { offerings: offerings.map(({ offering_name, ingress_mb_per_s }) => ({ offering_name, ingress_mb_per_s })) };
  },

  InklessPricingRateList: (input, call) => {
    const { organization_id, project, cloud_name, cloud_provider, offering_name } = input;
    requireOrganization(call, organization_id);
    requireProject(call, project);
    const clouds = CLOUDS.filter(
      (cloud) =>
        (cloud_name === undefined || cloud.cloud_name === cloud_name) &&
        (cloud_provider === undefined || cloud.provider === cloud_provider),
    );
    const offerings = OFFERINGS.filter((each) => offering_name === undefined || each.offering_name === offering_name);
    return {
      rates: clouds.flatMap((cloud) =>
        offerings.map((offering) => ({
          cloud_name: cloud.cloud_name,
          offering_name: offering.offering_name,
          price_usd: (offering.base_price_usd * cloud.priceFactor).toFixed(4),
        })),
      ),
    };
  },
};
