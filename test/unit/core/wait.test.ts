import { describe, expect, it, vi } from "vitest";
import { responses } from "../../../src/core/catalogue/generated/responses/index.js";
import { operationFacts, operationFamily, type Schema } from "../../../src/core/catalogue/index.js";
import { ApiError } from "../../../src/core/errors.js";
import { pathSteps } from "../../../src/core/path-tree.js";
import { at, WAIT_RULES, type WaitName, type WaitOptions, type WaitRule, waitFor } from "../../../src/core/wait.js";
import { rejection } from "../../fake-world.js";

const PG = { project: "demo", service_name: "pg" };
const notFound = new ApiError("Service pg does not exist", {
  operationId: "ServiceGet",
  status: 404,
  kind: "not-found",
  retryable: false,
});

/** Waits over scripted answers (the last repeats) on a clock that only waiting moves. */
function wait(name: WaitName, answers: readonly unknown[], options: Partial<WaitOptions> & { input?: object } = {}) {
  let clock = 0;
  let reads = 0;
  const pauses: number[] = [];
  const read = vi.fn(async () => {
    const answer = answers[Math.min(reads++, answers.length - 1)];
    if (answer instanceof Error) throw answer;
    return answer;
  });
  const sleep = async (ms: number) => {
    pauses.push(ms);
    clock += ms;
  };
  const { input = PG, ...rest } = options;
  const result = waitFor(WAIT_RULES[name], input as typeof PG, {
    read,
    sleep,
    now: () => clock,
    timeoutMs: 60_000,
    ...rest,
  });
  return { result, read, pauses };
}

const service = (state: string, ...nodes: string[]) => ({
  service: { state, node_states: nodes.map((node, n) => ({ name: `pg-${n + 1}`, state: node })) },
});

describe("waitFor", () => {
  it("reads until it is done, with longer and longer pauses", async () => {
    const { result, read, pauses } = wait("service", [
      service("REBUILDING"),
      service("REBUILDING"),
      service("RUNNING"),
    ]);
    expect(await result).toMatchObject({ outcome: "done", state: "RUNNING", elapsedMs: 1_750 });
    expect(read).toHaveBeenCalledWith("ServiceGet", PG, undefined);
    expect(pauses).toEqual([700, 1_050]);
  });

  it("never pauses longer than 5 seconds", async () => {
    const { result, pauses } = wait("service", [service("REBUILDING")]);
    expect(await result).toMatchObject({ outcome: "pending", state: "REBUILDING" });
    expect(Math.max(...pauses)).toBe(5_000);
    expect(pauses.reduce((sum, ms) => sum + ms)).toBeLessThanOrEqual(60_000);
  });

  it("reads at least once, and does not pause when no time is left", async () => {
    const { result, read, pauses } = wait("service", [service("REBUILDING")], { timeoutMs: 0 });
    expect(await result).toMatchObject({ outcome: "pending", elapsedMs: 0 });
    expect(read).toHaveBeenCalledTimes(1);
    expect(pauses).toEqual([]);
  });

  it("gives up at a state from which it will not get there", async () => {
    expect(await wait("service", [service("POWEROFF")]).result).toMatchObject({ outcome: "failed", state: "POWEROFF" });
  });

  it.each([
    ["not there yet, then there", "service", [notFound, service("RUNNING")], { outcome: "done", state: "RUNNING" }],
    [
      "there, then gone",
      "service-gone",
      [service("RUNNING"), notFound],
      { outcome: "done", state: "gone", answer: undefined },
    ],
    ["never there", "topic", [notFound], { outcome: "pending", state: "not there yet" }],
  ] as const)("understands a 404: %s", async (_, name, answers, expected) => {
    expect(await wait(name, answers).result).toMatchObject(expected);
  });

  it.each([
    new ApiError("Not a project member", {
      operationId: "ServiceGet",
      status: 403,
      kind: "permission",
      retryable: false,
    }),
    new TypeError("a bug"),
  ])("leaves every other error to the caller: %s", async (error) => {
    expect(await rejection(wait("service", [error]).result)).toBe(error);
  });

  it("reports progress with what the nodes do", async () => {
    const onProgress = vi.fn();
    const busy = service("REBUILDING", "running", "syncing_data", "setting_up_vm");
    await wait("service", [service("REBUILDING"), busy, service("RUNNING")], { onProgress }).result;
    expect(onProgress.mock.calls).toEqual([
      ["REBUILDING", undefined, 0],
      ["REBUILDING", "1 of 3 nodes running, pg-2 syncing_data, pg-3 setting_up_vm", 700],
    ]);
  });

  it("names no more than three busy nodes", async () => {
    const { result } = wait("service", [service("REBUILDING", ..."abcde")], { timeoutMs: 0 });
    expect((await result).detail).toBe("0 of 5 nodes running, pg-1 a, pg-2 b, pg-3 c");
  });

  it("calls a state that is not a text unknown and goes on", async () => {
    expect(await wait("service", [{ service: {} }, service("RUNNING")]).result).toMatchObject({ outcome: "done" });
    expect(await wait("service", [{}], { timeoutMs: 0 }).result).toMatchObject({
      outcome: "pending",
      state: "unknown",
    });
  });

  it("reads with the operation that has what it needs, gives it no more than that, and hands over the signal", async () => {
    const { signal } = new AbortController();
    const read = vi.fn().mockResolvedValue({ state: "ACTIVE" });
    const names = { organization_id: "o", organization_vpc_id: "v" };
    await waitFor(
      WAIT_RULES.vpc,
      { ...names, cloud_name: "c" },
      { read, sleep: vi.fn(), now: () => 0, timeoutMs: 0, signal },
    );
    expect(read).toHaveBeenCalledWith("OrganizationVpcGet", names, signal);
  });

  it("ends with the reason when the pause is aborted", async () => {
    const reason = new Error("the user left");
    const { result } = wait("service", [service("REBUILDING")], { sleep: () => Promise.reject(reason) });
    expect(await rejection(result)).toBe(reason);
  });
});

