import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Aiven } from "../../src/n8n/nodes/Aiven/Aiven.node.js";
import { AivenNetwork } from "../../src/n8n/nodes/AivenNetwork/AivenNetwork.node.js";
import { isOwnOperation } from "../../src/n8n/shared/operations/own-operations.js";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../src/sandbox/index.js";
import { allOperations } from "../../src/tools/operation.js";
import { type FakeOptions, fakeNode, type Sent } from "./fake-node.js";
import { NODES } from "./nodes.js";

let sandbox: Sandbox;
const start = async (speed: SandboxOptions["speed"]) => {
  await sandbox.close();
  sandbox = await startSandbox({ speed });
};
beforeEach(async () => {
  sandbox = await startSandbox({ speed: "fast" });
});
afterEach(() => sandbox.close());

async function run(
  type: Aiven | AivenNetwork,
  item: Readonly<Record<string, unknown>>,
  more: Partial<FakeOptions> = {},
) {
  const credential = { token: sandbox.token, baseUrl: sandbox.url, project: sandbox.project };
  const { node } = fakeNode(type, { credential, items: [{ waitForCompletion: true, ...item }], ...more });
  const [items = []] = await type.execute.call(node);
  return items[0]?.json ?? {};
}

const BODY = { service_name: "new-pg", service_type: "pg", plan: "startup-4", cloud: "google-europe-west1" };
const CREATE = { operation: "ServiceCreate", specifyBody: "json", body: JSON.stringify(BODY) };

describe("Wait for Completion", () => {
  it("is offered by every operation that can be waited for", () => {
    const offered = NODES.flatMap(({ description }) =>
      description.properties
        .filter(({ name }) => name === "waitForCompletion")
        .flatMap(({ displayOptions }) => displayOptions?.show?.["operation"] ?? []),
    );
    const waits = allOperations().filter(({ words, facts }) => words.wait && !facts.deprecated);
    expect(offered.filter((id) => !isOwnOperation(String(id))).sort()).toEqual(waits.map(({ id }) => id).sort());
  });

  it("answers with the service when it runs", async () => {
    expect(await run(new Aiven(), CREATE)).toMatchObject({ service_name: "new-pg", state: "RUNNING" });
  });

  it("answers with the one thing that was begun where its state is read from a list", async () => {
    const body = JSON.stringify({ cloud_name: "google-europe-west1" });
    const json = await run(new AivenNetwork(), { operation: "StaticIPCreate", specifyBody: "json", body });
    expect(json).toMatchObject({ static_ip_address_id: expect.any(String), state: "created" });
  });

  it("says how far it came when the time is used up", async () => {
    await start("paused");
    const error = await run(new Aiven(), { ...CREATE, options: { timeout: 1 } }).catch((caught) => caught);
    expect(error.message).toMatch(/Service → Create" was started and is not done after \d s: its state is REBUILDING/);
    expect(error.description).toContain("wait longer");
    const body = JSON.stringify({ ...BODY, service_name: "other-pg" });
    const item = { ...CREATE, body, options: { timeout: 1 } };
    expect(await run(new Aiven(), item, { continueOnFail: true })).toMatchObject({ state: "REBUILDING" });
  });

  it.each([true, false])("ends when the execution is cancelled, going on after errors: %s", async (continueOnFail) => {
    await start("paused");
    const cancel = new AbortController();
    const type = new Aiven();
    const credential = { token: sandbox.token, baseUrl: sandbox.url, project: sandbox.project };
    const items = [{ ...CREATE, waitForCompletion: true }];
    const onSend = ({ path }: Sent) => path.endsWith("/service/new-pg") && cancel.abort();
    const { node, sent } = fakeNode(type, { credential, items, continueOnFail, signal: cancel.signal, onSend });
    await expect(type.execute.call(node)).rejects.toThrow();
    const reads = sent.filter(({ path }) => path.endsWith("/service/new-pg"));
    expect(reads).toHaveLength(1);
  });
});
