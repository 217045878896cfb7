import { describe, expect, test } from "vitest";
import { BUILT_MS, DAY_MS, openSandbox, pgSpec, type TestApi } from "./api.js";

async function serviceOf(api: TestApi, service_name: string) {
  return (await api.ok("ServiceGet", { project: api.project, service_name, include_secrets: true })).service;
}

describe("what is refused on creation", () => {
  test.each([
    [{ service_name: "Upper" }, 400, "Service name must consist of 1-64 alphanumerical characters"],
    [{ service_name: "demo-pg" }, 409, "Service demo-pg already exists"],
    [{ service_type: "mongodb" }, 400, "Invalid service type 'mongodb'"],
    [{ plan: "startup-5" }, 400, "Invalid plan 'startup-5' for service type 'pg'"],
    [{ cloud: "aws-moon-1" }, 400, "Invalid cloud 'aws-moon-1'"],
    [
      { plan: "free-1-1gb", cloud: "google-us-east1" },
      400,
      "Plan 'free-1-1gb' is not available in cloud 'google-us-east1'",
    ],
    [{ disk_space_mb: 5 }, 400, "Invalid disk_space_mb 5: must be between 81920 and 245760 in plan 'startup-4'"],
    [
      { user_config: { pg_versoin: "17" } },
      400,
      "Invalid user_config: Additional properties are not allowed ('pg_versoin' was unexpected)",
    ],
    [{ user_config: { backup_hour: 24 } }, 400, "Invalid user_config: 24 is greater than the maximum of 23"],
    [
      { user_config: { pg_version: "13" } },
      400,
      "Version '13' of service type 'pg' reached its end of life on 2025-11-13",
    ],
    [{ maintenance: { time: "soon" } }, 400, "Invalid input for maintenance: 'soon' is too short"],
    [{ static_ips: ["ip1"] }, 400, "Static IP address ip1 does not exist"],
    [{ tags: { a: 5 } }, 400, "Invalid value of tag 'a'"],
    [
      { project_vpc_id: "8e8d5c4e-0000-4000-a000-000000000000" },
      404,
      "Project VPC 8e8d5c4e-0000-4000-a000-000000000000 does not exist",
    ],
  ])("%o", async (fields, status, message) => {
    await using api = await openSandbox();
    const refusal = await api.refused("ServiceCreate", { ...pgSpec(api.project, "mine"), ...fields });
    expect(refusal).toMatchObject({ status, message });
    expect((await api.ok("ServiceList", { project: api.project })).services).toHaveLength(3);
  });

  test.each([
    ["redis", "valkey"],
    ["dragonfly", "valkey"],
    ["elasticsearch", "opensearch"],
    ["m3db", "thanos"],
    ["influxdb", "thanos"],
    ["cassandra", "clickhouse"],
    ["alloydbomni", "pg"],
  ])("the retired type %s, with the name of its successor", async (service_type, successor) => {
    await using api = await openSandbox();
    const refusal = await api.refused("ServiceCreate", { ...pgSpec(api.project, "mine"), service_type });
    expect(refusal).toMatchObject({ status: 410, message: expect.stringContaining(`'${successor}'`) });
  });

  test.each(["service_name", "service_type", "plan"])("a body without %s", async (name) => {
    await using api = await openSandbox();
    const { project: _, ...spec } = { ...pgSpec(api.project, "mine"), [name]: undefined };
    const response = await api.fetch(`/v1/project/${api.project}/service`, {
      method: "POST",
      headers: { authorization: `aivenv1 ${api.sandbox.token}`, "content-type": "application/json" },
      body: JSON.stringify(spec),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ message: `Invalid input: '${name}' is a required property` });
  });

  test.each([
    ["not json", 400],
    ["[1]", 400],
    ['{"service_name": 5, "service_type": "pg", "plan": "startup-4"}', 400],
    ['{"service_name": "x", "service_type": "pg", "plan": "startup-4", "unknown_field": {"a": 1}, "cloud": null}', 200],
  ])("the body %s gets %i", async (body, status) => {
    await using api = await openSandbox();
    const headers = { authorization: `aivenv1 ${api.sandbox.token}`, "content-type": "application/json" };
    const response = await api.fetch(`/v1/project/${api.project}/service`, { method: "POST", headers, body });
    expect(response.status).toBe(status);
  });
});

