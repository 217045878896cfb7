import type { Schema } from "../../src/core/catalogue/schema.js";

/** Keywords that carry prose: dropped, because every sentence that we publish is our own. */
const PROSE = new Set(["title", "description", "example", "examples", "docURL"]);
const NUMBERS = ["minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems"] as const;
const FORMATS = new Set(["binary", "int64", "date-time"]);
const TYPES = new Set(["string", "integer", "number", "boolean", "object", "array"]);

/**
 * Turns a schema of the provider's description into ours: prose dropped, slips normalised, the rest kept.
 * Throws on a keyword that it does not know, naming the place, so that nothing new is lost silently.
 */
export function toSchema(raw: unknown, at: string): Schema {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) throw new Error(`${at}: not a schema`);
  const out: { -readonly [K in keyof Schema]: unknown } = {};
  for (const [key, value] of Object.entries(raw)) {
    if (PROSE.has(key)) continue;
    if (isNumberKeyword(key)) out[key] = expect(typeof value === "number", value, `${at}/${key}`);
    else if (key === "type") out[key] = expect(TYPES.has(value as string), value, `${at}/type`);
    else if (key === "nullable") out[key] = expect(value === true, value, `${at}/nullable`);
    else if (key === "default") out[key] = expect(isPrimitive(value), value, `${at}/default`);
    else if (key === "format") out[key] = expect(FORMATS.has(value as string), value, `${at}/format`);
    else if (key === "required") out[key] = strings(value, `${at}/required`);
    else if (key === "enum") Object.assign(out, toEnum(value, `${at}/enum`));
    else if (key === "items") out[key] = toSchema(value, `${at}/items`);
    else if (key === "properties") out[key] = toProperties(value, `${at}/properties`);
    else if (key === "additionalProperties") out[key] = value === true ? true : toSchema(value, `${at}/${key}`);
    else throw new Error(`${at}: unknown schema keyword "${key}"; teach scripts/catalogue/schema.ts what it means`);
  }
  return normalise(out as Schema);
}

function toProperties(raw: unknown, at: string): Record<string, Schema> {
  return Object.fromEntries(
    // Some hyphens of the description are escaped; the keys on the wire are not.
    Object.entries(raw as Record<string, unknown>).map(([name, schema]) => [
      name.replaceAll("\\-", "-"),
      toSchema(schema, `${at}/${name}`),
    ]),
  );
}

/** The description writes a nullable enumeration as one that holds the string "null". */
function toEnum(raw: unknown, at: string): Partial<Schema> {
  const values = strings(raw, at);
  const known = values.filter((value) => value !== "null");
  return { ...(known.length > 0 ? { enum: known } : {}), ...(known.length < values.length ? { nullable: true } : {}) };
}

/**
 * The description's habits, put right: a string's length is bounded by `minimum`/`maximum`, an object without properties
 * is a free-form map, a property called ANY stands for every key, a bound beyond 2^53 (which JSON.parse has already rounded) means 64 bits, and an empty `required`
 * says nothing.
 */
function normalise(raw: Schema): Schema {
  const { minimum, maximum, required, properties: described, ...schema } = raw;
  const { ANY: anyKey, ...properties } = described ?? {};
  const low = schema.type === "string" ? "minLength" : "minimum";
  const high = schema.type === "string" ? "maxLength" : "maximum";
  const wide =
    schema.type === "integer" && [minimum, maximum].some((bound) => Math.abs(bound ?? 0) > Number.MAX_SAFE_INTEGER);
  const free = schema.type === "object" && !hasKeys(properties) && schema.additionalProperties === undefined;
  return {
    ...schema,
    ...(minimum === undefined || wide ? {} : { [low]: minimum }),
    ...(maximum === undefined || wide ? {} : { [high]: maximum }),
    ...(wide ? { format: "int64" } : {}),
    ...(hasKeys(properties) ? { properties } : {}),
    ...(required?.length ? { required } : {}),
    ...(anyKey ? { additionalProperties: anyKey } : free ? { additionalProperties: true } : {}),
  };
}

function hasKeys<T extends object>(value: T | undefined): value is T {
  return value !== undefined && Object.keys(value).length > 0;
}

function expect<T>(ok: boolean, value: T, at: string): T {
  if (!ok) throw new Error(`${at}: unexpected value ${JSON.stringify(value)}`);
  return value;
}

function strings(value: unknown, at: string): string[] {
  return expect(Array.isArray(value) && value.every((item) => typeof item === "string"), value as string[], at);
}

function isNumberKeyword(key: string): key is (typeof NUMBERS)[number] {
  return (NUMBERS as readonly string[]).includes(key);
}

function isPrimitive(value: unknown): boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}
