import { describe, expect, it } from "vitest";
import type { WantedChange } from "../../../../src/tools/configuration/change.js";
import { planChange } from "../../../../src/tools/configuration/configure.js";
import type { OwnerName } from "../../../../src/tools/configuration/owner.js";
import { rejection } from "../../../fake-world.js";
import { apiError, fakeDoor } from "../doors.js";

const ID = "0190e6c5-1f6b-7f00-8000-000000000000";
const NAMED = { service_name: "one" };

/** A door to an API that has one service, of one type, and one endpoint; it publishes no schema. */
function openDoor(service_type: string, user_config: object = {}) {
  const service = { service_type, user_config, plan: "startup-4", cloud_name: "google-europe-west1" };
  const endpoint = { endpoint_type: "datadog", user_config: { site: "datadoghq.eu" } };
  const answers = {
    ServiceGet: { service },
    ServiceTaskCreate: { task: { success: false, result: "A table has no primary key" } },
    ProjectServicePlanPriceGet: { base_price_usd: "0.5", object_storage_gb_price_usd: "0.00005" },
    ServiceIntegrationEndpointGet: ({ integration_endpoint_id }: Record<string, unknown>) =>
      integration_endpoint_id === ID
        ? { service_integration_endpoint: endpoint }
        : apiError(404, "Service integration endpoint does not exist", "ServiceIntegrationEndpointGet"),
  };
  return fakeDoor(answers, {}, "p");
}

async function issuesOf(type: string, wanted: WantedChange, name: OwnerName = NAMED) {
  const { issues } = (await rejection(planChange(openDoor(type), name, wanted))) as { issues: unknown };
  return issues;
}

