import { describe, expect, it } from "vitest";
import { responses } from "../../../src/core/catalogue/generated/responses/index.js";
import type { Schema } from "../../../src/core/catalogue/index.js";
import { ApiError, InputError, PolicyError } from "../../../src/core/errors.js";
import { REDACTED } from "../../../src/core/redact.js";
import type { WaitName } from "../../../src/core/wait.js";
import { allOperations, requireOperation } from "../../../src/tools/operation.js";
import { read } from "../../../src/tools/perform.js";
import { runOperation } from "../../../src/tools/run.js";
import { runWait, waitNameOf } from "../../../src/tools/wait.js";
import { rejection } from "../../fake-world.js";
import { apiError, type Called, fakeDoor, leastInput, sandboxDoor, type TestDoor } from "./doors.js";

const run = (door: TestDoor, id: string, input: object = {}) => runOperation(door, requireOperation(id), { ...input });
const PG = { project: "dev", service_name: "pg" };

describe("runOperation", () => {
  it("fills in the project that is meant when none is named, where one is needed", async () => {
    const door = fakeDoor({ ServiceGet: {}, ProjectList: {} }, {}, "dev");
    await run(door, "ServiceGet", { service_name: "pg" });
    await run(door, "ServiceGet", { project: "other", service_name: "pg" });
    await run(door, "ProjectList");
    expect(door.calls.map(({ input }) => input)).toEqual([PG, { project: "other", service_name: "pg" }, {}]);
  });

  it("sends nothing that is not valid", async () => {
    const door = fakeDoor({ ServiceGet: {} });
    expect(await rejection(run(door, "ServiceGet", { project: "dev" }))).toBeInstanceOf(InputError);
    expect(door.calls).toEqual([]);
  });

  it("sends nothing that the policy refuses", async () => {
    const door = fakeDoor({ ServiceDelete: {} }, { mode: "read-only" });
    expect(await rejection(run(door, "ServiceDelete", PG))).toBeInstanceOf(PolicyError);
    expect(door.calls).toEqual([]);
  });

  it("asks the policy about what was filled in too", async () => {
    const door = fakeDoor({ ServiceGet: {} }, { projects: ["test"] }, "dev");
    expect(await rejection(run(door, "ServiceGet", { service_name: "pg" }))).toMatchObject({ rule: "projects" });
  });

  it("sends nothing that costs too much", async () => {
    const door = fakeDoor({ ProjectServicePlanPriceGet: { base_price_usd: "2" } }, { maxUsdPerHour: 1 });
    const spec = { ...PG, service_type: "pg", plan: "business-4", cloud: "aws-eu-west-1" };
    expect(await rejection(run(door, "ServiceCreate", spec))).toMatchObject({ rule: "price" });
    expect(door.calls.map(({ id }) => id)).toEqual(["ProjectServicePlanPriceGet"]);
  });

  it("explains an error of the API, and leaves any other as it is", async () => {
    const bug = new TypeError("x");
    const door = fakeDoor({ ServiceGet: apiError(403, "Denied"), ServiceList: bug });
    const error = await rejection(run(door, "ServiceGet", PG));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ message: "Denied", hint: expect.stringContaining("It needs") });
    expect(await rejection(run(door, "ServiceList", { project: "dev" }))).toBe(bug);
  });

  it("hides secrets by the words, by key and by form", async () => {
    const service = {
      users: [{ username: "u", password: "pw" }],
      service_uri: "postgres://u:pw@h:1",
      made_up_by_the_api_token: "pw",
      note: "connect with postgres://u:pw@h:1",
    };
    const answer = await run(fakeDoor({ ServiceGet: { service } }), "ServiceGet", PG);
    expect(answer).toEqual({
      service: {
        users: [{ username: "u", password: REDACTED }],
        service_uri: REDACTED,
        made_up_by_the_api_token: REDACTED,
        note: `connect with postgres://u:${REDACTED}@h:1`,
      },
    });
  });
});

