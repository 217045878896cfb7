import { mapValues } from "../map-values.js";
import { own } from "../own.js";
import { isObject } from "../view.js";
import type { Parameter, Scalar, ValueType } from "./parameter.js";

const TYPES: readonly string[] = ["string", "integer", "number", "boolean", "object", "array"];

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads the JSON Schema in which the API publishes a configuration. Tolerant: a keyword that is not known says nothing, and
 * a schema that is none allows for everything.
 */
export function readLiveSchema(schema: unknown): Parameter {
  if (!isObject(schema)) return {};
  return {
    ...readTypes(schema["type"]),
    ...readEnum(schema["enum"]),
    ...numbers(schema),
    ...(typeof schema["pattern"] === "string" ? { pattern: schema["pattern"] } : {}),
    ...(schema["format"] === "date-time" ? { format: schema["format"] } : {}),
    ...(schema["default"] === undefined || schema["default"] === null ? {} : { default: schema["default"] }),
    ...readKeys(schema),
    ...(isObject(schema["items"]) ? { items: readLiveSchema(schema["items"]) } : {}),
    ...readAlternatives(schema["oneOf"] ?? schema["anyOf"]),
    ...readMarks(schema),
  };
}

function readTypes(type: unknown): Pick<Parameter, "type" | "nullable"> {
  const all = [type ?? []].flat();
  const known = all.filter((name): name is ValueType => TYPES.includes(String(name)));
  const [first, ...others] = known;
  return {
    ...(first ? { type: others.length > 0 ? known : first } : {}),
    ...(all.includes("null") ? { nullable: true } : {}),
  };
}

function readEnum(values: unknown): Pick<Parameter, "enum" | "nullable"> {
  if (!Array.isArray(values)) return {};
  const known = values.filter((value): value is Scalar => value !== null && typeof value !== "object");
  return { enum: known, ...(known.length < values.length ? { nullable: true } : {}) };
}

const NUMBERS: Readonly<Record<string, keyof Parameter>> = {
  minimum: "min",
  maximum: "max",
  minLength: "minLength",
  maxLength: "maxLength",
  minItems: "minItems",
  maxItems: "maxItems",
};

function numbers(schema: Json): Parameter {
  const found = Object.entries(NUMBERS).flatMap(([keyword, name]) => {
    const value = schema[keyword];
    return typeof value === "number" || typeof value === "bigint" ? [[name, value]] : [];
  });
  return Object.fromEntries(found);
}

function readKeys(schema: Json): Parameter {
  const { properties, patternProperties, additionalProperties, required } = schema;
  const closed = additionalProperties === false;
  const named = isObject(properties) ? mapValues(properties, readLiveSchema) : undefined;
  const open = named && additionalProperties !== false;
  return {
    ...(named || closed ? { properties: named ?? {} } : {}),
    ...(isObject(patternProperties) ? { patternProperties: mapValues(patternProperties, readLiveSchema) } : {}),
    ...(isObject(additionalProperties) ? { additional: readLiveSchema(additionalProperties) } : {}),
    ...(open && !isObject(additionalProperties) ? { additional: true } : {}),
    ...(Array.isArray(required) ? { required: required.map(String) } : {}),
  };
}

/** Null as one of several choices makes the others nullable. */
function readAlternatives(choices: unknown): Pick<Parameter, "oneOf" | "nullable"> {
  if (!Array.isArray(choices)) return {};
  const others = choices.filter((choice) => !isObject(choice) || choice["type"] !== "null");
  return {
    ...(others.length > 0 ? { oneOf: others.map(readLiveSchema) } : {}),
    ...(others.length < choices.length ? { nullable: true } : {}),
  };
}

function readMarks(schema: Json): Parameter {
  const has = (...names: string[]) => names.some((name) => schema[name] === true);
  return {
    ...(has("createOnly", "x-createOnly") ? { createOnly: true } : {}),
    ...(has("_secure", "x-_secure") ? { secret: true } : {}),
    ...(has("x-aiven-change-requires-restart") ? { restart: true } : {}),
    ...(has("deprecated", "is_deprecated") ? { deprecated: true } : {}),
    ...(typeof schema["title"] === "string" ? { title: schema["title"] } : {}),
    ...(typeof schema["description"] === "string" ? { description: schema["description"] } : {}),
  };
}

/**
 * The live facts, which win, with the marks of the bundled ones where the live schema says nothing: it leaves out what is
 * deprecated and not all that restarts is marked.
 */
export function withBundledMarks(live: Parameter, bundled: Parameter | undefined): Parameter {
  if (!bundled) return live;
  const { restart, deprecated, secret, format, deprecatedValues } = bundled;
  const old = deprecatedValues?.filter((value) => live.enum?.includes(value)) ?? [];
  return {
    ...(restart ? { restart } : {}),
    ...(deprecated ? { deprecated } : {}),
    ...(secret ? { secret } : {}),
    ...(format ? { format } : {}),
    ...(old.length > 0 ? { deprecatedValues: old } : {}),
    ...live,
    ...(live.properties ? { properties: joined(live.properties, bundled.properties) } : {}),
    ...(live.items ? { items: withBundledMarks(live.items, bundled.items) } : {}),
  };
}

function joined(
  live: Readonly<Record<string, Parameter>>,
  bundled: Readonly<Record<string, Parameter>> = {},
): Record<string, Parameter> {
  return Object.fromEntries(
    Object.entries(live).map(([key, inner]) => [key, withBundledMarks(inner, own(bundled, key))]),
  );
}
