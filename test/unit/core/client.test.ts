import { describe, expect, it, vi } from "vitest";
import * as catalogue from "../../../src/core/catalogue/index.js";
import { createClient } from "../../../src/core/client.js";
import { InputError } from "../../../src/core/errors.js";
import { type HttpRequest, TransportError, type TransportFailure } from "../../../src/core/transport.js";
import { apiError, fakeWorld, interrupted, rejection, type Step, toResponse, unreachable } from "../../fake-world.js";

const PG = { project: "demo", service_name: "pg" };
const OK: Step = { status: 200, json: { ok: true } };

describe("what a client sends", () => {
  it("is the request with the token in aiven's own scheme", async () => {
    const { client, sent } = fakeWorld([OK], { userAgent: "test/1", timeoutMs: 5_000, maxBytes: 99 });
    await client.call("ServiceUpdate", { ...PG, plan: "business-4" });
    expect(sent).toEqual([
      {
        method: "PUT",
        url: "https://api.aiven.io/v1/project/demo/service/pg",
        headers: {
          accept: "application/json, */*;q=0.5",
          "user-agent": "test/1",
          authorization: "aivenv1 s3cr3t-t0ken",
          "content-type": "application/json",
        },
        body: '{"plan":"business-4"}',
        timeoutMs: 5_000,
        maxBytes: 99,
        signal: undefined,
      },
    ]);
  });

  it("has no authorization where the transport adds it, and no content type without a body", async () => {
    const { client, sent } = fakeWorld([OK], { token: undefined });
    await client.call("ServiceGet", PG);
    expect(Object.keys(sent[0]?.headers ?? {})).toEqual(["accept", "user-agent"]);
  });

  it.each(["http://127.0.0.1:1", "http://127.0.0.1:1/", "http://127.0.0.1:1//"])(
    "goes to the base URL %s",
    async (baseUrl) => {
      const { client, sent } = fakeWorld([OK], { baseUrl });
      await client.call("ServiceGet", PG);
      expect(sent[0]?.url).toBe("http://127.0.0.1:1/v1/project/demo/service/pg");
    },
  );

  it("is nothing when the input does not fit", async () => {
    const { client, sent } = fakeWorld([OK]);
    expect(await rejection(client.callAny("ServiceGet", { project: "demo" }))).toBeInstanceOf(InputError);
    expect(await rejection(client.callAny("ServiceGet", { project: "demo", service_name: ".." }))).toBeInstanceOf(
      InputError,
    );
    expect(sent).toEqual([]);
  });

  it("is nothing when there is no such operation, and the nearest are named", async () => {
    const { client, sent } = fakeWorld([OK]);
    const error = await rejection(client.callAny("ServiceGte", PG));
    expect(error).toMatchObject({ name: "InputError", issues: [{ nearest: "ServiceGet" }] });
    expect(await rejection(client.callAny("constructor", {}))).toBeInstanceOf(InputError);
    expect(sent).toEqual([]);
  });
});

describe("the catalogue", () => {
  it("is loaded with the first call, not before", async () => {
    const load = vi.fn(async () => catalogue);
    const { client } = fakeWorld([OK], { catalogue: load });
    expect(load).not.toHaveBeenCalled();
    await client.call("ServiceGet", PG);
    expect(load).toHaveBeenCalled();
  });
});

