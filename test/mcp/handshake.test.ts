import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { describe, expect, it, onTestFinished } from "vitest";
import { BUILT_VERSION, CLI, environment, type Variables } from "../child.js";
import { type Reply, serveApi } from "../server/api-server.js";
import { messagesOf, openRawServer } from "./raw-server.js";
import { type CallOptions, type Json, openServer, toAnswer } from "./server.js";

const NAMES = [
  "aiven_search",
  "aiven_describe",
  "aiven_read",
  "aiven_write",
  "aiven_destroy",
  "aiven_overview",
  "aiven_service",
  "aiven_provision",
  "aiven_configure",
  "aiven_wait",
  "aiven_sql",
];

/** What the official clients of both protocols have in common. */
interface Connected {
  readonly version: string | undefined;
  readonly instructions: string | undefined;
  readonly server: unknown;
  names(): Promise<string[]>;
  call(name: string, args: Json, options?: CallOptions): Promise<Json>;
}

async function connect2025(variables: Variables): Promise<Connected> {
  const { client, tools, call, [Symbol.asyncDispose]: close } = await openServer(variables);
  onTestFinished(close);
  // This client keeps the version for its transport alone.
  const { protocolVersion: version } = client.transport as { protocolVersion?: string };
  return {
    version: version ?? "2025-11-25",
    instructions: client.getInstructions(),
    server: client.getServerVersion(),
    names: async () => (await tools()).map(({ name }) => name),
    call: async (...args) => (await call(...args)).data,
  };
}

async function connect2026(variables: Variables): Promise<Connected> {
  const env = environment(variables);
  const transport = new StdioClientTransport({ command: process.execPath, args: [CLI], env, stderr: "ignore" });
  const versionNegotiation = { mode: { pin: "2026-07-28" } } as const;
  const client = new Client({ name: "tests", version: "1" }, { versionNegotiation });
  await client.connect(transport);
  onTestFinished(() => client.close());
  return {
    version: client.getNegotiatedProtocolVersion(),
    instructions: client.getInstructions(),
    server: client.getServerVersion(),
    names: async () => (await client.listTools()).tools.map(({ name }) => name),
    call: async (name, args, options) => toAnswer(await client.callTool({ name, arguments: args }, options)).data,
  };
}

describe.each([
  ["2025-11-25", connect2025],
  ["2026-07-28", connect2026],
])("the official client of %s", (version, connect) => {
  it("shakes hands, lists the tools in their order and calls one", async () => {
    const client = await connect({});
    expect(client.version).toBe(version);
    expect(client.server).toMatchObject({ name: "aiven-mcp", version: BUILT_VERSION });
    expect(client.instructions).toMatch(/^SANDBOX: there is no Aiven token/);
    expect(await client.names()).toEqual(NAMES);
    expect(await client.call("aiven_overview", {})).toMatchObject({ project: "sandbox-demo" });
  });

  it("gets progress that only grows, each time with what is going on", async () => {
    const client = await connect({});
    const seen: { progress: number; message?: string | undefined }[] = [];
    const args = { for: "service-off", input: { service_name: "demo-pg" }, timeout_s: 2 };
    const answer = await client.call("aiven_wait", args, { onprogress: (progress) => void seen.push(progress) });
    expect(answer).toMatchObject({ outcome: "pending", state: "RUNNING" });
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.map(({ progress }) => progress)).toEqual(seen.map((_, index) => index + 1));
    expect(new Set(seen.map(({ message }) => message))).toEqual(new Set(["RUNNING: 1 of 1 nodes running"]));
  });

  it.each([
    ["aiven_read", { operation: "ProjectList" }],
    ["aiven_overview", {}],
    ["aiven_service", { service_name: "pg" }],
  ])("cancels %s down to the connection", async (name, args) => {
    let left = () => {};
    const gone = new Promise<void>((resolve) => {
      left = resolve;
    });
    const cancel = new AbortController();
    const hang: Reply = (response) => {
      response.once("close", left);
      cancel.abort("the user changed their mind");
    };
    const api = await serveApi([hang]);
    const client = await connect({ AIVEN_TOKEN: "t0ken", AIVEN_WEB_URL: api.url, AIVEN_PROJECT: "demo" });
    const call = client.call(name, args, { signal: cancel.signal });
    await expect(call).rejects.toThrow("the user changed their mind");
    await gone;
    expect(await client.names()).toEqual(NAMES);
  });
});

describe("a handshake by hand", () => {
  it.each(["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"])("in %s is answered in kind", async (version) => {
    const server = openRawServer();
    const params = { protocolVersion: version, capabilities: {}, clientInfo: { name: "raw", version: "1" } };
    const { result } = await server.request("initialize", params);
    expect(result).toMatchObject({ protocolVersion: version, capabilities: { tools: {} } });
  });

  it("in a version that there is not is answered with one that there is", async () => {
    const server = openRawServer();
    const params = { protocolVersion: "1999-01-01", capabilities: {}, clientInfo: { name: "raw", version: "1" } };
    expect((await server.request("initialize", params)).result).toMatchObject({ protocolVersion: "2025-11-25" });
  });

  it("answers a ping at once, also while a call is running", async () => {
    const server = openRawServer();
    await server.initialize();
    const params = { name: "aiven_wait", arguments: { for: "service-off", input: { service_name: "demo-pg" } } };
    void server.request("tools/call", params);
    expect(await server.request("ping")).toMatchObject({ result: {} });
    server.end();
    await server.outcome;
  });

  it("gives no progress to a client that did not ask for it, and no answer to a call that it cancelled", async () => {
    const server = openRawServer();
    await server.initialize();
    const input = { service_name: "demo-pg" };
    void server.request("tools/call", { name: "aiven_wait", arguments: { for: "service-off", input } });
    server.notify("notifications/cancelled", { requestId: 2, reason: "enough" });
    await server.request("tools/call", {
      name: "aiven_wait",
      arguments: { for: "service-off", input, timeout_s: 1 },
    });
    server.end();
    const messages = messagesOf((await server.outcome).stdout);
    expect(messages.map(({ id, method }) => method ?? id)).toEqual([1, 3]);
  });

  it("answers calls as they are done, whatever their order", async () => {
    const server = openRawServer();
    await server.initialize();
    const waiting = { name: "aiven_wait", arguments: { for: "service-off", input: { service_name: "demo-pg" } } };
    void server.request("tools/call", { ...waiting, _meta: { progressToken: 1 } });
    await server.next(({ method }) => method === "notifications/progress");
    const answers = await Promise.all(
      ["demo-pg", "demo-kafka", "demo-valkey"].map(async (service_name) => {
        const { result } = await server.request("tools/call", { name: "aiven_service", arguments: { service_name } });
        return toAnswer(result ?? {}).data["service_name"];
      }),
    );
    expect(answers).toEqual(["demo-pg", "demo-kafka", "demo-valkey"]);
  });
});
