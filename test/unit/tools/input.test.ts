import { describe, expect, it } from "vitest";
import type { Schema } from "../../../src/core/catalogue/index.js";
import { inputSchema, validate } from "../../../src/tools/input.js";
import { allOperations, requireOperation } from "../../../src/tools/operation.js";
import { issuesOf, leastInput } from "./doors.js";

/** What comes of one field of a schema. */
function field(schema: Schema, value: unknown): unknown {
  return validate({ properties: { x: schema } }, { x: value })["x"];
}

function problem(schema: Schema, value: unknown): string {
  const [issue, ...others] = issuesOf(() => field(schema, value));
  expect(others).toEqual([]);
  return issue?.message ?? "";
}

describe("validate, by the features of a schema", () => {
  const ANY_MAP: Schema = { type: "object", additionalProperties: true };
  const POINT: Schema = { type: "object", properties: { a: { type: "integer" }, b: {} }, required: ["a"] };

  it.each<[string, Schema, unknown]>([
    ["a string", { type: "string" }, ""],
    ["a string at both ends of its length", { type: "string", minLength: 2, maxLength: 2 }, "ab"],
    ["a value of an enumeration", { type: "string", enum: ["asc", "desc"] }, "desc"],
    ["an integer at its minimum", { type: "integer", minimum: 1, maximum: 9 }, 1],
    ["an integer at its maximum", { type: "integer", minimum: 1, maximum: 9 }, 9],
    ["a number with a fraction", { type: "number" }, 0.5],
    ["false", { type: "boolean" }, false],
    ["a list of no items", { type: "array", items: { type: "string" } }, []],
    ["a list as long as it may be", { type: "array", items: { type: "string" }, maxItems: 2 }, ["a", "b"]],
    ["a list of anything", { type: "array" }, [1, "a", null]],
    ["an object without its optional field", POINT, { a: 1 }],
    ["a field without a type", POINT, { a: 1, b: [{}] }],
    ["a map of anything", ANY_MAP, { a: { b: [null] } }],
    ["a map of strings", { type: "object", additionalProperties: { type: "string" } }, { a: "1" }],
    ["null where it may be", { type: "string", nullable: true }, null],
    ["null for an object where it may be", { ...POINT, nullable: true }, null],
    ["null for a list where it may be", { type: "array", nullable: true }, null],
    ["null inside of a list where it may be", { type: "array", items: { type: "string", nullable: true } }, [null]],
  ])("takes %s as it is", (_, schema, value) => {
    expect(field(schema, value)).toEqual(value);
  });

  it.each<[string, Schema, unknown, string]>([
    ["another type", { type: "string" }, 1, "must be a string"],
    [
      "a name that every object has",
      { type: "object", additionalProperties: true },
      JSON.parse('{"a":1,"__proto__":{"b":2}}'),
      "has a field __proto__, and there is none of that name",
    ],
    [
      "that name in a text that is read",
      { type: "object", properties: { a: {} } },
      '{"a":1,"__proto__":{"b":2}}',
      "has a field __proto__, and there is none of that name",
    ],
    ["text for a number", { type: "integer" }, "one", "must be a whole number"],
    ["a fraction for an integer", { type: "integer" }, 1.5, "must be a whole number"],
    ["a fraction as text for an integer", { type: "integer" }, "1.5", "must be a whole number"],
    ["more digits than a double holds", { type: "number" }, "9007199254740993", "must be a number"],
    ["text for a yes or no", { type: "boolean" }, "yes", "must be a boolean"],
    ["texts for a list", { type: "array", items: { type: "string" } }, "a,b", "must be an array"],
    ["broken JSON for a list", { type: "array", items: { type: "string" } }, '["a"', "must be an array"],
    ["a text for a list of something else", { type: "array", items: { type: "integer" } }, "1", "must be an array"],
    ["a string that is too long", { type: "string", maxLength: 2 }, "abc", "must be at most 2 characters"],
    ["a string that is too short", { type: "string", minLength: 2 }, "a", "must be at least 2 characters"],
    ["a number below its minimum", { type: "integer", minimum: 1 }, 0, "must be a whole number of at least 1"],
    ["a number above its maximum", { type: "number", maximum: 1 }, 1.5, "must be a number of at most 1"],
    [
      "a number out of its range",
      { type: "integer", minimum: 1, maximum: 9 },
      "10",
      "must be a whole number from 1 to 9",
    ],
    [
      "a number of no range in a map",
      { type: "object", additionalProperties: { type: "integer" } },
      { a: "x" },
      "must be a whole number",
    ],
    ["too few items", { type: "array", minItems: 1 }, [], "must be at least 1 items"],
    ["too many items", { type: "array", maxItems: 1 }, [1, 2], "must be at most 1 items"],
    ["an object for a list", { type: "array" }, {}, "must be an array"],
    ["a list for an object", ANY_MAP, [], "must be an object"],
    ["null where it may not be", { type: "string" }, null, "must be a string"],
  ])("refuses %s", (_, schema, value, message) => {
    expect(problem(schema, value)).toBe(message);
  });

  it("refuses a name that every object has for a field of the input", () => {
    const issues = issuesOf(() => validate({ properties: { a: {} } }, JSON.parse('{"a":1,"__proto__":{"b":2}}')));
    expect(issues).toEqual([{ field: "", message: "has a field __proto__, and there is none of that name" }]);
  });

  it.each([undefined, null, "text", 1, []])("refuses %j in place of an input", (input) => {
    expect(issuesOf(() => validate({ properties: {} }, input))).toHaveLength(1);
  });
});

