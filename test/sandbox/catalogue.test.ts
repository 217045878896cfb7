import { describe, expect, test } from "vitest";
import { openSandbox } from "./api.js";

const LIVE = [
  "application",
  "clickhouse",
  "flink",
  "grafana",
  "kafka",
  "kafka_connect",
  "kafka_mirrormaker",
  "mysql",
  "opensearch",
  "pg",
  "thanos",
  "valkey",
];

describe("clouds", () => {
  test("are listed without a token, as the documented curl example shows them", async () => {
    await using api = await openSandbox();
    const response = await api.fetch("/v1/clouds", { headers: {} });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      clouds: expect.arrayContaining([
        expect.objectContaining({
          cloud_description: "Africa, South Africa - Amazon Web Services: Cape Town",
          cloud_name: "aws-af-south-1",
          geo_latitude: -33.92,
          geo_longitude: 18.42,
          geo_region: "africa",
        }),
        expect.objectContaining({
          cloud_description: "Africa, South Africa - Azure: South Africa North",
          cloud_name: "azure-south-africa-north",
        }),
      ]),
    });
  });

  test("have distinct names, places on earth and six providers", async () => {
    await using api = await openSandbox();
    const { clouds } = await api.ok("ListProjectClouds", { project: api.project });
    expect(clouds.length).toBeGreaterThanOrEqual(60);
    expect(new Set(clouds.map((cloud) => cloud.cloud_name)).size).toBe(clouds.length);
    expect(new Set(clouds.map((cloud) => cloud.provider))).toEqual(
      new Set(["aws", "azure", "do", "google", "oci", "upcloud"]),
    );
    for (const cloud of clouds) {
      expect(Math.abs(cloud.geo_latitude ?? 99)).toBeLessThanOrEqual(90);
      expect(Math.abs(cloud.geo_longitude ?? 999)).toBeLessThanOrEqual(180);
    }
  });

  test("say where free plans are", async () => {
    await using api = await openSandbox();
    const { free_plan_cloud_preferences = [] } = await api.ok("ConsoleFreePlanAvailabilityGet", {});
    expect(free_plan_cloud_preferences.map((each) => each.cloud_name)).toContain("aws-eu-west-1");
  });
});

describe("service types", () => {
  test("are the live ones, the same in all three lists", async () => {
    await using api = await openSandbox();
    const { project } = api;
    const anonymous: unknown = await (await api.fetch("/v1/service_types", { headers: {} })).json();
    const { service_types } = await api.ok("ListProjectServiceTypes", { project });
    expect(anonymous).toEqual({ service_types });
    expect(Object.keys(service_types).sort()).toEqual(LIVE);
    const light = await api.ok("ProjectServiceTypesList", { project });
    expect(Object.keys(light).sort()).toEqual(LIVE);
    expect(light["pg"]).toEqual(await api.ok("ProjectServiceTypesGet", { project, service_type: "pg" }));
    expect(light["pg"]).not.toHaveProperty("service_plans");
  });

  test("publish the schema of their configuration", async () => {
    await using api = await openSandbox();
    const pg = await api.ok("ProjectServiceTypesGet", { project: api.project, service_type: "pg" });
    expect(pg).toMatchObject({
      default_version: "17",
      latest_available_version: "18",
      user_config_schema: {
        type: "object",
        properties: {
          backup_hour: { type: "integer", minimum: 0, maximum: 23 },
          service_to_fork_from: { type: "string", createOnly: true },
        },
      },
    });
  });

  test.each(LIVE)("offer plans and prices for %s", async (service_type) => {
    await using api = await openSandbox();
    const { project } = api;
    const { service_plans } = await api.ok("ProjectServicePlanList", { project, service_type });
    expect(service_plans.length).toBeGreaterThan(1);
    for (const { service_plan, node_count } of service_plans) {
      const where = { project, service_type, service_plan };
      const specs = await api.ok("ProjectServicePlanSpecsGet", where);
      expect(specs).toMatchObject({ service_plan, node_count, disk_space_mb: expect.any(Number) });
      const price = await api.ok("ProjectServicePlanPriceGet", { ...where, cloud: "aws-eu-west-1" });
      expect(price.base_price_usd).toMatch(/^\d+\.\d{5}$/);
      expect(Number(price.base_price_usd) > 0).toBe(!service_plan.startsWith("free"));
    }
  });

  test("have the live price of pg startup-4 and the same one in the large list", async () => {
    await using api = await openSandbox();
    const where = { project: api.project, service_type: "pg", service_plan: "startup-4", cloud: "google-europe-west1" };
    expect((await api.ok("ProjectServicePlanPriceGet", where)).base_price_usd).toBe("0.13562");
    const { service_types } = await api.ok("ListPublicServiceTypes", {});
    const plan = service_types["pg"]?.service_plans.find((each) => each.service_plan === "startup-4");
    expect(plan?.regions?.["google-europe-west1"]).toMatchObject({ price_usd: "0.13562", node_memory_mb: 4096 });
  });

  test("refuse unknown types, plans and clouds", async () => {
    await using api = await openSandbox();
    const type = { project: api.project, service_type: "pg" };
    const where = { ...type, service_plan: "startup-4" };
    expect((await api.refused("ProjectServicePlanList", { ...type, service_type: "redis" })).status).toBe(404);
    expect((await api.refused("ProjectServicePlanSpecsGet", { ...where, service_plan: "x" })).status).toBe(404);
    expect((await api.refused("ProjectServicePlanPriceGet", { ...where, cloud: "x" })).status).toBe(404);
    const free = { ...where, service_plan: "free-1-1gb", cloud: "google-europe-west1" };
    expect((await api.refused("ProjectServicePlanPriceGet", free)).status).toBe(404);
  });

  test("list their versions with the dates of their life", async () => {
    await using api = await openSandbox();
    const { service_versions } = await api.ok("ListServiceVersions", {});
    const of = (type: string, version: string) =>
      service_versions.find((each) => each.service_type === type && each.major_version === version);
    expect(of("pg", "14")).toMatchObject({ state: "eol", aiven_end_of_life_time: "2026-11-12T00:00:00Z" });
    expect(of("pg", "18")?.state).toBe("available");
    expect(of("redis", "7")).toMatchObject({ state: "terminated", upgrade_to_service_type: "valkey" });
    const extensions = (await api.ok("PgAvailableExtensions", { tenant: "aiven" })).pg ?? [];
    expect(extensions.map((each) => each.version)).toEqual(["15", "16", "17", "18"]);
    const plugins = (await api.ok("OsAvailablePlugins", { tenant: "aiven" })).opensearch ?? [];
    expect(plugins[0]?.plugins.length).toBeGreaterThan(10);
  });
});
