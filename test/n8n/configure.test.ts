import type { ILoadOptionsFunctions } from "n8n-workflow";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadKind } from "../../src/core/configuration/index.js";
import { parameterPaths } from "../../src/core/configuration/paths.js";
import { Aiven } from "../../src/n8n/nodes/Aiven/Aiven.node.js";
import { fieldId, pathOf } from "../../src/n8n/shared/configure/field-id.js";
import { rejection } from "../fake-world.js";
import { CASES, REFUSED_UPGRADE, SERVICES } from "../mcp/configuring-cases.js";
import { openSandbox, type TestApi } from "../sandbox/api.js";
import { type FakeOptions, fakeNode } from "./fake-node.js";

// It is the same for every run, and long.
const type = new Aiven();

let api: TestApi;
async function open() {
  api = await openSandbox({ speed: "instant" });
  const { project } = api;
  for (const [service_name, service_type, plan, user_config = {}] of SERVICES) {
    const placed = { project, plan, cloud: "google-europe-west1" };
    await api.ok("ServiceCreate", { ...placed, service_name, service_type, user_config });
  }
}
const close = () => api[Symbol.asyncDispose]();

type Json = Record<string, unknown>;

function prepare(item: Json, more: Partial<FakeOptions> = {}) {
  const { url, token } = api.sandbox;
  const credential = { token, baseUrl: url, project: api.project, readOnly: false };
  const items = [{ resource: "Service", operation: "configure", ...item }];
  return { type, ...fakeNode(type, { credential, items, ...more }) };
}

async function run(item: Json, more: Partial<FakeOptions> = {}) {
  const { type, node, sent } = prepare(item, more);
  const [items = []] = await type.execute.call(node);
  return { json: items[0]?.json, sent };
}

/** The fields that the node offers for what its parameters tell. */
async function form(item: Json) {
  const { type, node } = prepare(item);
  return type.methods.resourceMapping.getConfigurationFields.call(node as unknown as ILoadOptionsFunctions);
}

const filled = (value: Json) => ({ configuration: { mappingMode: "defineBelow", value } });

/** A change as a person fills it into the node's form: only fields that it has, each with what such a field can hold. */
async function toForm(service_name: string, change: { [part: string]: unknown }): Promise<Json> {
  const types = new Map((await form({ service_name })).fields.map(({ id, type }) => [id, type]));
  const { set = {}, unset = [], add = {}, remove = {} } = change as Record<string, object | string[]>;
  const fill = (values: object, sign: string) =>
    Object.entries(values).map(([path, value]) => {
      const id = fieldId(path) + sign;
      expect(types.has(id), id).toBe(true);
      const isText = types.get(id) === "string" && typeof value !== "string";
      return [id, isText ? asText(value) : value];
    });
  const value = Object.fromEntries([...fill(set, ""), ...fill(add, "+"), ...fill(remove, "-")]);
  return { ...filled(value), unsetParameters: unset };
}

function asText(value: unknown): string {
  const isPlain = Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === "string");
  return isPlain ? value.join(", ") : JSON.stringify(value);
}

/** A change as the node's JSON has it. */
function toJson({ set = {}, unset = [], add = {}, remove = {} }: { [part: string]: unknown }): string {
  const marked = (values: object, sign: string) => Object.entries(values).map(([path, value]) => [path + sign, value]);
  const entries = [...Object.entries(set as object), ...(unset as string[]).map((path) => [path, null])];
  return JSON.stringify(
    Object.fromEntries([...entries, ...marked(add as object, "+"), ...marked(remove as object, "-")]),
  );
}

describe.each(["json", "fields"] as const)("Configure, given as %s,", (specifyConfiguration) => {
  beforeAll(open);
  afterAll(close);

  it.each(CASES)("of $does sends what the assistant's tool sends", async ({ service, args, sends, warns }) => {
    const given = specifyConfiguration === "json" ? { configurationJson: toJson(args) } : await toForm(service, args);
    const { json, sent } = await run({ service_name: service, specifyConfiguration, ...given });
    const body = sent.find(({ method }) => method === "PUT")?.body;
    expect(JSON.parse(String(body).replace("p4ssw0rd-of-old", "<redacted>"))).toEqual({ user_config: sends });
    expect(json).toMatchObject({ changed: true, not_as_wanted: [] });
    expect(JSON.stringify(json)).not.toContain("p4ssw0rd-of-old");
    if (warns) expect(String(json?.["warnings"])).toMatch(warns);
  });

  it("to a version that the API's check refuses is not sent", async () => {
    const { service, set, says } = REFUSED_UPGRADE;
    const given =
      specifyConfiguration === "json" ? { configurationJson: toJson({ set }) } : await toForm(service, { set });
    const { type, node, sent } = prepare({ service_name: service, specifyConfiguration, ...given });
    expect(String(await rejection(type.execute.call(node)))).toMatch(says);
    expect(sent.filter(({ method }) => method === "PUT")).toEqual([]);
  });
});