describe("validate, of what a model has written as text", () => {
  it.each<[string, Schema, string, unknown]>([
    ["an object", { type: "object", additionalProperties: true }, ' {"a": [1]}', { a: [1] }],
    ["a list", { type: "array", items: { type: "string" } }, '["a", "b"]', ["a", "b"]],
    [
      "an object in a list",
      { type: "array", items: { type: "object", additionalProperties: true } },
      '[{"a":1}]',
      [{ a: 1 }],
    ],
    ["a list in an object", { type: "object", properties: { x: { type: "array" } } }, '{"x":"[1]"}', { x: [1] }],
  ])("reads %s", (_, schema, text, value) => {
    expect(field(schema, text)).toEqual(value);
  });

  it.each(["{", "not JSON", '"text"', "1"])("refuses %j for an object", (text) => {
    expect(problem({ type: "object", additionalProperties: true }, text)).toBe("must be an object");
  });

  it.each<[string, Schema, string, unknown]>([
    ["an integer", { type: "integer" }, "-12", -12],
    ["a number", { type: "number" }, "0.5", 0.5],
    ["a number that may be null", { type: "integer", nullable: true }, "3", 3],
    ["true", { type: "boolean" }, "true", true],
    ["false", { type: "boolean" }, "false", false],
    ["the one text of a list", { type: "array", items: { type: "string" } }, "orders", ["orders"]],
  ])("reads %s", (_, schema, text, value) => {
    expect(field(schema, text)).toEqual(value);
  });

  it("leaves text alone where text is due", () => {
    expect(field({ type: "string" }, '{"a":1}')).toBe('{"a":1}');
    expect(field({ type: "string" }, "true")).toBe("true");
    expect(field({}, "12")).toBe("12");
    expect(field({}, '{"a":1}')).toBe('{"a":1}');
  });

  it("keeps the digits of a number beyond 2^53", () => {
    const text = '{"kafka":{"log_retention_bytes":9223372036854775807}}';
    expect(field({ type: "object", additionalProperties: true }, text)).toEqual({
      kafka: { log_retention_bytes: 9223372036854775807n },
    });
  });
});

describe("validate, of 64-bit integers", () => {
  const INT64: Schema = { type: "integer", format: "int64", minimum: -1 };

  it.each<[unknown, unknown]>([
    [5, 5],
    [-1, -1],
    ["5", 5n],
    ["9223372036854775807", 9223372036854775807n],
    [9223372036854775807n, 9223372036854775807n],
  ])("takes %s", (given, value) => {
    expect(field(INT64, given)).toBe(value);
  });

  it.each([2 ** 60, 1.5, "", "1e3", "0x10", " 5", "1.0", true, null])(
    "refuses %j, and says how to write it",
    (given) => {
      expect(problem(INT64, given)).toMatch(/must be an integer; beyond 2\^53 write it as a string of digits/);
    },
  );

  it.each([-2, "-2", -2n])("refuses %s below the minimum", (given) => {
    expect(problem(INT64, given)).toMatch(/at least -1/);
  });

  it.each(["9223372036854775808", 9223372036854775808n])("refuses %s, which has more than 64 bits", (given) => {
    expect(problem(INT64, given)).toMatch(/at most 9223372036854775807/);
  });

  it("sends them digit by digit", () => {
    const input = { project: "p", service_name: "s", topic_name: "t", config: { retention_bytes: "9007199254740993" } };
    expect(validate(inputSchema(requireOperation("ServiceKafkaTopicCreate")), input)["config"]).toEqual({
      retention_bytes: 9007199254740993n,
    });
  });
});

describe("validate, of files", () => {
  const FILE: Schema = { type: "string", format: "binary" };

  it("takes bytes, and reads base64", () => {
    expect(field(FILE, Uint8Array.of(104, 105))).toEqual(Uint8Array.of(104, 105));
    expect(field(FILE, "aGk=")).toEqual(Uint8Array.of(104, 105));
  });

  it.each(["not base64!", 1])("refuses %j", (value) => {
    expect(problem(FILE, value)).not.toBe("");
  });
});

describe("inputSchema", () => {
  it("opens the door for further body fields where there is a body, and only there", () => {
    for (const operation of allOperations()) {
      const takes = Object.hasOwn(inputSchema(operation).properties, "extra");
      expect(takes, operation.id).toBe(!["GET", "DELETE"].includes(operation.facts.method));
    }
  });

  it("takes what is given through the door as it is", () => {
    const input = { project: "p", service_name: "s", extra: { brand_new: { deep: [1] } } };
    expect(validate(inputSchema(requireOperation("ServiceUpdate")), input)).toEqual(input);
  });

  it("takes the free settings of a connector, and checks their type", () => {
    const schema = inputSchema(requireOperation("ServiceKafkaConnectCreateConnector"));
    const input = { project: "p", service_name: "s", name: "sink", "connector.class": "C", "some.class.own": "1" };
    expect(validate(schema, input)).toEqual(input);
    expect(issuesOf(() => validate(schema, { ...input, "tasks.max": 1 }))).toEqual([
      { field: "tasks.max", message: "must be a string" },
    ]);
  });

  it("is made once", () => {
    const operation = requireOperation("ServiceGet");
    expect(inputSchema(operation)).toBe(inputSchema({ facts: operation.facts }));
  });

  it.each(allOperations().map((operation) => [operation.id, operation] as const))(
    "of %s takes the least that is needed, and names each field that is missing",
    (_, operation) => {
      const least = leastInput(operation);
      const schema = inputSchema(operation);
      expect(Object.keys(validate(schema, least))).toEqual(Object.keys(least));
      for (const name of operation.facts.required ?? []) {
        const { [name]: _left, ...rest } = least;
        // A field of any type is missed only when the request is built.
        if (operation.facts.fields[name]?.type === undefined) continue;
        expect(issuesOf(() => validate(schema, rest)).map((issue) => issue.field)).toEqual([name]);
      }
    },
  );
});
