import type { Schema } from "../../core/catalogue/index.js";
import { pathParameters } from "../../core/catalogue/index.js";
import { takesBody } from "../../core/request.js";
import { allOperations, type Operation } from "../../tools/operation.js";
import { configureOperation } from "./configure/operation.js";
import { PRODUCTS, type Product } from "./products.js";

/** An operation in its place: node, resource and n8n's name for it. */
export interface PlacedOperation {
  readonly operation: Operation;
  readonly product: string;
  readonly resource: string;
  /** What the list of operations shows, e.g. "Get Many". */
  readonly name: string;
  /** What the list of actions shows, in sentence case. */
  readonly action: string;
}

let placed: readonly PlacedOperation[] | undefined;

/** The operations of a node, deprecated ones apart, by resource and then by name. */
export function operationsOf(product: Product): PlacedOperation[] {
  placed ??= placeAll();
  return [...placed, placedConfigure()].filter((entry) => entry.product === product.name);
}

/** The node and the resource of an operation. */
export function placesOf(id: string): { product: string; resource: string } | undefined {
  for (const product of Object.values(PRODUCTS)) {
    const rule = product.resources.find(({ operations }) => operations.test(id));
    if (rule) return { product: product.name, resource: rule.name };
  }
  return undefined;
}

/** What the API has no operation for, and people want. */
function placedConfigure(): PlacedOperation {
  const operation = configureOperation();
  const { title } = operation.words;
  return { operation, product: "aiven", resource: "Service", name: "Configure", action: title };
}

function placeAll(): PlacedOperation[] {
  const entries = allOperations().flatMap((operation) => {
    const place = operation.facts.deprecated ? undefined : placesOf(operation.id);
    return place ? [{ operation, ...place }] : [];
  });
  return entries.map((entry) => {
    const { title } = entry.operation.words;
    const short = shortName(title);
    const titles = entries
      .filter(({ product, resource }) => product === entry.product && resource === entry.resource)
      .map(({ operation }) => operation.words.title)
      .filter((other) => shortName(other) === short);
    // Of several that "get", the one with the least to say about it is the plain one.
    const plain = titles.every((other) => other === title || other.length > title.length);
    return { ...entry, name: plain ? short : titleCase(title), action: title.replace(/^List /, "Get many ") };
  });
}

/** n8n's word where it has one for what the title begins with, else the whole title. */
function shortName(title: string): string {
  const verb = title.split(" ")[0] ?? "";
  const names: Readonly<Record<string, string>> = {
    List: "Get Many",
    Get: "Get",
    Create: "Create",
    Delete: "Delete",
    Update: "Update",
  };
  return names[verb] ?? titleCase(title);
}

const SMALL = new Set(["a", "an", "the", "of", "to", "by", "in", "with", "for", "and", "or", "on", "from", "at", "as"]);

/** Title case as n8n's interface has it. */
export function titleCase(text: string): string {
  return text
    .split(" ")
    .map((word, index) => (index > 0 && SMALL.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join(" ");
}

/** Whether an answer is a list of which n8n shows so many. */
export function isList({ facts, words }: Operation): boolean {
  return "limit" in facts.fields || (facts.method === "GET" && /^(List|Find) /.test(words.title));
}

/** Whether a call of it can lose something for good, with some input. */
export function canDestroy({ words }: Operation): boolean {
  return words.risk === "destructive" || (words.gates?.length ?? 0) > 0;
}

/** Where the value of a field comes from in the node. */
export type FieldPlace = "top" | "body" | "optional";

export interface FieldOfOperation {
  readonly field: string;
  readonly schema: Schema;
  readonly place: FieldPlace;
  readonly inPath: boolean;
}

/** The fields that a person fills in; the limit of a list has a parameter of its own. */
export function fieldsOf({ facts }: Operation): FieldOfOperation[] {
  const inPath = new Set(pathParameters(facts.path));
  const required = new Set(facts.required);
  const query = new Set(facts.query);
  const fields = Object.entries(facts.fields).filter(([field]) => field !== "limit");
  return fields.map(([field, schema]) => {
    const inBody = takesBody(facts) && !inPath.has(field) && !query.has(field);
    const place =
      inPath.has(field) || (required.has(field) && !inBody) ? "top" : required.has(field) ? "body" : "optional";
    return { field, schema, place, inPath: inPath.has(field) };
  });
}

/** Whether the body can also be given as JSON. */
export function hasBodyFields(operation: Operation): boolean {
  const { facts } = operation;
  if (!takesBody(facts) || facts.body === "multipart") return false;
  const inPath = new Set(pathParameters(facts.path));
  return Object.keys(facts.fields).some((name) => !inPath.has(name) && !facts.query?.includes(name));
}

/** Names that the node itself uses for its parameters. */
const RESERVED = new Set(["resource", "operation", "options", "limit", "body", "simplify"]);

/** n8n reads a dot in a parameter's name as a path. */
export function parameterName(field: string): string {
  const name = field.replaceAll(".", "__").replaceAll("-", "_");
  return RESERVED.has(name) ? `${name}_` : name;
}
