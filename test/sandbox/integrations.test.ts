import { describe, expect, test } from "vitest";
import { FOREIGN_PROJECT } from "../../src/sandbox/scenario.js";
import { BUILT_MS, DAY_MS, openSandbox, pgSpec, type TestApi } from "./api.js";

const PLANS: Readonly<Record<string, string>> = {
  application: "startup-50-1024",
  clickhouse: "startup-16",
  opensearch: "startup-4",
};

/** Makes a service of a type, named after it, and waits for it. */
async function make(api: TestApi, service_type: string): Promise<string> {
  const plan = PLANS[service_type] ?? "startup-4";
  await api.ok("ServiceCreate", { ...pgSpec(api.project, `my-${service_type}`), service_type, plan });
  api.sandbox.advance(BUILT_MS);
  return `my-${service_type}`;
}

const datadog = (api: TestApi) => ({
  project: api.project,
  endpoint_name: "dd",
  endpoint_type: "datadog" as const,
  user_config: { datadog_api_key: "abc123" },
});

describe("integration endpoints", () => {
  test("are made, listed, got, changed and deleted; secrets only on request", async () => {
    await using api = await openSandbox();
    const { service_integration_endpoint: made } = await api.ok("ServiceIntegrationEndpointCreate", datadog(api));
    expect(made).toMatchObject({ endpoint_name: "dd", user_config: { datadog_api_key: "abc123" } });
    const where = { project: api.project, integration_endpoint_id: made.endpoint_id };
    const list = async () =>
      (await api.ok("ServiceIntegrationEndpointList", { project: api.project })).service_integration_endpoints;
    expect((await list())[0]?.user_config).toEqual({ datadog_api_key: "<redacted>" });
    await api.ok("ServiceIntegrationEndpointUpdate", { ...where, user_config: { site: "datadoghq.eu" } });
    const got = await api.ok("ServiceIntegrationEndpointGet", { ...where, include_secrets: true });
    expect(got.service_integration_endpoint.user_config).toEqual({ datadog_api_key: "abc123", site: "datadoghq.eu" });
    await api.ok("ServiceIntegrationEndpointDelete", where);
    expect(await list()).toEqual([]);
    expect(await api.refused("ServiceIntegrationEndpointGet", where)).toMatchObject({
      status: 404,
      code: "service_integration_endpoint_not_found",
    });
  });

  test("have the defaults of their type", async () => {
    await using api = await openSandbox();
    const { service_integration_endpoint } = await api.ok("ServiceIntegrationEndpointCreate", {
      project: api.project,
      endpoint_name: "syslog",
      endpoint_type: "rsyslog",
      user_config: { server: "logs.example.com", tls: false },
    });
    expect(service_integration_endpoint.user_config).toMatchObject({ port: 514, format: "rfc5424", tls: false });
  });

  test.each([
    [{ user_config: {} }, "Invalid user_config: 'datadog_api_key' is a required property"],
    [
      { user_config: { datadog_api_key: "a", x: 1 } },
      "Invalid user_config: Additional properties are not allowed ('x' was unexpected)",
    ],
    [{ user_config: { datadog_api_key: 5 } }, "Invalid user_config: 5 is not of type 'string'"],
  ])("refuse %o", async (fields, message) => {
    await using api = await openSandbox();
    const refusal = await api.refused("ServiceIntegrationEndpointCreate", { ...datadog(api), ...fields });
    expect(refusal).toMatchObject({ status: 400, message });
  });

  test("refuse a taken name, and to go while an integration uses them", async () => {
    await using api = await openSandbox();
    const { service_integration_endpoint: made } = await api.ok("ServiceIntegrationEndpointCreate", datadog(api));
    expect((await api.refused("ServiceIntegrationEndpointCreate", datadog(api))).status).toBe(409);
    const link = { project: api.project, integration_type: "datadog" as const };
    const { service_integration } = await api.ok("ServiceIntegrationCreate", {
      ...link,
      source_service: "demo-pg",
      dest_endpoint_id: made.endpoint_id,
    });
    expect(service_integration).toMatchObject({
      dest_endpoint: "dd",
      dest_service: null,
      dest_service_type: "datadog",
    });
    const where = { project: api.project, integration_endpoint_id: made.endpoint_id };
    expect((await api.refused("ServiceIntegrationEndpointDelete", where)).status).toBe(409);
    await api.ok("ServiceDelete", { project: api.project, service_name: "demo-pg" });
    await api.ok("ServiceIntegrationEndpointDelete", where);
  });
});

