import { describe, expect, it } from "vitest";
import { createNodeClient } from "../../../src/node/client.js";
import { serveApi } from "../../server/api-server.js";
import { bearer, callTool, LIST, openHttpServer, post, type Sent, serveSandbox, toolCall } from "./server.js";

const WAIT = { for: "service-off", input: { service_name: "demo-pg" } };

function names({ message }: Sent): string[] {
  const tools = (message.result?.["tools"] ?? []) as { name: string }[];
  return tools.map(({ name }) => name);
}

describe("a request narrows what the operator allows", () => {
  it("by query and by header", async () => {
    const { url } = await openHttpServer();
    expect(names(await post(url, LIST))).toContain("aiven_write");
    expect(names(await post(`${url}?mode=read-only`, LIST))).not.toContain("aiven_write");
    expect(names(await post(url, LIST, { "x-aiven-mode": "read-only" }))).not.toContain("aiven_write");
    const one = await callTool(`${url}?projects=elsewhere`, "aiven_read", {
      operation: "ServiceList",
      input: { project: "sandbox-demo" },
    });
    expect(one).toMatchObject({ isError: true, data: { error: "PolicyError" } });
    const write = { operation: "ProjectTagsUpdate", input: { project: "sandbox-demo", tags: {} } };
    const narrowed = await callTool(`${url}?mode=read-only`, "aiven_write", write);
    expect(narrowed).toMatchObject({ isError: true, data: { error: "PolicyError" } });
    expect((await callTool(url, "aiven_write", write)).isError).toBe(false);
  });

  it("and never widens it", async () => {
    const { url } = await openHttpServer(["--mode", "write", "--project", "a,b"]);
    const refusals: [string, Record<string, string>, number, RegExp][] = [
      ["?mode=full", {}, 403, /full is wider than write/],
      ["?mode=read-only", { "x-aiven-mode": "write" }, 403, /write is wider than read-only/],
      ["?projects=a,c", {}, 403, /Project c is not among: a, b/],
      ["?projects=a", { "x-aiven-projects": "b" }, 403, /Project b is not among: a/],
      ["?projects=", {}, 400, /names with commas/],
      ["", { "x-aiven-projects": "a,,b" }, 400, /names with commas/],
      ["?mode=readonly", {}, 400, /did you mean read-only/],
      ["?project=a", {}, 400, /did you mean projects/],
    ];
    for (const [query, headers, status, expected] of refusals) {
      const sent = await post(url + query, LIST, headers);
      expect(sent.status, query).toBe(status);
      expect(sent.message.error?.["message"], query).toMatch(expected);
    }
    expect((await post(`${url}?projects=a&mode=write`, LIST, { "x-aiven-projects": "a" })).status).toBe(200);
  });
});

describe("what is no call", () => {
  it("is refused in kind", async () => {
    const { url, origin } = await openHttpServer();
    expect((await fetch(`${origin}/elsewhere`)).status).toBe(404);
    expect((await fetch(url)).status).toBe(405);
    expect((await fetch(url, { method: "DELETE" })).status).toBe(405);
    expect((await post(url, LIST, { "content-type": "text/plain" })).status).toBe(415);
    expect(await post(url, "{no json")).toMatchObject({ status: 400, message: { error: { code: -32_700 } } });
    expect((await post(url, "")).status).toBe(400);
    expect((await post(url, { ...LIST, params: { big: "x".repeat(5_000_000) } })).status).toBe(413);
    expect((await post(url, LIST)).status).toBe(200);
    const health = await fetch(`${origin}/health`);
    expect(await health.json()).toMatchObject({ status: "ok" });
  });

  it("is answered at once or, where progress is wanted, in a stream, and cached by nobody", async () => {
    const { url } = await openHttpServer();
    const plain = await post(url, LIST);
    expect(plain.headers.get("content-type")).toBe("application/json");
    expect(plain.headers.get("cache-control")).toBe("no-store");
    const meta = { _meta: { progressToken: 1 } };
    const streamed = await post(url, { ...LIST, params: meta });
    expect(streamed.headers.get("content-type")).toBe("text/event-stream");
    expect(streamed.headers.get("cache-control")).toBe("no-store");
  });
});

describe("calls at the same time", () => {
  it("are limited, and one that ends makes room", async () => {
    let left = 0;
    const api = await serveApi([(response) => void response.once("close", () => left++)]);
    const { url, origin } = await openHttpServer(["--max-calls", "2"], { AIVEN_WEB_URL: api.url });
    const waiting = new AbortController();
    const open = [1, 2].map((n) => {
      const body = JSON.stringify(toolCall("aiven_read", { operation: "UserInfo" }));
      const headers = {
        ...bearer(`t${n}`),
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
      };
      return fetch(url, { method: "POST", body, headers, signal: waiting.signal }).catch(() => {});
    });
    await expect.poll(() => api.requests.length).toBe(2);
    const refused = await post(url, LIST, bearer("t"));
    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).toBe("1");
    const batch = [LIST, { ...LIST, id: 2 }, { ...LIST, id: 3 }];
    expect((await post(url, batch, bearer("t"))).status).toBe(503);
    expect((await fetch(`${origin}/health`)).status).toBe(200);
    waiting.abort();
    await Promise.all(open);
    await expect.poll(() => left).toBe(2);
    await expect.poll(async () => (await post(url, LIST, bearer("t"))).status).toBe(200);
  });
});

