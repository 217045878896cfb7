import type { Schema } from "../core/catalogue/index.js";

/**
 * A valid answer for an operation that has no state of its own: what the caller sent is echoed where a field has the same
 * name, lists are empty, the rest is plain.
 */
export function genericAnswer(schema: Schema, input: Readonly<Record<string, unknown>>, now: string): unknown {
  return sampleOf(schema, "", input, now, 0);
}

/** Deep enough for every shape of the catalogue. */
const MAX_DEPTH = 6;

function sampleOf(
  schema: Schema,
  name: string,
  input: Readonly<Record<string, unknown>>,
  now: string,
  depth: number,
): unknown {
  const given = input[name];
  if (given !== undefined && fits(schema, given)) return given;
  if (schema.nullable) return null;
  switch (schema.type) {
    case "object":
      return depth > MAX_DEPTH ? {} : objectOf(schema, input, now, depth);
    case "array":
      return [];
    case "boolean":
      return false;
    case "integer":
    case "number":
      return schema.minimum ?? 0;
    case "string":
      return schema.enum?.[0] ?? (/(_time|_at|^time)$/.test(name) ? now : "");
    default:
      return null;
  }
}

function objectOf(schema: Schema, input: Readonly<Record<string, unknown>>, now: string, depth: number): unknown {
  const required = new Set(schema.required ?? Object.keys(schema.properties ?? {}));
  const entries = Object.entries(schema.properties ?? {})
    .filter(([name]) => required.has(name) || input[name] !== undefined)
    .map(([name, inner]) => [name, sampleOf(inner, name, input, now, depth + 1)] as const);
  return Object.fromEntries(entries);
}

function fits(schema: Schema, value: unknown): boolean {
  switch (schema.type) {
    case "array":
      return Array.isArray(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    case "integer":
    case "number":
      return typeof value === "number" || typeof value === "bigint";
    case "boolean":
      return typeof value === "boolean";
    case "string":
      return typeof value === "string" && (schema.enum === undefined || schema.enum.includes(value));
    default:
      return true;
  }
}
