import { pathParameters } from "../../src/core/catalogue/facts.js";
import type { Schema } from "../../src/core/catalogue/schema.js";
import { HEADER } from "./emit-facts.js";
import { FAMILIES } from "./families.js";
import { property } from "./literal.js";
import { EXTRA, type Row } from "./rows.js";
import { findShared, type Shared, walk } from "./shared.js";

/** `types.ts`: what every operation takes and answers, for TypeScript users. */
export function emitTypes(rows: readonly Row[]): string {
  const shared = findShared(
    rows.flatMap((row) => (row.response ? [...walk(row.response, row.id, row.id)] : [])),
    90,
  );
  const names = [...shared.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return [
    HEADER,
    "/** The values known today; the API may answer with a newer one. */",
    "type Open<Known extends string> = Known | (string & {});",
    "/** A 64-bit integer: a bigint beyond 2^53. */",
    "type Int64 = number | bigint;",
    "/** Takes fields beside its own, such as a connector's configuration. */",
    "export type Additional<Known> = Known & { [field: string]: unknown };",
    "/** An answer that is not JSON: a PDF, a CSV, a file. */",
    "export interface Download { contentType: string; bytes: Uint8Array }",
    "",
    ...names.map(({ name, schema }) => `type ${name} = ${typeOf(schema, "answer", without(shared, schema))};`),
    "",
    `export type Family = ${FAMILIES.map((family) => JSON.stringify(family)).join(" | ")};`,
    "",
    "export interface Operations {",
    ...rows.map(
      (row) => `  ${row.id}: { family: "${row.family}"; input: ${inputOf(row)}; output: ${outputOf(row, shared)} };`,
    ),
    "}",
    "",
  ].join("\n");
}

function inputOf({ facts }: Row): string {
  const always = new Set([...pathParameters(facts.path), ...(facts.required ?? [])]);
  const fields = Object.entries(facts.fields).map(
    ([name, schema]) => `${property(name)}${always.has(name) ? "" : "?"}: ${typeOf(schema, "input")}`,
  );
  if (facts.method !== "GET" && facts.method !== "DELETE") fields.push(`${EXTRA}?: Record<string, unknown>`);
  const named = `{ ${fields.join("; ")} }`;
  return facts.additional ? `Additional<${named}>` : named;
}

function outputOf({ facts, response }: Row, shared: ReadonlyMap<string, Shared>): string {
  if (facts.produces === "none") return "undefined";
  if (facts.produces) return "Download";
  return response ? typeOf(response, "answer", shared) : "{ message?: string }";
}

function typeOf(schema: Schema, side: "input" | "answer", shared: ReadonlyMap<string, Shared> = new Map()): string {
  const name = shared.get(JSON.stringify(schema))?.name;
  const text = name ?? bareType(schema, side, shared);
  return schema.nullable && !name ? `${text} | null` : text;
}

function bareType(schema: Schema, side: "input" | "answer", shared: ReadonlyMap<string, Shared>): string {
  switch (schema.type) {
    case "string": {
      if (schema.format === "binary") return "Uint8Array";
      if (!schema.enum) return "string";
      const union = schema.enum.map((value) => JSON.stringify(value)).join(" | ");
      return side === "answer" ? `Open<${union}>` : union;
    }
    case "integer":
      return schema.format === "int64" ? "Int64" : "number";
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "array": {
      const item = schema.items ? typeOf(schema.items, side, shared) : "unknown";
      return /[ |&]/.test(item) ? `Array<${item}>` : `${item}[]`;
    }
    case "object":
      return objectType(schema, side, shared);
    default:
      return "unknown";
  }
}

function objectType(schema: Schema, side: "input" | "answer", shared: ReadonlyMap<string, Shared>): string {
  const required = new Set(schema.required);
  const named = Object.entries(schema.properties ?? {}).map(
    ([name, inner]) => `${property(name)}${required.has(name) ? "" : "?"}: ${typeOf(inner, side, shared)}`,
  );
  const rest = schema.additionalProperties;
  const values = rest === undefined ? undefined : rest === true ? "unknown" : typeOf(rest, side, shared);
  if (named.length === 0) return `Record<string, ${values ?? "unknown"}>`;
  const body = `{ ${named.join("; ")} }`;
  return values === undefined ? body : `${body} & Record<string, unknown>`;
}

function without(shared: ReadonlyMap<string, Shared>, schema: Schema): ReadonlyMap<string, Shared> {
  const rest = new Map(shared);
  rest.delete(JSON.stringify(schema));
  return rest;
}
