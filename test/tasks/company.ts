import type { Scenario } from "../../src/sandbox/index.js";
import { DEMO_USER } from "../../src/sandbox/scenarios/demo.js";
import { CLOUD } from "./conversation.js";

/** Two projects on one bill, and in the second a database that nobody has used for long. */
export const company: Scenario = {
  user: DEMO_USER,
  organizations: [
    {
      name: "Company",
      billing_groups: [{ name: "Company billing group" }],
      projects: [
        {
          name: "shop",
          age_days: 90,
          services: [
            { service_name: "orders-pg", service_type: "pg", plan: "startup-8", cloud: CLOUD, age_days: 80 },
            { service_name: "orders-kafka", service_type: "kafka", plan: "business-4", cloud: CLOUD, age_days: 80 },
          ],
        },
        {
          name: "lab",
          age_days: 70,
          services: [
            {
              service_name: "forgotten-pg",
              service_type: "pg",
              plan: "startup-4",
              cloud: CLOUD,
              age_days: 60,
              load: 0,
            },
            { service_name: "cache", service_type: "valkey", plan: "startup-4", cloud: CLOUD, age_days: 5 },
          ],
        },
      ],
    },
  ],
};
