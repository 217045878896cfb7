import { describe, expect, test } from "vitest";
import { BUILT_MS, DAY_MS, openSandbox, pgSpec, type TestApi } from "./api.js";

async function serviceOf(api: TestApi, service_name: string) {
  return (await api.ok("ServiceGet", { project: api.project, service_name, include_secrets: true })).service;
}

describe("configuration", () => {
  test("merges keys at every depth, unsets by null and replaces lists as a whole", async () => {
    await using api = await openSandbox();
    const where = { project: api.project, service_name: "demo-pg" };
    const update = (user_config: Record<string, unknown>) => api.ok("ServiceUpdate", { ...where, user_config });
    await update({ ip_filter: ["10.0.0.0/8", "192.168.0.0/16"], pg: { jit: true, max_connections: 200 }, work_mem: 4 });
    await update({ ip_filter: ["10.0.0.0/8"], pg: { jit: null, wal_writer_delay: 50 }, work_mem: null });
    expect((await serviceOf(api, "demo-pg")).user_config).toEqual({
      ip_filter: ["10.0.0.0/8"],
      pg: { max_connections: 200, wal_writer_delay: 50 },
      pg_version: "17",
    });
  });

  test("upgrades the version with a rebuild and refuses to go back", async () => {
    await using api = await openSandbox();
    const where = { project: api.project, service_name: "demo-pg" };
    const { service } = await api.ok("ServiceUpdate", { ...where, user_config: { pg_version: "18" } });
    expect(service).toMatchObject({ state: "REBUILDING", metadata: { pg_version: "18" } });
    api.sandbox.advance(BUILT_MS);
    expect(await api.refused("ServiceUpdate", { ...where, user_config: { pg_version: "17" } })).toMatchObject({
      status: 400,
      message: expect.stringContaining("Cannot downgrade"),
    });
  });

  test("keeps integers beyond 2^53 digit by digit", async () => {
    await using api = await openSandbox();
    const headers = { authorization: `aivenv1 ${api.sandbox.token}`, "content-type": "application/json" };
    const body = '{"user_config":{"kafka":{"log_flush_interval_messages":9223372036854775807}}}';
    const path = `/v1/project/${api.project}/service/demo-kafka`;
    expect((await api.fetch(path, { method: "PUT", headers, body })).status).toBe(200);
    expect(await (await api.fetch(path)).text()).toContain('"log_flush_interval_messages":9223372036854775807');
  });

  test("refuses on update what only a new service can be given", async () => {
    await using api = await openSandbox();
    const change = { project: api.project, service_name: "demo-pg", user_config: { admin_username: "root" } };
    expect((await api.refused("ServiceUpdate", change)).status).toBe(400);
  });

  test("takes the admin's name and password from the configuration", async () => {
    await using api = await openSandbox();
    const user_config = { admin_username: "boss", admin_password: "pass_word-1" };
    const { service } = await api.ok("ServiceCreate", { ...pgSpec(api.project, "own"), user_config });
    expect(service.users?.[0]).toMatchObject({ username: "boss", password: "pass_word-1" });
    expect(service.service_uri).toContain("://boss:pass_word-1@");
  });

  test("sets maintenance, contacts and tags", async () => {
    await using api = await openSandbox();
    const where = { project: api.project, service_name: "demo-pg" };
    await api.ok("ServiceUpdate", {
      ...where,
      maintenance: { dow: "friday" },
      tech_emails: [{ email: "a@example.com" }],
    });
    await api.ok("ProjectServiceTagsReplace", { ...where, tags: { a: "1", b: "2" } });
    await api.ok("ProjectServiceTagsUpdate", { ...where, tags: { a: null } });
    expect((await api.ok("ProjectServiceTagsList", where)).tags).toEqual({ b: "2" });
    expect(await serviceOf(api, "demo-pg")).toMatchObject({
      state: "RUNNING",
      maintenance: { dow: "friday", time: "04:30:00" },
      tech_emails: [{ email: "a@example.com" }],
      tags: { b: "2" },
    });
  });
});

