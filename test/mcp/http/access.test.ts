import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { identify } from "../../../src/mcp/http/access.js";
import { readHttpOptions } from "../../../src/mcp/http/options.js";
import type { Settings } from "../../../src/node/settings.js";
import { DEFAULT_POLICY } from "../../../src/tools/policy.js";
import { runCli } from "../../child.js";
import { apiError, serveApi } from "../../server/api-server.js";
import { bearer, callTool, LIST, openHttpServer, post, serveSandbox, toolCall } from "./server.js";

/** The status of a GET with a Host of its own choice, which fetch does not let one set. */
function getAs(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.once("error", reject).end();
  });
}

describe("Host and Origin", () => {
  it("are of this machine, or the request is refused", async () => {
    const { url, origin } = await openHttpServer();
    for (const host of ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "[::1].evil.example", "10.0.0.1"])
      expect(await getAs(url, { host }), host).toBe(403);
    for (const page of ["http://evil.example", "https://localhost.evil.example", "null", "file://"])
      expect((await post(url, LIST, { origin: page })).status, page).toBe(403);
    for (const page of ["http://localhost:6274", "http://127.0.0.1", origin])
      expect((await post(url, LIST, { origin: page })).status, page).toBe(200);
    expect(await getAs(`${origin}/.well-known/oauth-protected-resource`, { host: "evil.example" })).toBe(403);
    expect(await getAs(`${origin}/health`, { host: "10.0.0.1:3000" })).toBe(200);
  });
});

describe("a token", () => {
  it("of the request goes to the API, before one of the operator", async () => {
    const api = await serveApi([apiError(403, "no")]);
    const { url } = await openHttpServer([], { AIVEN_WEB_URL: api.url, AIVEN_TOKEN: "of-the-operator" });
    await callTool(url, "aiven_read", { operation: "UserInfo" }, bearer("of-the-request"));
    await callTool(url, "aiven_read", { operation: "UserInfo" });
    const tokens = api.requests.map(({ headers }) => headers.authorization);
    expect(tokens).toEqual(["aivenv1 of-the-request", "aivenv1 of-the-operator"]);
  });

  it("of the operator is told to be anyone's on this machine, and is not shown", async () => {
    const server = await openHttpServer([], { AIVEN_TOKEN: "of-the-operator" });
    server.kill("SIGTERM");
    const { stdout, stderr } = await server.outcome;
    expect(stderr).toMatch(/AIVEN_TOKEN: everyone on this machine/);
    expect(stdout + stderr).not.toContain("of-the-operator");
  });

  it("is needed where there is neither an operator's nor a sandbox, and the answer tells where to ask", async () => {
    const { variables, token } = await serveSandbox();
    const server = await openHttpServer(
      ["--no-sandbox", "--authorization-server", "https://login.example.com"],
      variables,
    );
    const refused = await post(server.url, LIST);
    expect(refused).toMatchObject({ status: 401, message: { error: { message: expect.stringContaining("Bearer") } } });
    const metadataUrl = /^Bearer resource_metadata="(.+)"$/.exec(refused.headers.get("www-authenticate") ?? "")?.[1];
    expect(metadataUrl).toBe(`${server.origin}/.well-known/oauth-protected-resource/mcp`);
    const metadata = await fetch(metadataUrl ?? "");
    expect(await metadata.json()).toEqual({
      resource: server.url,
      resource_name: "Aiven",
      bearer_methods_supported: ["header"],
      scopes_supported: expect.arrayContaining(["all", "services:read", "static_ips:write", "user"]),
      authorization_servers: ["https://login.example.com"],
    });
    expect((await callTool(server.url, "aiven_read", { operation: "UserInfo" }, bearer(token))).data).toMatchObject({
      user: { user: "demo@example.com" },
    });
  });

  it.each([
    ["a plain call", {}],
    ["a call that wants progress", { _meta: { progressToken: 1 } }],
  ])("that the API refuses is answered with 401 and where to get another: %s", async (_, params) => {
    const { variables } = await serveSandbox();
    const { url, origin } = await openHttpServer([], variables);
    const call = toolCall("aiven_read", { operation: "UserInfo" });
    const request = { ...call, params: { ...(call["params"] as object), ...params } };
    const { status, headers, text } = await post(url, request, bearer("not-a-token"));
    expect(status).toBe(401);
    expect(headers.get("www-authenticate")).toBe(
      `Bearer error="invalid_token", resource_metadata="${origin}/.well-known/oauth-protected-resource/mcp"`,
    );
    expect(text).toContain("wrong, expired or revoked");
    expect(text).not.toContain("not-a-token");
  });

  it("that the API refuses closes documents and completions too, by both protocols", async () => {
    const { variables, sandbox } = await serveSandbox();
    const { url } = await openHttpServer([], variables);
    const uri = `aiven://project/${sandbox.project}`;
    const ref = { type: "ref/resource", uri: "aiven://project/{project}" };
    const read = { jsonrpc: "2.0", id: 1, method: "resources/read", params: { uri } };
    expect((await post(url, read, bearer("not-a-token"))).status).toBe(401);
    const argument = { name: "project", value: "" };
    const completion = { jsonrpc: "2.0", id: 2, method: "completion/complete", params: { ref, argument } };
    expect((await post(url, completion, bearer("not-a-token"))).status).toBe(401);
    const _meta = {
      "io.modelcontextprotocol/protocolVersion": "2026-07-28",
      "io.modelcontextprotocol/clientInfo": { name: "tests", version: "1" },
      "io.modelcontextprotocol/clientCapabilities": {},
    };
    const headers = {
      "mcp-protocol-version": "2026-07-28",
      "mcp-method": "resources/read",
      "mcp-name": uri,
      ...bearer("not-a-token"),
    };
    expect((await post(url, { ...read, params: { uri, _meta } }, headers)).status).toBe(401);
  });

  it("of the operator that the API refuses is told in the answer: the caller has no other", async () => {
    const { variables } = await serveSandbox();
    const { url } = await openHttpServer([], { ...variables, AIVEN_TOKEN: "not-a-token" });
    const { data } = await callTool(url, "aiven_read", { operation: "UserInfo" });
    expect(data).toMatchObject({ status: 401, hint: expect.stringContaining("AIVEN_TOKEN") });
  });

  it.each(["Basic abc", "Bearer", "Bearer a b", "Bearer tökén", "aivenv1 abc"])(
    "in the form %j is refused",
    async (text) => {
      const { url } = await openHttpServer();
      const authorization = Buffer.from(text).toString("latin1");
      expect((await post(url, LIST, { authorization })).status).toBe(401);
    },
  );

  it("of a request is nobody's business with --sandbox", async () => {
    const { url } = await openHttpServer(["--sandbox"], { AIVEN_WEB_URL: "http://127.0.0.1:1" });
    const { data } = await callTool(url, "aiven_read", { operation: "UserInfo" }, bearer("of-the-request"));
    expect(data).toMatchObject({ user: { user: "demo@example.com" }, sandbox: expect.stringContaining("sandbox") });
  });
});