describe("secrets that an operation exists to hand out", () => {
  const ANSWER = { full_token: "the-token", token_prefix: "the", user: { password: "pw" } };

  it("are refused before anything is sent, so that none is lost", async () => {
    const door = fakeDoor({ AccessTokenCreate: ANSWER });
    expect(await rejection(run(door, "AccessTokenCreate", { description: "ci" }))).toMatchObject({ rule: "reveal" });
    expect(door.calls).toEqual([]);
  });

  it("are shown where the operator lets them out, and nothing else is", async () => {
    const door = fakeDoor(
      { AccessTokenCreate: ANSWER, ServiceUserGet: { user: { password: "pw" } } },
      { reveal: true },
    );
    expect(await run(door, "AccessTokenCreate", { description: "ci" })).toEqual({
      ...ANSWER,
      user: { password: REDACTED },
    });
    expect(await run(door, "ServiceUserGet", { ...PG, service_username: "u" })).toEqual({
      user: { password: REDACTED },
    });
  });

  it("arrive from the sandbox as they can be used", async () => {
    const door = await sandboxDoor({ reveal: true });
    const { full_token } = await read(door, "AccessTokenCreate", { description: "ci" });
    expect(full_token).toMatch(/^\S{20,}$/);
    const { tokens } = await read(door, "AccessTokenList", {});
    expect(tokens.map(({ token_prefix }) => full_token?.startsWith(token_prefix ?? "-"))).toContain(true);
    expect(JSON.stringify(tokens)).not.toContain(full_token);
  });
});

describe("a withheld secret", () => {
  const CONNECTOR = { ...PG, name: "sink", "connector.class": "C" };

  it.each<[string, object, string]>([
    ["ServiceUpdate", { ...PG, user_config: { admin_password: REDACTED } }, "user_config.admin_password"],
    ["ServiceUpdate", { ...PG, user_config: { list: [{ key: REDACTED }] } }, "user_config.list.0.key"],
    ["ServiceKafkaConnectCreateConnector", { ...CONNECTOR, "sasl.jaas.config": REDACTED }, "sasl.jaas.config"],
    [
      "ServiceKafkaConnectEditConnector",
      { ...CONNECTOR, connector_name: "sink", "aws.secret.access.key": REDACTED },
      "aws.secret.access.key",
    ],
    [
      "ServiceIntegrationEndpointUpdate",
      { project: "dev", integration_endpoint_id: "i", user_config: { datadog_api_key: REDACTED } },
      "user_config.datadog_api_key",
    ],
    [
      "ServiceIntegrationUpdate",
      { project: "dev", integration_id: "i", user_config: { a: { b: REDACTED } } },
      "user_config.a.b",
    ],
  ])("is not written back by %s", async (id, input, field) => {
    const door = await sandboxDoor();
    const error = await rejection(run(door, id, input));
    expect(error).toBeInstanceOf(InputError);
    expect(error).toMatchObject({ issues: [{ field, message: expect.stringContaining("leave the field out") }] });
  });

  it("of an answer is not written back when the answer is", async () => {
    const door = await sandboxDoor();
    const spec = { service_name: "pg", service_type: "pg", plan: "startup-4", cloud: "aws-eu-west-1" };
    await run(door, "ServiceCreate", { ...spec, user_config: { admin_password: "chosen-by-the-user-1" } });
    const { service } = await read(door, "ServiceGet", { service_name: "pg", include_secrets: true });
    expect(service.user_config).toMatchObject({ admin_password: REDACTED });
    const error = await rejection(run(door, "ServiceUpdate", { service_name: "pg", user_config: service.user_config }));
    expect(error).toMatchObject({ issues: [{ field: "user_config.admin_password" }] });
  });
});

const options = { timeoutMs: 0 };