describe("repeating", () => {
  it("waits as long as the text of a 429 says, and answers with what then comes", async () => {
    const { client, waits, sent } = fakeWorld([apiError(429, "Rate limit 120 exceeded - try again in 28s"), OK]);
    expect(await client.call("ServiceUpdate", { ...PG, plan: "p" })).toEqual({ ok: true });
    expect(waits).toEqual([28_000]);
    expect(sent[1]).toEqual(sent[0]);
  });

  it("throws at once when the wait would outlast the call, and says how long it is", async () => {
    const { client, waits } = fakeWorld([apiError(429, "try again in 28s")], { totalTimeoutMs: 20_000 });
    const error = await rejection(client.call("ServiceGet", PG));
    expect(error).toMatchObject({ name: "ApiError", status: 429, retryable: true, retryAfterMs: 28_000 });
    expect(waits).toEqual([]);
  });

  it("gives an attempt no more time than the call has left", async () => {
    const late: Step = (_, world) => {
      world.spend(40_000);
      throw new TransportError("timeout", "No answer in time");
    };
    const { client, sent } = fakeWorld([late], { timeoutMs: 40_000, totalTimeoutMs: 100_000 });
    const error = await rejection(client.call("ServiceGet", PG));
    expect(sent.map((request) => request.timeoutMs)).toEqual([40_000, 40_000, 19_250]);
    expect(error).toMatchObject({ name: "TimeoutError", timeoutMs: 19_250 });
  });

  it("sends nothing more when waiting took longer than the call may", async () => {
    const slow = fakeWorld([apiError(429, "try again in 10s"), OK], {
      totalTimeoutMs: 20_000,
      sleep: async () => slow.spend(60_000),
    });
    expect(await rejection(slow.client.call("ServiceUpdate", { ...PG, plan: "p" }))).toMatchObject({
      name: "ApiError",
      status: 429,
    });
    expect(slow.sent).toHaveLength(1);
  });

  it("lets one call have other limits than the client", async () => {
    const { client, sent } = fakeWorld([apiError(500, "oops")], { timeoutMs: 1_000 });
    await rejection(client.call("ServiceGet", PG, { timeoutMs: 7, totalTimeoutMs: 100 }));
    expect(sent.map((request) => request.timeoutMs)).toEqual([7]);
  });

  it.each([
    ["a GET that nobody answered", "ServiceGet", interrupted, 4],
    ["a PUT that nobody answered", "ServiceUpdate", interrupted, 1],
    ["a PUT that was never sent", "ServiceUpdate", unreachable, 4],
    ["a GET that was cut off", "ServiceGet", new TransportError("cut-off", "stopped", { status: 200 }), 4],
    ["a GET with too large an answer", "ServiceGet", new TransportError("too-large", "large", { status: 200 }), 1],
    ["a GET over an untrusted connection", "ServiceGet", new TransportError("untrusted", "no", {}), 1],
  ])("sends %s so many times: %s %s %i", async (_, id, failure, times) => {
    const { client, sent } = fakeWorld([failure]);
    await rejection(client.callAny(id, PG));
    expect(sent).toHaveLength(times);
  });
});

describe("what a client throws", () => {
  it.each<readonly [TransportFailure, "ServiceGet" | "ServiceUpdate", Record<string, unknown>]>([
    [
      "unreachable",
      "ServiceGet",
      { name: "NetworkError", sent: false, hint: expect.stringContaining("AIVEN_WEB_URL") },
    ],
    ["untrusted", "ServiceGet", { name: "NetworkError", sent: false, hint: expect.stringContaining("AIVEN_CA_CERT") }],
    ["interrupted", "ServiceGet", { name: "NetworkError", sent: true, hint: expect.stringContaining("try again") }],
    [
      "interrupted",
      "ServiceUpdate",
      { name: "NetworkError", sent: true, hint: expect.stringContaining("may have taken effect") },
    ],
    [
      "timeout",
      "ServiceUpdate",
      { name: "TimeoutError", timeoutMs: 30_000, hint: expect.stringContaining("may have taken effect") },
    ],
    ["cut-off", "ServiceGet", { name: "ResponseError", reason: "cut-off", status: 200 }],
    ["too-large", "ServiceGet", { name: "ResponseError", reason: "too-large", hint: expect.stringContaining("limit") }],
  ])("for a transport that is %s, with %s", async (failure, id, expected) => {
    const { client } = fakeWorld([new TransportError(failure, "what happened", { status: 200 })]);
    expect(await rejection(client.callAny(id, PG))).toMatchObject({ operationId: id, ...expected });
  });

  it("for an answer of 400 and more is an ApiError with code and hint", async () => {
    const { client } = fakeWorld([apiError(409, "Database not powered on", "not_powered")]);
    expect(await rejection(client.call("ServiceUpdate", { ...PG, powered: true }))).toMatchObject({
      name: "ApiError",
      message: "Database not powered on",
      operationId: "ServiceUpdate",
      status: 409,
      code: "not_powered",
      retryable: false,
      hint: expect.stringMatching(/power/i),
    });
  });

  it("for a mistake of the transport is that mistake", async () => {
    const { client, sent } = fakeWorld([new RangeError("a bug")]);
    expect(await rejection(client.call("ServiceGet", PG))).toBeInstanceOf(RangeError);
    expect(sent).toHaveLength(1);
  });

  it("hides the token where an answer echoes it", async () => {
    const { client } = fakeWorld([apiError(401, "Invalid token: s3cr3t-t0ken", "x")]);
    const error = (await rejection(client.call("ServiceGet", PG))) as Error;
    expect(error.message).toBe("Invalid token: <redacted>");
    expect(error.stack).not.toContain("s3cr3t-t0ken");
  });
});