describe("replicas, forks and integrations", () => {
  const replica = (project: string) => ({
    ...pgSpec(project, "copy"),
    service_integrations: [{ integration_type: "read_replica" as const, source_service: "demo-pg" }],
  });

  test("makes a read replica of a service that has a backup", async () => {
    await using api = await openSandbox();
    const { service } = await api.ok("ServiceCreate", replica(api.project));
    expect(service.node_states?.[0]?.role).toBe("read-replica");
    expect(service.service_integrations).toMatchObject([
      { integration_type: "read_replica", source_service: "demo-pg", dest_service: "copy", active: false },
    ]);
    api.sandbox.advance(BUILT_MS);
    expect((await serviceOf(api, "copy")).service_integrations[0]?.active).toBe(true);
    expect((await serviceOf(api, "demo-pg")).service_integrations).toHaveLength(1);
    await api.ok("ServiceDelete", { project: api.project, service_name: "copy" });
    expect((await serviceOf(api, "demo-pg")).service_integrations).toEqual([]);
  });

  test("refuses a replica before there is a backup, with the real and misleading message", async () => {
    await using api = await openSandbox();
    await api.ok("ServiceCreate", pgSpec(api.project, "young"));
    const input = {
      ...pgSpec(api.project, "copy"),
      service_integrations: [{ integration_type: "read_replica" as const, source_service: "young" }],
    };
    expect(await api.refused("ServiceCreate", input)).toMatchObject({
      status: 403,
      message: "Creation of a read replica not allowed under current plan",
    });
    api.sandbox.advance(BUILT_MS);
    await api.ok("ServiceCreate", input);
  });

  test("refuses a replica of another type and of what is not there", async () => {
    await using api = await openSandbox();
    const of = (source_service: string) => ({
      ...pgSpec(api.project, "copy"),
      service_integrations: [{ integration_type: "read_replica" as const, source_service }],
    });
    expect((await api.refused("ServiceCreate", of("demo-kafka"))).status).toBe(400);
    expect(await api.refused("ServiceCreate", of("nothing"))).toMatchObject({
      status: 404,
      message: "Service nothing does not exist",
    });
  });

  test("forks databases, users and, when asked, tags", async () => {
    await using api = await openSandbox();
    const where = { project: api.project, service_name: "demo-pg" };
    await api.ok("ServiceDatabaseCreate", { ...where, database: "orders" });
    const { user } = await api.ok("ServiceUserCreate", { ...where, username: "app" });
    const user_config = { service_to_fork_from: "demo-pg" };
    const { service } = await api.ok("ServiceCreate", { ...pgSpec(api.project, "fork"), user_config, copy_tags: true });
    expect(service.databases).toEqual(["defaultdb", "orders"]);
    expect(service.users?.map(({ username }) => username)).toEqual(["avnadmin", "app"]);
    expect(service.users?.[1]?.password).not.toBe(user.password);
    expect(service.tags).toEqual({ env: "demo", team: "orders" });
  });

  test("forks from a backup or a moment that there is, and from no other", async () => {
    await using api = await openSandbox();
    const fork = (user_config: Record<string, unknown>, service_type = "pg") => ({
      ...pgSpec(api.project, "fork"),
      service_type,
      user_config,
    });
    const { backups = [] } = await serviceOf(api, "demo-pg");
    const early = new Date(Date.parse(String(backups[0]?.backup_time)) - DAY_MS).toISOString();
    const source = { service_to_fork_from: "demo-pg" };
    expect((await api.refused("ServiceCreate", fork({ ...source, recovery_target_time: early }))).status).toBe(400);
    expect((await api.refused("ServiceCreate", fork({ ...source, recovery_target_time: "then" }))).status).toBe(400);
    expect((await api.refused("ServiceCreate", fork(source, "mysql"))).status).toBe(400);
    expect((await api.refused("ServiceCreate", fork({ service_to_fork_from: "nothing" }))).status).toBe(404);
    const unknown = { service_to_fork_from: "demo-valkey", recovery_basebackup_name: "nothing" };
    expect((await api.refused("ServiceCreate", fork(unknown, "valkey"))).status).toBe(400);
    await api.ok("ServiceCreate", fork({ ...source, recovery_target_time: backups[1]?.backup_time }));
  });

  test("refuses to fork a service without a backup", async () => {
    await using api = await openSandbox();
    await api.ok("ServiceCreate", pgSpec(api.project, "young"));
    const user_config = { service_to_fork_from: "young" };
    expect(await api.refused("ServiceCreate", { ...pgSpec(api.project, "fork"), user_config })).toMatchObject({
      status: 400,
      message: expect.stringContaining("no backups"),
    });
  });
});

