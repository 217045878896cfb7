import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ApiError } from "../../../src/core/errors.js";
import { createNodeClient, sleep } from "../../../src/node/client.js";
import { type Sandbox, startSandbox } from "../../../src/sandbox/index.js";
import { allOperations, type Operation } from "../../../src/tools/operation.js";
import { performOperation, read } from "../../../src/tools/perform.js";
import { createPolicy, DEFAULT_POLICY } from "../../../src/tools/policy.js";
import type { Door } from "../../../src/tools/run.js";
import { servedTypes } from "../../../src/tools/served-types.js";
import { rejection } from "../../fake-world.js";
import { leastChange, sandboxDoor } from "./doors.js";

/** Operations on services of certain types, and a service of the demo that is of none of them. */
const TYPED = allOperations().flatMap((operation) => {
  const types = servedTypes(operation);
  if (!types || operation.facts.deprecated) return [];
  return [{ id: operation.id, operation, types, other: types.includes("kafka") ? "pg" : "kafka" }];
});

let sandbox: Sandbox;
let door: Door;

beforeAll(async () => {
  sandbox = await startSandbox({ speed: "instant" });
  const client = createNodeClient({ baseUrl: sandbox.url, token: sandbox.token });
  const policy = createPolicy({ ...DEFAULT_POLICY, mode: "full", reveal: true });
  door = { client, policy, project: sandbox.project, sleep, now: Date.now };
});
afterAll(() => sandbox.close());

async function errorOf(operation: Operation, service_name: string): Promise<ApiError> {
  const input = { ...leastChange(operation), project: sandbox.project, service_name };
  const error = await rejection(performOperation(door, operation, input));
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
}

describe("an operation on a service of a type that it is not for", () => {
  it("is of many", () => {
    expect(TYPED.length).toBeGreaterThan(120);
  });

  it.each(TYPED)("tells the types that it is for: $id", async ({ operation, types, other }) => {
    const { hint, retryable } = await errorOf(operation, `demo-${other}`);
    expect(hint).toContain(`demo-${other} is of type ${other}, and ${operation.id} is for ${types.join(" or ")}.`);
    expect(retryable).toBe(false);
  });

  it.each<[string, string, string]>([
    ["ServiceKafkaTopicList", "demo-pg", "Of type kafka: demo-kafka."],
    ["PGServiceQueryStatistics", "demo-kafka", "Of type pg: demo-pg."],
    ["ServiceDatabaseList", "demo-kafka", "Of type mysql or pg: demo-pg."],
    ["MySQLServiceQueryStatistics", "demo-pg", "For pg there is PGServiceQueryStatistics."],
    ["ServiceClickHouseDatabaseList", "demo-pg", "For pg there is ServiceDatabaseList."],
    ["ServiceThanosStorageSummary", "demo-pg", "The project has no service of type thanos."],
  ])("tells what there is instead: %s of %s", async (id, service_name, words) => {
    const operation = allOperations().find((one) => one.id === id) as Operation;
    const error = await errorOf(operation, service_name);
    expect(error.hint).toContain(words);
    expect(error).toMatchObject({ status: 400, kind: "unsupported" });
    // What holds for any 400 is of no more use.
    expect(error.hint).not.toContain("Check the fields");
  });
});

describe("a service that would come from one of another type", () => {
  const SPEC = { service_type: "mysql", plan: "startup-4", cloud: "google-europe-west1", service_name: "new" };

  it.each<[string, object]>([
    ["read replica", { service_integrations: [{ integration_type: "read_replica", source_service: "demo-pg" }] }],
    ["fork", { user_config: { service_to_fork_from: "demo-pg" } }],
  ])("is told the type of its source: %s", async (as, more) => {
    const error = await rejection(read(await sandboxDoor(), "ServiceCreate", { ...SPEC, ...more }));
    const hint = `service_type must be pg: a ${as} is of the type of its source, and demo-pg is of type pg.`;
    expect(error).toMatchObject({ name: "ApiError", kind: "unsupported", hint });
  });

  it("waits for a backup to be filled from", async () => {
    const own = await sandboxDoor({}, { speed: "real" });
    const source = { ...SPEC, service_type: "pg", service_name: "source" };
    await read(own, "ServiceCreate", source);
    const service_integrations = [{ integration_type: "read_replica", source_service: "source" }];
    const error = await rejection(read(own, "ServiceCreate", { ...source, service_name: "new", service_integrations }));
    expect(error).toMatchObject({
      status: 403,
      hint: expect.stringMatching(/^source has no backup yet, .* ServiceBackupsGet lists one\.$/),
    });
    expect((error as ApiError).hint).not.toContain("permission");
  });
});