describe("a planned change", () => {
  it.each<[string, object, object, object]>([
    ["pg", { work_mem: "16", "pg.jit": "false" }, {}, { work_mem: 16, pg: { jit: false } }],
    ["pg", { pg: { max_connections: "200" } }, {}, { pg: { max_connections: 200 } }],
    ["pg", { pg_version: 18 }, { pg_version: "17" }, { pg_version: "18" }],
    ["pg", { ip_filter: "10.0.0.0/8" }, {}, { ip_filter: ["10.0.0.0/8"] }],
    ["kafka", { "kafka.log_retention_ms": "604800000" }, {}, { kafka: { log_retention_ms: 604_800_000 } }],
    [
      "kafka",
      { "kafka.log_retention_ms": "9223372036854775807" },
      {},
      { kafka: { log_retention_ms: 9_223_372_036_854_775_807n } },
    ],
  ])("of %s reads %j by the types of its parameters", async (type, set, present, sent) => {
    const { call } = await planChange(openDoor(type, present), NAMED, { set: set as Record<string, unknown> });
    expect(call?.input["user_config"]).toEqual(sent);
  });

  it.each<[string, WantedChange, object]>([
    ["a size", { set: { work_mem: "1GB" } }, { field: "work_mem", nearest: "1024" }],
    [
      "a time",
      { set: { "pg.idle_in_transaction_session_timeout": "5m" } },
      { field: "pg.idle_in_transaction_session_timeout", nearest: "300000" },
    ],
    ["a size out of range", { set: { work_mem: "5GB" } }, { message: 'must be an integer, not "5GB"; it counts MB' }],
    ["a yes", { set: { "pg.jit": "on" } }, { field: "pg.jit", nearest: "true" }],
    ["the field around it", { set: { "user_config.pg.jit": true } }, { nearest: "pg.jit" }],
    ["all of the field around it", { set: { user_config: { work_mem: 8 } } }, { field: "set.user_config" }],
    ["the plan", { set: { plan: "business-8" } }, { field: "plan", message: expect.stringMatching(/ServiceUpdate/) }],
    ["the disk", { set: { disk_space_mb: 9 } }, { field: "disk_space_mb", message: expect.stringMatching(/itself/) }],
    ["its name", { set: { service_name: "x" } }, { message: expect.stringMatching(/not a parameter/) }],
    ["items of a group", { add: { pg: "x" } }, { field: "add.pg", message: "is not a list: use set" }],
  ])("tells what is meant by %s", async (_, wanted, issue) => {
    expect(await issuesOf("pg", wanted)).toEqual([expect.objectContaining(issue)]);
  });

  it("tells what an object holds where a text is given", async () => {
    expect(await issuesOf("datadog", { add: { datadog_tags: ["a:b"] } }, { id: ID })).toMatchObject([
      { field: "datadog_tags[0]", message: 'must be an object of comment, tag, not "a:b"' },
    ]);
  });

  it.each<[string, object, object, object]>([
    ["pg", { set: { "pg.max_connections": 200 } }, {}, { "pg.max_connections": ["restart"] }],
    ["pg", { unset: ["pg.max_connections"] }, {}, {}],
    ["pg", { unset: ["pg"] }, { pg: { jit: true, max_connections: 200 } }, { pg: ["restart"] }],
    ["pg", { set: { static_ips: true } }, {}, { static_ips: ["price"] }],
    ["pg", { set: { pg_version: "18" } }, { pg_version: "17" }, { pg_version: ["one-way"] }],
    ["pg", { set: { ip_filter: [] } }, { ip_filter: ["::/0"] }, { ip_filter: ["lock-out"] }],
    [
      "pg",
      { set: { "public_access.pg": false, work_mem: 8 } },
      { public_access: { pg: true } },
      { "public_access.pg": ["lock-out"], work_mem: undefined },
    ],
    ["kafka", { set: { "kafka.log_retention_hours": 1 } }, {}, { "kafka.log_retention_hours": ["data-loss"] }],
    ["valkey", { set: { valkey_persistence: "off" } }, {}, { valkey_persistence: ["data-loss"] }],
  ])("of %s flags what %j does to %j", async (type, wanted, present, flags) => {
    const { changes } = await planChange(openDoor(type, present), NAMED, wanted);
    expect(Object.fromEntries(changes.map(({ path, flags }) => [path, flags]))).toEqual(flags);
  });

  // MySQL has one version that is alive: an upgrade begins at one whose day is over, which no sandbox creates.
  it("asks the API whether MySQL can be upgraded", async () => {
    const door = openDoor("mysql", { mysql_version: "8" });
    const { upgradeCheck, changes, gates } = await planChange(door, NAMED, { set: { mysql_version: "8.4" } });
    expect(upgradeCheck).toEqual({ ok: false, result: "A table has no primary key" });
    expect(changes).toMatchObject([{ before: "8", after: "8.4", flags: ["one-way"] }]);
    expect(gates).toMatchObject([{ because: expect.stringMatching(/upgrades to another version/) }]);
    expect(door.calls).toContainEqual({
      id: "ServiceTaskCreate",
      input: {
        project: "p",
        service_name: "one",
        task_type: "upgrade_check",
        upgrade_check: { target_version: "8.4", async: false },
      },
    });
  });

  it("tells what object storage costs, where the API does", async () => {
    const wanted = { set: { "tiered_storage.enabled": true } };
    const { warnings } = await planChange(openDoor("kafka"), NAMED, wanted);
    expect(warnings).toContain("tiered_storage.enabled: a GB in object storage costs 0.0365 USD a month");
    expect((await planChange(openDoor("kafka"), NAMED, { unset: ["kafka"] })).warnings).toEqual([]);
  });

  it("says nothing of restarts where nothing changes", async () => {
    const planned = await planChange(openDoor("pg"), NAMED, { unset: ["pg.max_connections"] });
    expect(planned).toMatchObject({ call: undefined, warnings: [] });
  });
});

describe("the owner of a configuration", () => {
  it("is found by an endpoint's id, which is no integration's", async () => {
    const { owner } = await planChange(openDoor("pg"), { id: ID }, { unset: ["site"] });
    expect(owner).toMatchObject({ kind: "endpoints", type: "datadog" });
  });

  it.each([
    ["demo-pg", /name of a service goes into service_name/],
    [ID.replace("1", "2"), /no integration and of no endpoint/],
  ])("is not %s", async (id, message) => {
    expect(await issuesOf("pg", { unset: ["site"] }, { id })).toMatchObject([
      { field: "id", message: expect.stringMatching(message) },
    ]);
  });
});