describe("the ids of the fields", () => {
  it("give back every path, each its own", async () => {
    for (const kind of ["services", "integrations", "endpoints"] as const) {
      for (const facts of Object.values(await loadKind(kind))) {
        const paths = parameterPaths(facts).filter((path) => !path.includes("[]"));
        expect(paths.map((path) => pathOf(fieldId(path)))).toEqual(paths);
        expect(paths.map(fieldId).filter((id) => id.includes("."))).toEqual([]);
      }
    }
  });

  it.each(["a__b", "a.b", "a_.b", "a._b", "a%2Eb", "a__.b", "_a_", "a___b"])("tell %s from its likes", (path) => {
    expect(pathOf(fieldId(path))).toBe(path);
    expect(fieldId(path)).not.toContain(".");
  });
});

describe("the form", () => {
  beforeAll(open);
  afterAll(close);

  const pg = { service_name: { __rl: true, mode: "list", value: "demo-pg" } };

  it("offers the parameters of the chosen service's type: typed, bounded, with words", async () => {
    const { fields } = await form(pg);
    const byId = new Map(fields.map((field) => [field.id, field]));
    expect(byId.get("pg__autovacuum_max_workers")).toMatchObject({
      type: "number",
      displayName: expect.stringMatching(/^pg\.autovacuum_max_workers \(1 to 20 workers, .*restarts\): \w/),
    });
    expect(byId.get("synchronous_replication")).toMatchObject({ type: "options", options: expect.any(Array) });
    expect(byId.get("ip_filter")).toMatchObject({ type: "string", displayName: expect.stringContaining("commas") });
    expect(byId.get("ip_filter+")?.displayName).toMatch(/^ip_filter, add/);
    expect(byId.get("switchover_windows")).toMatchObject({
      type: "array",
      displayName: expect.stringContaining("JSON of"),
    });
    expect(byId.get("pg__jit")?.type).toBe("boolean");
    expect(byId.has("pg")).toBe(false);
    expect(byId.has("admin_username")).toBe(false);
  });

  it("has single parameters first, then the type's own group, what we have words for before the rest", async () => {
    const paths = (await form({ service_name: "demo-kafka" })).fields.map(({ id }) => pathOf(id));
    const groups = paths.map((path) => (path.includes(".") ? path.split(".")[0] : ""));
    const order = groups.filter((group, index) => group !== groups[index - 1]);
    expect(order.slice(0, 2)).toEqual(["", "kafka"]);
    expect(new Set(order).size).toBe(order.length);
    expect(paths.indexOf("kafka.log_retention_hours")).toBeLessThan(paths.indexOf("kafka.log_index_size_max_bytes"));
  });

  it("tells what to choose where nothing is chosen", async () => {
    expect(await form({})).toEqual({ fields: [], emptyFieldsNotice: expect.stringMatching(/^Choose/) });
  });

  it("lists what can be unset", async () => {
    const { type, node } = prepare(pg);
    const options = await type.methods.loadOptions.getConfigurationPaths.call(node as unknown as ILoadOptionsFunctions);
    expect(options).toContainEqual({ name: "pg.jit", value: "pg.jit" });
  });

  it("of a new service has what only a new one can be given, and no lists to add to", async () => {
    const chosen = { operation: "ServiceCreate", service_type: { __rl: true, mode: "list", value: "pg" } };
    const ids = (await form(chosen)).fields.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(["admin_username", "service_to_fork_from"]));
    expect(ids).not.toContain("ip_filter+");
  });

  it("of a new endpoint asks for what it cannot be without", async () => {
    const chosen = { resource: "Integration Endpoint", operation: "ServiceIntegrationEndpointCreate" };
    const { fields } = await form({ ...chosen, endpoint_type: "datadog" });
    expect(fields[0]).toMatchObject({ id: "datadog_api_key", required: true });
  });

  it("of a new integration is that of its type", async () => {
    const chosen = { resource: "Integration", operation: "ServiceIntegrationCreate", integration_type: "metrics" };
    expect((await form(chosen)).fields.map(({ id }) => id)).toContain("retention_days");
  });

  it.each([
    [{ ip_filter: '{"network": "10.0.0.0/8"}' }, { ip_filter: [{ network: "10.0.0.0/8" }] }],
    [{ ip_filter: "10.0.0.0/8, ::/0" }, { ip_filter: ["10.0.0.0/8", "::/0"] }],
    [{ "ip_filter+": "10.9.0.0/16, 10.8.0.0/16" }, { ip_filter: ["10.0.0.0/8", "::/0", "10.9.0.0/16", "10.8.0.0/16"] }],
    [
      { pg__jit: "false", work_mem: "16" },
      { pg: { jit: false }, work_mem: 16 },
    ],
    [{ work_mem: 8, ip_filter: "", pg__jit: null }, { work_mem: 8 }],
  ])("reads %j by the types of the parameters, and nothing from what is empty", async (value, sends) => {
    const { sent } = await run({ service_name: "demo-pg", ...filled(value) });
    expect(sent.filter(({ method }) => method === "PUT").map(({ body }) => JSON.parse(String(body)))).toEqual([
      { user_config: sends },
    ]);
  });

  it("keeps every digit", async () => {
    const value = { kafka__log_flush_interval_messages: "9223372036854775806" };
    const { sent } = await run({ service_name: "demo-kafka", ...filled(value) }, { continueOnFail: true });
    expect(sent.find(({ method }) => method === "PUT")?.body).toContain(":9223372036854775806}");
  });

  it.each([
    [{ work_mem: "16MB" }, /'Configuration': work_mem must be an integer, not "16MB"; it counts MB/],
    [{ pg__jitt: true }, /'Configuration': pg\.jitt is not a parameter here.*pg\.jit/s],
    [{ "ip_filter-": "1.2.3.4" }, /'Configuration': ip_filter- has no 1\.2\.3\.4/],
    [{ ip_filter: "" }, /'Configuration' is required: nothing to change/],
  ])("says of %j what is wrong, by the name that it shows", async (value, message) => {
    const { json, sent } = await run({ service_name: "demo-pg", ...filled(value) }, { continueOnFail: true });
    expect(Object.values(json ?? {}).join(" ")).toMatch(message);
    expect(sent.map(({ method }) => method)).not.toContain("PUT");
  });

  it("reads a service once before it changes it, and once after", async () => {
    const { sent } = await run({ service_name: "demo-pg", ...filled({ work_mem: 12 }) });
    const service = `/v1/project/${api.project}/service/demo-pg`;
    const calls = sent.filter(({ path }) => path === service).map(({ method }) => method);
    expect(calls).toEqual(["GET", "PUT", "GET"]);
    expect(sent.length).toBe(4);
  });
});

