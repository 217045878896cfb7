import { describe, expect, it } from "vitest";
import { problemsOf } from "./client-lint.js";

describe("the lint itself", () => {
  it.each([
    ["a union", { anyOf: [{ type: "string" }, { type: "null" }] }, ["x says anyOf", "x has the type undefined"]],
    ["two types", { type: ["string", "null"] }, ["x has the type string,null"]],
    ["a reference", { $ref: "#/$defs/a" }, ["x says $ref", "x has the type undefined"]],
    ["numbers in an enumeration", { type: "integer", enum: [1, 2] }, ["x has values that are no texts"]],
    ["a list of anything", { type: "array" }, ["x does not say of what it is a list"]],
    ["a field that is not there", { type: "object", required: ["a"] }, ["x requires a, which it has not"]],
    [
      "a name with a dot",
      { type: "object", properties: { "a.b": { type: "string" } } },
      ["x.a.b is a name that some clients refuse"],
    ],
  ])("finds %s", (_, schema, problems) => {
    expect(problemsOf(schema, "x")).toEqual(problems);
  });
});
