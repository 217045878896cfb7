import { describe, expect, test } from "vitest";
import { BUILT_MS, DAY_MS, openSandbox, pgSpec, type TestApi } from "./api.js";

async function serviceOf(api: TestApi, service_name: string) {
  return (await api.ok("ServiceGet", { project: api.project, service_name, include_secrets: true })).service;
}

async function nodeStates(api: TestApi, service_name: string): Promise<string[]> {
  const { node_states = [] } = await serviceOf(api, service_name);
  return node_states.map((node) => node.state);
}

describe("creation", () => {
  test("goes from REBUILDING over the states of its nodes to RUNNING, and to a first backup", async () => {
    await using api = await openSandbox();
    const { service } = await api.ok("ServiceCreate", { ...pgSpec(api.project, "mine"), plan: "business-4" });
    expect(service).toMatchObject({ state: "REBUILDING", backups: [], cloud_name: "aws-eu-west-1", node_count: 2 });
    expect(service.service_uri).toMatch(
      /^postgres:\/\/avnadmin:AVNS_[\w-]+@mine-sandbox-demo\.h\.aivencloud\.com:\d+\/defaultdb/,
    );
    expect(service.connection_info?.pg).toEqual([service.service_uri]);
    expect(service.users?.[0]).toMatchObject({ username: "avnadmin", type: "primary" });
    expect(await nodeStates(api, "mine")).toEqual(["setting_up_vm", "setting_up_vm"]);

    api.sandbox.advance(70_000);
    expect(await nodeStates(api, "mine")).toEqual(["syncing_data", "syncing_data"]);
    expect((await serviceOf(api, "mine")).state).toBe("REBUILDING");

    api.sandbox.advance(100_000);
    const running = await serviceOf(api, "mine");
    expect(running).toMatchObject({ state: "RUNNING", backups: [] });
    expect(running.node_states?.map(({ state, role }) => [state, role])).toEqual([
      ["running", "master"],
      ["running", "standby"],
    ]);

    api.sandbox.advance(60_000);
    expect((await serviceOf(api, "mine")).backups).toHaveLength(1);
  });

  test.each(["application", "clickhouse", "kafka", "mysql", "opensearch", "pg", "thanos", "valkey"])(
    "takes %s between two and four virtual minutes",
    async (service_type) => {
      await using api = await openSandbox();
      const { service_plans } = await api.ok("ProjectServicePlanList", { project: api.project, service_type });
      const plan = String(service_plans.at(-1)?.service_plan);
      await api.ok("ServiceCreate", { project: api.project, service_name: "timed", service_type, plan });
      api.sandbox.advance(119_000);
      expect((await serviceOf(api, "timed")).state).toBe("REBUILDING");
      api.sandbox.advance(122_000);
      expect((await serviceOf(api, "timed")).state).toBe("RUNNING");
    },
  );

  test("takes no time where nothing takes time", async () => {
    await using api = await openSandbox({ speed: "instant" });
    expect((await api.ok("ServiceCreate", pgSpec(api.project, "at-once"))).service.state).toBe("REBUILDING");
    expect(await serviceOf(api, "at-once")).toMatchObject({
      state: "RUNNING",
      backups: [{ data_size: expect.any(Number) }],
    });
  });

  test("takes seconds in a fast sandbox", async () => {
    await using api = await openSandbox({ speed: "fast" });
    await api.ok("ServiceCreate", { ...pgSpec(api.project, "soon"), service_type: "valkey" });
    await expect
      .poll(async () => (await serviceOf(api, "soon")).state, { timeout: 15_000, interval: 100 })
      .toBe("RUNNING");
  });

  test("goes on taking backups at its hour and keeps as many as the plan says", async () => {
    await using api = await openSandbox();
    const spec = { ...pgSpec(api.project, "kept"), user_config: { backup_hour: 3, backup_minute: 30 } };
    await api.ok("ServiceCreate", spec);
    api.sandbox.advance(10 * DAY_MS);
    const { backups = [] } = await serviceOf(api, "kept");
    expect(backups).toHaveLength(3);
    for (const { backup_time } of backups) expect(backup_time).toMatch(/T03:30:00Z$/);
    const answer = await api.ok("ServiceBackupsGet", { project: api.project, service_name: "kept" });
    expect(answer.pitr?.primary_region.pitr_range_start).toBe(backups[0]?.backup_time);
    expect(answer.scheduled_backup_time).toMatchObject({ backup_hour: 3, backup_minute: 30 });
  });
});

