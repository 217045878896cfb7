import type { Schema } from "../core/catalogue/index.js";
import { isOfType } from "../core/configuration/value.js";

/**
 * What is wrong with a value, worded as the API's JSON Schema validator words it (`5 is not of type 'string'`), or
 * undefined. Fields that the schema does not know pass: the provider's description is incomplete. So do nulls of fields inside.
 */
export function violation(schema: Schema, value: unknown): string | undefined {
  if (value === null || schema.format === "binary") return undefined;
  if (schema.type && !isOfType(schema.type, value)) return `${python(value)} is not of type '${schema.type}'`;
  if (schema.enum && typeof value === "string" && !schema.enum.includes(value)) {
    return `${python(value)} is not one of ${python(schema.enum)}`;
  }
  if (typeof value === "number" || typeof value === "bigint") return outOfRange(schema, value);
  if (typeof value === "string") return wrongLength(value, schema.minLength, schema.maxLength);
  if (Array.isArray(value)) return wrongLength(value, schema.minItems, schema.maxItems) ?? itemViolation(schema, value);
  return propertyViolation(schema, value);
}

type Bound = number | bigint | undefined;

/** Whether a number is outside of its limits, in the validator's words. */
export function outOfRange(
  { minimum, maximum }: { readonly minimum?: Bound; readonly maximum?: Bound },
  value: number | bigint,
): string | undefined {
  if (minimum !== undefined && value < minimum) return `${value} is less than the minimum of ${minimum}`;
  if (maximum !== undefined && value > maximum) return `${value} is greater than the maximum of ${maximum}`;
  return undefined;
}

/** Whether a text or a list is too short or too long, in the validator's words. */
export function wrongLength(
  value: string | readonly unknown[],
  minimum: number | undefined,
  maximum: number | undefined,
): string | undefined {
  if (minimum !== undefined && value.length < minimum) return `${python(value)} is too short`;
  if (maximum !== undefined && value.length > maximum) return `${python(value)} is too long`;
  return undefined;
}

function itemViolation({ items }: Schema, value: readonly unknown[]): string | undefined {
  return (
    items &&
    first(value, (item) => {
      if (item === null && items.type && !items.nullable) return `None is not of type '${items.type}'`;
      return violation(items, item);
    })
  );
}

function propertyViolation(schema: Schema, value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const fields: Readonly<Record<string, unknown>> = { ...value };
  const missing = (schema.required ?? []).find((name) => fields[name] === undefined);
  if (missing !== undefined) return `'${missing}' is a required property`;
  return first(Object.entries(fields), ([name, inner]) => {
    const known = Object.hasOwn(schema.properties ?? {}, name)
      ? schema.properties?.[name]
      : schema.additionalProperties;
    return typeof known === "object" ? violation(known, inner) : undefined;
  });
}

function first<Item, Found>(items: readonly Item[], find: (item: Item) => Found | undefined): Found | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A value as Python prints it, which is how the API's messages quote it. */
export function python(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return `'${value}'`;
  if (Array.isArray(value)) return `[${value.map(python).join(", ")}]`;
  if (typeof value === "object") {
    return `{${Object.entries(value)
      .map(([key, inner]) => `'${key}': ${python(inner)}`)
      .join(", ")}}`;
  }
  return String(value);
}