describe("waitFor, of what is missing", () => {
  it("fails once it was missing for longer than is usual, and says what it was told of it", async () => {
    const onProgress = vi.fn();
    const onMissing = vi.fn(async () => "There is no topic at all.");
    const { result, read } = wait("topic", [notFound], { graceMs: 8_000, onMissing, onProgress });
    const detail = "There is no topic at all.";
    expect(await result).toMatchObject({ outcome: "failed", state: "not found", detail, elapsedMs: 9_231.25 });
    expect(read).toHaveBeenCalledTimes(6);
    expect(onProgress).toHaveBeenCalledWith("not there yet", detail, 0);
    expect(onMissing).toHaveBeenCalledTimes(1);
  });

  it("goes on when it appears in time, and waits for ever when nobody gave it a time", async () => {
    const late = [notFound, notFound, { topic: { state: "CONFIGURING" } }, { topic: { state: "ACTIVE" } }];
    expect(await wait("topic", late, { graceMs: 8_000 }).result).toMatchObject({ outcome: "done", detail: undefined });
    expect(await wait("topic", [notFound]).result).toMatchObject({ outcome: "pending", state: "not there yet" });
  });

  it.each<readonly [WaitName, string]>([
    ["peering", "peer_vpc"],
    ["static-ip", "static_ip_address_id"],
    ["static-ip-gone", "static_ip_address_id"],
    ["clickhouse-database", "database"],
  ])("%s without a name is the caller's error, in %s", async (name, field) => {
    const { result, read } = wait(name, [{}], { input: PG });
    expect(await rejection(result)).toMatchObject({ name: "InputError", issues: [{ field }] });
    expect(read).not.toHaveBeenCalled();
  });
});

const IP = { static_ip_address_id: "b" };
const SNAPSHOT = { snapshot_name: "s" };