describe("changes", () => {
  test("a new plan replaces the nodes while the old ones serve", async () => {
    await using api = await openSandbox();
    const change = { project: api.project, service_name: "demo-pg", plan: "business-8" };
    const { service } = await api.ok("ServiceUpdate", change);
    expect(service).toMatchObject({ state: "REBUILDING", plan: "business-8", node_memory_mb: 8192, node_count: 2 });
    expect(await nodeStates(api, "demo-pg")).toEqual(["running", "setting_up_vm", "setting_up_vm"]);
    api.sandbox.advance(BUILT_MS);
    const after = await serviceOf(api, "demo-pg");
    expect(after.state).toBe("RUNNING");
    expect(after.node_states?.map((node) => node.name)).toEqual(["demo-pg-2", "demo-pg-3"]);
    expect(after.connection_info?.pg_replica_uri).toContain("@replica.demo-pg-");
  });

  test("Kafka moves its data before it is done", async () => {
    await using api = await openSandbox();
    await api.ok("ServiceUpdate", { project: api.project, service_name: "demo-kafka", plan: "business-8" });
    api.sandbox.advance(240_000);
    const moving = await serviceOf(api, "demo-kafka");
    expect(moving.state).toBe("REBALANCING");
    expect(moving.node_states?.map((node) => node.state)).toEqual([
      ...Array(3).fill("leaving"),
      ...Array(3).fill("running"),
    ]);
    api.sandbox.advance(91_000);
    const after = await serviceOf(api, "demo-kafka");
    expect(after).toMatchObject({ state: "RUNNING", node_memory_mb: 8192 });
    expect(after.node_states).toHaveLength(3);
  });

  test("a new cloud replaces the nodes, and puts them there", async () => {
    await using api = await openSandbox();
    await api.ok("ServiceUpdate", { project: api.project, service_name: "demo-valkey", cloud: "upcloud-fi-hel" });
    api.sandbox.advance(BUILT_MS);
    const after = await serviceOf(api, "demo-valkey");
    expect(after).toMatchObject({ state: "RUNNING", cloud_name: "upcloud-fi-hel" });
    expect(after.node_states?.[0]?.availability_zone).toBe("fi-hel-a");
  });

  test("disk grows without a rebuild and shrinks with one", async () => {
    await using api = await openSandbox();
    const where = { project: api.project, service_name: "demo-pg" };
    const grown = await api.ok("ServiceUpdate", { ...where, disk_space_mb: 81_920 + 20_480 });
    expect(grown.service).toMatchObject({ state: "RUNNING", disk_space_mb: 102_400 });
    const shrunk = await api.ok("ServiceUpdate", { ...where, disk_space_mb: 81_920 });
    expect(shrunk.service).toMatchObject({ state: "REBUILDING", disk_space_mb: 81_920 });
  });

  test.each([
    ["demo-pg", 81_920 + 1, "multiple of"],
    ["demo-pg", 1_000, "between"],
    ["demo-pg", 999_999_999, "between"],
    ["demo-valkey", 10_240, "not configurable"],
  ])("refuses %s a disk of %i MB", async (service_name, disk_space_mb, why) => {
    await using api = await openSandbox();
    const refusal = await api.refused("ServiceUpdate", { project: api.project, service_name, disk_space_mb });
    expect(refusal).toMatchObject({ status: 400, message: expect.stringContaining(why) });
  });

  test("a change during a build starts the build anew", async () => {
    await using api = await openSandbox();
    const where = { project: api.project, service_name: "demo-pg" };
    await api.ok("ServiceUpdate", { ...where, plan: "startup-8" });
    api.sandbox.advance(140_000);
    await api.ok("ServiceUpdate", { ...where, plan: "startup-16" });
    api.sandbox.advance(140_000);
    expect((await serviceOf(api, "demo-pg")).state).toBe("REBUILDING");
    api.sandbox.advance(20_000);
    const after = await serviceOf(api, "demo-pg");
    expect(after).toMatchObject({ state: "RUNNING", plan: "startup-16" });
    expect(after.node_states?.map((node) => node.name)).toEqual(["demo-pg-3"]);
  });

  test("maintenance rebuilds a service that has updates waiting", async () => {
    await using api = await openSandbox();
    const where = { project: api.project, service_name: "demo-pg" };
    expect((await serviceOf(api, "demo-pg")).maintenance?.updates).toHaveLength(1);
    await api.ok("ServiceMaintenanceStart", where);
    expect(await serviceOf(api, "demo-pg")).toMatchObject({ state: "REBUILDING", maintenance: { updates: [] } });
    expect((await api.refused("ServiceMaintenanceStart", where)).status).toBe(409);
    api.sandbox.advance(BUILT_MS);
    expect((await serviceOf(api, "demo-pg")).state).toBe("RUNNING");
    const { events } = await api.ok("ProjectGetEventLogs", { project: api.project, limit: 2 });
    expect(events.map((entry) => entry.event_type)).toEqual([
      "service_maintenance_finish",
      "service_maintenance_start",
    ]);
  });
});

