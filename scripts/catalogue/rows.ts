import { type OperationFacts, pathParameters } from "../../src/core/catalogue/facts.js";
import type { Schema } from "../../src/core/catalogue/schema.js";
import { additions } from "./additions.js";
import { correct } from "./corrections.js";
import { type Family, familyOf } from "./families.js";
import type { ProviderOperation } from "./provider.js";

/** One operation, ready to be written out: its facts, and its answer apart from them. */
export interface Row {
  readonly id: string;
  readonly family: Family;
  readonly facts: OperationFacts;
  readonly response?: Schema;
}

/** Body fields that share their name with a path parameter: flat name → wire name, decided by hand. */
const COLLISIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  OrganizationProjectsUpdate: { target_organization_id: "organization_id" },
};

/** Fields that every operation with a body has beside its own. */
export const EXTRA = "extra";

/** All operations, corrected and completed, sorted by id. `permissions` is by operation id. */
export function toRows(
  provider: readonly ProviderOperation[],
  permissions: Readonly<Record<string, readonly string[]>>,
): Row[] {
  const operations = [...correct(provider), ...additions.map(fromAddition)];
  const ids = new Set<string>();
  for (const { id } of operations) {
    if (ids.has(id)) throw new Error(`${id}: declared twice`);
    ids.add(id);
  }
  return operations
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((operation) => ({
      id: operation.id,
      family: familyOf(operation),
      facts: toFacts(operation, permissions[operation.id]),
      ...(operation.response ? { response: answerOf(operation.response) } : {}),
    }));
}

/** Every good answer is described with the keys of a bad one; where it has keys of its own, those two are noise. */
function answerOf(response: Schema): Schema {
  const { errors: _, message, ...own } = response.properties ?? {};
  if (!response.properties) return response;
  return { ...response, properties: Object.keys(own).length > 0 || !message ? own : { message } };
}

function fromAddition(addition: (typeof additions)[number]): ProviderOperation {
  const { operationId: id, method, path, tag, query = {}, body, multipart, response } = addition;
  const form = multipart ?? body;
  return {
    id,
    method,
    path,
    tag,
    ...(addition.deprecated ? { deprecated: true } : {}),
    ...(addition.experimental ? { experimental: true } : {}),
    ...(addition.auth === false ? { auth: false } : {}),
    ...(addition.auth === false ? { auth: false } : {}),
    ...(addition.scopes ? { scopes: addition.scopes } : {}),
    ...(addition.produces ? { produces: addition.produces } : {}),
    parameters: [
      ...pathParameters(path).map((name) => ({ name, in: "path" as const, required: true as const, schema: STRING })),
      ...Object.entries(query).map(([name, schema]) => ({ name, in: "query" as const, schema })),
    ],
    ...(form ? { body: form } : {}),
    ...(multipart ? { multipart: true } : {}),
    ...(response ? { response } : {}),
  };
}

const STRING: Schema = { type: "string" };

function toFacts(operation: ProviderOperation, permissions: readonly string[] | undefined): OperationFacts {
  const { id, method, path, parameters, body } = operation;
  const placeholders = pathParameters(path);
  const declared = parameters.filter((parameter) => parameter.in === "path").map((parameter) => parameter.name);
  if (placeholders.slice().sort().join() !== declared.slice().sort().join())
    throw new Error(`${id}: the path has {${placeholders}}, the parameters declare {${declared}}`);
  const query = parameters.filter((parameter) => parameter.in === "query");
  const wire = COLLISIONS[id] ?? {};
  const flat = new Map(Object.entries(wire).map(([name, wireName]) => [wireName, name]));
  const bodyFields = Object.entries(body?.properties ?? {}).map(
    ([name, schema]) => [flat.get(name) ?? name, schema] as const,
  );
  const fields: Record<string, Schema> = {};
  const add = (name: string, schema: Schema) => {
    if (fields[name]) throw new Error(`${id}: two fields called "${name}"; name one of them in COLLISIONS`);
    if (name === EXTRA) throw new Error(`${id}: a field called "${EXTRA}" collides with the door for unknown fields`);
    fields[name] = schema;
  };
  for (const name of placeholders) add(name, parameters.find((parameter) => parameter.name === name)?.schema ?? STRING);
  for (const parameter of query) add(parameter.name, parameter.schema);
  for (const [name, schema] of bodyFields) add(name, schema);
  const required = [
    ...query.filter((parameter) => parameter.required).map((parameter) => parameter.name),
    ...(body?.required ?? []).map((name) => flat.get(name) ?? name),
  ];
  return {
    method,
    path,
    ...(operation.deprecated ? { deprecated: true } : {}),
    ...(operation.experimental ? { experimental: true } : {}),
    ...(operation.auth === false ? { auth: false } : {}),
    fields,
    ...(placeholders.length + required.length > 0 ? { required: [...placeholders, ...required] } : {}),
    ...(query.length > 0 ? { query: query.map((parameter) => parameter.name) } : {}),
    ...(Object.keys(wire).length > 0 ? { wire } : {}),
    ...(body?.additionalProperties ? { additional: body.additionalProperties } : {}),
    ...(operation.multipart ? { body: "multipart" } : {}),
    ...(operation.produces ? { produces: operation.produces } : {}),
    ...(operation.scopes?.length ? { scopes: operation.scopes } : {}),
    ...(permissions?.length ? { permissions } : {}),
    ...(operation.errors ? { errors: operation.errors } : {}),
  };
}
