import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { serveApi } from "../../server/api-server.js";
import { bearer, callTool, LIST, openHttpServer, post, toolCall } from "./server.js";

const WAIT = { for: "service-off", input: { service_name: "demo-pg" } };

/** A crowded machine takes its time. */
const PATIENCE = { timeout: 15_000 };

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
    await expect.poll(() => api.requests.length, PATIENCE).toBe(2);
    const refused = await post(url, LIST, bearer("t"));
    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).toBe("1");
    const batch = [LIST, { ...LIST, id: 2 }, { ...LIST, id: 3 }];
    expect((await post(url, batch, bearer("t"))).status).toBe(503);
    expect((await fetch(`${origin}/health`)).status).toBe(200);
    waiting.abort();
    await Promise.all(open);
    await expect.poll(() => left, PATIENCE).toBe(2);
    await expect.poll(async () => (await post(url, LIST, bearer("t"))).status, PATIENCE).toBe(200);
  });
});

describe("a request whose body is slow to come", () => {
  it("counts from its first byte on, and makes room when it is given up", async () => {
    const { url } = await openHttpServer(["--max-calls", "2"]);
    const slow = [1, 2].map(() => {
      const headers = { "content-type": "application/json", "content-length": "1000" };
      const opened = request(url, { method: "POST", headers }).on("error", () => {});
      opened.write("{");
      return opened;
    });
    await expect.poll(async () => (await post(url, LIST)).status, PATIENCE).toBe(429);
    for (const opened of slow) opened.destroy();
    await expect.poll(async () => (await post(url, LIST)).status, PATIENCE).toBe(200);
  });
});

describe("calls of one caller", () => {
  it("leave room for those of others", async () => {
    const api = await serveApi([() => {}]);
    const { url } = await openHttpServer(["--max-calls", "4"], { AIVEN_WEB_URL: api.url });
    const waiting = new AbortController();
    const headers = {
      ...bearer("greedy"),
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
    };
    const open = [1, 2].map(() => {
      const body = JSON.stringify(toolCall("aiven_read", { operation: "UserInfo" }));
      return fetch(url, { method: "POST", body, headers, signal: waiting.signal }).catch(() => {});
    });
    await expect.poll(() => api.requests.length, PATIENCE).toBe(2);
    const refused = await post(url, LIST, bearer("greedy"));
    expect(refused).toMatchObject({ status: 429 });
    expect(refused.headers.get("retry-after")).toBe("1");
    expect(refused.text).toContain("More than 2 calls of one caller");
    expect((await post(url, LIST, bearer("modest"))).status).toBe(200);
    waiting.abort();
    await Promise.all(open);
    await expect.poll(async () => (await post(url, LIST, bearer("greedy"))).status, PATIENCE).toBe(200);
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
