import type { Schema } from "../core/catalogue/index.js";
import { violation } from "./validate.js";
import type { World } from "./world.js";

type Input = Readonly<Record<string, unknown>>;

/**
 * A valid answer for an operation that has no state of its own: what the caller sent is echoed where a field has the same
 * name, lists are empty, the rest is plausible by its name and the same for the same seed.
 */
export function genericAnswer(schema: Schema, input: Input, world: World): unknown {
  return sampleOf(schema, "", input, world, 0);
}

/** Deep enough for every shape of the catalogue. */
const MAX_DEPTH = 6;

function sampleOf(schema: Schema, name: string, input: Input, world: World, depth: number): unknown {
  const given = input[name];
  if (given !== undefined && given !== null && violation(schema, given) === undefined) return given;
  if (schema.nullable) return null;
  switch (schema.type) {
    case "object":
      return depth > MAX_DEPTH ? {} : objectOf(schema, input, world, depth);
    case "array":
      return listOf(schema, name, input, world, depth);
    case "boolean":
      return false;
    case "integer":
    case "number":
      return schema.minimum ?? 0;
    case "string":
      return schema.enum?.[0] ?? within(schema, textOf(name, world));
    default:
      return null;
  }
}

function objectOf(schema: Schema, input: Input, world: World, depth: number): unknown {
  const { properties = {} } = schema;
  const required = schema.required ?? Object.keys(properties);
  const given = Object.keys(properties).filter((name) => input[name] !== undefined);
  // Of what is required and has no schema of its own, `message` alone is left.
  const entries = [...new Set([...required, ...given])].map(
    (name) => [name, sampleOf(properties[name] ?? { type: "string" }, name, input, world, depth + 1)] as const,
  );
  return Object.fromEntries(entries);
}

function listOf({ items, minItems = 0 }: Schema, name: string, input: Input, world: World, depth: number): unknown[] {
  if (!items) return [];
  return Array.from({ length: minItems }, () => sampleOf(items, name, input, world, depth + 1));
}

/** What a text is by the name of its field. The first that fits counts. */
const TEXTS: readonly (readonly [RegExp, (name: string, world: World) => string])[] = [
  [/(_time|_at|_date|^time|^date)$/, (_, world) => world.now()],
  [/email/, () => "user@example.com"],
  [/(url|uri|link)$/, (name) => `https://sandbox.example.com/${name}`],
  [/(uuid|_id|^id|_prefix)$/, (name, world) => world.hex(`sample ${name}`, 12)],
  [/cidr/, () => "10.0.0.0/24"],
  [/(ip|address)$/, () => "192.0.2.1"],
  [/(host|hostname|domain|fqdn)$/, () => "sandbox.example.com"],
  [/port$/, () => "443"],
  [/version$/, () => "1.0"],
  [/currency$/, () => "USD"],
  [/country_code$/, () => "FI"],
  [/(amount|balance|price|total|cost|usd|sum|vat)/, () => "0.00"],
  [/(password|secret|token|key|cookie|certificate|cert)$/, (name, world) => world.hex(`sample ${name}`, 32)],
  [/^message$/, () => "ok"],
];

function textOf(name: string, world: World): string {
  const [, make] = TEXTS.find(([pattern]) => pattern.test(name)) ?? [];
  return make ? make(name, world) : `sandbox-${name.replaceAll("_", "-") || "text"}`;
}

function within({ minLength = 0, maxLength }: Schema, text: string): string {
  return text.padEnd(minLength, "0").slice(0, maxLength);
}
