import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { AivenError, ConfigError } from "../../src/core/errors.js";
import { rejection } from "../fake-world.js";
import { apiError, clientOf, closedPort, json, type Reply, raw, serveApi, silence, TOKEN } from "./api-server.js";

const PG = { project: "demo", service_name: "pg" };

describe("an error of the API", () => {
  it("for a bad token says where to get a good one, and is not repeated", async () => {
    const api = await serveApi([apiError(401, "Invalid token")]);
    const error = await rejection(clientOf(api.url).call("ServiceGet", PG));
    expect(error).toMatchObject({ name: "ApiError", status: 401, message: "Invalid token", retryable: false });
    expect(error).toHaveProperty("hint", expect.stringContaining("Aiven Console"));
    expect(api.requests.map((request) => request.headers.authorization)).toEqual([`aivenv1 ${TOKEN}`]);
  });

  it.each([
    [
      "not found",
      apiError(404, "Service pg does not exist", "service_not_found"),
      { status: 404, code: "service_not_found" },
    ],
    [
      "a conflict",
      apiError(409, "Database not powered on", "not_powered"),
      { status: 409, code: "not_powered", hint: expect.stringMatching(/power/i) },
    ],
    ["a missing right", apiError(403, "Not a project member"), { status: 403, code: undefined }],
    [
      "a text alone",
      json(400, { message: "Invalid value for limit parameter" }),
      { status: 400, message: "Invalid value for limit parameter" },
    ],
    ["errors as a text", json(422, { errors: "no" }), { status: 422, message: "no" }],
    ["nothing at all", raw(418, ""), { status: 418, message: "HTTP 418" }],
    [
      "JSON that is broken",
      raw(400, '{"message": "x', { "content-type": "application/json" }),
      { status: 400, message: "HTTP 400" },
    ],
    [
      "a load balancer's page",
      raw(413, "<html><h1>413 Too Large</h1>", { "content-type": "text/html" }),
      { status: 413, message: "413 Too Large" },
    ],
    [
      "a page of another encoding",
      raw(400, Uint8Array.of(0xff, 0xfe, 0x00, 0x3c), { "content-type": "text/html" }),
      { status: 400, message: "HTTP 400" },
    ],
  ])("is told for %s", async (_, reply, expected) => {
    const api = await serveApi([reply]);
    const error = await rejection(clientOf(api.url).call("ServiceUpdate", { ...PG, plan: "p" }));
    expect(error).toMatchObject({ name: "ApiError", operationId: "ServiceUpdate", ...expected });
    expect(api.requests).toHaveLength(1);
  });
});

describe("an answer that is no answer of the API", () => {
  it.each([
    [
      "HTML with status 200, as a captive portal sends it",
      raw(200, "<!doctype html><h1>Please log in</h1>", { "content-type": "text/html" }),
      "not-json",
    ],
    ["plain text", raw(200, "OK", { "content-type": "text/plain" }), "not-json"],
    ["a redirection to a login", raw(302, "", { location: "https://login.example/" }), "not-json"],
    ["a redirection to https", raw(301, "moved", { location: "https://127.0.0.1/" }), "not-json"],
    [
      "JSON that is not whole",
      raw(200, '{"service": {"state": "RUN', { "content-type": "application/json" }),
      "cut-off",
    ],
    ["HTML that says it is JSON", raw(200, "<html>", { "content-type": "application/json" }), "cut-off"],
  ])("is a ResponseError: %s", async (_, reply, reason) => {
    const api = await serveApi([reply]);
    const error = await rejection(clientOf(api.url).call("ServiceGet", PG));
    expect(error).toMatchObject({ name: "ResponseError", reason, hint: expect.any(String) });
    expect(api.requests).toHaveLength(1);
  });
});

describe("a token", () => {
  const echo: Reply = (response, { headers }) => {
    const message = `Authentication failed for ${headers.authorization}`;
    response
      .writeHead(401, { "content-type": "application/json" })
      .end(JSON.stringify({ message, errors: [{ message, headers }] }));
  };
  const page: Reply = (response, { headers }) => {
    response.writeHead(502, { "content-type": "text/html" }).end(`<h1>Bad gateway: ${headers.authorization}</h1>`);
  };
  const half: Reply = (response, { headers }, socket) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": "9999" });
    response.write(`{"you sent": "${headers.authorization}`, () => socket.destroy());
  };

  it.each<readonly [string, Reply]>([
    ["an error that echoes the request", echo],
    ["a page that echoes the request", page],
    ["a broken answer that echoes the request", half],
    ["an answer that is not JSON", raw(200, `token ${TOKEN}`, { "content-type": "text/plain" })],
    ["JSON that is broken", raw(200, `{"token": "${TOKEN}`, { "content-type": "application/json" })],
    ["a connection that breaks", (_response, _request, socket) => void socket.destroy()],
    ["silence", silence],
  ])("is in no message, stack or JSON of the error for %s", async (_, reply) => {
    const api = await serveApi([reply]);
    const client = clientOf(api.url, { timeoutMs: 100 });
    const error = await rejection(client.call("ServiceGet", PG));
    expect(error).toBeInstanceOf(AivenError);
    expectNoToken(error);
    expectNoToken(client.log);
  });

  it("is in no error when the host is not reached", async () => {
    expectNoToken(await rejection(clientOf(await closedPort()).call("ServiceGet", PG)));
  });

  it.each(["with\nnewline", "with\0zero", "with blank ", "with\u{1f600}"])(
    "that no header can carry is told at once: %j",
    (token) => {
      const create = () => clientOf("http://127.0.0.1:1", { token });
      expect(create).toThrow(ConfigError);
      expect(create).toThrow(/^The token holds a character that no token has$/);
    },
  );
});

function expectNoToken(value: unknown): void {
  const { message, stack, cause } = value as Error;
  const shown = [message, stack, String(cause), JSON.stringify(value), inspect(value, { depth: 9, showHidden: true })];
  for (const text of shown) expect(text ?? "").not.toContain("s3cr3t");
}
