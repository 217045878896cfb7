import type { ILoadOptionsFunctions } from "n8n-workflow";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Aiven } from "../../src/n8n/nodes/Aiven/Aiven.node.js";
import { CASES, SERVICES } from "../mcp/configuring-cases.js";
import { openSandbox, type TestApi } from "../sandbox/api.js";
import { type FakeOptions, fakeNode } from "./fake-node.js";

let api: TestApi;
beforeAll(async () => {
  api = await openSandbox({ speed: "instant" });
  const { project } = api;
  for (const [service_name, service_type, plan] of SERVICES) {
    await api.ok("ServiceCreate", { project, service_name, service_type, plan, cloud: "google-europe-west1" });
  }
});
afterAll(() => api[Symbol.asyncDispose]());

type Json = Record<string, unknown>;

function prepare(item: Json, more: Partial<FakeOptions> = {}) {
  const type = new Aiven();
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

/** A change as the node's JSON has it. */
function toJson({ set = {}, unset = [], add = {}, remove = {} }: { [part: string]: unknown }): string {
  const marked = (values: object, sign: string) => Object.entries(values).map(([path, value]) => [path + sign, value]);
  const entries = [...Object.entries(set as object), ...(unset as string[]).map((path) => [path, null])];
  return JSON.stringify(
    Object.fromEntries([...entries, ...marked(add as object, "+"), ...marked(remove as object, "-")]),
  );
}

describe("Configure", () => {
  it.each(CASES)("of $does sends what the assistant's tool sends", async ({ service, args, sends, warns }) => {
    const item = { service_name: service, specifyConfiguration: "json", configurationJson: toJson(args) };
    const { json, sent } = await run(item);
    const body = sent.find(({ method }) => method === "PUT")?.body;
    expect(JSON.parse(String(body).replace("p4ssw0rd-of-old", "<redacted>"))).toEqual({ user_config: sends });
    expect(json).toMatchObject({ changed: true, not_as_wanted: [] });
    expect(JSON.stringify(json)).not.toContain("p4ssw0rd-of-old");
    if (warns) expect(String(json?.["warnings"])).toMatch(warns);
  });

  it("offers the parameters of the chosen service's type, typed and with words", async () => {
    const { type, node } = prepare({ service_name: { __rl: true, mode: "list", value: "demo-pg" } });
    const load = type.methods.resourceMapping.getConfigurationFields;
    const { fields } = await load.call(node as unknown as ILoadOptionsFunctions);
    const byId = new Map(fields.map((field) => [field.id, field]));
    expect(byId.get("pg__autovacuum_max_workers")).toMatchObject({
      type: "number",
      displayName: expect.stringMatching(/^pg\.autovacuum_max_workers \(workers\): \w/),
    });
    expect(byId.get("synchronous_replication")).toMatchObject({ type: "options", options: expect.any(Array) });
    expect(byId.get("ip_filter")?.type).toBe("array");
    expect(byId.get("pg__jit")?.type).toBe("boolean");
    expect(byId.has("pg")).toBe(false);
  });

  it("takes the values of the form, lists and choices as text too", async () => {
    const value = {
      kafka__compression_type: "zstd",
      kafka__log_cleaner_max_compaction_lag_ms: 60_000,
      ip_filter: "10.0.0.0/8, ::/0",
    };
    const { json } = await run({ service_name: "demo-kafka", configuration: { mappingMode: "defineBelow", value } });
    expect(json?.["now"]).toEqual({
      "kafka.compression_type": "zstd",
      "kafka.log_cleaner_max_compaction_lag_ms": 60_000,
      ip_filter: ["10.0.0.0/8", "::/0"],
    });
  });

  it("tells only, changes nothing, and keeps to the expected name", async () => {
    const json = JSON.stringify({ ip_filter: ["203.0.113.9/32"] });
    const item = { service_name: "my", specifyConfiguration: "json", configurationJson: json };
    const told = await run({ ...item, planOnly: true });
    expect(told.json).toMatchObject({ planOnly: true, risk: "destructive", changes: [{ path: "ip_filter" }] });
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
});
