import { describe, expect, it } from "vitest";
import * as errors from "../../../src/core/errors.js";

const {
  AivenError,
  ApiError,
  ConfigError,
  InputError,
  NetworkError,
  PolicyError,
  ResponseError,
  SqlError,
  TimeoutError,
  WaitError,
} = errors;

const samples = [
  new ApiError("Service pg does not exist", {
    operationId: "ServiceGet",
    status: 404,
    kind: "not-found",
    retryable: false,
    hint: "h",
  }),
  new ResponseError("cut", { operationId: "ServiceGet", status: 200, reason: "cut-off", hint: "h" }),
  new NetworkError("gone", { operationId: "ServiceGet", sent: true, hint: "h" }),
  new TimeoutError("late", { operationId: "ServiceGet", timeoutMs: 5, hint: "h" }),
  new InputError([{ field: "plan", message: "is required" }], "h"),
  new SqlError("relation is not there", { code: "42P01", hint: "h" }),
  new PolicyError("no", { rule: "mode", hint: "h" }),
  new ConfigError("bad", { hint: "h" }),
  new WaitError("not yet", { outcome: "pending", state: "REBUILDING", hint: "h" }),
];

describe("errors", () => {
  it.each(samples.map((error) => [error.constructor.name, error] as const))("%s names itself", (name, error) => {
    expect(error.name).toBe(name);
    expect(error).toBeInstanceOf(AivenError);
    expect(error).toBeInstanceOf(Error);
    expect(error.hint).toBe("h");
    expect(String(error)).toBe(`${name}: ${error.message}`);
    expect(error.stack).toContain("errors.test.ts");
  });

  it("covers the whole family", () => {
    const classes = Object.keys(errors).filter((name) => name !== "AivenError");
    expect(samples.map((error) => error.name).sort()).toEqual(classes.sort());
  });

  it("carries the status, the code and the wait of an API error", () => {
    const facts = {
      operationId: "ServiceList",
      status: 429,
      code: "too_many",
      kind: "limit" as const,
      retryable: true,
      retryAfterMs: 28_000,
    };
    expect(new ApiError("slow down", facts)).toMatchObject(facts);
  });

  it("keeps a cause only where there is one", () => {
    const cause = new Error("ECONNRESET");
    expect(new NetworkError("broke", { operationId: "X", sent: true, cause }).cause).toBe(cause);
    expect(Object.hasOwn(new NetworkError("broke", { operationId: "X", sent: true }), "cause")).toBe(false);
  });
});

describe("InputError", () => {
  it.each([
    ["a field", { field: "plan", message: "is required" }, "plan is required"],
    ["the input as a whole", { field: "", message: "must be an object" }, "must be an object"],
    [
      "a nearest name",
      { field: "pln", message: "is not a field", nearest: "plan" },
      "pln is not a field (did you mean plan?)",
    ],
    [
      "what is allowed",
      { field: "dow", message: "is wrong", allowed: ["monday", "friday"] },
      "dow is wrong; allowed: monday, friday",
    ],
    ["nothing allowed", { field: "x", message: "is wrong", allowed: [] }, "x is wrong"],
    [
      "both",
      { field: "x", message: "is wrong", nearest: "y", allowed: ["y", "z"] },
      "x is wrong (did you mean y?); allowed: y, z",
    ],
  ])("says in one line what is wrong with %s", (_, issue, message) => {
    expect(new InputError([issue]).message).toBe(message);
  });

  it("says all issues at once, and keeps them by field", () => {
    const issues = [
      { field: "project", message: "is required" },
      { field: "plan", message: "is required" },
    ];
    const error = new InputError(issues);
    expect(error.message).toBe("project is required; plan is required");
    expect(error.issues).toEqual(issues);
  });
});
