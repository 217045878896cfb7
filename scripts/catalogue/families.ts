/**
 * Families group operations as users think of them; every room (facts, words, docs, nodes) is cut along them.
 * The provider's tag decides, except where a path says more.
 */
export const FAMILIES = [
  "account",
  "application",
  "billing",
  "clickhouse",
  "cloud",
  "flink",
  "integration",
  "kafka",
  "mysql",
  "network",
  "opensearch",
  "organization",
  "pg",
  "project",
  "service",
  "user",
] as const;

export type Family = (typeof FAMILIES)[number];

/** The first that matches wins. */
const BY_PATH: readonly (readonly [RegExp, Family])[] = [
  [/\/inkless\/|\/kafka-connect\//, "kafka"],
  [/\/sustainability\//, "project"],
  [
    /\/(vpcs|vpc-peering-connection-types|privatelink-availability|static-ip-availability|privatelink)(\/|$)/,
    "network",
  ],
  [
    /\/(clouds|service-types|service_types|service_versions|pricing|os-available-plugins|free-plan-availability)(\/|$)/,
    "cloud",
  ],
  [/\/tenants\/\{tenant\}\/pg-available-extensions$/, "cloud"],
  [/\/me\/account\/invites/, "account"],
  [/^\/v1\/user\/credit_code/, "billing"],
  [/^\/v1\/organization\/\{organization_id\}\/user(\/|$)/, "organization"],
];

const BY_TAG: Readonly<Record<string, Family>> = {
  Account: "account",
  Application: "application",
  "Application Users": "organization",
  "Authentication Methods": "organization",
  Billing: "billing",
  BillingGroup: "billing",
  "Cloud platforms": "cloud",
  "Custom Cloud": "cloud",
  "Custom files": "service",
  Domains: "organization",
  Groups: "organization",
  OAuth: "account",
  "Organization Vpc": "network",
  OrganizationBillingGroup: "billing",
  OrganizationEmissions: "billing",
  OrganizationPaymentMethod: "billing",
  Organizations: "organization",
  Payment: "billing",
  Permissions: "organization",
  Project: "project",
  "Project Billing": "billing",
  "Project Key Management": "project",
  Secrets: "project",
  Service: "service",
  "Service Integrations": "integration",
  "Service: ClickHouse": "clickhouse",
  "Service: Flink": "flink",
  "Service: Kafka": "kafka",
  "Service: Kafka MirrorMaker": "kafka",
  "Service: MySQL": "mysql",
  "Service: OpenSearch": "opensearch",
  "Service: PostgreSQL": "pg",
  "Service: Thanos": "service",
  StaticIP: "network",
  "Ticket [deprecated]": "project",
  "Upgrade pipeline": "service",
  Users: "user",
};

/** The family of an operation; throws on a tag that nobody has placed yet. */
export function familyOf(operation: { readonly id: string; readonly tag: string; readonly path: string }): Family {
  const byPath = BY_PATH.find(([pattern]) => pattern.test(operation.path))?.[1];
  const family = byPath ?? BY_TAG[operation.tag.replaceAll("_", " ")];
  if (!family) throw new Error(`${operation.id}: place the tag "${operation.tag}" in scripts/catalogue/families.ts`);
  return family;
}
