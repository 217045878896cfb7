import { describe, expect, it } from "vitest";
import type { Json } from "../server.js";
import { bearer, callTool, openHttpServer, post, serveSandbox } from "./server.js";

const DELETE = { operation: "ServiceDelete", input: { project: "sandbox-demo", service_name: "demo-valkey" } };
const KEY = { AIVEN_STATE_KEY: "of all processes" };
const APPROVED = { approval: { action: "accept", content: { name: "demo-valkey" } } };

interface Round {
  readonly arguments?: Json;
  readonly inputResponses?: Json;
  readonly requestState?: unknown;
  readonly capabilities?: Json;
}

/** One round of a call to aiven_destroy as a client of 2026-07-28 makes it; every round may meet another process. */
async function destroy(
  url: string,
  token: string,
  { capabilities = { elicitation: {} }, ...round }: Round,
): Promise<Json> {
  const protocol = { "mcp-protocol-version": "2026-07-28", "mcp-method": "tools/call", "mcp-name": "aiven_destroy" };
  const _meta = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientInfo": { name: "tests", version: "1" },
    "io.modelcontextprotocol/clientCapabilities": capabilities,
  };
  const params = { name: "aiven_destroy", arguments: DELETE, ...round, _meta };
  const request = { jsonrpc: "2.0", id: 1, method: "tools/call", params };
  const { message, text } = await post(url, request, { ...bearer(token), ...protocol });
  if (!message.result) throw new Error(text);
  return message.result;
}

const textOf = (result: Json) => JSON.stringify(result["content"]);

describe("several processes with one key", () => {
  it("ask by one and do it by another, once: the second time the target is gone", async () => {
    const { variables, token } = await serveSandbox();
    const [first, second, third] = await Promise.all([1, 2, 3].map(() => openHttpServer([], { ...variables, ...KEY })));
    const asked = await destroy(first?.url ?? "", token, {});
    expect(asked).toMatchObject({
      resultType: "input_required",
      inputRequests: { approval: { method: "elicitation/create" } },
    });
    const reply = { inputResponses: APPROVED, requestState: asked["requestState"] };
    expect(textOf(await destroy(second?.url ?? "", token, reply))).toContain("ServiceDelete");
    const again = await destroy(third?.url ?? "", token, reply);
    expect(again).toMatchObject({ isError: true });
    expect(textOf(again)).toMatch(/404/);
  });

  it("plan by one and apply by another for a client without forms", async () => {
    const { variables, token } = await serveSandbox();
    const [first, second] = await Promise.all([1, 2].map(() => openHttpServer([], { ...variables, ...KEY })));
    const { data } = await callTool(first?.url ?? "", "aiven_destroy", DELETE, bearer(token));
    const apply = { ...DELETE, plan: data["plan"], confirm: "demo-valkey" };
    expect(await callTool(second?.url ?? "", "aiven_destroy", apply, bearer(token))).toMatchObject({
      isError: false,
      data: { done: "ServiceDelete" },
    });
  });
});

describe("what a client makes up", () => {
  it.each<[string, (state: string) => Round]>([
    ["a reply without the seal", () => ({ inputResponses: APPROVED })],
    ["a seal of its own", () => ({ inputResponses: APPROVED, requestState: "approved" })],
    ["an altered seal", (state) => ({ inputResponses: APPROVED, requestState: `${state.slice(0, -2)}AA` })],
    [
      "the seal for another target",
      (requestState) => ({
        arguments: { ...DELETE, input: { ...DELETE.input, service_name: "demo-pg" } },
        inputResponses: { approval: { action: "accept", content: { name: "demo-pg" } } },
        requestState,
      }),
    ],
    [
      "the seal as a plan, in a request that claims to have no forms",
      (plan) => ({ arguments: { ...DELETE, plan, confirm: "demo-valkey" }, capabilities: {} }),
    ],
  ])("%s approves nothing", async (_, forge) => {
    const { variables, token, sandbox } = await serveSandbox();
    const { url } = await openHttpServer([], variables);
    const { requestState } = await destroy(url, token, {});
    expect(await destroy(url, token, forge(String(requestState)))).toMatchObject({ isError: true });
    const deleting = sandbox.requests.list().filter(({ method }) => method === "DELETE");
    expect(deleting).toEqual([]);
  });
});
