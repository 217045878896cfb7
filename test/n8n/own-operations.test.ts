import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Aiven } from "../../src/n8n/nodes/Aiven/Aiven.node.js";
import { type Sandbox, startSandbox } from "../../src/sandbox/index.js";
import { type FakeOptions, fakeNode } from "./fake-node.js";

// It is the same for every run, and long.
const type = new Aiven();

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ speed: "instant" });
});
afterEach(() => sandbox.close());

async function run(
  item: Record<string, unknown>,
  { readOnly = false, ...more }: Partial<FakeOptions> & { readOnly?: boolean } = {},
) {
  const credential = { token: sandbox.token, baseUrl: sandbox.url, project: sandbox.project, readOnly };
  const items = [{ resource: "Service", service_name: "demo-pg", ...item }];
  const { node, sent } = fakeNode(type, { credential, items, ...more });
  const [found = []] = await type.execute.call(node);
  const writes = sent.filter(({ method }) => method !== "GET");
  return { json: found[0]?.json, writes: writes.map(({ body }) => JSON.parse(String(body))) };
}

describe("an operation that is a part of another", () => {
  it.each([
    ["powerOff", {}, { powered: false }],
    ["powerOn", {}, { powered: true }],
    ["changePlan", { plan: { __rl: true, mode: "name", value: "startup-8" } }, { plan: "startup-8" }],
    [
      "changePlan",
      { plan: "startup-8", fields: { disk_space_mb: 179200 } },
      { plan: "startup-8", disk_space_mb: 179200 },
    ],
  ])("%s sends what the whole would", async (operation, parameters, body) => {
    const { writes } = await run({ operation, ...parameters });
    expect(writes).toEqual([body]);
  });

  it("waits until the service is off, and until it runs again", async () => {
    const off = await run({ operation: "powerOff", waitForCompletion: true });
    expect(off.json).toMatchObject({ service_name: "demo-pg", state: "POWEROFF" });
    const on = await run({ operation: "powerOn", waitForCompletion: true });
    expect(on.json).toMatchObject({ service_name: "demo-pg", state: "RUNNING" });
  });

  it("tells what it would lose, and loses nothing", async () => {
    const { json, writes } = await run({ operation: "powerOff", planOnly: true });
    const of = { operation: "powerOff", target: { service_name: "demo-pg" } };
    expect(json).toMatchObject({ planOnly: true, risk: "destructive", ...of });
    expect(writes).toEqual([]);
    await expect(run({ operation: "powerOff", nameCheck: "ci-*" })).rejects.toThrow(/Name Check/);
  });

  it("keeps to a credential that is read-only", async () => {
    const { json, writes } = await run({ operation: "powerOff" }, { readOnly: true, continueOnFail: true });
    expect(json?.["error"]).toMatch(/^"Aiven: Service → Power Off" changes something, .*read-only/);
    expect(writes).toEqual([]);
  });

  it("says by its name in the node what is missing", async () => {
    const { json, writes } = await run({ operation: "changePlan" }, { continueOnFail: true });
    expect(json?.["error"]).toContain("'Plan' is required");
    expect(writes).toEqual([]);
  });

  it.each(["configure", "changePlan", "powerOn"])("%s is called so in what refuses it", async (operation) => {
    const more = { plan: "startup-8", specifyConfiguration: "json", configurationJson: '{"pg.jit": false}' };
    const { json } = await run({ operation, ...more }, { readOnly: true, continueOnFail: true });
    expect(json?.["error"]).toMatch(/^"Aiven: Service → (Configure|Change Plan|Power On)" changes something/);
  });
});
