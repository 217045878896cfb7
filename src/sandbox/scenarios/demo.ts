import type { OrganizationSpec, PersonSpec, Scenario } from "./scenario.js";

/** Who calls in the scenarios that come with the sandbox, and how to log in to it by email and password. */
export const DEMO_USER: PersonSpec = {
  email: "demo@example.com",
  password: "Loopback-only-1",
  real_name: "Demo User",
};

/** Where the caller is not a member, so that a refusal can be seen. */
export const FOREIGN_PROJECT = "not-your-project";

/** Its owner, who logs in with the same password, so that two people can be played. */
export const FOREIGN_EMAIL = "stranger@example.com";

export const FOREIGN_ORGANIZATION: OrganizationSpec = {
  name: "Another organization",
  owner: { email: FOREIGN_EMAIL, password: DEMO_USER.password, real_name: "Somebody Else" },
  billing_groups: [{ name: "Another billing group" }],
  projects: [{ name: FOREIGN_PROJECT }],
};

const CLOUD = "google-europe-west1";

/** One project whose three services have run for a month. */
export const demo: Scenario = {
  user: DEMO_USER,
  credit_memo_share: 0.05,
  organizations: [
    {
      name: "Sandbox organization",
      billing_groups: [
        {
          name: "Sandbox billing group",
          company: "Sandbox Ltd",
          city: "Helsinki",
          country_code: "FI",
          emails: [DEMO_USER.email],
        },
      ],
      projects: [
        {
          name: "sandbox-demo",
          cloud: CLOUD,
          tags: { env: "demo" },
          tech_emails: [DEMO_USER.email],
          age_days: 30,
          services: [
            {
              service_name: "demo-pg",
              service_type: "pg",
              plan: "startup-4",
              cloud: CLOUD,
              maintenance: { dow: "sunday", time: "04:30:00" },
              maintenance_updates: ["Operating system and PostgreSQL patch updates"],
              tags: { env: "demo", team: "orders" },
            },
            {
              service_name: "demo-kafka",
              service_type: "kafka",
              plan: "business-4",
              cloud: CLOUD,
              tags: { env: "demo" },
              user_config: { kafka_rest: true, schema_registry: true },
            },
            {
              service_name: "demo-valkey",
              service_type: "valkey",
              plan: "startup-4",
              cloud: CLOUD,
              tags: { env: "demo" },
            },
          ],
        },
      ],
    },
    FOREIGN_ORGANIZATION,
  ],
};
