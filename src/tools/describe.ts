import { pathParameters, type Schema } from "../core/catalogue/index.js";
import { takesBody } from "../core/request.js";
import { fieldWords, type Operation } from "./operation.js";
import type { Risk } from "./words.js";

/** The tool that runs operations of a risk. */
export const TOOL_OF_RISK: Readonly<Record<Risk, string>> = {
  read: "aiven_read",
  "read-secret": "aiven_read",
  write: "aiven_write",
  destructive: "aiven_destroy",
};

/** An operation in full, as an assistant needs it to call it rightly. */
export function describeOperation(operation: Operation): Record<string, unknown> {
  const { id, family, facts, words } = operation;
  return {
    operation: id,
    title: words.title,
    summary: words.summary,
    tool: TOOL_OF_RISK[words.risk],
    family,
    http: `${facts.method} ${facts.path}`,
    risk: words.risk,
    because: words.because,
    destructive_when: words.gates?.map(({ field, because }) => `${field}: ${because}`),
    marks: words.marks,
    hands_out: words.reveals,
    deprecated: facts.deprecated ? (words.instead ? `use ${words.instead}` : "no successor") : undefined,
    experimental: facts.experimental,
    notes: words.notes,
    input: describeFields(operation),
    scopes: facts.scopes,
    permissions: facts.permissions,
  };
}

/** So many of the other fields are named; the rest is for the description. */
const MAX_OTHERS = 16;
/** Longer lists of values are for the description. */
const MAX_CHOICES = 8;

/** How a call of it looks: placeholders for what must be given, and the names of what else may be. */
export function callShape({ id, facts, words }: Operation, fixedProject?: string): Record<string, unknown> {
  const isFixed = (name: string) => name === "project" && fixedProject !== undefined;
  const required = (facts.required ?? []).filter((name) => !isFixed(name));
  const input = Object.fromEntries(required.map((name) => [name, placeholder(facts.fields[name] ?? {}, name)]));
  const silent = [...(facts.required ?? []), "include_secrets"];
  const others = Object.keys(facts.fields).filter((name) => !silent.includes(name) && !isFixed(name));
  return {
    tool: TOOL_OF_RISK[words.risk],
    operation: id,
    ...(required.length > 0 ? { input } : {}),
    ...(others.length > 0 ? { optional: others.slice(0, MAX_OTHERS).join(" ") } : {}),
  };
}

function placeholder(schema: Schema, name: string): unknown {
  switch (schema.type) {
    case "integer":
    case "number":
      return schema.minimum ?? 1;
    case "boolean":
      return true;
    case "array":
      return [placeholder(schema.items ?? {}, name)];
    case "object":
      return schema.properties ? shape(schema.properties, schema.required) : { "<name>": "<value>" };
    default:
      return choice(schema.enum ?? [], name);
  }
}

/** Of several values the caller chooses: none of them is likelier than the others. */
function choice(values: readonly string[], name: string): string {
  const [only, ...others] = values;
  if (only !== undefined && others.length === 0) return only;
  return values.length > 0 && values.length <= MAX_CHOICES ? `<${values.join("|")}>` : `<${name}>`;
}

/** The required fields of an object inside an input; all of them where none is required. */
function shape(
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = Object.keys(properties),
): Record<string, unknown> {
  return Object.fromEntries(required.map((name) => [name, placeholder(properties[name] ?? {}, name)]));
}

/** One line per field: type, whether it is required, limits, and our words. */
function describeFields(operation: Operation): Record<string, unknown> {
  const { facts } = operation;
  const required = new Set(facts.required);
  const inPath = new Set(pathParameters(facts.path));
  const names = Object.keys(facts.fields).sort((a, b) => rank(a) - rank(b));
  const fields = Object.fromEntries(
    names.map((name) => [name, describeField(operation, name, facts.fields[name] ?? {}, required.has(name))]),
  );
  if (facts.additional) fields["*"] = "Any further field of this kind of object.";
  if (takesBody(facts)) fields["extra"] = "object: body fields that this description lacks.";
  return fields;

  function rank(name: string): number {
    return inPath.has(name) ? 0 : required.has(name) ? 1 : 2;
  }
}

function describeField(operation: Operation, path: string, schema: Schema, required: boolean): unknown {
  const inner = schema.items?.properties ? schema.items : schema;
  const line = `${typeOf(schema)}${required ? ", required" : ""}. ${fieldWords(operation, path) ?? ""}`.trim();
  if (!inner.properties) return line;
  const needed = new Set(inner.required);
  const fields = Object.entries(inner.properties).map(([name, field]) => [
    name,
    describeField(operation, `${path}.${name}`, field, needed.has(name)),
  ]);
  return { _: line, ...Object.fromEntries(fields) };
}

/** `string ≤ 63`, `"a" | "b"`, `integer 1–100`, `list of string`. */
export function typeOf(schema: Schema): string {
  const nullable = schema.nullable ? " or null" : "";
  const fallback = schema.default === undefined ? "" : `, default ${schema.default}`;
  return bareType(schema) + nullable + fallback;
}

function bareType(schema: Schema): string {
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  switch (schema.type) {
    case "string":
      return `string${range(schema.minLength, schema.maxLength)}`;
    case "integer":
    case "number":
      return `${schema.format === "int64" ? "64-bit integer (beyond 2^53 as a string)" : schema.type}${range(schema.minimum, schema.maximum)}`;
    case "array":
      return `list of ${schema.items ? bareType(schema.items) : "anything"}${range(schema.minItems, schema.maxItems)}`;
    case "object":
      return schema.properties ? "object" : "map";
    default:
      return schema.type ?? "anything";
  }
}

function range(low: number | undefined, high: number | undefined): string {
  if (low !== undefined && low === high) return ` of ${low}`;
  if (low !== undefined && high !== undefined) return ` ${low}–${high}`;
  if (high !== undefined) return ` ≤ ${high}`;
  return low === undefined || low === 0 ? "" : ` ≥ ${low}`;
}
