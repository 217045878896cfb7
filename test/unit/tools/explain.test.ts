import { describe, expect, it } from "vitest";
import { ApiError, NetworkError } from "../../../src/core/errors.js";
import { explain } from "../../../src/tools/explain.js";
import { requireOperation } from "../../../src/tools/operation.js";
import { read } from "../../../src/tools/perform.js";
import { rejection } from "../../fake-world.js";
import { apiError, fakeDoor, sandboxDoor, type TestDoor } from "./doors.js";

const NEW = { service_name: "new-pg", service_type: "pg", plan: "startup-4", cloud: "aws-eu-west-1" };
const ID = "11111111-2222-3333-4444-555555555555";

async function hintOf(door: TestDoor, id: string, input: object, error: unknown): Promise<string | undefined> {
  const explained = await explain(door, requireOperation(id), { ...input }, error);
  expect(explained).toBeInstanceOf(ApiError);
  return (explained as ApiError).hint;
}

describe("explain", () => {
  it.each([
    new NetworkError("x", { operationId: "ServiceGet", sent: false }),
    new TypeError("x"),
    "x",
    apiError(500, "x"),
  ])("leaves what it cannot explain as it is: %s", async (error) => {
    expect(await explain(fakeDoor({}), requireOperation("ServiceGet"), {}, error)).toBe(error);
  });

  it("keeps everything that the error says, and puts its own hint before the client's", async () => {
    const error = apiError(403, "Denied", "ServiceCreate");
    const explained = await explain(fakeDoor({}), requireOperation("ServiceCreate"), {}, error);
    const { message, operationId, status, code, kind, retryable } = error;
    expect(explained).toMatchObject({ name: "ApiError", message, operationId, status, code, kind, retryable });
    expect((explained as ApiError).hint).toMatch(/^It needs .* The client's hint\.$/);
  });

  it("tells the permissions and scopes that a 403 is about", async () => {
    const { facts } = requireOperation("ServiceCreate");
    const hint = await hintOf(fakeDoor({}), "ServiceCreate", {}, apiError(403, "Denied"));
    for (const needed of [...(facts.permissions ?? []), ...(facts.scopes ?? [])]) expect(hint).toContain(needed);
    expect(facts.permissions).not.toEqual([]);
  });

  it("tells what a clash waits for, and nothing where nothing is waited for", async () => {
    expect(await hintOf(fakeDoor({}), "ServiceUpdate", {}, apiError(409, "Busy"))).toContain("to be RUNNING");
    const error = apiError(409, "Exists");
    expect(await explain(fakeDoor({}), requireOperation("ServiceDatabaseCreate"), {}, error)).toBe(error);
  });

  it.each<[string, object, string]>([
    [
      "ServiceDatabaseCreate",
      { service_name: "demo-pg", database: "defaultdb" },
      "find it with ServiceDatabaseList, or choose another database.",
    ],
    [
      "ServiceUserCreate",
      { service_name: "demo-pg", username: "avnadmin" },
      "read it with ServiceUserGet, or change it with ServiceUserCredentialsModify, or choose another username.",
    ],
    [
      "ServiceCreate",
      { ...NEW, service_name: "demo-pg" },
      "read it with ServiceGet, or change it with ServiceUpdate, or choose another service_name.",
    ],
  ])("tells what reads and changes that which is there already: %s", async (id, input, ways) => {
    const error = await rejection(read(await sandboxDoor(), id as "ServiceCreate", { ...input }));
    const hint = `It is there already, maybe from an earlier try: ${ways}`;
    expect(error).toMatchObject({ status: 409, kind: "exists", hint, retryable: false });
  });

  it("leaves the hint of a documented code alone", async () => {
    const door = await sandboxDoor();
    const topic = { service_name: "demo-kafka", topic_name: "again" };
    await read(door, "ServiceKafkaTopicCreate", topic);
    const error = await rejection(read(door, "ServiceKafkaTopicCreate", topic));
    const hint = "Change it with ServiceKafkaTopicUpdate, or choose another topic_name.";
    expect(error).toMatchObject({ code: "kafka_topic_already_exists", hint });
  });

  it("fails no louder than the error when the explanation cannot be had", async () => {
    const error = apiError(404, "Not found");
    const door = fakeDoor({ ProjectList: apiError(500, "broken") });
    expect(await explain(door, requireOperation("ServiceGet"), { project: "p", service_name: "s" }, error)).toBe(error);
  });
});

describe("explain, where what is looked up lacks parts", () => {
  const CASES: readonly [operation: string, input: Record<string, unknown>, answers: Record<string, unknown>][] = [
    ["ServiceKafkaTopicList", {}, { ServiceList: { services: [null, {}] } }],
    ["ServiceKafkaTopicList", {}, { ServiceList: { services: null } }],
    [
      "ServiceCreate",
      { service_type: "mysql", plan: "startup-4", user_config: { service_to_fork_from: "demo-pg" } },
      { ServiceGet: {}, ServiceList: { services: [{ service_name: "demo-pg" }] } },
    ],
  ];

  it.each(CASES)("%s %j with %j: the error stays the API's", async (id, input, answers) => {
    const door = fakeDoor({ ...answers, [id]: apiError(400, "no", id) });
    const whole = { project: "p", service_name: "s", ...input };
    const error = await explain(door, requireOperation(id), whole, apiError(400, "no", id));
    expect(error).toMatchObject({ name: "ApiError", message: "no" });
  });
});

describe("explain, of what does not exist in the sandbox", () => {
  it.each<[string, string, object, string]>([
    [
      "a project",
      "ServiceList",
      { project: "sandbox-dmeo" },
      'There is no project "sandbox-dmeo"; did you mean sandbox-demo?',
    ],
    ["a service", "ServiceGet", { service_name: "demo-pq" }, 'There is no service "demo-pq"; did you mean demo-pg'],
    [
      "a service that is like none",
      "ServiceGet",
      { service_name: "zzzzzz" },
      'There is no service "zzzzzz"; there are ',
    ],
    [
      "the service before what is in it",
      "ServiceUserGet",
      { service_name: "demo-pgg", service_username: "nope" },
      'There is no service "demo-pgg"',
    ],
    [
      "a user",
      "ServiceUserGet",
      { service_name: "demo-pg", service_username: "avnadmim" },
      'There is no service user "avnadmim"; did you mean avnadmin?',
    ],
    [
      "a database",
      "ServiceDatabaseDelete",
      { service_name: "demo-pg", dbname: "defaultbd" },
      'There is no database "defaultbd"; did you mean defaultdb?',
    ],
    [
      "the source of a fork, not the service that it would make",
      "ServiceCreate",
      { ...NEW, user_config: { service_to_fork_from: "demo-pq" } },
      'There is no service "demo-pq"; did you mean demo-pg',
    ],
    [
      "the source of a replica",
      "ServiceCreate",
      { ...NEW, service_integrations: [{ integration_type: "read_replica", source_service: "demo-pgg" }] },
      'There is no service "demo-pgg"; did you mean demo-pg',
    ],
    ["a VPC", "VpcGet", { project_vpc_id: ID }, "There is no VPC at all there."],
    ["an integration", "ServiceIntegrationGet", { integration_id: ID }, "There is no integration at all there."],
    [
      "an integration endpoint",
      "ServiceIntegrationEndpointGet",
      { integration_endpoint_id: ID },
      "There is no integration endpoint",
    ],
    [
      "the source of an integration",
      "ServiceIntegrationCreate",
      { integration_type: "metrics", source_service: "demo-kafkaa", dest_service: "demo-pg" },
      'There is no service "demo-kafkaa"; did you mean demo-kafka',
    ],
  ])("names the nearest to %s", async (_, id, input, hint) => {
    const door = await sandboxDoor();
    const error = await rejection(read(door, id as "ServiceGet", { ...input }));
    expect(error).toMatchObject({ name: "ApiError", status: 404, retryable: false });
    expect((error as ApiError).hint).toContain(hint);
  });

  it.each<[string, string, object, string]>([
    [
      "a cloud",
      "ServiceCreate",
      { ...NEW, cloud: "aws-eu-west1" },
      'There is no cloud "aws-eu-west1"; did you mean aws-eu-west-1',
    ],
    ["a plan", "ServiceCreate", { ...NEW, plan: "startup4" }, 'There is no plan "startup4"; did you mean startup-4'],
    ["a plan of a service", "ServiceUpdate", { service_name: "demo-pg", plan: "starup-4" }, "did you mean startup-4"],
  ])("names the nearest to %s that only the body names", async (_, id, input, hint) => {
    const door = await sandboxDoor();
    const error = await rejection(read(door, id as "ServiceCreate", { ...input }));
    expect(error).toMatchObject({ name: "ApiError", status: 400 });
    expect((error as ApiError).hint).toContain(hint);
  });
});
