import { describe, expect, test } from "vitest";
import { responses } from "../../src/core/catalogue/generated/responses/index.js";
import { type OperationFacts, type OperationId, operationFacts, type Schema } from "../../src/core/catalogue/index.js";
import { buildRequest } from "../../src/core/request.js";
import { handlers } from "../../src/sandbox/families/index.js";
import { DEMO_EMAIL, DEMO_PASSWORD } from "../../src/sandbox/scenario.js";
import { violation } from "../../src/sandbox/validate.js";
import { openSandbox, type TestApi } from "./api.js";
import { ENGINES_NEED, prepareEngines, UNFIT } from "./conformance-engines.js";
import { ALSO_NEEDED, isKafka, prepareKafka } from "./conformance-kafka.js";
import { namesFor } from "./names.js";
import { BEFORE, knownOfOrganization, type Names, START } from "./organization-setup.js";

const OPERATIONS = (Object.keys(handlers) as OperationId[]).sort();

/** Names of what is there in a fresh sandbox, for every field that names something. */
async function known(api: TestApi, id: string): Promise<Record<string, unknown>> {
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

/** Where there is nothing that could succeed. */
const REFUSED: { readonly [Id in OperationId]?: number } = {
  // The code is known only from a mail.
  AccountTeamMemberVerifyInvite: 404,
  UserAuthenticationMethodDelete: 409,
  ValidateReferralCode: 404,
};

/** The only ones that the Go clients do not put a limit on. */
const REFUSES_LIMIT = new Set<OperationId>(["ServiceKafkaQuotaDelete", "ServiceKafkaQuotaDescribe"]);

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

function required(
  id: string,
  facts: OperationFacts,
  names: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    [...(facts.required ?? []), ...(ALSO_NEEDED[id] ?? []), ...(ENGINES_NEED[id] ?? [])].map((name) => [
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
      return schema.enum?.[0] ?? "text";
  }
}

function send(
  api: TestApi,
  facts: OperationFacts,
  input: Record<string, unknown>,
  { token = api.sandbox.token, suffix = "" }: { token?: unknown; suffix?: string } = {},
): Promise<Response> {
  const { method, path, body } = buildRequest(facts, input);
  const headers = { authorization: `aivenv1 ${token}`, "content-type": "application/json" };
  const url = suffix === "" ? path : `${path}${path.includes("?") ? "&" : "?"}${suffix}`;
  return api.fetch(url, { method, headers, ...(body === undefined ? {} : { body: String(body) }) });
}

/** Calls an operation with its required fields, in a sandbox where all that it needs is there. */
async function call(id: OperationId, facts: OperationFacts, suffix: string): Promise<Response> {
  await using api = await openSandbox({ start: START });
  const there = { ...(await known(api, id)), ...FRESH[id], ...(await prepareEngines(id, api)) };
  const names: Names = { ...there, ...(await BEFORE[id]?.(api, there)) };
  if (id.endsWith("Delete") && FRESH[id]) await api.ok("ProjectCreate", { project: "fresh" });
  const response = await send(api, facts, required(id, facts, names), { token: names["token"], suffix });
  return new Response(response.status === 204 ? null : await response.arrayBuffer(), { status: response.status });
}

describe.each(OPERATIONS)("%s", (id) => {
  const facts = operationFacts(id) as OperationFacts;
  const good = REFUSED[id] ?? (facts.produces === "none" ? 204 : 200);

  test.skipIf(UNFIT.has(id))("succeeds with its required fields, in the shape of the catalogue", async () => {
    const response = await call(id, facts, "");
    const text = await response.text();
    expect(response.status, text).toBe(good);
    if (id in REFUSED) return;
    const schema = Object.values(responses).find((family) => Object.hasOwn(family, id))?.[id];
    if (schema && text !== "") expect(violation(schema, JSON.parse(text))).toBeUndefined();
  });

  test.skipIf(UNFIT.has(id))("answers the same to the limit that the Go clients put on every address", async () => {
    const response = await call(id, facts, "limit=999");
    expect(response.status, await response.text()).toBe(REFUSES_LIMIT.has(id) ? 400 : good);
  });

  test("has an answer for any value of any field that is not a failure of its own", async () => {
    await using api = await openSandbox({ start: START });
    const there = { ...(await known(api, id)), ...FRESH[id], ...(await prepareEngines(id, api)) };
    const base = required(id, facts, { ...there, ...(await BEFORE[id]?.(api, there)) });
    for (const name of Object.keys(facts.fields)) {
      for (const value of [null, "", "x y/%", -1, 1e9, true, [], [null], [{}], {}, { a: null, b: [1] }]) {
        const inPath = facts.path.includes(`{${name}}`);
        if (inPath && (typeof value !== "string" || value === "")) continue;
        const response = await send(api, facts, { ...base, [name]: value });
        expect(response.status, `${name} = ${JSON.stringify(value)}: ${await response.text()}`).not.toBe(500);
      }
    }
  });
});