describe("what a service shows", () => {
  test("the demo services run, with users, backups and connection data", async () => {
    await using api = await openSandbox();
    const { services } = await api.ok("ServiceList", { project: api.project, include_secrets: true });
    expect(
      services.map(({ service_name, service_type, plan, state }) => [service_name, service_type, plan, state]),
    ).toEqual([
      ["demo-pg", "pg", "startup-4", "RUNNING"],
      ["demo-kafka", "kafka", "business-4", "RUNNING"],
      ["demo-valkey", "valkey", "startup-4", "RUNNING"],
    ]);
    const [pg, kafka, valkey] = services;
    expect(pg?.backups).toHaveLength(3);
    expect(pg?.service_uri_params).toMatchObject({ dbname: "defaultdb", user: "avnadmin", sslmode: "require" });
    expect(kafka?.connection_info).toMatchObject({
      kafka: [kafka?.service_uri],
      kafka_access_cert: expect.stringContaining("BEGIN CERTIFICATE"),
      kafka_access_key: expect.stringContaining("BEGIN PRIVATE KEY"),
      kafka_rest_uri: expect.stringMatching(/^https:\/\/avnadmin:/),
      schema_registry_uri: expect.stringMatching(/^https:\/\/avnadmin:/),
    });
    expect(valkey?.connection_info?.valkey).toEqual([valkey?.service_uri]);
    for (const service of services) expect(service.metadata).toMatchObject({ sandbox: true });
  });

  test("every live type has what its clients need", async () => {
    await using api = await openSandbox({ speed: "instant" });
    const types = await api.ok("ProjectServiceTypesList", { project: api.project });
    for (const service_type of Object.keys(types)) {
      const { service_plans } = await api.ok("ProjectServicePlanList", { project: api.project, service_type });
      const plan = String(service_plans.at(-1)?.service_plan);
      const service_name = `a-${service_type.replace("_", "-")}`;
      await api.ok("ServiceCreate", { project: api.project, service_name, service_type, plan });
      const service = await serviceOf(api, service_name);
      expect(service.state).toBe("RUNNING");
      expect(service.node_states).toHaveLength(service.node_count ?? 0);
      expect(service.components?.length, service_type).toBeGreaterThan(0);
      for (const { host, port } of service.components ?? []) {
        expect(host).toContain(`${service_name}-${api.project}.h.aivencloud.com`);
        expect(port).toBeGreaterThan(0);
      }
      if (service_type === "application") expect(service.components?.[0]?.path).toMatch(/^https:\/\//);
      else expect(service.users).toHaveLength(1);
    }
  });

  test("keeps every secret back unless it is asked for", async () => {
    await using api = await openSandbox();
    const { project } = api;
    await api.ok("ServiceUserCreate", { project, service_name: "demo-kafka", username: "app" });
    const open = await api.ok("ServiceList", { project, include_secrets: true });
    const secrets = open.services.flatMap((service) => [
      ...(service.users ?? []).flatMap((user) => [user.password, user.access_key, user.access_cert]),
    ]);
    expect(secrets.filter(Boolean).length).toBeGreaterThanOrEqual(8);
    const closed = await (await api.fetch(`/v1/project/${project}/service`)).text();
    for (const secret of secrets) if (secret) expect(closed).not.toContain(JSON.stringify(secret).slice(1, -1));
    expect(closed).not.toMatch(/AVNS_|BEGIN |:\/\/[^"/]*@/);
    const { service } = await api.ok("ServiceGet", { project, service_name: "demo-pg" });
    expect(service).toMatchObject({
      service_uri: "<redacted>",
      service_uri_params: { password: "<redacted>", user: "avnadmin" },
      connection_info: { pg: ["<redacted>"], pg_params: [{ password: "<redacted>" }] },
      users: [{ username: "avnadmin", password: "<redacted>" }],
    });
  });

  test("has the components that its configuration and plan call for", async () => {
    await using api = await openSandbox();
    const user_config = { kafka_authentication_methods: { sasl: true }, kafka_connect: true };
    await api.ok("ServiceUpdate", { project: api.project, service_name: "demo-kafka", user_config });
    const kafka = (await serviceOf(api, "demo-kafka")).components ?? [];
    expect(kafka.map(({ component, kafka_authentication_method: method }) => [component, method])).toEqual([
      ["kafka", "certificate"],
      ["kafka", "sasl"],
      ["kafka_connect", undefined],
      ["kafka_rest", undefined],
      ["schema_registry", undefined],
    ]);
    await api.ok("ServiceCreate", { ...pgSpec(api.project, "small"), plan: "hobbyist" });
    const pg = (await serviceOf(api, "small")).components ?? [];
    expect(pg.map(({ component }) => component)).toEqual(["pg"]);
  });

  test("takes its cloud from the project and its ports from its name", async () => {
    await using api = await openSandbox();
    const { cloud: _, ...spec } = pgSpec(api.project, "anywhere");
    const { service } = await api.ok("ServiceCreate", spec);
    expect(service.cloud_name).toBe("google-europe-west1");
    await api.ok("ServiceDelete", { project: api.project, service_name: "anywhere" });
    expect((await api.ok("ServiceCreate", spec)).service.components).toEqual(service.components);
  });
});

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