describe("the configuration of what is created or updated", () => {
  beforeAll(open);
  afterAll(close);

  async function bodies(item: Json, more?: Partial<FakeOptions>) {
    const { sent, json } = await run(item, more);
    const writes = sent.filter(({ method }) => method !== "GET");
    return { json, sent, bodies: writes.map(({ body }) => JSON.parse(String(body))) };
  }

  const create = { operation: "ServiceCreate", service_type: "pg", plan: "startup-4", cloud: "google-europe-west1" };

  it("of a service is taken from its form when it is created", async () => {
    const value = { admin_username: "boss", pg__jit: false, ip_filter: "10.0.0.0/8" };
    const { bodies: sent } = await bodies({
      ...create,
      new_service_name: "made-by-form",
      specifyBody: "fields",
      ...filled(value),
    });
    expect(sent).toMatchObject([
      { user_config: { admin_username: "boss", pg: { jit: false }, ip_filter: ["10.0.0.0/8"] } },
    ]);
  });

  it.each([
    ["fields", filled({ pg__jitt: true })],
    ["json", { configurationJson: '{"pg": {"jitt": true}}' }],
    ["json", { configurationJson: '{"pg.jitt": true}' }],
  ])("is checked before it is sent, given as %s", async (specifyConfiguration, given) => {
    const item = { ...create, new_service_name: "never", specifyBody: "fields", specifyConfiguration, ...given };
    const { json, bodies: sent } = await bodies(item, { continueOnFail: true });
    expect(Object.values(json ?? {}).join(" ")).toMatch(/'Configuration': pg\.jitt is not a parameter here.*pg\.jit/s);
    expect(sent).toEqual([]);
  });

  it("is left out where nothing is filled in", async () => {
    const { bodies: sent } = await bodies({ ...create, new_service_name: "plain", specifyBody: "fields" });
    expect(Object.keys(sent[0])).not.toContain("user_config");
  });

  it("of a service is updated beside its other fields, with what is unset, from one look at it", async () => {
    const item = { operation: "ServiceUpdate", service_name: "demo-pg", specifyBody: "fields" };
    const form = { ...filled({ work_mem: 20, "ip_filter+": "10.1.0.0/16" }), unsetParameters: ["pg.jit"] };
    const { sent, bodies: writes } = await bodies({ ...item, fields: { termination_protection: false }, ...form });
    expect(writes).toEqual([
      {
        termination_protection: false,
        user_config: { work_mem: 20, ip_filter: ["0.0.0.0/0", "::/0", "10.1.0.0/16"], pg: { jit: null } },
      },
    ]);
    expect(sent.filter(({ method, path }) => method === "GET" && path.endsWith("/demo-pg"))).toHaveLength(1);
  });

  it("of an integration and of an endpoint comes from their forms too", async () => {
    const made = await run({
      resource: "Integration",
      operation: "ServiceIntegrationCreate",
      integration_type: "metrics",
      specifyBody: "fields",
      fields: { source_service: "demo-kafka", dest_service: "demo-pg" },
      ...filled({ retention_days: 7 }),
    });
    const integration_id = made.json?.["service_integration_id"];
    const item = { resource: "Integration", integration_id };
    const change = { ...item, operation: "configureIntegration", ...filled({ retention_days: 14 }) };
    expect((await run(change)).json).toMatchObject({ type: "metrics", changed: true, now: { retention_days: 14 } });
    const update = {
      ...item,
      operation: "ServiceIntegrationUpdate",
      specifyBody: "fields",
      ...filled({ retention_days: 21 }),
    };
    expect((await bodies(update)).bodies).toEqual([{ user_config: { retention_days: 21 } }]);

    const endpoint = { resource: "Integration Endpoint", endpoint_type: "datadog", endpoint_name: "dd" };
    const value = { datadog_api_key: "k".repeat(32), site: "datadoghq.eu" };
    const added = await bodies({
      ...endpoint,
      operation: "ServiceIntegrationEndpointCreate",
      specifyBody: "fields",
      ...filled(value),
    });
    expect(added.bodies).toMatchObject([{ user_config: value }]);
    const chosen = { resource: "Integration Endpoint", integration_endpoint_id: added.json?.["endpoint_id"] };
    const { json, sent } = await run({
      ...chosen,
      operation: "configureEndpoint",
      ...filled({ site: "datadoghq.com" }),
    });
    expect(json).toMatchObject({ type: "datadog", changed: true, now: { site: "datadoghq.com" } });
    expect(sent.filter(({ path }) => path.includes("/integration/"))).toEqual([]);
  });
});

