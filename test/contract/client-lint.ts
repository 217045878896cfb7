import type { Tool } from "@modelcontextprotocol/server";
import { isObject } from "../../src/core/view.js";

/** Some clients cut descriptions and instructions there. */
export const MAX_CHARS = 2_048;

/** Characters of a name that are left where a client puts the longest of prefixes before it, `mcp__`, a UUID and `__`, within 64. */
export const SHORT_NAME = 21;
/** With `mcp__aiven-mcp__` before it in the 60 that the narrowest of the others takes, see docs/adr/0011-native-names.md. */
export const LONG_NAME = 44;

/** What some client would refuse, cut or misread in a published tool. */
export function faultsOf(
  { title = "", description = "", inputSchema, annotations, ...rest }: Tool,
  longestName: number,
): string[] {
  const { name } = rest;
  const faults: [boolean, string][] = [
    [name.length > longestName, "has a name that is too long"],
    [!/^[a-z][a-z0-9_]{2,}$/.test(name), "has a name that some clients refuse"],
    [title === "", "has no title"],
    [description.length <= 30, "has hardly a description"],
    [description.length >= MAX_CHARS, "has a description that is cut"],
    [JSON.stringify(inputSchema).length >= MAX_CHARS, "has a schema that is too long"],
    ["outputSchema" in rest, "has a schema of its output"],
    [typeof annotations?.readOnlyHint !== "boolean", "does not say whether it reads"],
    [typeof annotations?.destructiveHint !== "boolean", "does not say whether it destroys"],
    [Object.keys(inputSchema).sort().join() !== "properties,required,type", "has an input that is no plain object"],
  ];
  const found = faults.flatMap(([is, fault]) => (is ? [`${name} ${fault}`] : []));
  return [...found, ...problemsOf(inputSchema, name)];
}

/** Words of JSON Schema that every client and model understands; of some, only some values. */
const KEYWORDS = new Set(
  "type description properties required items enum minimum maximum minItems maxItems minLength maxLength additionalProperties".split(
    " ",
  ),
);
const TYPES = ["string", "integer", "number", "boolean", "object", "array"];
const MAX_DEPTH = 3;

/** What a client or a model would stumble over in a schema, each with its place. */
export function problemsOf(schema: unknown, at: string, depth = 0): string[] {
  if (!isObject(schema)) return [`${at} is no schema`];
  const { type, enum: values, items, properties = {}, required = [], additionalProperties } = schema;
  const problems = Object.keys(schema)
    .filter((word) => !KEYWORDS.has(word))
    .map((word) => `${at} says ${word}`);
  if (!TYPES.includes(String(type)) || Array.isArray(type)) problems.push(`${at} has the type ${type}`);
  if (Array.isArray(values) && !values.every((value) => typeof value === "string" && value !== "")) {
    problems.push(`${at} has values that are no texts`);
  }
  if (type === "array" && items === undefined) problems.push(`${at} does not say of what it is a list`);
  if (typeof additionalProperties === "object") problems.push(`${at} has a schema for further fields`);
  if (depth > MAX_DEPTH) problems.push(`${at} is too deep`);
  const names = Object.keys(properties as object);
  const unknown = (required as string[]).filter((name) => !names.includes(name));
  problems.push(...unknown.map((name) => `${at} requires ${name}, which it has not`));
  for (const [name, inner] of Object.entries(properties as object)) {
    if (!/^[A-Za-z_][A-Za-z0-9_]{0,63}$/.test(name)) problems.push(`${at}.${name} is a name that some clients refuse`);
    problems.push(...problemsOf(inner, `${at}.${name}`, depth + 1));
  }
  if (items !== undefined) problems.push(...problemsOf(items, `${at}[]`, depth + 1));
  return problems;
}
