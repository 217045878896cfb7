import { describe, expect, it } from "vitest";
import { ApiError, InputError, PolicyError } from "../../../src/core/errors.js";
import { REDACTED } from "../../../src/core/redact.js";
import { requireOperation } from "../../../src/tools/operation.js";
import { read, runOperation, runWait } from "../../../src/tools/run.js";
import { rejection } from "../../fake-world.js";
import { apiError, fakeDoor, sandboxDoor, type TestDoor } from "./doors.js";

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

describe("runWait", () => {
  const options = { timeoutMs: 0 };

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
    const error = await rejection(runWait(fakeDoor({}), "service", { project: "dev" }, options));
    expect(error).toMatchObject({ issues: [{ field: "service_name", message: "is required" }] });
  });

  it("asks the policy", async () => {
    const door = fakeDoor({}, { operations: ["kafka"] });
    expect(await rejection(runWait(door, "service", PG, options))).toMatchObject({ rule: "operations" });
  });
});