describe("Configure", () => {
  beforeAll(open);
  afterAll(close);

  it("tells only, changes nothing, and keeps to the expected name", async () => {
    const json = JSON.stringify({ ip_filter: ["203.0.113.9/32"] });
    const item = { service_name: "my", specifyConfiguration: "json", configurationJson: json };
    const told = await run({ ...item, planOnly: true });
    expect(told.json).toMatchObject({
      planOnly: true,
      operation: "configure",
      risk: "destructive",
      changes: [{ path: "ip_filter" }],
    });
    expect(told.sent.map(({ method }) => method)).not.toContain("PUT");
    await expect(run({ ...item, nameCheck: "ci-*" })).rejects.toThrow(/Name Check/);
  });

  it("says what is wrong, with the nearest", async () => {
    const item = { service_name: "demo-pg", specifyConfiguration: "json", configurationJson: '{"pg.jitt": true}' };
    const { json } = await run(item, { continueOnFail: true });
    expect(JSON.stringify(json)).toContain("pg.jit");
  });

  it.each(["__proto__", "__proto__.polluted", "constructor", "toString"])("refuses %s as a path", async (path) => {
    const item = { service_name: "demo-pg", specifyConfiguration: "json", configurationJson: `{"${path}": 1}` };
    const { json, sent } = await run(item, { continueOnFail: true });
    expect(JSON.stringify(json)).toContain("is not a parameter here");
    expect(sent.map(({ method }) => method)).not.toContain("PUT");
    expect("polluted" in {}).toBe(false);
  });

  it("puts what is said about a change and about an upgrade into fields", async () => {
    const given = {
      specifyConfiguration: "json",
      configurationJson: '{"pg_version": "18", "pg.max_connections": 300}',
    };
    const { json } = await run({ service_name: "demo-pg", ...given });
    expect(json).toMatchObject({ upgrade_check: { ok: true, result: expect.any(String) } });
    expect(json?.["warnings"]).toContainEqual(expect.stringMatching(/pg\.max_connections restarts/));
  });

  it("refuses an upgrade that the API refuses", async () => {
    const { project } = api;
    const made = { service_name: "old-pg", service_type: "pg", plan: "startup-4", cloud: "google-europe-west1" };
    await api.ok("ServiceCreate", { project, ...made, user_config: { pg_version: "17" } });
    const given = { service_name: "old-pg", ...filled({ pg_version: "18" }) };
    const { json, sent } = await run(given, {
      continueOnFail: true,
      answer: async ({ path, method }) =>
        method === "POST" && path.endsWith("/task")
          ? {
              task: {
                id: "1",
                task_type: "upgrade_check",
                create_time: "",
                success: false,
                result: "an extension is in the way",
              },
            }
          : undefined,
    });
    expect(Object.values(json ?? {}).join(" ")).toMatch(/the API refuses: an extension is in the way/);
    expect(sent.map(({ method }) => method)).not.toContain("PUT");
  });
});