describe("aborting", () => {
  const reason = new Error("the user left");

  it("before the call sends nothing", async () => {
    const { client, sent } = fakeWorld([OK]);
    expect(await rejection(client.call("ServiceGet", PG, { signal: AbortSignal.abort(reason) }))).toBe(reason);
    expect(sent).toEqual([]);
  });

  it("during an attempt throws the reason, whatever the transport makes of it", async () => {
    const abort = new AbortController();
    const step: Step = () => {
      abort.abort(reason);
      throw new Error("the transport's own words");
    };
    const { client, sent } = fakeWorld([step]);
    expect(await rejection(client.call("ServiceGet", PG, { signal: abort.signal }))).toBe(reason);
    expect(sent).toHaveLength(1);
  });

  it("after a failure that would be repeated sends no more", async () => {
    const abort = new AbortController();
    const step: Step = () => {
      abort.abort(reason);
      return toResponse({ status: 500, json: {} });
    };
    const { client, sent } = fakeWorld([step]);
    expect(await rejection(client.call("ServiceGet", PG, { signal: abort.signal }))).toBe(reason);
    expect(sent).toHaveLength(1);
  });

  it("reaches the wait between attempts", async () => {
    const { signal } = new AbortController();
    const sleep = vi.fn(async () => {});
    const { client } = fakeWorld([apiError(500, "oops"), OK], { sleep });
    await client.call("ServiceGet", PG, { signal });
    expect(sleep).toHaveBeenCalledWith(250, signal);
  });
});

describe("the log", () => {
  it("has a line per attempt, without path values, headers or bodies", async () => {
    const late: Step = (_, world) => {
      world.spend(30);
      return toResponse({ status: 200, json: {} });
    };
    const steps: Step[] = [unreachable, apiError(429, "try again in 1s"), late];
    const { client, log } = fakeWorld(steps);
    await client.call("ServiceUpdate", { ...PG, plan: "secret-plan" });
    expect(log).toEqual([
      { operationId: "ServiceUpdate", method: "PUT", tries: 1, status: 0, elapsedMs: 0 },
      { operationId: "ServiceUpdate", method: "PUT", tries: 2, status: 429, elapsedMs: 0 },
      { operationId: "ServiceUpdate", method: "PUT", tries: 3, status: 200, elapsedMs: 30 },
    ]);
  });

  it("is not needed", async () => {
    const transport = async (_: HttpRequest) => toResponse({ status: 200, json: { ok: true } });
    const world = { transport, catalogue: () => catalogue, sleep: async () => {}, now: () => 0, random: () => 0 };
    expect(await createClient(world).call("ServiceGet", PG)).toEqual({ ok: true });
  });
});
