import type { INodeProperties, INodePropertyOptions } from "n8n-workflow";
import { expect } from "vitest";
import type { OperationId, Schema } from "../../src/core/catalogue/index.js";
import * as catalogue from "../../src/core/catalogue/index.js";
import { namesSomethingNew } from "../../src/n8n/shared/description/locators.js";
import { isDeprecated } from "../../src/n8n/shared/operations/operation-fields.js";
import { isOwnOperation } from "../../src/n8n/shared/operations/own-operations.js";
import type { Operation } from "../../src/tools/operation.js";
import { isShown } from "./fake-node.js";
import { NODES } from "./nodes.js";

const OFFERED = NODES.flatMap((type) =>
  type.description.properties
    .filter(({ name }) => name === "operation")
    .flatMap(({ options = [] }) => options as INodePropertyOptions[])
    .map(({ value }) => ({ value: String(value), type })),
);

/** Every operation of the API that a node has, with the node. */
export const CASES = OFFERED.filter(({ value }) => !isOwnOperation(value)).map(({ value, type }) => ({
  id: value as OperationId,
  type,
}));

/** The operations that the nodes have beyond the API's. */
export const OWN_VALUES = OFFERED.map(({ value }) => value).filter(isOwnOperation);

/** A value for every field: what is known, and else made up. */
export function fullInput(operation: Operation, known: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { facts } = operation;
  const described = Object.entries(facts.fields)
    // The node leaves out a configuration in which nothing is set.
    .filter(([name]) => facts.required?.includes(name) || name in known || name !== "user_config")
    .filter(([name]) => facts.required?.includes(name) || !isDeprecated(operation, name))
    .map(([name, schema]) => [name, known[name] ?? sample(schema, name)]);
  return { ...known, ...Object.fromEntries(described) };
}

function sample(schema: Schema, name: string): unknown {
  if (schema.enum) return schema.enum.at(-1);
  switch (schema.type) {
    case "boolean":
      return true;
    case "integer":
    case "number":
      return schema.minimum ?? 3;
    case "array":
      return [sample(schema.items ?? {}, name)];
    case "object":
      // What a configuration may hold depends on the type it is for: an invented parameter would be looked up, and refused.
      if (name === "user_config") return {};
      return Object.fromEntries(
        Object.entries(schema.properties ?? { any: {} }).map(([key, inner]) => [key, sample(inner, key)]),
      );
    default:
      if (schema.format === "binary") return new TextEncoder().encode("content");
      if (schema.format === "date-time") return "2026-05-04T10:15:00Z";
      return `x ${name}/é`.padEnd(schema.minLength ?? 0, "x").slice(0, schema.maxLength);
  }
}

/** Fills in the properties that a person would see. */
export function parametersFor(
  properties: readonly INodeProperties[],
  { id, facts }: Operation,
  input: Record<string, unknown>,
  bodyAs: "fields" | "json",
): Record<string, unknown> {
  const resource = properties.find(
    ({ name, options }) =>
      name === "operation" && (options as INodePropertyOptions[]).some(({ value }) => value === id),
  )?.displayOptions?.show?.["resource"]?.[0];
  const specifyBody = properties.some(
    (property) => property.name === "specifyBody" && isShown(property, { operation: id }),
  )
    ? bodyAs
    : "fields";
  const parameters: Record<string, unknown> = { resource, operation: id, specifyBody, returnAll: false };
  if (input["limit"] !== undefined) parameters["limit"] = input["limit"];
  const left = new Map(Object.entries(input).filter(([name]) => name !== "limit"));
  const inPath = new Set(catalogue.pathParameters(facts.path));
  if (specifyBody === "json") {
    const body = [...left].filter(([name]) => !inPath.has(name) && !facts.query?.includes(name));
    parameters["body"] = JSON.stringify(Object.fromEntries(body));
    for (const [name] of body) left.delete(name);
  }
  if (facts.additional && specifyBody === "fields") {
    const further = [...left].filter(([name]) => !Object.hasOwn(facts.fields, name));
    parameters["furtherFields"] = JSON.stringify(Object.fromEntries(further));
    for (const [name] of further) left.delete(name);
  }
  const shown = properties.filter((property) => isShown(property, parameters));
  const fields: Record<string, unknown> = {};
  for (const [field, value] of left) {
    if (field === "user_config") {
      Object.assign(parameters, { specifyConfiguration: "json", configurationJson: JSON.stringify(value) });
      continue;
    }
    const written = namesSomethingNew(id, field) ? `new_${field}` : field;
    const own = shown.find((property) => isFor(property, written));
    const optional = shown.find(({ name }) => name === "fields")?.options as INodeProperties[] | undefined;
    const inner = optional?.find((property) => isFor(property, written));
    const property = own ?? inner;
    expect(property, `${id} has no property for ${field}`).toBeDefined();
    const typed = property?.type === "resourceLocator" ? { __rl: true, mode: "id", value } : asTyped(property, value);
    if (own) parameters[own.name] = typed;
    else if (inner) fields[inner.name] = typed;
  }
  return { ...parameters, fields };
}

/** Parameters that the node has for itself. */
const OWN = new Set(["resource", "operation", "options", "limit", "body", "simplify"]);

function isFor({ name }: INodeProperties, field: string): boolean {
  const plain = field.replaceAll(".", "__").replaceAll("-", "_");
  return name === (OWN.has(plain) ? `${plain}_` : plain);
}

function asTyped(property: INodeProperties | undefined, value: unknown): unknown {
  if (value instanceof Uint8Array) return "data";
  if (property?.type === "json") return JSON.stringify(value);
  if (property?.type === "string" && Array.isArray(value)) return value.length > 0 ? value.join(", ") : "[]";
  return property?.type === "string" && typeof value === "number" ? String(value) : value;
}
