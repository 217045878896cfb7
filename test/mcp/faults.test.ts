import { readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { apiError, closedPort, json, type Received, type Reply, raw, serveApi } from "../server/api-server.js";
import { type Json, openServer } from "./server.js";

const TOKEN = "t0ken/s3cr3t+canary==";
const PG = { service_name: "pg" };
const READ = ["aiven_read", { operation: "ServiceGet", input: PG }] as const;
const WRITE = ["aiven_write", { operation: "ServiceUserCreate", input: { ...PG, username: "anna" } }] as const;
const USER = json(200, { user: { username: "anna", type: "normal" } });
const MIB = 1024 * 1024;

const serverOf = (url: string) => openServer({ AIVEN_TOKEN: TOKEN, AIVEN_WEB_URL: url, AIVEN_PROJECT: "demo" });

interface Case {
  readonly reply: Reply;
  readonly expected: Json;
  /** How often a read, and how often a write, is sent. */
  readonly sent: readonly [number, number];
}

const half: Reply = (response, _, socket) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "9999" });
  response.write('{"service": {"state": "RUN', () => socket.destroy());
};
const broken: Reply = (_response, _request, socket) => void socket.destroy();
const html = { "content-type": "text/html" };
const JSON_TYPE = { "content-type": "application/json" };

const CASES: Readonly<Record<string, Case>> = {
  "a token that is refused": {
    reply: apiError(401, "Invalid token"),
    expected: {
      error: "ApiError",
      status: 401,
      message: "Invalid token",
      hint: expect.stringContaining("Aiven Console"),
    },
    sent: [1, 1],
  },
  "a right that is missing": {
    reply: apiError(403, "Not allowed"),
    expected: { error: "ApiError", status: 403, kind: "permission", hint: expect.stringContaining("permissions") },
    sent: [1, 1],
  },
  "a 429 that asks for more time than a call has": {
    reply: apiError(429, "Rate limit exceeded, try again in 130s"),
    expected: { error: "ApiError", status: 429, retryable: true, retry_after_s: 130, message: /try again in 130s/ },
    sent: [1, 1],
  },
  "HTML with status 200": {
    reply: raw(200, "<!doctype html><h1>Please log in</h1>", html),
    expected: { error: "ResponseError", hint: expect.stringContaining("proxy") },
    sent: [1, 1],
  },
  "JSON that stops in the middle": {
    reply: raw(200, '{"user": {"username": "an', JSON_TYPE),
    expected: { error: "ResponseError", message: expect.stringContaining("not whole") },
    sent: [1, 1],
  },
  "an answer whose connection breaks in the middle": {
    reply: half,
    expected: { error: "ResponseError", message: expect.stringContaining("stopped in the middle") },
    sent: [4, 1],
  },
  "a connection that breaks before an answer": {
    reply: broken,
    expected: { error: "NetworkError", message: expect.stringContaining("broke before an answer") },
    sent: [4, 1],
  },
  "a load balancer's page": {
    reply: raw(502, "<h1>502 Bad Gateway</h1>", html),
    expected: { error: "ApiError", status: 502, message: "502 Bad Gateway" },
    sent: [4, 1],
  },
  "an error of the API": {
    reply: apiError(500, "Internal error"),
    expected: { error: "ApiError", status: 500 },
    sent: [4, 1],
  },
  "a redirection": {
    reply: raw(302, "", { location: "https://login.example/" }),
    expected: { error: "ResponseError" },
    sent: [1, 1],
  },
};

describe.each(Object.entries(CASES))("%s", (_, { reply, expected, sent }) => {
  const shape = Object.fromEntries(
    Object.entries(expected).map(([name, value]) => [
      name,
      value instanceof RegExp ? expect.stringMatching(value) : value,
    ]),
  );

  it.each([
    ["a read", READ, sent[0], "GET"],
    ["a write", WRITE, sent[1], "POST"],
  ] as const)(
    "is a clear error of %s, which is repeated only where nothing can be done twice",
    async (_, call, times, method) => {
      const api = await serveApi([reply]);
      await using server = await serverOf(api.url);
      const { isError, text, data } = await server.call(call[0], call[1]);
      expect(isError, text).toBe(true);
      expect(data).toMatchObject(shape);
      if (method === "POST") expect(data["hint"], "says what to do").toEqual(expect.any(String));
      expect(text).not.toContain(TOKEN);
      expect(api.requests.filter((request) => request.method === method)).toHaveLength(times);
      expect(server.stderr()).toBe("");
    },
  );
});

describe("what passes by itself", () => {
  const wait = apiError(429, "Rate limit exceeded, try again in 20 ms");

  it.each([
    ["a 429 with its wait in the text", wait],
    ["a 429 with its wait in the header", apiError(429, "Slow down", undefined, { "retry-after": "0" })],
  ])("%s is waited for, by a write too, which it cannot have done", async (_, reply) => {
    const api = await serveApi([reply, reply, USER]);
    await using server = await serverOf(api.url);
    expect(await server.ok(...WRITE)).toMatchObject({ done: "ServiceUserCreate" });
    expect(api.requests).toHaveLength(3);
  });

  it("an outage is sat out by a read", async () => {
    const api = await serveApi([apiError(503, "Unavailable"), json(200, { service: { service_name: "pg" } })]);
    await using server = await serverOf(api.url);
    expect(await server.ok(...READ)).toMatchObject({ service: PG });
  });
});

describe("a host", () => {
  it("that is not reached is told, with what to check", async () => {
    await using server = await serverOf(await closedPort());
    expect(await server.refused(...WRITE)).toMatchObject({
      error: "NetworkError",
      message: "The API cannot be reached (ECONNREFUSED)",
      hint: expect.stringContaining("AIVEN_WEB_URL"),
    });
  });

  it("that comes back is reached by the next call", async () => {
    const api = await serveApi([apiError(401, "Invalid token"), json(200, { service: { service_name: "pg" } })]);
    await using server = await serverOf(api.url);
    await server.refused(...READ);
    expect(await server.ok(...READ)).toMatchObject({ service: PG });
  });
});

describe("an answer of 200 MB", () => {
  /** Writes as fast as it is read, and counts. */
  function flood(sent: { bytes: number; ended: boolean }): Reply {
    return (response: ServerResponse, _: Received) => {
      response.writeHead(200, JSON_TYPE);
      response.write('{"service": "');
      const chunk = Buffer.alloc(MIB, "x");
      const more = () => {
        while (sent.bytes < 200 * MIB && !response.destroyed) {
          sent.bytes += chunk.length;
          if (!response.write(chunk)) return void response.once("drain", more);
        }
        sent.ended = sent.bytes >= 200 * MIB;
        response.end('"}');
      };
      more();
    };
  }

  it("is refused when it grows too large, once, in little memory, and the server lives on", async () => {
    const sent = { bytes: 0, ended: false };
    const api = await serveApi([flood(sent), json(200, { service: { service_name: "pg" } })]);
    await using server = await serverOf(api.url);
    expect(await server.refused(...READ)).toMatchObject({
      error: "ResponseError",
      message: "The answer is larger than 32 MiB",
      hint: expect.stringContaining("Ask for less"),
    });
    expect(api.requests).toHaveLength(1);
    expect(sent).toMatchObject({ ended: false });
    if (process.platform === "linux") expect(peakMemoryMiB(server.pid)).toBeLessThan(200);
    expect(await server.ok(...READ)).toMatchObject({ service: PG });
  });
});

function peakMemoryMiB(pid: number): number {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
}
