import fc from "fast-check";
import { type OperationFacts, pathParameters, type Schema } from "../../src/core/catalogue/index.js";
import { takesBody } from "../../src/core/request.js";

/** Names and texts as hostile as a person or a model can type them, without halves of surrogate pairs. */
const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.constantFrom(
    "a/b",
    "../x",
    "..\\x",
    "%2e%2e",
    "%2F",
    "a?b=c&d#e",
    "a b+c",
    "\r\nx: y",
    '"',
    "int:5",
    "{project}",
    "null",
  ),
);

/** A text that can stand as a segment of a path. */
export const segment = text.filter((value) => !["", ".", ".."].includes(value));

/** Values that a schema allows, its limits included, and for fields without a schema anything that JSON can hold. */
export function valuesOf(schema: Schema): fc.Arbitrary<unknown> {
  const bare = bareValues(schema);
  return schema.nullable ? fc.option(bare, { freq: 4 }) : bare;
}

function bareValues(schema: Schema): fc.Arbitrary<unknown> {
  switch (schema.type) {
    case "string":
      if (schema.format === "binary") return fc.uint8Array({ maxLength: 40 });
      if (schema.format === "date-time") return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
      return schema.enum ? fc.constantFrom(...schema.enum) : textOf(schema);
    case "integer":
      return schema.format === "int64" ? fc.oneof(integerOf(schema), bigIntOf(schema)) : integerOf(schema);
    case "number":
      // A double beyond 2^53 would be written as an integer and read as one, that is as bigint.
      return fc
        .double({ min: schema.minimum ?? -(2 ** 53) + 1, max: schema.maximum ?? 2 ** 53 - 1, noNaN: true })
        .filter((value) => !Object.is(value, -0));
    case "boolean":
      return fc.boolean();
    case "array":
      return fc.array(valuesOf(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, Math.max(schema.minItems ?? 0, 3)),
      });
    case "object":
      return objectOf(schema);
    default:
      return fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null));
  }
}

/** Lengths are counted in characters, not in halves of surrogate pairs. */
function textOf({ minLength = 0, maxLength = Number.POSITIVE_INFINITY }: Schema): fc.Arbitrary<string> {
  return text.map((value) => {
    const { length } = [...value];
    return length > maxLength ? "x".repeat(maxLength) : value + "x".repeat(Math.max(0, minLength - length));
  });
}

function integerOf({ minimum = -(2 ** 31), maximum }: Schema): fc.Arbitrary<number> {
  return fc.integer({ min: minimum, max: maximum ?? Math.max(minimum, 0) + 2 ** 31 });
}

/** Integers that a double cannot hold, or the largest allowed where none of them is. */
function bigIntOf({ maximum }: Schema): fc.Arbitrary<bigint> {
  const most = maximum === undefined ? 2n ** 63n - 1n : BigInt(maximum);
  return most <= 2n ** 53n ? fc.constant(most) : fc.bigInt(2n ** 53n, most);
}

function objectOf({ properties = {}, required = [], additionalProperties }: Schema): fc.Arbitrary<unknown> {
  const named = recordOf(properties, required);
  if (additionalProperties === undefined) return named;
  const rest = fc.dictionary(text, valuesOf(additionalProperties === true ? {} : additionalProperties), { maxKeys: 3 });
  return fc.tuple(rest, named).map(([others, own]) => ({ ...others, ...own }));
}

function recordOf(properties: Readonly<Record<string, Schema>>, required: readonly string[]) {
  const model = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, valuesOf(schema)]));
  return fc.record(model, { requiredKeys: required.filter((name) => name in model) });
}

/** Inputs of an operation: its fields, and further body fields through `extra` where it takes a body. */
export function inputOf(facts: OperationFacts): fc.Arbitrary<Record<string, unknown>> {
  const inPath = pathParameters(facts.path);
  const others = Object.fromEntries(Object.entries(facts.fields).filter(([name]) => !inPath.includes(name)));
  const path = fc.record(Object.fromEntries(inPath.map((name) => [name, segment])));
  const rest = recordOf(others, facts.required ?? []);
  const taken = new Set([...Object.keys(facts.fields), ...Object.values(facts.wire ?? {}), "extra"]);
  const free = text.filter((name) => !taken.has(name) && name !== "__proto__");
  const extra = takesBody(facts)
    ? fc.option(fc.dictionary(free, facts.body ? text : valuesOf({}), { maxKeys: 3 }), { nil: undefined })
    : fc.constant(undefined);
  return fc.tuple(path, rest, extra).map(([named, own, further]) => ({
    ...named,
    ...own,
    ...(further ? { extra: further } : {}),
  }));
}