describe("metrics and logs", () => {
  const where = (api: TestApi) => ({ project: api.project, service_name: "demo-kafka" });

  test("measures every node, in the form of Google's charts, and does not change the past", async () => {
    await using api = await openSandbox();
    const { metrics } = await api.ok("ServiceMetricsFetch", { ...where(api), period: "hour" });
    expect(Object.keys(metrics)).toContain("cpu_usage");
    const { data } = metrics["cpu_usage"] as { data: { cols: { label: string; type: string }[]; rows: unknown[][] } };
    expect(data.cols.map((column) => column.type)).toEqual(["date", "number", "number", "number"]);
    expect(data.rows.length).toBeGreaterThanOrEqual(119);
    api.sandbox.advance(60_000);
    const later = (await api.ok("ServiceMetricsFetch", where(api))).metrics["cpu_usage"] as typeof metrics;
    expect(JSON.stringify(later)).toContain(JSON.stringify(data.rows.at(-1)));
  });

  test("measures nothing of a service that is off", async () => {
    await using api = await openSandbox();
    await api.ok("ServiceUpdate", { ...where(api), powered: false });
    const { metrics } = await api.ok("ServiceMetricsFetch", where(api));
    expect(metrics["mem_usage"]).toMatchObject({ data: { rows: [] } });
  });

  test("pages through logs backwards without a gap or a line twice", async () => {
    await using api = await openSandbox();
    const all = await api.ok("ProjectGetServiceLogs", { ...where(api), limit: 90 });
    let offset: string | undefined;
    const paged: unknown[] = [];
    for (let page = 0; page < 3; page++) {
      const answer = await api.ok("ProjectGetServiceLogs", { ...where(api), limit: 30, ...(offset ? { offset } : {}) });
      paged.push(...answer.logs);
      offset = answer.offset;
    }
    expect(paged).toEqual(all.logs);
    const times = all.logs.map((line) => String(line.time));
    expect(times).toEqual([...times].sort().reverse());
  });

  test("follows logs forwards from the newest line", async () => {
    await using api = await openSandbox();
    const newest = await api.ok("ProjectGetServiceLogs", { ...where(api), limit: 5 });
    const follow = { ...where(api), sort_order: "asc" as const };
    const none = await api.ok("ProjectGetServiceLogs", { ...follow, offset: newest.first_log_offset });
    expect(none).toEqual({ logs: [], offset: newest.first_log_offset, first_log_offset: newest.first_log_offset });
    api.sandbox.advance(61_000);
    const some = await api.ok("ProjectGetServiceLogs", { ...follow, offset: none.offset });
    expect(some.logs.length).toBeGreaterThanOrEqual(3);
    expect(String(some.logs[0]?.time) > String(newest.logs[0]?.time)).toBe(true);
  });

  test("filters by severity and refuses a limit or an offset that it did not give", async () => {
    await using api = await openSandbox();
    const severe = await api.ok("ProjectGetServiceLogs", { ...where(api), severity: "warning", limit: 20 });
    expect(new Set(severe.logs.map((line) => line.severity))).toEqual(new Set(["WARNING"]));
    expect((await api.refused("ProjectGetServiceLogs", { ...where(api), limit: 501 })).status).toBe(400);
    expect((await api.refused("ProjectGetServiceLogs", { ...where(api), offset: "mine" })).status).toBe(400);
  });

  test("has no alerts", async () => {
    await using api = await openSandbox();
    expect((await api.ok("ServiceAlertsList", where(api))).alerts).toEqual([]);
  });
});
