import type { Schema } from "../../src/core/catalogue/schema.js";
import type { Correction } from "./corrections.js";

type Change = (schema: Schema) => Schema;

/** Changes the schema of a field of the request. */
export function inBody(field: string, change: Change): Correction["apply"] {
  return (operation) => ({ ...operation, body: at(operation.body ?? {}, [field], change, operation.id) });
}

/** Adds a field to the request. */
export function withBodyField(field: string, schema: Schema): Correction["apply"] {
  return (operation) => ({
    ...operation,
    body: { type: "object", ...operation.body, properties: { ...operation.body?.properties, [field]: schema } },
  });
}

/** Changes the schemas of parameters. Throws where one is not there. */
export function inParameters(names: readonly string[], change: Change): Correction["apply"] {
  return ({ parameters, ...operation }) => {
    const missing = names.find((name) => !parameters.some((parameter) => parameter.name === name));
    if (missing) throw new Error(`${operation.id}: a correction expects "${missing}", which is not there`);
    const changed = parameters.map((one) => (names.includes(one.name) ? { ...one, schema: change(one.schema) } : one));
    return { ...operation, parameters: changed };
  };
}

/** Adds a query parameter. */
export function withQuery(name: string, schema: Schema): Correction["apply"] {
  return (operation) => ({ ...operation, parameters: [...operation.parameters, { name, in: "query", schema }] });
}

/** Changes the schema at a path of the answer. */
export function inResponse(path: string, change: Change): Correction["apply"] {
  const steps = path.replaceAll("[]", ".[]").split(".");
  return (operation) => ({ ...operation, response: at(operation.response ?? {}, steps, change, operation.id) });
}

/** Changes the schema at a path of property names and `[]`; throws where the path does not exist. */
function at(schema: Schema, [step, ...rest]: readonly string[], change: Change, id: string): Schema {
  if (step === undefined) return change(schema);
  const inner = step === "[]" ? schema.items : schema.properties?.[step];
  if (!inner) throw new Error(`${id}: a correction expects "${step}", which is not there`);
  const changed = at(inner, rest, change, id);
  return step === "[]"
    ? { ...schema, items: changed }
    : { ...schema, properties: { ...schema.properties, [step]: changed } };
}

/** An array of objects whose named fields may be anything. */
export function withAny(schema: Schema, ...names: readonly string[]): Schema {
  const any = Object.fromEntries(names.map((name) => [name, {}]));
  return { ...schema, items: { ...schema.items, properties: { ...schema.items?.properties, ...any } } };
}

/** An object with one of its fields renamed. */
export function renamed(schema: Schema, from: string, to: string): Schema {
  const swap = (name: string) => (name === from ? to : name);
  const properties = Object.entries(schema.properties ?? {}).map(([name, inner]) => [swap(name), inner]);
  return { ...schema, properties: Object.fromEntries(properties), required: schema.required?.map(swap) ?? [] };
}

/** Marks every integer below a schema as 64 bits wide. */
export function int64(schema: Schema): Schema {
  if (schema.type === "integer") return { ...schema, format: "int64" };
  const properties = Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, int64(inner)]);
  return {
    ...schema,
    ...(schema.properties ? { properties: Object.fromEntries(properties) } : {}),
    ...(schema.items ? { items: int64(schema.items) } : {}),
  };
}

/** One schema for the values of a map, from the description's copies: the copy with the most properties stands for all. */
export function asMap(schema: Schema): Schema {
  const copies = Object.values(schema.properties ?? {}).filter((copy) => copy.type === "object");
  const widest = copies.reduce((a, b) => (size(b) > size(a) ? b : a));
  return { type: "object", additionalProperties: widest };
}

function size(schema: Schema): number {
  return Object.keys(schema.properties ?? {}).length;
}
