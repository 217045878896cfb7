import { DEMO_USER, FOREIGN_ORGANIZATION } from "./demo.js";
import type { ProjectSpec, Scenario, ScenarioService } from "./scenario.js";

const TEAMS = ["checkout", "search", "billing", "identity", "shipping", "catalog", "insights", "mobile", "risk", "web"];
const STAGES = ["prod", "staging", "dev"] as const;
const CLOUDS = ["aws-eu-west-1", "google-europe-west1", "azure-westeurope", "do-fra", "aws-us-east-1"];

/** What every project runs, with the plan of each stage. */
const SERVICES: readonly (readonly [suffix: string, service_type: string, plans: readonly [string, string, string]])[] =
  [
    ["pg", "pg", ["business-8", "startup-4", "hobbyist"]],
    ["pg-reports", "pg", ["startup-8", "startup-4", "startup-4"]],
    ["kafka", "kafka", ["business-4", "startup-2", "startup-2"]],
    ["events", "kafka", ["business-8", "business-4", "startup-2"]],
    ["search", "opensearch", ["business-4", "startup-4", "startup-4"]],
    ["cache", "valkey", ["business-4", "startup-4", "hobbyist"]],
    ["sessions", "valkey", ["startup-4", "startup-4", "startup-4"]],
    ["mysql", "mysql", ["business-4", "startup-4", "startup-4"]],
    ["grafana", "grafana", ["startup-4", "startup-4", "startup-1"]],
    ["clickhouse", "clickhouse", ["startup-16", "startup-16", "startup-16"]],
  ];

const TOPICS = ["orders", "payments", "audit", "clicks", "emails"];
/** The first team has been there for a year and a month, the others came of late: a younger past is sooner made. */
const AGES_DAYS = [395, 60, 55, 50, 45, 40, 35, 30, 25, 20];

/** A company: thirty projects of ten teams in three stages, three hundred services over five clouds, a year of history. */
export const acme: Scenario = {
  user: DEMO_USER,
  organizations: [
    {
      name: "Acme",
      billing_groups: STAGES.map((stage) => ({
        name: `Acme ${stage}`,
        company: "Acme Ltd",
        city: "Berlin",
        country_code: "DE",
        emails: [`billing-${stage}@example.com`],
      })),
      projects: TEAMS.flatMap((team, index) => STAGES.map((stage) => projectOf(team, stage, index))),
    },
    FOREIGN_ORGANIZATION,
  ],
};

function projectOf(team: string, stage: (typeof STAGES)[number], index: number): ProjectSpec {
  const name = `acme-${team}-${stage}`;
  const cloud = CLOUDS[index % CLOUDS.length] ?? "aws-eu-west-1";
  const tags = { team, env: stage };
  return {
    name,
    billing_group: `Acme ${stage}`,
    cloud,
    tags,
    tech_emails: [`${team}@example.com`],
    age_days: AGES_DAYS[index] ?? 30,
    services: SERVICES.map(
      ([suffix, service_type, plans]): ScenarioService => ({
        service_name: `${team}-${suffix}`,
        service_type,
        plan: plans[STAGES.indexOf(stage)] ?? plans[0],
        cloud,
        tags,
        termination_protection: stage === "prod",
        // Nobody needs the reports of a development environment at night.
        powered: !(stage === "dev" && suffix === "pg-reports"),
        ...(stage === "prod" ? contentsOf(suffix) : {}),
      }),
    ),
  };
}

function contentsOf(suffix: string): Pick<ScenarioService, "users" | "databases" | "topics"> {
  switch (suffix) {
    case "pg":
      return { users: ["app", "reader"], databases: ["app"] };
    case "kafka":
      return { users: ["producer", "consumer"], topics: TOPICS };
    default:
      return {};
  }
}
