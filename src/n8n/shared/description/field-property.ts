import type { INodeProperties } from "n8n-workflow";
import type { Schema } from "../../../core/catalogue/index.js";
import { isSecretKey } from "../../../core/redact.js";
import { fieldWords, type Operation } from "../../../tools/operation.js";
import type { FieldOfOperation } from "../operations/operation-fields.js";
import { optionNameOf } from "./display-name.js";
import { placeholderOf } from "./examples.js";
import { fieldNameOf } from "./field-name.js";
import { inFieldWords, inOptionNames } from "./field-words.js";
import { locatorOf, modesOf } from "./locators.js";

/** The property with which a person fills in a field. */
export function propertyOf(
  operation: Operation,
  { field, schema, required, parameter }: FieldOfOperation,
): INodeProperties {
  const displayName = fieldNameOf(field, operation.id);
  const description = describe(operation, field, schema);
  const base = { displayName, name: parameter, ...(description === undefined ? {} : { description }) };
  // The project may come from the credential.
  const asked = required && field !== "project" ? { required: true } : {};
  const locator = schema.enum || schema.type === "array" ? undefined : locatorOf(field, operation.id);
  if (locator) {
    const modes = modesOf(locator);
    return { ...base, ...asked, type: "resourceLocator", default: { mode: "list", value: "" }, modes };
  }
  return { ...base, ...asked, ...typed(field, schema, required, description ?? "") } as INodeProperties;
}

/** Choices in an order of their own; all others stand by name. */
const ORDINAL = new Set([
  "dow",
  "granularity",
  "group_by",
  "mysql_version",
  "order_by",
  "period",
  "pg_version",
  "severity",
]);

function typed(field: string, schema: Schema, required: boolean, words: string): Partial<INodeProperties> {
  if (schema.enum) return choice(field, schema.enum, required ? undefined : schema.default);
  switch (schema.type) {
    case "boolean":
      return { type: "boolean", default: schema.default === true };
    case "integer":
    case "number":
      return schema.format === "int64" ? text(field, words) : number(schema);
    case "array":
      if (isTextList(schema)) return { ...text(field, words), hint: "Several with commas between them" };
      return { type: "json", default: "[]" };
    case "object":
      return { type: "json", default: "{}" };
    default:
      if (schema.format === "binary")
        return { type: "string", default: "data", hint: "The name of the input field with the file" };
      return isSecretKey(field) ? { type: "string", default: "", typeOptions: { password: true } } : text(field, words);
  }
}

/** No value is chosen for the person, whose first choice might grant the most, unless it is what leaving it out means. */
function choice(field: string, values: readonly string[], fallback: Schema["default"]): Partial<INodeProperties> {
  const options = values.map((value) => ({ name: optionNameOf(value), value }));
  if (!ORDINAL.has(field)) options.sort((a, b) => a.name.localeCompare(b.name));
  const only = values.length === 1 ? values[0] : undefined;
  return { type: "options", options, default: (only ?? fallback ?? "") as string };
}

function number({ minimum, maximum, default: fallback }: Schema): Partial<INodeProperties> {
  const limits = {
    ...(minimum === undefined ? {} : { minValue: minimum }),
    ...(maximum === undefined ? {} : { maxValue: maximum }),
  };
  const typeOptions = Object.keys(limits).length > 0 ? { typeOptions: limits } : {};
  return { type: "number", default: (fallback as number | undefined) ?? minimum ?? 0, ...typeOptions };
}

function text(field: string, words: string): Partial<INodeProperties> {
  const placeholder = placeholderOf(field, words);
  return { type: "string", default: "", ...(placeholder === undefined ? {} : { placeholder }) };
}

/** A list of plain texts can be written with commas between them. */
export function isTextList({ type, items }: Schema): boolean {
  return type === "array" && items?.type === "string" && !items.enum;
}

/** Our words for a field in n8n's form; undefined where they would only repeat its name. */
function describe(operation: Operation, field: string, schema: Schema): string | undefined {
  const words = fieldWords(operation, field);
  return words === undefined ? undefined : inFieldWords(inOptionNames(words, schema), operation);
}
