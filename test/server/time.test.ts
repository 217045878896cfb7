import { describe, expect, it } from "vitest";
import { sleep } from "../../src/node/client.js";
import { rejection } from "../fake-world.js";
import { apiError, clientOf, json, type Reply, serveApi, silence } from "./api-server.js";

const PG = { project: "demo", service_name: "pg" };
const reason = new Error("the user left");

describe("a slow answer", () => {
  it("is a TimeoutError that names the time", async () => {
    const api = await serveApi([silence]);
    const error = await rejection(clientOf(api.url, { timeoutMs: 50 }).call("ServiceUpdate", { ...PG, plan: "p" }));
    expect(error).toMatchObject({
      name: "TimeoutError",
      timeoutMs: 50,
      message: "No answer within 50 ms",
      hint: expect.stringContaining("may have taken effect"),
    });
  });

  it("is given up also when it has begun and goes on drop by drop", async () => {
    const drops: Reply = (response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const timer = setInterval(() => response.write(" "), 5);
      response.on("close", () => clearInterval(timer));
    };
    const api = await serveApi([drops]);
    const error = await rejection(clientOf(api.url, { timeoutMs: 100 }).call("ServiceUpdate", { ...PG, plan: "p" }));
    expect(error).toMatchObject({ name: "TimeoutError", timeoutMs: 100 });
    expect(api.requests).toHaveLength(1);
  });

  it("does not outlast the time of the call with all its attempts", async () => {
    const api = await serveApi([silence]);
    const client = clientOf(api.url, { timeoutMs: 60_000, totalTimeoutMs: 100 });
    const started = Date.now();
    expect(await rejection(client.call("ServiceGet", PG))).toMatchObject({ name: "TimeoutError" });
    expect(Date.now() - started).toBeLessThan(5_000);
    expect(client.waits).toEqual([]);
  });
});

describe("an abort by signal", () => {
  it("before the call throws its reason and sends nothing", async () => {
    const api = await serveApi([json(200, {})]);
    const signal = AbortSignal.abort(reason);
    expect(await rejection(clientOf(api.url).call("ServiceGet", PG, { signal }))).toBe(reason);
    expect(api.requests).toEqual([]);
  });

  it("during the call throws its reason, hangs up and does not repeat", async () => {
    const abort = new AbortController();
    let hungUp = () => {};
    const closed = new Promise<void>((resolve) => {
      hungUp = resolve;
    });
    const api = await serveApi([
      (response) => {
        response.on("close", hungUp);
        abort.abort(reason);
      },
    ]);
    const client = clientOf(api.url);
    expect(await rejection(client.call("ServiceGet", PG, { signal: abort.signal }))).toBe(reason);
    await closed;
    expect(api.requests).toHaveLength(1);
    expect(client.waits).toEqual([]);
  });

  it("in the middle of the answer throws its reason", async () => {
    const abort = new AbortController();
    const begun: Reply = (response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"a":', () => setImmediate(() => abort.abort(reason)));
    };
    const api = await serveApi([begun]);
    expect(await rejection(clientOf(api.url).call("ServiceGet", PG, { signal: abort.signal }))).toBe(reason);
    expect(api.requests).toHaveLength(1);
  });

  it("while it waits between two attempts ends the wait at once", async () => {
    const abort = new AbortController();
    const api = await serveApi([apiError(429, "try again in 60s"), json(200, {})]);
    const client = clientOf(api.url, {
      sleep: (ms, signal) => {
        setImmediate(() => abort.abort(reason));
        return sleep(ms, signal);
      },
    });
    expect(await rejection(client.call("ServiceGet", PG, { signal: abort.signal }))).toBe(reason);
    expect(api.requests).toHaveLength(1);
  });

  it("leaves other calls of the same client alone", async () => {
    const abort = new AbortController();
    const waiting: (() => void)[] = [];
    const reply: Reply = (response) => {
      waiting.push(() => response.writeHead(200, { "content-type": "application/json" }).end("{}"));
      if (waiting.length === 2) abort.abort(reason);
    };
    const api = await serveApi([reply]);
    const client = clientOf(api.url);
    const other = client.call("ServiceGet", PG);
    expect(await rejection(client.call("ServiceGet", PG, { signal: abort.signal }))).toBe(reason);
    for (const answer of waiting) answer();
    expect(await other).toEqual({});
  });
});

describe("sleep", () => {
  it("rejects with the reason of a signal that is already aborted", async () => {
    expect(await rejection(sleep(60_000, AbortSignal.abort(reason)))).toBe(reason);
  });

  it("resolves after the time, with and without a signal", async () => {
    await sleep(1);
    await sleep(1, new AbortController().signal);
  });
});
