import { describe, expect, it } from "vitest";
import { toSchema } from "../../../../scripts/catalogue/schema.js";

describe("toSchema", () => {
  it("drops prose and keeps facts, at every depth", () => {
    const raw = {
      type: "object",
      title: "Service",
      description: "All about it",
      properties: {
        plan: { type: "string", title: "Plan", example: "hobbyist", maxLength: 128, default: "x", enum: ["a", "b"] },
        list: {
          type: "array",
          description: "d",
          maxItems: 3,
          minItems: 1,
          items: { type: "number", title: "t", minimum: 0 },
        },
      },
      required: ["plan"],
    };
    expect(toSchema(raw, "x")).toEqual({
      type: "object",
      properties: {
        plan: { type: "string", maxLength: 128, default: "x", enum: ["a", "b"] },
        list: { type: "array", maxItems: 3, minItems: 1, items: { type: "number", minimum: 0 } },
      },
      required: ["plan"],
    });
  });

  it("keeps properties that are called as prose is", () => {
    const raw = { type: "object", properties: { title: { type: "string" }, description: { type: "string" } } };
    expect(toSchema(raw, "x").properties).toEqual({ title: { type: "string" }, description: { type: "string" } });
  });

  it.each([
    [
      "bounds of a text as its length",
      { type: "string", minimum: 1, maximum: 9 },
      { type: "string", minLength: 1, maxLength: 9 },
    ],
    [
      "an enumeration with null as nullable",
      { type: "string", enum: ["a", "null"] },
      { type: "string", enum: ["a"], nullable: true },
    ],
    ["an enumeration of null alone", { type: "string", enum: ["null"] }, { type: "string", nullable: true }],
    ["an object without properties as a free map", { type: "object" }, { type: "object", additionalProperties: true }],
    [
      "an object with no properties as a free map",
      { type: "object", properties: {} },
      { type: "object", additionalProperties: true },
    ],
    [
      "a property called ANY as every key",
      { type: "object", properties: { ANY: { type: "string" } } },
      { type: "object", additionalProperties: { type: "string" } },
    ],
    [
      "a bound beyond 2^53 as 64 bits",
      { type: "integer", minimum: 0, maximum: 2 ** 63 },
      { type: "integer", format: "int64" },
    ],
    ["2^53 - 1 as a bound", { type: "integer", maximum: 2 ** 53 - 1 }, { type: "integer", maximum: 2 ** 53 - 1 }],
    [
      "an escaped hyphen as a hyphen",
      { type: "object", properties: { "a\\-b": {} } },
      { type: "object", properties: { "a-b": {} } },
    ],
    [
      "an empty list of required names as none",
      { type: "object", properties: { a: {} }, required: [] },
      { type: "object", properties: { a: {} } },
    ],
    [
      "a typed map",
      { type: "object", additionalProperties: { type: "string", title: "t" } },
      { type: "object", additionalProperties: { type: "string" } },
    ],
    ["a free map", { type: "object", additionalProperties: true }, { type: "object", additionalProperties: true }],
    ["a file", { type: "string", format: "binary" }, { type: "string", format: "binary" }],
    ["a moment", { type: "string", format: "date-time" }, { type: "string", format: "date-time" }],
    ["nothing at all", {}, {}],
  ])("reads %s", (_, raw, schema) => {
    expect(toSchema(raw, "x")).toEqual(schema);
  });

  it.each([
    ["oneOf", { oneOf: [] }, /ServiceCreate\/body: unknown schema keyword "oneOf"/],
    ["a reference", { $ref: "#/x" }, /unknown schema keyword "\$ref"/],
    ["a pattern", { type: "string", pattern: "x" }, /unknown schema keyword "pattern"/],
    [
      "readOnly, deep down",
      { properties: { a: { items: { readOnly: true } } } },
      /body\/properties\/a\/items: unknown schema keyword "readOnly"/,
    ],
    ["a keyword in a map's values", { additionalProperties: { not: {} } }, /body\/additionalProperties: unknown/],
    ["a type that is new", { type: "null" }, /body\/type: unexpected value "null"/],
    ["a list of types", { type: ["string", "null"] }, /body\/type: unexpected value/],
    ["a format that is new", { type: "string", format: "uuid" }, /body\/format: unexpected value "uuid"/],
    ["nullable: false", { nullable: false }, /body\/nullable: unexpected value false/],
    ["a default that is a list", { default: [] }, /body\/default: unexpected value/],
    ["a limit that is a text", { maximum: "5" }, /body\/maximum: unexpected value "5"/],
    ["numbers in an enumeration", { enum: [1] }, /body\/enum: unexpected value/],
    ["required as a flag", { required: true }, /body\/required: unexpected value true/],
    ["closed objects", { additionalProperties: false }, /body\/additionalProperties: not a schema/],
    ["a list in place of a schema", [], /ServiceCreate\/body: not a schema/],
    ["null", null, /not a schema/],
  ])("fails loudly on %s, naming the place", (_, raw, message) => {
    expect(() => toSchema(raw, "ServiceCreate/body")).toThrow(message);
  });
});