describe("SIGTERM", () => {
  it("lets running calls finish and takes no new ones", async () => {
    const server = await openHttpServer();
    await callTool(server.url, "aiven_overview");
    const call = callTool(server.url, "aiven_wait", { ...WAIT, timeout_s: 3 });
    const streamed = post(server.url, { ...toolCall("aiven_wait", { ...WAIT, timeout_s: 3 }), id: "s" });
    await expect.poll(async () => (await post(server.url, LIST)).status).toBe(200);
    server.kill("SIGTERM");
    expect((await call).data).toMatchObject({ outcome: "pending" });
    expect((await streamed).message.result).toBeDefined();
    expect(await server.outcome).toMatchObject({ code: 0, signal: null, stderr: "" });
    await expect(post(server.url, LIST)).rejects.toThrow();
  });

  it("ends a server that does nothing at once", async () => {
    const server = await openHttpServer();
    server.kill("SIGTERM");
    expect(await server.outcome).toMatchObject({ code: 0, signal: null, stderr: "" });
  });

  it("does not wait for a subscription", async () => {
    const server = await openHttpServer();
    const stream = await fetch(server.url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        "mcp-protocol-version": "2026-07-28",
        "mcp-method": "subscriptions/listen",
      },
      body: JSON.stringify({
        jsonrpc: "2.0",
        id: "l",
        method: "subscriptions/listen",
        params: {
          notifications: {},
          _meta: {
            "io.modelcontextprotocol/protocolVersion": "2026-07-28",
            "io.modelcontextprotocol/clientInfo": { name: "tests", version: "1" },
            "io.modelcontextprotocol/clientCapabilities": {},
          },
        },
      }),
    });
    expect(stream.headers.get("content-type")).toBe("text/event-stream");
    server.kill("SIGTERM");
    expect(await server.outcome).toMatchObject({ code: 0, signal: null });
    await stream.text().catch(() => {});
  });
});

/** What the API tells one user; both have a project of the same name. */
function accountOf(who: string, path: string): unknown {
  if (path === "/v1/me") return { user: { user: `${who}@example.com`, user_id: who }, projects: [] };
  if (path === "/v1/project") return { projects: [{ project_name: `${who}-own` }, { project_name: "shared" }] };
  if (path === "/v1/project/shared") return { project: { project_name: "shared", organization_id: `${who}-org` } };
  const service = {
    service_name: `${who}-pg`,
    service_type: "pg",
    plan: "startup-4",
    cloud_name: "c",
    state: "RUNNING",
  };
  return { services: [service] };
}

describe("two principals on one server", () => {
  it("never see each other's data, however many calls run at once", async () => {
    const waiting: (() => void)[] = [];
    const api = await serveApi([
      (response, { headers, url }) => {
        const body = JSON.stringify(accountOf(String(headers.authorization).replace("aivenv1 ", ""), url));
        waiting.push(() => response.writeHead(200, { "content-type": "application/json" }).end(body));
        // The last to ask is the first to be answered.
        setImmediate(() => waiting.pop()?.());
      },
    ]);
    const { url } = await openHttpServer([], { AIVEN_WEB_URL: api.url });
    const calls = [
      ["aiven_read", { operation: "UserInfo" }],
      ["aiven_overview", {}],
      ["aiven_overview", { project: "shared" }],
    ] as const;
    const callAs = async (who: string, [name, args]: (typeof calls)[number]) => {
      const { text, isError } = await callTool(url, name, args, bearer(who));
      expect({ isError, seen: [...new Set(text.match(/\bp\d+(?=-|@)/g))] }, text).toEqual({
        isError: false,
        seen: [who],
      });
    };
    for (let round = 0; round < 2; round++) {
      const callers = Array.from({ length: 33 }, (_, n) => `p${n}`);
      await Promise.all(callers.flatMap((who) => calls.map((call) => callAs(who, call))));
    }
    expect(new Set(api.requests.map(({ headers }) => headers.authorization)).size).toBe(33);
  });

  it("cannot use each other's plans", async () => {
    const { variables, token, sandbox } = await serveSandbox();
    const { url } = await openHttpServer(["--project", sandbox.project], variables);
    const target = { operation: "ServiceDelete", input: { service_name: "demo-valkey" } };
    const planned = await callTool(url, "aiven_destroy", target, bearer(token));
    const confirmed = { ...target, plan: planned.data["plan"], confirm: "demo-valkey" };
    // Another token of the same user: the API would let it, and the plan is still not its own.
    const client = createNodeClient({ baseUrl: sandbox.url, token });
    const { full_token } = await client.call("AccessTokenCreate", { description: "another" });
    await client.close();
    const stolen = await callTool(url, "aiven_destroy", confirmed, bearer(full_token));
    expect(stolen).toMatchObject({ isError: true, data: { issues: [{ field: "plan" }] } });
    expect((await callTool(url, "aiven_destroy", confirmed, bearer(token))).data).toMatchObject({
      done: "ServiceDelete",
    });
  });
});
