import { describe, expect, it } from "vitest";
import { faultsOf, problemsOf, SHORT_NAME } from "./client-lint.js";

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

  it.each([
    ["aiven_read", []],
    ["aiven_read_everything_there_is", ["has a name that is too long"]],
    ["aiven.read", ["has a name that some clients refuse"]],
    ["aiven-read", ["has a name that some clients refuse"]],
    ["_read", ["has a name that some clients refuse"]],
    ["r", ["has a name that some clients refuse"]],
  ])("judges the name %s", (name, faults) => {
    const tool = {
      name,
      title: "Read",
      description: "Reads everything that there is to read, and more.",
      inputSchema: { type: "object" as const, properties: {}, required: [] },
      annotations: { readOnlyHint: true, destructiveHint: false },
    };
    expect(faultsOf(tool, SHORT_NAME)).toEqual(faults.map((fault) => `${name} ${fault}`));
  });
});
