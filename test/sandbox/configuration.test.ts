import { describe, expect, it } from "vitest";
import type { OperationId } from "../../src/core/catalogue/index.js";
import { openSandbox, pgSpec, type TestApi } from "./api.js";

const PG = (api: TestApi) => ({ project: api.project, service_name: "demo-pg" });

/** Steers the sandbox. */
async function control(api: TestApi, method: string, path: string, body?: object): Promise<Record<string, unknown>> {
  const headers = { authorization: `aivenv1 ${api.sandbox.token}` };
  const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
  const response = await fetch(`${api.sandbox.url}/__sandbox${path}`, init);
  return (await response.json()) as Record<string, unknown>;
}

async function publishedProperties(api: TestApi, service_type: string) {
  const { user_config_schema } = await api.ok("ProjectServiceTypesGet", { project: api.project, service_type });
  return (user_config_schema as { properties: Record<string, Record<string, unknown>> }).properties;
}

describe("a service's configuration", () => {
  it.each<[string, Record<string, unknown>, string]>([
    ["a number above its range", { pg: { autovacuum_max_workers: 500 } }, "500 is greater than the maximum of 20"],
    ["a number below its range", { backup_hour: -1 }, "-1 is less than the minimum of 0"],
    ["another type", { pg: { jit: "yes" } }, "'yes' is not of type 'boolean'"],
    ["a value that is none", { variant: "mine" }, "'mine' is not one of ['aiven', 'timescale']"],
    ["a text out of its pattern", { pg: { "pg_partman_bgw.role": "a b" } }, "'a b' does not match '^"],
    [
      "a parameter that is none",
      { pg: { jitt: true } },
      "Additional properties are not allowed ('jitt' was unexpected)",
    ],
    ["two that are none", { a: 1, b: 1 }, "Additional properties are not allowed ('a', 'b' were unexpected)"],
    [
      "a name that every object has",
      JSON.parse('{"__proto__":{"a":1},"constructor":1}'),
      "Additional properties are not allowed ('__proto__', 'constructor' were unexpected)",
    ],
    ["what needs something else", { migration: { host: "h" } }, "'port' is a required property"],
    ["an item of another type", { ip_filter: [5] }, "5 is not of type 'object', 'string'"],
    ["an item that lacks something", { ip_filter: [{ description: "d" }] }, "'network' is a required property"],
    ["an address that is none", { ip_filter: ["300.1.2.3/99"] }, "'300.1.2.3/99' does not appear to be an IPv4 or"],
    [
      "one that is none beside its description",
      { ip_filter: [{ network: "the office" }] },
      "'the office' does not appear to be an IPv4 or IPv6 network",
    ],
    ["what only a new one can have", { admin_username: "b" }, "can only be set when the service is created"],
  ])("refuses %s", async (_, user_config, message) => {
    await using api = await openSandbox();
    const { status, message: said } = await api.refused("ServiceUpdate", { ...PG(api), user_config });
    expect({ status, said }).toEqual({ status: 400, said: expect.stringContaining(message) });
    expect(said).toMatch(/^Invalid user_config: /);
  });

  it("hides its secrets from whoever does not ask for them", async () => {
    await using api = await openSandbox();
    const user_config = { admin_password: "pass_word-1" };
    await api.ok("ServiceCreate", { ...pgSpec(api.project, "own"), user_config });
    const read = async (include_secrets: boolean) => {
      const { service } = await api.ok("ServiceGet", { project: api.project, service_name: "own", include_secrets });
      return service.user_config["admin_password"];
    };
    expect([await read(false), await read(true)]).toEqual(["<redacted>", "pass_word-1"]);
  });

  it("is published with limits, marks and titles at every depth", async () => {
    await using api = await openSandbox();
    const properties = await publishedProperties(api, "pg");
    expect(properties["admin_password"]).toMatchObject({ title: "admin_password", createOnly: true, _secure: true });
    expect(properties["pg"]).toMatchObject({
      additionalProperties: false,
      properties: {
        max_connections: { title: "max_connections", type: "integer", "x-aiven-change-requires-restart": true },
      },
    });
  });
});

describe("an integration's and an endpoint's configuration", () => {
  it("is refused by the same facts", async () => {
    await using api = await openSandbox();
    const endpoint = { project: api.project, endpoint_name: "dd", endpoint_type: "datadog" } as const;
    const refused = await api.refused("ServiceIntegrationEndpointCreate", { ...endpoint, user_config: { site: "x" } });
    expect(refused.message).toBe("Invalid user_config: 'datadog_api_key' is a required property");
    const user_config = { datadog_api_key: "abc", max_partition_contexts: 5 };
    const below = await api.refused("ServiceIntegrationEndpointCreate", { ...endpoint, user_config });
    expect(below.message).toBe("Invalid user_config: 5 is less than the minimum of 200");
  });
});

describe("a schema that differs from the bundled one", () => {
  const patch = {
    properties: {
      brand_new: { type: "integer", minimum: 1, maximum: 9 },
      backup_hour: { maximum: 11 },
      work_mem: null,
    },
  };
  const update = (api: TestApi, user_config: Record<string, unknown>) =>
    api.send("ServiceUpdate" satisfies OperationId, { ...PG(api), user_config });

  async function isFollowed(api: TestApi) {
    const properties = await publishedProperties(api, "pg");
    expect(properties["brand_new"]).toMatchObject({ maximum: 9 });
    expect(properties["backup_hour"]).toMatchObject({ minimum: 0, maximum: 11 });
    expect(properties["work_mem"]).toBeUndefined();
    const changes = [{ brand_new: 5 }, { brand_new: 10 }, { backup_hour: 11 }, { backup_hour: 12 }, { work_mem: 4 }];
    const statuses = [];
    for (const change of changes) statuses.push((await update(api, change)).status);
    expect(statuses).toEqual([200, 400, 200, 400, 400]);
  }

  it("is steered from outside, and can be taken back", async () => {
    await using api = await openSandbox();
    await control(api, "PUT", "/schemas/services/pg", patch);
    expect(await control(api, "GET", "/schemas")).toEqual({ changed: ["services/pg"] });
    await isFollowed(api);
    expect(await control(api, "DELETE", "/schemas/services/pg")).toEqual({ changed: [] });
    expect((await update(api, { work_mem: 4 })).status).toBe(200);
  });

  it("comes with a scenario", async () => {
    const project = { name: "p", services: [{ service_name: "demo-pg", service_type: "pg", plan: "startup-4" }] };
    const user = { email: "a@example.com", password: "password-1", real_name: "A" };
    const scenario = { user, organizations: [{ name: "o", projects: [project] }], schemas: { "services/pg": patch } };
    await using api = await openSandbox({ scenario });
    await isFollowed(api);
  });

  it.each([
    ["/schemas/servces/pg", "services"],
    ["/schemas/services/pgg", "pg"],
  ])("is not taken for %s", async (path, nearest) => {
    await using api = await openSandbox();
    expect(await control(api, "PUT", path, patch)).toEqual({
      message: expect.stringContaining(`did you mean ${nearest}?`),
    });
  });
});
