import { describe, expect, test } from "vitest";
import { openSandbox, pgSpec, type TestApi } from "./api.js";

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
