import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { MAX_CHARS } from "../../src/mcp/result.js";
import { CLI, environment } from "../child.js";
import { bearer, openHttpServer, post, serveSandbox, toolCall } from "./http/server.js";
import { type Answer, type Json, openSandboxServer, openServer, type SandboxServer, toAnswer } from "./server.js";

const PLANS = { operation: "ProjectServicePlanList", input: { service_type: "kafka" }, fields: ["*"] };

let server: SandboxServer;
beforeAll(async () => {
  server = await openSandboxServer();
});
afterAll(() => server[Symbol.asyncDispose]());

/** All that is at an address. */
async function whole(uri = ""): Promise<Answer> {
  const [first] = (await server.client.readResource({ uri })).contents;
  if (!first || !("text" in first)) throw new Error("no text");
  return toAnswer({ content: [{ type: "text", text: first.text }] });
}

describe("a result that does not fit", () => {
  it("links to all of it, in the words of the call", async () => {
    const { links, data } = await server.call("aiven_read", PLANS);
    expect(links).toHaveLength(1);
    const { text, data: all } = await whole(links[0]);
    expect(text.length).toBeGreaterThan(MAX_CHARS);
    expect((all["service_plans"] as Json[]).length).toBe((data["page"] as Json)["total"]);
    expect(all).not.toHaveProperty("page");
  });

  it("of several reads is linked where it does not fit", async () => {
    const small = { operation: "ServiceGet", input: { service_name: "demo-pg" } };
    const calls = [small, { operation: PLANS.operation, input: PLANS.input }, { operation: "ListProjectClouds" }];
    const { links } = await server.call("aiven_read", { calls, fields: ["*"] });
    const named = links.map((uri) => /^aiven:\/\/read\/(\w+)\?/.exec(uri)?.[1]);
    expect(named).toContain(PLANS.operation);
    expect(named).not.toContain(small.operation);
    for (const uri of links) expect((await whole(uri)).text.length).toBeGreaterThan(5_000);
  });

  it("goes through its filter there too", async () => {
    const filter = '[.service_plans[] | tojson] | "é/?&#" + join(" ")';
    const { links } = await server.call("aiven_read", { ...PLANS, fields: undefined, filter });
    const { data } = await whole(links[0]);
    expect(String(data["result"]).length).toBeGreaterThan(10_000);
    expect(data["result"]).toMatch(/^é\/\?&#\{/);
  });

  it("is not linked when it fits, was limited by the caller, or goes on", async () => {
    expect((await server.call("aiven_read", { operation: "ServiceList" })).links).toEqual([]);
    expect((await server.call("aiven_read", { ...PLANS, limit: 1 })).links).toEqual([]);
    const { page } = await server.ok("aiven_read", PLANS);
    expect((await server.call("aiven_read", { ...PLANS, cursor: (page as Json)["cursor"] })).links).toEqual([]);
  });

  it("hides secrets and fences texts where it is linked", async () => {
    const input = encodeURIComponent(JSON.stringify({ service_name: "demo-pg" }));
    const service = await whole(`aiven://read/ServiceGet?input=${input}&fields=%5B%22*%22%5D`);
    expect(service.text).toContain("<redacted>");
    expect(service.text).not.toMatch(/AVNS_/);
    const logs = await whole(`aiven://read/ProjectGetServiceLogs?input=${input}`);
    expect(logs.text).toMatch(/«[^»]+»\d{6}/);
    expect(logs.text).toMatch(/"untrusted":/);
    expect((logs.data["logs"] as Json[]).length).toBeGreaterThan(500);
  });

  it("is linked for clients of 2026-07-28 too", async () => {
    const { url, token, project } = server.sandbox;
    const env = environment({ AIVEN_WEB_URL: url, AIVEN_TOKEN: token, AIVEN_PROJECT: project });
    const transport = new StdioClientTransport({ command: process.execPath, args: [CLI], env, stderr: "ignore" });
    const client = new Client({ name: "tests", version: "1" }, { versionNegotiation: { mode: { pin: "2026-07-28" } } });
    await client.connect(transport);
    onTestFinished(() => client.close());
    const { links } = toAnswer(await client.callTool({ name: "aiven_read", arguments: PLANS }));
    const { contents } = await client.readResource({ uri: links[0] ?? "" });
    expect(contents).toMatchObject([{ uri: links[0], text: expect.stringMatching(/service_plans/) }]);
  });

  it("has no address where there is no tool for it", async () => {
    const native = await openServer({}, ["--sandbox", "--tools", "kafka"]);
    onTestFinished(() => native.client.close());
    const uri = "aiven://read/ServiceList?input=%7B%22project%22%3A%22sandbox-demo%22%7D";
    await expect(native.client.readResource({ uri })).rejects.toThrow(/none of the operations here/);
  });
});

describe("over HTTP", () => {
  it("a link is read with the credentials of whoever reads it", async () => {
    const { sandbox, variables, token } = await serveSandbox();
    const { url } = await openHttpServer([], variables).then((server) => {
      onTestFinished(async () => {
        server.kill("SIGTERM");
        await server.outcome;
      });
      return server;
    });
    const input = { ...PLANS.input, project: sandbox.project };
    const { message } = await post(url, toolCall("aiven_read", { ...PLANS, input }), bearer(token));
    const [uri] = toAnswer(message.result ?? {}).links;
    const read = { jsonrpc: "2.0", id: 1, method: "resources/read", params: { uri } };
    const own = await post(url, read, bearer(token));
    expect(JSON.stringify(own.message.result)).toContain("service_plans");
    const other = await post(url, read, bearer("an0ther-principal"));
    expect(other.message).not.toHaveProperty("result");
    expect(other.status).toBe(401);
    expect(JSON.stringify(other.message.error)).not.toContain("service_plan\\");
  });
});
