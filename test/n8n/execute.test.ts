import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Aiven } from "../../src/n8n/nodes/Aiven/Aiven.node.js";
import { AivenKafka } from "../../src/n8n/nodes/AivenKafka/AivenKafka.node.js";
import { type Sandbox, startSandbox } from "../../src/sandbox/index.js";
import { type FakeOptions, fakeNode } from "./fake-node.js";

// It is the same for every run, and long.
const AIVEN = new Aiven();

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ speed: "fast" });
});
afterEach(() => sandbox.close());

async function run(
  items: FakeOptions["items"],
  more: Partial<FakeOptions> & { readOnly?: boolean; type?: Aiven | AivenKafka } = {},
) {
  const { readOnly = false, type = AIVEN, ...options } = more;
  const credential = { token: sandbox.token, baseUrl: sandbox.url, project: sandbox.project, readOnly };
  const { node, sent } = fakeNode(type, { credential, items, ...options });
  const answers = await type.execute.call(node);
  return { items: answers[0] ?? [], sent };
}

describe("a node", () => {
  it("takes the project from the credential, lists item by item and keeps to the limit", async () => {
    const { items, sent } = await run([{ operation: "ServiceList", limit: 2 }]);
    expect(sent[0]?.path).toBe(`/v1/project/${sandbox.project}/service`);
    expect(items.map(({ json }) => json["service_name"])).toHaveLength(2);
    expect(items[0]?.pairedItem).toEqual({ item: 0 });
  });

  it("pairs the results of many items with their items, in order", async () => {
    const names = ["demo-pg", "demo-kafka", "demo-valkey"];
    const { items } = await run(names.map((service_name) => ({ operation: "ServiceGet", service_name })));
    expect(items.map(({ json }) => json["service_name"])).toEqual(names);
    expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
  });

  it("plans without doing, and refuses a name that does not match", async () => {
    const item = { operation: "ServiceDelete", service_name: "demo-pg" };
    const { items, sent } = await run([{ ...item, planOnly: true }]);
    expect(items[0]?.json).toMatchObject({ planOnly: true, target: { service_name: "demo-pg" } });
    expect(sent.map(({ method }) => method)).not.toContain("DELETE");
    await expect(run([{ ...item, nameCheck: "ci-*" }])).rejects.toThrow("does not match");
    const done = await run([{ ...item, nameCheck: "demo-*", waitForCompletion: true }]);
    expect(done.items[0]?.json).toMatchObject({ deleted: true });
  });

  it("says what to do where neither the node nor the credential names a project", async () => {
    const type = AIVEN;
    const credential = { token: sandbox.token, baseUrl: sandbox.url };
    const items = [{ operation: "ServiceGet", service_name: "demo-pg" }];
    const { node } = fakeNode(type, { credential, items, continueOnFail: true });
    const [found = []] = await type.execute.call(node);
    expect(found[0]?.json).toEqual({
      error: "'Project' is required",
      description: "Choose a project, or give the credential a Default Project.",
    });
  });

  it("says by their names in the node what an update could change", async () => {
    const item = { operation: "ServiceKafkaTopicUpdate", service_name: "demo-kafka", topic_name: "orders" };
    const error: Error = await run([item], { type: new AivenKafka() }).catch((thrown) => thrown);
    expect(error.message).toMatch(/^This changes nothing: give one of these too; allowed: .*Partitions/);
    expect(error.message).not.toMatch(/[a-z]_[a-z]/);
  });

  it.each([false, true])("does not update a service in nothing, also where it only plans: %s", async (planOnly) => {
    const item = { operation: "ServiceUpdate", service_name: "demo-kafka", planOnly };
    const error: Error = await run([item]).catch((thrown) => thrown);
    expect(error.message).toMatch(/^This changes nothing of a service of type kafka: give one of these too; allowed: /);
    expect(error.message).toMatch(/Plan.*Configuration/);
    expect(error.message).not.toMatch(/[a-z]_[a-z]/);
  });

  it("checks the name of what an id is in, where there is only an id", async () => {
    const item = { operation: "ServiceIntegrationDelete", integration_id: "7c1e3d4a-0000-4000-a000-000000000000" };
    await expect(run([{ ...item, nameCheck: "ci-*" }])).rejects.toThrow(
      `"ci-*", which does not match "${sandbox.project}"`,
    );
    await expect(run([{ ...item, nameCheck: "sandbox-*" }])).rejects.toThrow(/integration/i);
  });

  it("tells an error in the API's words, with the item and a way out", async () => {
    const missing = { operation: "ServiceGet", service_name: "demo-pgg" };
    const error = await run([{ operation: "ServiceGet", service_name: "demo-pg" }, missing]).catch((caught) => caught);
    expect(error.name).toBe("NodeApiError");
    expect(error.message).toContain("does not exist");
    expect(error.description).toContain("did you mean demo-pg");
    expect(error.context.itemIndex).toBe(1);
    const { items } = await run([missing], { continueOnFail: true });
    expect(items[0]?.json).toMatchObject({ error: expect.stringContaining("does not exist"), status: 404 });
    expect(items[0]?.json["description"]).toContain("did you mean demo-pg");
  });

  it("has nothing but the error for n8n to take to the node's error output", async () => {
    const { items } = await run([{ operation: "ServiceGet", service_name: "demo-pgg" }], { errorOutput: true });
    const error = { message: expect.stringContaining("does not exist"), status: 404 };
    expect(items).toEqual([{ json: { error: expect.objectContaining(error) }, pairedItem: { item: 0 } }]);
  });

  it("answers an agent with the error in words", async () => {
    const { items } = await run([{ operation: "ServiceGet", service_name: "" }], { tool: true });
    expect(items[0]?.json["error"]).toBe("'Service' is required");
  });

  it("names the parameter that is wrong", async () => {
    const item = { operation: "ServiceCreate", specifyBody: "json", body: "{oops" };
    const error = await run([item]).catch((caught) => caught);
    expect(error.name).toBe("NodeOperationError");
    expect(error.message).toContain("'JSON' is not JSON");
  });

  it("changes nothing with a credential that is read-only", async () => {
    const item = { operation: "ServiceDelete", service_name: "demo-pg" };
    const error = await run([item], { readOnly: true }).catch((caught) => caught);
    expect(error.message).toContain("read-only");
    expect(error.description).toContain("Read Only");
  });

  it("never shows the token", async () => {
    const { items } = await run([{ operation: "ServiceGet", service_name: "nope" }], { continueOnFail: true });
    expect(JSON.stringify(items)).not.toContain(sandbox.token);
  });

  it("lists what an operation is about where its answer has several lists", async () => {
    const acl = { operation: "Read", pattern_type: "LITERAL", permission_type: "ALLOW", resource_type: "Topic" };
    const where = { project: sandbox.project, service_name: "demo-kafka" };
    for (const resource_name of ["orders", "payments"]) {
      const body = JSON.stringify({ ...acl, principal: "User:app", resource_name });
      const item = { operation: "ServiceKafkaNativeAclAdd", ...where, specifyBody: "json", body };
      await run([item], { type: new AivenKafka() });
    }
    const list = { operation: "ServiceKafkaNativeAclList", ...where };
    const { items } = await run([list], { type: new AivenKafka() });
    expect(items.map(({ json }) => json["resource_name"])).toEqual(["orders", "payments"]);
    expect((await run([{ ...list, limit: 1 }], { type: new AivenKafka() })).items).toHaveLength(1);
  });
});
