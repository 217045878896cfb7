import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/core/errors.js";
import { fillPath } from "../../../src/core/path.js";

const TEMPLATE = "/v1/project/{project}/service/{service_name}";

describe("fillPath", () => {
  it.each([
    ["a plain name", "demo", "demo"],
    ["a slash, which would start another segment", "a/b", "a%2Fb"],
    ["a question mark and a hash", "a?b#c", "a%3Fb%23c"],
    ["a percent sign", "100%", "100%25"],
    ["an encoded slash, which is not decoded on the way", "a%2Fb", "a%252Fb"],
    ["an encoded '..', which stays a name", "%2e%2e", "%252e%252e"],
    ["a backslash, which URL parsers read as a slash", "..\\x", "..%5Cx"],
    ["line breaks and tabs, which URL parsers drop", "a\r\n\tb", "a%0D%0A%09b"],
    ["a token with its base64 signs", "ab/c+d==", "ab%2Fc%2Bd%3D%3D"],
    ["letters beyond ASCII", "ärger 日本 😀", "%C3%A4rger%20%E6%97%A5%E6%9C%AC%20%F0%9F%98%80"],
    ["three dots, which no parser resolves", "...", "..."],
    ["a number", 7, "7"],
    ["zero", 0, "0"],
    ["a bigint", 9_223_372_036_854_775_807n, "9223372036854775807"],
  ])("encodes %s as one segment", (_, value, segment) => {
    expect(fillPath(TEMPLATE, { project: value, service_name: "pg" })).toBe(`/v1/project/${segment}/service/pg`);
  });

  it.each(["", ".", ".."])("refuses a path parameter of '%s'", (value) => {
    const fill = () => fillPath(TEMPLATE, { project: "demo", service_name: value });
    expect(fill).toThrow(InputError);
    expect(fill).toThrow(/^service_name must not be/);
  });

  it.each([
    ["nothing", undefined, "service_name is required"],
    ["null", null, "service_name must be a string"],
    ["an object", { toString: () => ".." }, "service_name must be a string"],
    ["a list", [".."], "service_name must be a string"],
    ["a boolean", true, "service_name must be a string"],
  ])("refuses %s", (_, value, message) => {
    const fill = () => fillPath(TEMPLATE, { project: "demo", service_name: value });
    expect(fill).toThrow(InputError);
    expect(fill).toThrow(message);
  });

  it("refuses half of a surrogate pair, which has no encoding", () => {
    expect(() => fillPath(TEMPLATE, { project: "demo", service_name: "a\ud800" })).toThrow(InputError);
  });

  it("names the field and never the value, which can be a token", () => {
    const error = expectInputError(() => fillPath("/v1/access_token/{token_prefix}", { token_prefix: ["s3cr3t"] }));
    expect(error.issues).toEqual([{ field: "token_prefix", message: "must be a string" }]);
    expect(JSON.stringify(error) + error.stack).not.toContain("s3cr3t");
  });

  it("leaves a template without parameters as it is", () => {
    expect(fillPath("/v1/clouds", { project: "unused" })).toBe("/v1/clouds");
  });
});

function expectInputError(run: () => unknown): InputError {
  try {
    run();
  } catch (error) {
    if (error instanceof InputError) return error;
  }
  throw new Error("no InputError was thrown");
}
