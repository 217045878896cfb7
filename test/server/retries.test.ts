import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { rejection } from "../fake-world.js";
import { apiError, clientOf, closedPort, json, type Reply, raw, serveApi, silence } from "./api-server.js";

const PG = { project: "demo", service_name: "pg" };
const TOPIC = { ...PG, topic_name: "t" };
const NEW = { project: "demo", plan: "startup-4", service_name: "pg", service_type: "pg" };
const OK = json(200, { message: "ok" });
const reset: Reply = (_response, _request, socket) => void socket.resetAndDestroy();
const cutOff: Reply = (response, _request, socket) => {
  const text = JSON.stringify({ service: { state: "RUNNING" } });
  response.writeHead(200, { "content-type": "application/json", "content-length": text.length });
  response.write(text.slice(0, text.length / 2), () => socket.destroy());
};

describe("a 429", () => {
  const LIMIT =
    "The user has sent too many requests in a given amount of time: Rate limit 120 exceeded - try again in 28s";

  it("is waited for as long as its text says", async () => {
    const api = await serveApi([apiError(429, LIMIT), OK]);
    const client = clientOf(api.url);
    expect(await client.call("ServiceGet", PG)).toEqual({ message: "ok" });
    expect(client.waits).toEqual([28_000]);
    expect(api.requests).toHaveLength(2);
  });

  it("is waited for as long as Retry-After says, also by a POST", async () => {
    const api = await serveApi([apiError(429, LIMIT, undefined, { "retry-after": "7" }), OK]);
    const client = clientOf(api.url);
    await client.call("ServiceCreate", NEW);
    expect(client.waits).toEqual([7_000]);
    expect(api.requests.map((request) => request.body)).toEqual([api.requests[0]?.body, api.requests[0]?.body]);
  });

  it("is told with its wait when it does not end", async () => {
    const api = await serveApi([apiError(429, "try again in 2s")]);
    const client = clientOf(api.url);
    const error = await rejection(client.call("ServiceCreate", NEW));
    expect(error).toMatchObject({ name: "ApiError", status: 429, retryable: true, retryAfterMs: 2_000 });
    expect(client.waits).toEqual([2_000, 2_000, 2_000]);
    expect(api.requests).toHaveLength(4);
  });
});