describe("integrations", () => {
  test("start after a while, rest with a service that is off, and are seen from both ends", async () => {
    await using api = await openSandbox();
    const dest_service = await make(api, "opensearch");
    const spec = {
      project: api.project,
      integration_type: "logs" as const,
      source_service: "demo-kafka",
      dest_service,
    };
    const { service_integration: made } = await api.ok("ServiceIntegrationCreate", spec);
    expect(made).toMatchObject({ active: false, integration_status: { state: { status: "starting" } } });
    const where = { project: api.project, integration_id: made.service_integration_id };
    const status = async () => {
      const { service_integration } = await api.ok("ServiceIntegrationGet", where);
      return [service_integration.active, service_integration.integration_status?.state.status];
    };
    api.sandbox.advance(30_000);
    expect(await status()).toEqual([true, "running"]);
    for (const service_name of ["demo-kafka", dest_service]) {
      const { service } = await api.ok("ServiceGet", { project: api.project, service_name });
      expect(service.service_integrations).toHaveLength(1);
      const listed = await api.ok("ServiceIntegrationList", { project: api.project, service_name });
      expect(listed.service_integrations).toEqual(service.service_integrations);
    }
    await api.ok("ServiceUpdate", { project: api.project, service_name: dest_service, powered: false });
    expect(await status()).toEqual([false, "inactive"]);
    await api.ok("ServiceIntegrationUpdate", { ...where, user_config: { elasticsearch_index_prefix: "kafka" } });
    const { service_integration } = await api.ok("ServiceIntegrationGet", where);
    expect(service_integration.user_config).toEqual({ elasticsearch_index_prefix: "kafka" });
    expect((await api.refused("ServiceIntegrationCreate", spec)).status).toBe(409);
    await api.ok("ServiceIntegrationDelete", where);
    expect(await api.refused("ServiceIntegrationGet", where)).toMatchObject({
      status: 404,
      code: "service_integration_not_found",
    });
  });

  test.each([
    [
      { integration_type: "logs", source_service: "demo-pg", dest_service: "demo-kafka" },
      400,
      /'kafka' cannot be the destination/,
    ],
    [
      { integration_type: "kafka_connect", source_service: "demo-pg", dest_service: "demo-kafka" },
      400,
      /'pg' cannot be the source/,
    ],
    [
      { integration_type: "read_replica", source_service: "demo-pg", dest_service: "demo-valkey" },
      400,
      /together with its new service/,
    ],
    [
      { integration_type: "kafka_logs", source_service: "demo-pg", dest_service: "demo-kafka" },
      400,
      /'kafka_topic' is a required/,
    ],
    [
      { integration_type: "kafka_logs", source_service: "demo-kafka", dest_service: "demo-kafka" },
      400,
      /different services/,
    ],
    [{ integration_type: "caching", source_service: "demo-pg" }, 400, /dest_service or dest_endpoint_id is required/],
    [
      { integration_type: "caching", source_service: "demo-pg", dest_service: "nothing" },
      404,
      /Service nothing does not exist/,
    ],
    [
      { integration_type: "stresstester", source_service: "demo-pg", dest_service: "demo-valkey" },
      400,
      /not available/,
    ],
    [
      { integration_type: "caching", source_service: "demo-pg", dest_service: "x", dest_project: FOREIGN_PROJECT },
      403,
      /member/,
    ],
    [
      {
        integration_type: "datadog",
        source_service: "demo-pg",
        dest_endpoint_id: "8e8d5c4e-0000-4000-a000-000000000000",
      },
      404,
      /endpoint/,
    ],
  ] as const)("refuse %o", async (fields, status, message) => {
    await using api = await openSandbox();
    const refusal = await api.refused("ServiceIntegrationCreate", { project: api.project, ...fields });
    expect(refusal).toMatchObject({ status, message: expect.stringMatching(message) });
  });

  test("may be ordered with a service, with the same rules", async () => {
    await using api = await openSandbox();
    const spec = { ...pgSpec(api.project, "search"), service_type: "opensearch" };
    const logs = { integration_type: "logs" as const, source_service: "demo-pg" };
    const wrong = { integration_type: "dashboard" as const, source_service: "demo-pg" };
    expect((await api.refused("ServiceCreate", { ...spec, service_integrations: [wrong] })).status).toBe(400);
    const { service } = await api.ok("ServiceCreate", { ...spec, service_integrations: [logs] });
    expect(service.service_integrations).toMatchObject([{ source_service: "demo-pg", dest_service: "search" }]);
  });

  test("of logs write an index a day, and keep the last ones", async () => {
    await using api = await openSandbox();
    const dest_service = await make(api, "opensearch");
    const user_config = { elasticsearch_index_days_max: 2 };
    const spec = { project: api.project, integration_type: "logs" as const, source_service: "demo-pg", dest_service };
    await api.ok("ServiceIntegrationCreate", { ...spec, user_config });
    const logs = async () => {
      const { indexes } = await api.ok("ServiceOpenSearchIndexList", {
        project: api.project,
        service_name: dest_service,
      });
      return indexes.map(({ index_name }) => index_name).filter((name) => name.startsWith("logs-"));
    };
    expect(await logs()).toHaveLength(1);
    const [first] = await logs();
    api.sandbox.advance(3 * DAY_MS);
    expect(await logs()).toHaveLength(2);
    expect(await logs()).not.toContain(first);
  });

  test("of metrics make a database; of ClickHouse one that goes with them", async () => {
    await using api = await openSandbox();
    const { project } = api;
    await api.ok("ServiceIntegrationCreate", {
      project,
      integration_type: "metrics",
      source_service: "demo-kafka",
      dest_service: "demo-pg",
    });
    const { databases } = await api.ok("ServiceDatabaseList", { project, service_name: "demo-pg" });
    expect(databases.map(({ database_name }) => database_name)).toContain("metrics");

    const clickhouse = await make(api, "clickhouse");
    const names = async () => {
      api.sandbox.advance(30_000);
      const list = await api.ok("ServiceClickHouseDatabaseList", { project, service_name: clickhouse });
      return list.databases.map(({ name }) => name);
    };
    const { service_integration } = await api.ok("ServiceIntegrationCreate", {
      project,
      integration_type: "clickhouse_postgresql",
      source_service: "demo-pg",
      dest_service: clickhouse,
    });
    expect(await names()).toEqual(["default", "service_demo-pg_defaultdb_public"]);
    await api.ok("ServiceIntegrationDelete", { project, integration_id: service_integration.service_integration_id });
    expect(await names()).toEqual(["default"]);
  });

  test("of a read replica promote it when they end", async () => {
    await using api = await openSandbox();
    const service_integrations = [{ integration_type: "read_replica" as const, source_service: "demo-pg" }];
    const { service } = await api.ok("ServiceCreate", { ...pgSpec(api.project, "copy"), service_integrations });
    api.sandbox.advance(BUILT_MS);
    const integration_id = service.service_integrations[0]?.service_integration_id ?? "";
    await api.ok("ServiceIntegrationDelete", { project: api.project, integration_id });
    const promoted = await api.ok("ServiceGet", { project: api.project, service_name: "copy" });
    expect(promoted.service.node_states?.[0]?.role).toBe("master");
  });
});

describe("types of integrations and endpoints", () => {
  test("tell what joins what, with schemas in which everything has a title", async () => {
    await using api = await openSandbox();
    const { integration_types } = await api.ok("ServiceIntegrationTypes", { project: api.project });
    const logs = integration_types.find(({ integration_type }) => integration_type === "logs");
    expect(logs).toMatchObject({
      dest_service_types: ["opensearch"],
      source_service_types: expect.arrayContaining(["pg"]),
    });
    const { endpoint_types } = await api.ok("ServiceIntegrationEndpointTypes", { project: api.project });
    const kafka = endpoint_types.find(({ endpoint_type }) => endpoint_type === "external_kafka");
    expect(kafka?.service_types).toEqual(["clickhouse", "flink", "kafka_connect", "kafka_mirrormaker"]);
    for (const { user_config_schema } of [...integration_types, ...endpoint_types]) {
      for (const property of Object.values(user_config_schema["properties"] as object)) {
        expect(property).toMatchObject({ title: expect.any(String) });
      }
    }
  });
});