describe("beyond loopback", () => {
  const settings: Settings = {
    credential: undefined,
    baseUrl: undefined,
    caFile: undefined,
    profile: undefined,
    policy: DEFAULT_POLICY,
    confirm: "ask",
    tools: ["default"],
  };
  const options = readHttpOptions({ host: "0.0.0.0" }, settings);

  it("there is no sandbox: each request brings its own token", () => {
    expect(options.loopback).toBe(false);
    expect(identify({}, settings, options, "")).toMatchObject({ refusal: { status: 401 } });
    expect(identify(bearer("own"), settings, options, "")).toMatchObject({ credential: { token: "own" } });
  });

  it.each([
    [["--host", "0.0.0.0"], { AIVEN_TOKEN: "operator-token" }, /act with the token from AIVEN_TOKEN/],
    [["--host", "0.0.0.0", "--sandbox"], {}, /sandbox is for this machine only/],
    [["--port", "http"], {}, /--port must be a number/],
    [["--max-calls", "0"], {}, /--max-calls must be a number from 1/],
    [["--max-calls-each", "many"], {}, /--max-calls-each must be a number from 1/],
    [["--public-url", "mcp.example.com"], {}, /--public-url must be an http\(s\) URL/],
    [
      ["--public-url", "https://a.example/aiven"],
      {},
      /--public-url must be a host without a path: https:\/\/a\.example/,
    ],
  ])("%j %j is refused", async (args, variables: Record<string, string>, expected) => {
    const { code, stdout, stderr } = await runCli(["--http", ...args], variables);
    expect(code).toBeGreaterThan(0);
    expect(stdout).toBe("");
    expect(stderr).toMatch(expected);
    expect(stderr).not.toContain("operator-token");
  });

  it("a port that is taken is told", async () => {
    const { origin } = await openHttpServer();
    const { code, stderr } = await runCli(["--http", "--port", new URL(origin).port]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/Nothing can listen on 127\.0\.0\.1:\d+ \(EADDRINUSE\)/);
  });
});