describe("what is repeated, counted by the server", () => {
  const OFF = "An error occurred. Please try again later.";
  const page408 = raw(408, "<html><body><h1>408 Request Time-out</h1></body></html>", { "content-type": "text/html" });

  it.each<readonly [string, string, object, Reply, number]>([
    ["a GET on 500", "ServiceGet", PG, apiError(500, "oops"), 4],
    ["a GET on 503", "ServiceGet", PG, apiError(503, "Service Unavailable"), 4],
    ["a GET on 502 without a body", "ServiceGet", PG, raw(502, ""), 4],
    ["a PUT on 500", "ServiceUpdate", PG, apiError(500, "oops"), 4],
    ["a DELETE on 503", "ServiceDelete", PG, apiError(503, "Service Unavailable"), 4],
    ["a POST on 500, which may have created", "ServiceCreate", NEW, apiError(500, "oops"), 1],
    ["a POST on 503", "ServiceCreate", NEW, apiError(503, "Service Unavailable"), 1],
    ["a POST on 504", "ServiceCreate", NEW, raw(504, "<h1>504 Gateway Time-out</h1>"), 1],
    ["a GET of a service that is powered off", "ServiceDatabaseList", PG, apiError(503, OFF), 1],
    ["a GET on a load balancer's 408", "ServiceGet", PG, page408, 4],
    ["a POST on a load balancer's 408", "ServiceCreate", NEW, page408, 1],
    [
      "a GET of Kafka that is not ready",
      "ServiceKafkaTopicGet",
      TOPIC,
      apiError(501, "Failed to fetch Kafka topic: t"),
      4,
    ],
    ["a POST to Kafka that is not ready", "ServiceKafkaTopicCreate", TOPIC, apiError(501, "Not ready"), 4],
    ["a POST that is not implemented", "ServiceCreate", NEW, apiError(501, "Not implemented"), 1],
    [
      "a POST to a service that is only being created",
      "ServiceUserCreate",
      { ...PG, username: "u" },
      apiError(404, "Service pg does not exist"),
      3,
    ],
    ["a GET of a service that does not exist", "ServiceGet", PG, apiError(404, "Service pg does not exist"), 1],
    [
      "a DELETE that waits for another",
      "ServiceDelete",
      PG,
      apiError(417, "deletion forbidden because it has 1 deployment(s)."),
      4,
    ],
    [
      "a login that wants a one-time password",
      "UserAuth",
      { email: "a@b.c", password: "x" },
      apiError(510, "OTP required"),
      1,
    ],
    ["a GET whose connection breaks", "ServiceGet", PG, reset, 4],
    ["a POST whose connection breaks", "ServiceCreate", NEW, reset, 1],
    ["a PUT whose connection breaks", "ServiceUpdate", PG, reset, 1],
    ["a DELETE whose connection breaks", "ServiceDelete", PG, reset, 1],
    ["a GET whose answer is cut in the middle", "ServiceGet", PG, cutOff, 4],
    ["a POST whose answer is cut in the middle", "ServiceCreate", NEW, cutOff, 1],
    ["a GET that is not answered in time", "ServiceGet", PG, silence, 4],
    ["a POST that is not answered in time", "ServiceCreate", NEW, silence, 1],
  ])("%s: %s", async (_, id, input, reply, times) => {
    const api = await serveApi([reply]);
    const client = clientOf(api.url, { timeoutMs: reply === silence ? 60 : 5_000 });
    await rejection(client.callAny(id, { ...input }));
    expect(api.requests).toHaveLength(times);
    expect(client.waits).toHaveLength(times - 1);
    expect(client.log.map((event) => event.tries)).toEqual(Array.from({ length: times }, (_, n) => n + 1));
  });

  it("is right again after one failure: the answer is the second one", async () => {
    for (const reply of [apiError(500, "oops"), reset, cutOff, apiError(503, "Service Unavailable")]) {
      const api = await serveApi([reply, OK]);
      expect(await clientOf(api.url).call("ServiceGet", PG)).toEqual({ message: "ok" });
      expect(api.requests).toHaveLength(2);
    }
  });

  it("keeps a 503 of a powered-off service short and tells where to look", async () => {
    const api = await serveApi([apiError(503, OFF)]);
    const error = await rejection(clientOf(api.url).call("ServiceDatabaseList", PG));
    expect(error).toMatchObject({ status: 503, retryable: false, hint: expect.stringContaining("state") });
  });
});

describe("a write whose connection breaks before the answer", () => {
  it("is a NetworkError that may have taken effect, and happens once", async () => {
    const api = await serveApi([reset]);
    const error = await rejection(clientOf(api.url).call("ServiceCreate", NEW));
    expect(error).toMatchObject({
      name: "NetworkError",
      sent: true,
      operationId: "ServiceCreate",
      hint: expect.stringContaining("may have taken effect"),
    });
    expect(api.requests.map((request) => request.body)).toEqual([expect.stringContaining("startup-4")]);
  });

  it("happens once also on a connection that was kept alive", async () => {
    const api = await serveApi([OK, reset]);
    const client = clientOf(api.url);
    await client.call("ServiceGet", PG);
    await nextTurn();
    expect(await rejection(client.call("ServiceCreate", NEW))).toMatchObject({ name: "NetworkError", sent: true });
    expect(api.requests).toHaveLength(2);
    expect(api.connections()).toBe(1);
  });
});

describe("a host that is not reached", () => {
  it("is a NetworkError in which nothing was sent, also for a POST, which is tried again", async () => {
    const client = clientOf(await closedPort());
    const error = await rejection(client.call("ServiceCreate", NEW));
    expect(error).toMatchObject({
      name: "NetworkError",
      sent: false,
      message: "The API cannot be reached (ECONNREFUSED)",
      hint: expect.stringContaining("AIVEN_WEB_URL"),
    });
    expect(client.waits).toEqual([250, 500, 1_000]);
  });

  it("is told for a name that does not exist", async () => {
    const error = await rejection(clientOf("http://no-such-host.invalid").call("ServiceGet", PG));
    expect(error).toMatchObject({
      name: "NetworkError",
      sent: false,
      message: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/),
    });
  });
});
