import type { OperationFacts, OperationId, Schema } from "../../src/core/catalogue/index.js";
import { DEMO_EMAIL, DEMO_PASSWORD } from "../../src/sandbox/scenario.js";
import type { TestCalls } from "./api.js";
import { prepareEngines } from "./conformance-engines.js";
import { isKafka, prepareKafka } from "./conformance-kafka.js";
import { namesFor } from "./names.js";
import { BEFORE, knownOfOrganization, type Names } from "./organization-setup.js";

/** Makes in a fresh sandbox what an operation is about, and answers with the names that its fields take. */
export async function prepare(api: TestCalls, id: OperationId): Promise<Names> {
  const there = { ...(await known(api, id)), ...FRESH[id], ...(await prepareEngines(id, api)) };
  const names: Names = { ...there, ...(await BEFORE[id]?.(api, there)) };
  if (id.endsWith("Delete") && FRESH[id]) await api.ok("ProjectCreate", { project: "fresh" });
  return names;
}

/** Names of what is there in a fresh sandbox, for every field that names something. */
async function known(api: TestCalls, id: string): Promise<Record<string, unknown>> {
  if (isKafka(id)) return prepareKafka(api, id);
  const { project } = await api.ok("ProjectGet", { project: api.project });
  await api.ok("ServiceDatabaseCreate", { project: api.project, service_name: "demo-pg", database: "orders" });
  await api.ok("ServiceUserCreate", { project: api.project, service_name: "demo-pg", username: "app" });
  const { token_prefix } = await api.ok("AccessTokenCreate", { description: "other" });
  const { organization_id, account_id } = project;
  const { user } = await api.ok("UserInfo", {});
  return {
    ...(await knownOfOrganization(api, organization_id, account_id)),
    member_user_id: user.user_id,
    member_ids: [user.user_id],
    member_type: "developer",
    team_type: "developer",
    role: "developer",
    user_email: DEMO_EMAIL,
    project_name: api.project,
    resource_type: "organization",
    resource_id: organization_id,
    user_authentication_method_id: `um${user.user_id}`,
    project: api.project,
    organization_id: project.organization_id,
    account_id: project.account_id,
    billing_group_id: project.billing_group_id,
    parent_id: project.organization_id,
    project_id: api.project,
    service_name: "demo-pg",
    service_username: "app",
    dbname: "orders",
    database: "more-orders",
    username: "another",
    token_prefix,
    service_type: "pg",
    service_plan: "startup-4",
    plan: "startup-4",
    cloud: "aws-eu-west-1",
    email: DEMO_EMAIL,
    password: DEMO_PASSWORD,
    new_password: "n0t-Easily-Guessed-At-All",
    old_password: DEMO_PASSWORD,
    operation: "reset-credentials",
    ...(await namesFor(id, api, String(project.organization_id))),
  };
}

/** What is new where an operation makes something. */
const FRESH: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  OrganizationProjectsCreate: { project_id: "fresh" },
  OrganizationProjectsDelete: { project_id: "fresh" },
  ProjectCreate: { project: "fresh" },
  ProjectDelete: { project: "fresh" },
  ServiceCreate: { service_name: "fresh" },
  ServiceKafkaMirrorMakerCreateReplicationFlow: { target_cluster: "c" },
  UserCreate: { email: "fresh@example.com" },
};

/** Fields that an operation needs some of, although the catalogue requires none. */
const NEEDED: { readonly [Id in OperationId]?: readonly string[] } = {
  ServiceCancelQuery: ["pid"],
  ServiceIntegrationCreate: ["source_service", "dest_service"],
  ServiceKafkaConnectCreateConnector: ["http.url", "topics"],
  ServiceKafkaConnectEditConnector: ["http.url", "topics"],
  ServiceKafkaQuotaCreate: ["request_percentage", "user"],
  ServiceKafkaQuotaDelete: ["client-id", "user"],
  ServiceKafkaQuotaDescribe: ["client-id", "user"],
  ServiceTaskCreate: ["dataset_import"],
};

/** The fields that an operation needs, by name or made up. */
export function required(
  id: string,
  facts: OperationFacts,
  names: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    [...(facts.required ?? []), ...(NEEDED[id as OperationId] ?? [])].map((name) => [
      name,
      names[name] ?? sample(facts.fields[name] ?? {}),
    ]),
  );
}

function sample(schema: Schema): unknown {
  switch (schema.type) {
    case "object":
      return {};
    case "array":
      return [];
    case "boolean":
      return false;
    case "integer":
    case "number":
      return schema.minimum ?? 1;
    default:
      return schema.format === "binary" ? new TextEncoder().encode("text") : (schema.enum?.[0] ?? "text");
  }
}
