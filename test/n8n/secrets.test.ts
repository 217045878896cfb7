import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Aiven } from "../../src/n8n/nodes/Aiven/Aiven.node.js";
import { AivenAccount } from "../../src/n8n/nodes/AivenAccount/AivenAccount.node.js";
import { type Sandbox, startSandbox } from "../../src/sandbox/index.js";
import { fakeNode } from "./fake-node.js";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ speed: "instant" });
});
afterAll(() => sandbox.close());

async function run(type: Aiven | AivenAccount, item: Readonly<Record<string, unknown>>, readOnly = false) {
  const credential = { token: sandbox.token, baseUrl: sandbox.url, project: sandbox.project, readOnly };
  const { node, sent } = fakeNode(type, { credential, items: [item] });
  const [items = []] = await type.execute.call(node);
  return { json: items[0]?.json ?? {}, sent };
}

const USER = { operation: "ServiceUserGet", service_name: "demo-pg", service_username: "avnadmin" };
const OPEN = { options: { includeSecrets: true } };

describe("secrets", () => {
  it.each([true, false])("are withheld until they are asked for, simplified: %s", async (simplify) => {
    const closed = await run(new Aiven(), { ...USER, simplify });
    expect(JSON.stringify(closed.json)).not.toContain("AVNS_");
    const open = await run(new Aiven(), { ...USER, simplify, ...OPEN });
    expect(open.json["password"]).toMatch(/^AVNS_/);
  });

  it.each([USER, { operation: "ServiceGet", service_name: "demo-pg" }, { operation: "ServiceList" }])(
    "of $operation are refused to a credential that is read-only, in words, before anything is sent",
    async (item) => {
      expect((await run(new Aiven(), item, true)).json).toBeDefined();
      const error = await run(new Aiven(), { ...item, ...OPEN }, true).catch((caught) => caught);
      expect(error.message).toMatch(/Secrets are not let out/);
      expect(error.description).toContain("Read Only");
    },
  );

  it("that are told only once are told to whoever creates them", async () => {
    const item = { operation: "AccessTokenCreate", description: "for CI", specifyBody: "fields" };
    const { json } = await run(new AivenAccount(), item);
    expect(json["full_token"]).toMatch(/^[^<]{16,}$/);
  });

  it("come out when one waits for what is created", async () => {
    const body = { service_name: "open-pg", service_type: "pg", plan: "startup-4", cloud: "google-europe-west1" };
    const item = {
      operation: "ServiceCreate",
      specifyBody: "json",
      body: JSON.stringify(body),
      waitForCompletion: true,
    };
    const { json } = await run(new Aiven(), { ...item, simplify: false, ...OPEN });
    expect(json).toMatchObject({ state: "RUNNING", service_uri: expect.stringMatching(/AVNS_/) });
    const closed = await run(new Aiven(), { operation: "ServiceGet", service_name: "open-pg", simplify: false });
    expect(JSON.stringify(closed.json)).not.toContain("AVNS_");
  });
});
