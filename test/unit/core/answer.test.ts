import { describe, expect, it } from "vitest";
import { readAnswer, readError } from "../../../src/core/answer.js";
import type { OperationFacts } from "../../../src/core/catalogue/index.js";
import { ResponseError } from "../../../src/core/errors.js";
import type { HttpResponse } from "../../../src/core/transport.js";

const JSON_TYPE = "application/json; charset=utf-8";
const PLAIN: OperationFacts = { method: "GET", path: "/v1/x", fields: {} };

function answer(body: string, contentType: string | undefined = JSON_TYPE, status = 200): HttpResponse {
  return { status, headers: { "content-type": contentType }, body: new TextEncoder().encode(body) };
}

function read(response: HttpResponse, facts: Partial<OperationFacts> = {}) {
  return readAnswer("ServiceGet", { ...PLAIN, ...facts }, response);
}

function responseErrorOf(response: HttpResponse): ResponseError {
  try {
    read(response);
  } catch (error) {
    if (error instanceof ResponseError) return error;
  }
  throw new Error("no ResponseError was thrown");
}

describe("readAnswer", () => {
  it.each([
    ["JSON", answer('{"a":1}'), { a: 1 }],
    ["JSON of a vendor's type", answer("[1]", "application/vnd.schemaregistry.v1+json"), [1]],
    ["a bare JSON value", answer("true"), true],
    ["JSON that says it is text", answer(' {"a":1}', "text/plain"), { a: 1 }],
    ["JSON that says nothing", answer("[]", ""), []],
    ["integers beyond 2^53", answer('{"a":9223372036854775807}'), { a: 9_223_372_036_854_775_807n }],
    ["letters beyond ASCII", answer('{"a":"日本"}'), { a: "日本" }],
    ["a byte order mark", answer('\ufeff{"a":1}'), { a: 1 }],
    ["no content as undefined", answer("", undefined, 204), undefined],
    ["an empty 201 as undefined", answer("", JSON_TYPE, 201), undefined],
  ])("reads %s", (_, response, value) => {
    expect(read(response)).toEqual(value);
  });

  it("answers with the bytes where the operation gives a file", () => {
    const bytes = Uint8Array.of(0x25, 0x50, 0x44, 0x46, 0xff, 0x00);
    const response = { status: 200, headers: { "content-type": "application/pdf" }, body: bytes };
    expect(read(response, { produces: "application/pdf" })).toEqual({ contentType: "application/pdf", bytes });
    expect(read({ ...response, headers: {} }, { produces: "text/csv" })).toMatchObject({
      contentType: "application/octet-stream",
    });
  });

  it("reads the message that comes where no content was due", () => {
    expect(read(answer('{"message":"deleted"}'), { produces: "none" })).toEqual({ message: "deleted" });
    expect(read(answer("", undefined, 204), { produces: "none" })).toBeUndefined();
  });

  it.each([
    ["HTML", answer("<html>Please log in</html>", "text/html"), /text\/html, not JSON/],
    ["plain text", answer("OK", "text/plain"), /text\/plain, not JSON/],
    ["something without a type", answer("OK", ""), /no known type, not JSON/],
  ])("refuses %s where JSON was due", (_, response, message) => {
    const error = responseErrorOf(response);
    expect(error).toMatchObject({ reason: "not-json", status: 200, operationId: "ServiceGet" });
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(/base URL and any proxy/);
  });

  it.each([301, 302, 304, 307, 308])("refuses a %i, which is no answer of the API, even without a body", (status) => {
    const response = { status, headers: { location: "https://elsewhere.example/login" }, body: new Uint8Array() };
    expect(responseErrorOf(response)).toMatchObject({ reason: "not-json", status });
  });

  it.each(['{"services":[{"state":"RUN', "{", '{"a":1}}', "nul"])("refuses JSON that is not whole: %s", (body) => {
    const error = responseErrorOf(answer(body));
    expect(error).toMatchObject({ reason: "cut-off", status: 200 });
    expect(error.hint).toMatch(/read the resource first/);
  });

  it("quotes nothing of what it could not read", () => {
    const error = responseErrorOf(answer('{"password":"s3cr3t'));
    expect(`${error.stack}${JSON.stringify(error)}${String(error.cause)}`).not.toContain("s3cr3t");
  });
});

describe("readError", () => {
  it.each([
    [
      "the usual form",
      '{"errors":[{"error_code":"not_powered","message":"off","status":409}],"message":"off"}',
      "off",
      "not_powered",
    ],
    ["a message alone", '{"message":"Not a project member"}', "Not a project member", undefined],
    ["errors without a message", '{"errors":[{"message":"a","error_code":"b"},{"message":"c"}]}', "a", "b"],
    ["errors of strings", '{"errors":["first","second"]}', "first", undefined],
    ["errors as one string", '{"errors":"only"}', "only", undefined],
    ["an empty message beside errors", '{"message":"","errors":[{"message":"inner"}]}', "inner", undefined],
    ["a message that is no string", '{"message":{"a":1},"errors":[{"message":"inner"}]}', "inner", undefined],
    ["a code that is no string", '{"errors":[{"error_code":5,"message":"m"}]}', "m", undefined],
    ["nothing of use", "{}", "HTTP 418", undefined],
    ["a list", "[1]", "HTTP 418", undefined],
    ["null", "null", "HTTP 418", undefined],
    ["no body", "", "HTTP 418", undefined],
    ["a load balancer's page", "<html><body><h1>408 Request Time-out</h1>\n", "408 Request Time-out", undefined],
    ["a page with a title", "<!doctype html><title> 502 Bad Gateway </title>", "502 Bad Gateway", undefined],
    ["a page without a heading", "<html><h1></h1></html>", "HTTP 418", undefined],
    ["plain text", "upstream connect error: s3cr3t", "HTTP 418", undefined],
  ])("reads %s", (_, body, message, code) => {
    expect(readError(answer(body, "text/plain", 418))).toEqual({ message, code });
  });

  it("keeps nothing but message and code", () => {
    const body =
      '{"message":"no","errors":[{"message":"no","error_code":"c","metadata":{"token":"s3cr3t"}}],"token":"s3cr3t"}';
    expect(JSON.stringify(readError(answer(body)))).not.toContain("s3cr3t");
  });
});