describe("runWait", () => {
  it("reads with the operation that the fields are for", async () => {
    const door = fakeDoor({ VpcGet: { state: "ACTIVE" }, OrganizationVpcGet: { state: "ACTIVE" } }, {}, "dev");
    await runWait(door, "vpc", { project_vpc_id: "v" }, options);
    await runWait(door, "vpc", { organization_id: "o", organization_vpc_id: "v" }, options);
    expect(door.calls).toEqual([
      { id: "VpcGet", input: { project: "dev", project_vpc_id: "v" } },
      { id: "OrganizationVpcGet", input: { organization_id: "o", organization_vpc_id: "v" } },
    ]);
  });

  it("reads with fields that it takes, and no others", async () => {
    const door = fakeDoor({ ServiceGet: { service: { state: "RUNNING" } } });
    const result = await runWait(door, "service", { ...PG, plan: "startup-4", state: "x" }, options);
    expect(result).toMatchObject({ outcome: "done", state: "RUNNING" });
    expect(door.calls).toEqual([{ id: "ServiceGet", input: PG }]);
  });

  it.each<[WaitName, object, Called]>([
    ["connector", { name: "sink" }, { id: "ServiceKafkaConnectGetConnectorStatus", input: { connector_name: "sink" } }],
    [
      "connector",
      { name: "x", connector_name: "sink" },
      { id: "ServiceKafkaConnectGetConnectorStatus", input: { connector_name: "sink" } },
    ],
    ["integration", { service_integration_id: "i" }, { id: "ServiceIntegrationGet", input: { integration_id: "i" } }],
    [
      "flink-deployment",
      { application_id: "a", id: "d" },
      { id: "ServiceFlinkGetApplicationDeployment", input: { application_id: "a", deployment_id: "d" } },
    ],
  ])("of a %s knows it by the name that what begins it uses: %j", async (name, input, { id, input: sent }) => {
    const door = fakeDoor({}, {}, "dev");
    await runWait(door, name, { service_name: "s", ...input }, options);
    const [call] = door.calls;
    expect(call).toMatchObject({ id, input: sent });
    expect(door.calls).toHaveLength(1);
  });

  it("hides secrets in what it answers with", async () => {
    const service = { state: "RUNNING", users: [{ password: "pw" }] };
    const { answer } = await runWait(fakeDoor({ ServiceGet: { service } }), "service", PG, options);
    expect(answer).toEqual({ service: { state: "RUNNING", users: [{ password: REDACTED }] } });
  });

  it("understands that something is gone, without an explanation of the error", async () => {
    const door = fakeDoor({});
    expect(await runWait(door, "service-gone", PG, options)).toMatchObject({ outcome: "done", state: "gone" });
    expect(door.calls.map(({ id }) => id)).toEqual(["ServiceGet"]);
  });

  it("says which field is missing", async () => {
    const error = await rejection(runWait(await sandboxDoor(), "service", { project: "dev" }, options));
    expect(error).toMatchObject({ issues: [{ field: "service_name", message: "is required" }] });
  });

  it("asks the policy", async () => {
    const door = fakeDoor({}, { operations: ["kafka"] });
    expect(await rejection(runWait(door, "service", PG, options))).toMatchObject({ rule: "operations" });
  });
});

describe("waitNameOf", () => {
  it.each<[string, object, WaitName | undefined]>([
    ["ServiceCreate", {}, "service"],
    ["ServiceUpdate", { plan: "startup-8" }, "service"],
    ["ServiceUpdate", { powered: true }, "service"],
    ["ServiceUpdate", { powered: false }, "service-off"],
    ["ServiceDelete", {}, "service-gone"],
    ["ServiceKafkaTopicCreate", {}, "topic"],
    ["ServiceDatabaseCreate", {}, "database"],
    ["VpcDelete", {}, "vpc-gone"],
    ["ProjectCreate", {}, undefined],
  ])("after %s %j is %s", (id, input, name) => {
    expect(waitNameOf(requireOperation(id), { ...input })).toBe(name);
  });

  it("leads to something that the sandbox comes to be", async () => {
    const door = await sandboxDoor();
    const spec = { service_name: "pg", service_type: "pg", plan: "startup-4", cloud: "aws-eu-west-1" };
    await run(door, "ServiceCreate", spec);
    const off = { service_name: "pg", powered: false };
    await run(door, "ServiceUpdate", off);
    const name = waitNameOf(requireOperation("ServiceUpdate"), off);
    expect(name && (await runWait(door, name, off, { timeoutMs: 5_000 }))).toMatchObject({
      state: "POWEROFF",
      outcome: "done",
    });
  });
});

describe("whatever can be waited for", () => {
  const waited = allOperations().filter(({ words }) => words.wait);

  it.each(waited.map((operation) => [operation.id, operation] as const))(
    "after %s is found by the ids of its input and its answer",
    async (_, operation) => {
      const { family, id, words } = operation;
      const door = fakeDoor({});
      const input = { ...leastInput(operation), ...idsOf(responses[family][id] ?? {}) };
      expect(words.wait && (await runWait(door, words.wait, input, options))).toMatchObject({
        outcome: expect.any(String),
      });
      expect(door.calls.length).toBeGreaterThan(0);
    },
  );
});

/** The texts of an answer and of the first object in it, by their names. */
function idsOf({ properties = {} }: Schema): Record<string, string> {
  const first = Object.values(properties).find(({ type }) => type === "object")?.properties ?? {};
  const texts = Object.entries({ ...first, ...properties }).filter(([, { type }]) => type === "string");
  return Object.fromEntries(texts.map(([name]) => [name, `the-${name}`]));
}
