import { describe, expect, it } from "vitest";
import type { Schema } from "../../../src/core/catalogue/index.js";
import { InputError } from "../../../src/core/errors.js";
import { type InputSchema, inputSchema, validate } from "../../../src/tools/input.js";
import { requireOperation } from "../../../src/tools/operation.js";
import { issuesOf } from "./doors.js";

const ANY_MAP: Schema = { type: "object", additionalProperties: true };
const POINT: Schema = { type: "object", properties: { a: { type: "integer" }, b: {} }, required: ["a"] };

describe("the issues of an input", () => {
  it("names the field by its whole path, also inside of lists and maps", () => {
    const inner: Schema = { type: "array", items: POINT };
    const schema = { properties: { list: inner, map: { type: "object", additionalProperties: POINT } as Schema } };
    const issues = issuesOf(() => validate(schema, { list: [{ a: 1 }, { a: "x" }], map: { k: {} } }));
    expect(issues.map((issue) => issue.field)).toEqual(["list[1].a", "map.k.a"]);
  });

  it("tells every problem at once", () => {
    const schema: InputSchema = {
      properties: { a: { type: "string" }, b: { type: "integer" }, c: { type: "string", enum: ["x", "y"] } },
      required: ["a", "c"],
    };
    expect(issuesOf(() => validate(schema, { b: "x", unknown: 1, other: 2 }))).toEqual([
      { field: "a", message: "is required" },
      { field: "b", message: "must be a whole number" },
      { field: "c", message: "is required", nearest: undefined, allowed: ["x", "y"] },
      { field: "unknown", message: "is not a field here", nearest: undefined, allowed: ["a", "b", "c"] },
      { field: "other", message: "is not a field here", nearest: undefined, allowed: ["a", "b", "c"] },
    ]);
  });

  it("says where the fields of an operation belong", () => {
    const schema: InputSchema = { properties: { operation: { type: "string" }, input: ANY_MAP } };
    const [issue] = issuesOf(() => validate(schema, { operation: "ServiceGet", service_name: "pg" }));
    expect(issue?.message).toBe("is not a field here; what the operation takes stands in input");
  });

  it("says the problems in one sentence, with what was meant and what is allowed", () => {
    const schema: InputSchema = {
      properties: { plan: { type: "string" }, order: { type: "string", enum: ["asc", "desc"] } },
    };
    expect(() => validate(schema, { plans: "x", order: "descend" })).toThrow(
      new InputError([
        { field: "order", message: "has a value that is not allowed", nearest: "desc", allowed: ["asc", "desc"] },
        { field: "plans", message: "is not a field here", nearest: "plan", allowed: ["plan", "order"] },
      ]),
    );
  });

  it.each<[string, string]>([
    ["plna", "plan"],
    ["service_nam", "service_name"],
    ["serviceName", "service_name"],
    ["user_confg", "user_config"],
  ])("asks whether %s is %s", (typed, meant) => {
    const schema = inputSchema(requireOperation("ServiceUpdate"));
    const [issue] = issuesOf(() => validate(schema, { project: "p", service_name: "s", [typed]: 1 })).filter(
      ({ field }) => field === typed,
    );
    expect(issue?.nearest).toBe(meant);
  });

  it("asks the same inside of an object", () => {
    const input = { project: "p", service_name: "s", topic_name: "t", config: { retention_byte: 1 } };
    const [issue] = issuesOf(() => validate(inputSchema(requireOperation("ServiceKafkaTopicCreate")), input));
    expect(issue).toMatchObject({ field: "config.retention_byte", nearest: "retention_bytes" });
  });

  it("says how a time of day is written", () => {
    const input = { project: "p", service_name: "s", maintenance: { dow: "sunday", time: "10:30" } };
    expect(issuesOf(() => validate(inputSchema(requireOperation("ServiceUpdate")), input))).toEqual([
      { field: "maintenance.time", message: "must be a time as HH:MM:SS" },
    ]);
  });
});