describe("the rules", () => {
  it.each<readonly [WaitName, object, unknown, string, string]>([
    ["service-off", {}, service("POWEROFF"), "done", "POWEROFF"],
    ["integration", {}, { service_integration: { active: true } }, "done", "active"],
    ["integration", {}, { service_integration: { active: false } }, "pending", "inactive"],
    ["task", {}, { task: { result: "", success: false } }, "pending", "running"],
    ["task", {}, { task: { result: "ok", success: true } }, "done", "succeeded"],
    ["task", {}, { task: { result: "bad", success: false } }, "failed", "failed"],
    [
      "static-ip",
      { static_ip_address_id: "b" },
      {
        static_ips: [
          { static_ip_address_id: "a", state: "deleted" },
          { static_ip_address_id: "b", state: "created" },
        ],
      },
      "done",
      "created",
    ],
    ["static-ip", { static_ip_address_id: "c" }, { static_ips: [] }, "pending", "not there yet"],
    ["static-ip-associated", IP, { static_ips: [{ ...IP, state: "created" }] }, "pending", "created"],
    ["static-ip-associated", IP, { static_ips: [{ ...IP, state: "available" }] }, "done", "available"],
    ["static-ip-free", IP, { static_ips: [{ ...IP, state: "available" }] }, "pending", "available"],
    ["static-ip-gone", IP, { static_ips: [] }, "done", "gone"],
    ["database", { database: "b" }, { databases: [{ database_name: "a" }] }, "pending", "not there yet"],
    ["database", { database: "a" }, { databases: [{ database_name: "a" }] }, "done", "there"],
    ["database-gone", { dbname: "a" }, { databases: [{ database_name: "a" }] }, "pending", "there"],
    ["user", { username: "u" }, { user: { password: "" } }, "pending", "without password"],
    ["user", { username: "u" }, { user: { password: "x" } }, "done", "ready"],
    ["vpc", {}, { state: "DELETING" }, "failed", "DELETING"],
    ["vpc-gone", {}, { state: "DELETING" }, "pending", "DELETING"],
    ["vpc-gone", {}, { state: "DELETED" }, "done", "DELETED"],
    ["connector", {}, { status: { state: "PAUSED" } }, "done", "PAUSED"],
    ["connector-running", {}, { status: { state: "PAUSED" } }, "pending", "PAUSED"],
    ["connector-paused", {}, { status: { state: "RUNNING" } }, "pending", "RUNNING"],
    ["flink-deployment-ended", {}, { status: "RUNNING" }, "pending", "RUNNING"],
    ["flink-deployment-ended", {}, { status: "CANCELED" }, "done", "CANCELED"],
    ["flink-deployment-ended", {}, { status: "FAILED" }, "failed", "FAILED"],
    ["snapshot", SNAPSHOT, { snapshots: [{ snapshot: "s", state: "IN_PROGRESS" }] }, "pending", "IN_PROGRESS"],
    ["snapshot", SNAPSHOT, { snapshots: [{ snapshot: "s", state: "SUCCESS" }] }, "done", "SUCCESS"],
    ["restoration", SNAPSHOT, { snapshots: [SNAPSHOT] }, "pending", "in progress"],
    ["restoration", SNAPSHOT, { snapshots: [] }, "done", "gone"],
    [
      "privatelink-connection",
      { privatelink_connection_id: "c" },
      { connections: [{ privatelink_connection_id: "c", state: "connected" }] },
      "pending",
      "connected",
    ],
    [
      "privatelink-connection-connected",
      { privatelink_connection_id: "c" },
      { connections: [{ privatelink_connection_id: "c", state: "connected" }] },
      "done",
      "connected",
    ],
    ["custom-cloud-gone", {}, { custom_cloud_environment: { state: "deletion_failed" } }, "failed", "deletion_failed"],
    [
      "peering",
      { peer_vpc: "v" },
      { peering_connections: [{ peer_vpc: "v", state: "PENDING_PEER" }] },
      "pending",
      "PENDING_PEER",
    ],
    [
      "peering",
      { peering_connection_id: "i" },
      { peering_connections: [{ peering_connection_id: "i", peer_vpc: "v", state: "ACTIVE" }] },
      "done",
      "ACTIVE",
    ],
    [
      "peering",
      { peer_vpc: "default", peer_cloud_account: "b" },
      {
        peering_connections: [
          { peer_vpc: "default", peer_cloud_account: "a", state: "ACTIVE" },
          { peer_vpc: "default", peer_cloud_account: "b", state: "PENDING_PEER" },
        ],
      },
      "pending",
      "PENDING_PEER",
    ],
    [
      "peering",
      { peer_vpc: "V", peer_cloud_account: "a", peer_region: "eu-west-1", peer_resource_group: "G2" },
      {
        peering_connections: [
          { peer_vpc: "v", peer_cloud_account: "a", peer_resource_group: "g1", state: "ERROR" },
          { peer_vpc: "v", peer_cloud_account: "a", peer_region: null, peer_resource_group: "g2", state: "ACTIVE" },
        ],
      },
      "done",
      "ACTIVE",
    ],
    [
      "peering",
      { peer_vpc: "v", peer_cloud_account: "a" },
      { peering_connections: [{ peer_vpc: "v", peer_cloud_account: "a", peer_resource_group: null, state: "ACTIVE" }] },
      "done",
      "ACTIVE",
    ],
    [
      "peering",
      { peer_vpc: "w" },
      { peering_connections: [{ peer_vpc: "v", state: "ERROR" }] },
      "pending",
      "not there yet",
    ],
    ["peering-gone", { peer_vpc: "w" }, { peering_connections: [{ peer_vpc: "v" }] }, "done", "gone"],
    [
      "clickhouse-database",
      { database: "b" },
      {
        databases: [
          { name: "a", state: "ok" },
          { name: "b", state: "pending_creation" },
        ],
      },
      "pending",
      "pending_creation",
    ],
    ["clickhouse-database", { database: "a" }, { databases: [{ name: "a", state: "ok" }] }, "done", "ok"],
    ["connector", {}, { status: { state: "FAILED" } }, "failed", "FAILED"],
    ["flink-deployment", {}, { status: "RUNNING" }, "done", "RUNNING"],
    ["custom-cloud", {}, { custom_cloud_environment: { state: "active" } }, "done", "active"],
    ["custom-cloud", {}, { custom_cloud_environment: { state: "creating" } }, "pending", "creating"],
    ["custom-cloud", {}, { custom_cloud_environment: { state: "creation_failed" } }, "failed", "creation_failed"],
    ["custom-cloud", {}, { custom_cloud_environment: { state: "deleted" } }, "failed", "deleted"],
    ["custom-cloud", {}, { custom_cloud_environment: { state: "deletion_failed" } }, "failed", "deletion_failed"],
  ])("%s: %j of %j is %s", async (name, input, answer, outcome, state) => {
    expect(await wait(name, [answer], { input, timeoutMs: 0 }).result).toMatchObject({ outcome, state });
  });

  const rules = Object.entries(WAIT_RULES as Record<string, WaitRule>);
  const readers = rules.flatMap(([name, rule]) => rule.reads.map((id) => [name, id, rule] as const));

  it.each(readers)("%s reads with %s, which exists and only reads", (_, id) => {
    expect(operationFacts(id)?.method).toBe("GET");
  });

  it.each(readers.filter(([, , rule]) => typeof rule.state === "string" && !rule.find))(
    "%s finds its state in the answer of %s",
    (_, id, rule) => {
      const schema = schemaAt(answerOf(id), rule.state as string);
      expect(schema?.type).toBe("string");
      const known = schema?.enum ?? [...rule.done, ...(rule.failed ?? [])];
      expect(known).toEqual(expect.arrayContaining([...rule.done, ...(rule.failed ?? [])]));
    },
  );
});

describe("at", () => {
  it.each([
    ["a.b", { a: { b: 1 } }, 1],
    ["a.b", { a: null }, undefined],
    ["a", undefined, undefined],
    ["a.b.c", { a: { b: "text" } }, undefined],
  ])("%s of %j is %j", (path, value, expected) => {
    expect(at(value, path)).toBe(expected);
  });
});

function answerOf(id: string): Schema | undefined {
  const family = operationFamily(id);
  return family && responses[family][id];
}

function schemaAt(schema: Schema | undefined, path: string): Schema | undefined {
  return pathSteps(path).reduce<Schema | undefined>((inner, step) => inner?.properties?.[step], schema);
}
