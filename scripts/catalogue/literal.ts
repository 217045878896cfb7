import type { Schema } from "../../src/core/catalogue/schema.js";

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** Prints a value as a compact TypeScript literal; `hoisted` may give the name of a constant to print instead. */
export function literal(value: unknown, hoisted: (value: object) => string | undefined = () => undefined): string {
  if (Array.isArray(value)) return `[${value.map((item) => literal(item, hoisted)).join(",")}]`;
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const name = hoisted(value);
  if (name) return name;
  const entries = Object.entries(value).map(([key, item]) => `${property(key)}:${literal(item, hoisted)}`);
  return `{${entries.join(",")}}`;
}

/** A property name, quoted only where it must be. */
export function property(name: string): string {
  return IDENTIFIER.test(name) ? name : JSON.stringify(name);
}

/** Constants for the plain schemas that occur on nearly every row: `string`, `string63`, `boolean` … */
export function plainName(schema: Schema): string | undefined {
  const keys = Object.keys(schema).join();
  if (keys === "type" && schema.type !== "object" && schema.type !== "array") return schema.type;
  if (keys === "type,maxLength") return `${schema.type}${schema.maxLength}`;
  return undefined;
}
