import type { Schema } from "../../../core/catalogue/index.js";
import { pathParameters } from "../../../core/catalogue/index.js";
import { takesBody } from "../../../core/request.js";
import { fieldWords, type Operation } from "../../../tools/operation.js";
import { CONFIGURATION_FIELD, formOf } from "../configure/forms.js";
import { namesSomethingNew } from "../description/locators.js";

/** Where the value of a field comes from in the node. */
export type FieldPlace = "top" | "body" | "optional" | "configuration";

export interface FieldOfOperation {
  readonly field: string;
  readonly schema: Schema;
  readonly place: FieldPlace;
  readonly required: boolean;
  /** Whether it is among what can be given as JSON instead. */
  readonly inBody: boolean;
  /** The name of the parameter that holds it. */
  readonly parameter: string;
}

/** Optional fields that stand with the required ones, where a choice depends on them. */
const UP_FRONT: ReadonlySet<string> = new Set(["ServiceCreate.cloud", "ServiceCreate.project_vpc_id"]);

/** The fields that a person fills in: no deprecated ones; the limit of a list has a parameter of its own. */
export function fieldsOf(operation: Operation): FieldOfOperation[] {
  const { facts, id } = operation;
  const inPath = new Set(pathParameters(facts.path));
  const asked = new Set(facts.required);
  const query = new Set(facts.query);
  const fields = Object.entries(facts.fields).filter(
    ([field]) => field !== "limit" && (asked.has(field) || !isDeprecated(operation, field)),
  );
  return fields.map(([field, schema]) => {
    const inBody = takesBody(facts) && !inPath.has(field) && !query.has(field);
    const required = asked.has(field);
    const shown = required || UP_FRONT.has(`${id}.${field}`);
    const place = isConfiguration(operation, field) ? "configuration" : shown ? (inBody ? "body" : "top") : "optional";
    return { field, schema, place, required, inBody, parameter: parameterName(operation, field) };
  });
}

/** Whether a field has the form of a configuration in place of one property. */
function isConfiguration({ id }: Operation, field: string): boolean {
  return field === CONFIGURATION_FIELD && formOf(id) !== undefined;
}

/** Whether the API still takes a field, and says to leave it out. */
export function isDeprecated(operation: Operation, field: string): boolean {
  return fieldWords(operation, field)?.startsWith("Deprecated") ?? false;
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

/** n8n reads a dot in a parameter's name as a path, and keeps what was chosen under the same name in another operation. */
function parameterName({ id }: Operation, field: string): string {
  const name = field.replaceAll(".", "__").replaceAll("-", "_");
  if (namesSomethingNew(id, field)) return `new_${name}`;
  return RESERVED.has(name) ? `${name}_` : name;
}