describe("power", () => {
  test("goes off at once, with its nodes, and comes back from its backups", async () => {
    await using api = await openSandbox();
    const where = { project: api.project, service_name: "demo-pg" };
    const { backups } = await serviceOf(api, "demo-pg");
    const { service } = await api.ok("ServiceUpdate", { ...where, powered: false });
    expect(service).toMatchObject({ state: "POWEROFF", node_states: [], backups });
    expect(service.service_notifications?.[0]?.type).toBe("service_powered_off_removal");
    api.sandbox.advance(5 * DAY_MS);
    expect(await serviceOf(api, "demo-pg")).toMatchObject({ state: "POWEROFF", backups });
    expect((await api.ok("ServiceUpdate", { ...where, powered: true })).service.state).toBe("REBUILDING");
    api.sandbox.advance(BUILT_MS);
    expect((await serviceOf(api, "demo-pg")).state).toBe("RUNNING");
    api.sandbox.advance(2 * DAY_MS);
    expect((await serviceOf(api, "demo-pg")).backups).not.toEqual(backups);
  });

  test("stays off when it is changed, and comes up changed", async () => {
    await using api = await openSandbox();
    const where = { project: api.project, service_name: "demo-pg" };
    await api.ok("ServiceUpdate", { ...where, powered: false });
    const { service } = await api.ok("ServiceUpdate", { ...where, plan: "startup-8" });
    expect(service).toMatchObject({ state: "POWEROFF", plan: "startup-8", node_states: [] });
    await api.ok("ServiceUpdate", { ...where, powered: true });
    api.sandbox.advance(BUILT_MS);
    expect(await serviceOf(api, "demo-pg")).toMatchObject({ state: "RUNNING", node_memory_mb: 8192 });
  });

  test("answers 503 for databases and 409 for users while it is off", async () => {
    await using api = await openSandbox();
    const where = { project: api.project, service_name: "demo-pg" };
    await api.ok("ServiceUpdate", { ...where, powered: false });
    const off = { status: 503, message: "An error occurred. Please try again later." };
    expect(await api.refused("ServiceDatabaseList", where)).toMatchObject(off);
    expect(await api.refused("ServiceDatabaseCreate", { ...where, database: "x" })).toMatchObject(off);
    expect(await api.refused("ServiceUserCreate", { ...where, username: "x" })).toMatchObject({
      status: 409,
      message: "Database not powered on",
      code: "not_powered",
    });
    expect((await api.refused("ServiceMaintenanceStart", where)).code).toBe("not_powered");
  });

  test("can be switched off while it is built, and nothing of the build happens later", async () => {
    await using api = await openSandbox();
    await api.ok("ServiceCreate", pgSpec(api.project, "changed-mind"));
    await api.ok("ServiceUpdate", { project: api.project, service_name: "changed-mind", powered: false });
    api.sandbox.advance(BUILT_MS);
    expect(await serviceOf(api, "changed-mind")).toMatchObject({ state: "POWEROFF", backups: [] });
  });
});

describe("protection and deletion", () => {
  test("refuses to delete or power off a protected service", async () => {
    await using api = await openSandbox();
    const where = { project: api.project, service_name: "demo-pg" };
    const refusal = {
      status: 403,
      message: "Service is protected against termination and shutdown. Remove termination protection first.",
    };
    await api.ok("ServiceUpdate", { ...where, termination_protection: true });
    expect(await api.refused("ServiceDelete", where)).toMatchObject(refusal);
    expect(await api.refused("ServiceUpdate", { ...where, powered: false })).toMatchObject(refusal);
    expect((await serviceOf(api, "demo-pg")).state).toBe("RUNNING");
    await api.ok("ServiceUpdate", { ...where, termination_protection: false, powered: false });
    await api.ok("ServiceDelete", where);
  });

  test("leaves nothing behind of a deleted service", async () => {
    await using api = await openSandbox();
    const where = { project: api.project, service_name: "demo-pg" };
    await api.ok("ServiceUserCreate", { ...where, username: "app" });
    await api.ok("ServiceDatabaseCreate", { ...where, database: "orders" });
    await api.ok("ServiceDelete", where);
    for (const id of [
      "ServiceGet",
      "ServiceDelete",
      "ServiceBackupsGet",
      "ServiceDatabaseList",
      "ServiceMetricsFetch",
    ] as const) {
      expect(await api.refused(id, where)).toMatchObject({ status: 404, message: "Service demo-pg does not exist" });
    }
    await api.ok("ServiceCreate", pgSpec(api.project, "demo-pg"));
    const again = await serviceOf(api, "demo-pg");
    expect(again).toMatchObject({ state: "REBUILDING", backups: [], databases: ["defaultdb"] });
    expect(again.users).toHaveLength(1);
    expect(again.node_states?.[0]?.name).toBe("demo-pg-1");
  });

  test("does not let a namesake inherit what was pending", async () => {
    await using api = await openSandbox();
    const where = { project: api.project, service_name: "twice" };
    await api.ok("ServiceCreate", pgSpec(api.project, "twice"));
    api.sandbox.advance(140_000);
    await api.ok("ServiceDelete", where);
    await api.ok("ServiceCreate", pgSpec(api.project, "twice"));
    api.sandbox.advance(20_000);
    expect((await serviceOf(api, "twice")).state).toBe("REBUILDING");
  });
});
