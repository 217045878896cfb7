import type { IExecuteFunctions } from "n8n-workflow";
import type { Schema } from "../../../core/catalogue/index.js";
import { InputError } from "../../../core/errors.js";
import { parseJson } from "../../../core/json.js";
import { pagingRule } from "../../../core/paging.js";
import { isObject } from "../../../core/view.js";
import type { Operation } from "../../../tools/operation.js";
import { fieldNameOf } from "../description/field-name.js";
import { isTextList } from "../description/field-property.js";
import { type FieldOfOperation, fieldsOf, hasBodyFields } from "../operations/operation-fields.js";
import { isList } from "../operations/placed-operation.js";
import { plain, readValue } from "./parameter-value.js";

/** What the node asks of a call beyond its input. */
export interface Wishes {
  readonly returnAll: boolean;
  readonly limit: number;
  readonly simplify: boolean;
  readonly wait: boolean;
  readonly timeoutMs: number;
  readonly planOnly: boolean;
  readonly nameCheck: string;
  readonly includeSecrets: boolean;
  readonly binaryField: string;
}

type Input = Record<string, unknown>;

/** The value of a parameter for an item. */
function parameter(node: IExecuteFunctions, name: string, item: number, fallback?: unknown): unknown {
  return readValue((options) => node.getNodeParameter(name, item, fallback as object, options));
}

/** The wishes of an item. */
export function readWishes(node: IExecuteFunctions, item: number): Wishes {
  const flag = (name: string, fallback: boolean) => parameter(node, name, item, fallback) === true;
  const options = parameter(node, "options", item, {}) as Input;
  return {
    returnAll: flag("returnAll", false),
    limit: Number(parameter(node, "limit", item, 50)),
    simplify: flag("simplify", true),
    wait: flag("waitForCompletion", false),
    timeoutMs: Number(options["timeout"] ?? 900) * 1000,
    planOnly: flag("planOnly", false),
    nameCheck: String(parameter(node, "nameCheck", item, "") ?? ""),
    includeSecrets: options["includeSecrets"] === true,
    binaryField: String(options["binaryField"] ?? "data"),
  };
}

/**
 * The flat input of an operation, as the item's parameters give it. What is left empty is not sent.
 * Throws InputError for a value that cannot be what the API takes, by the name that the person sees.
 */
export async function readInput(node: IExecuteFunctions, operation: Operation, item: number): Promise<Input> {
  const asJson = givesJson(node, operation, item);
  const collection = parameter(node, "fields", item, {}) as Input;
  const input: Input = {};
  for (const field of fieldsOf(operation)) {
    if (field.place === "configuration" || (asJson && field.inBody)) continue;
    const name = field.parameter;
    const raw = field.place === "optional" ? plain(collection[name]) : parameter(node, name, item, "");
    const value = await toValue(node, item, field, raw, fieldNameOf(field.field, operation.id));
    if (value !== undefined) input[field.field] = value;
  }
  if (asJson) Object.assign(input, objectOf("JSON", parameter(node, "body", item, "{}")));
  if (operation.facts.additional && !asJson) {
    Object.assign(input, objectOf("Further Settings", parameter(node, "furtherFields", item, "{}")));
  }
  const options = parameter(node, "options", item, {}) as Input;
  const extra = objectOf("Extra Body Fields", options["extra"] ?? "{}");
  if (Object.keys(extra).length > 0) input["extra"] = extra;
  return { ...input, ...limitOf(node, operation, item) };
}

/** Whether an item's body is given as JSON. */
export function givesJson(node: IExecuteFunctions, operation: Operation, item: number): boolean {
  return hasBodyFields(operation) && parameter(node, "specifyBody", item, "fields") === "json";
}

/** Entries of a page where the API has no limit of its own. */
const PAGE_SIZE = 500;

/** How many entries the API is asked for at a time, where it can be told: as many as are wanted, within its bounds. */
function limitOf(node: IExecuteFunctions, operation: Operation, item: number): Input {
  const { id, facts } = operation;
  const schema = facts.fields["limit"];
  if (!schema || !isList(operation)) return {};
  const all = parameter(node, "returnAll", item, false) === true;
  // Where items are counted, a page can only be seen to be full if its size is known.
  const { start, next } = pagingRule(id) ?? {};
  const size = schema.maximum ?? (start !== undefined && next === undefined ? PAGE_SIZE : undefined);
  if (all) return size === undefined ? {} : { limit: size };
  const wanted = Number(parameter(node, "limit", item, 50));
  const { minimum = 1, maximum = wanted } = schema;
  return { limit: Math.max(minimum, Math.min(wanted, maximum)) };
}

async function toValue(
  node: IExecuteFunctions,
  item: number,
  field: FieldOfOperation,
  raw: unknown,
  name: string,
): Promise<unknown> {
  if (raw === undefined || raw === null || raw === "") return undefined;
  if (field.schema.format === "binary") {
    node.helpers.assertBinaryData(item, String(raw));
    return new Uint8Array(await node.helpers.getBinaryDataBuffer(item, String(raw)));
  }
  return convert(field.schema, raw, name);
}

function convert(schema: Schema, raw: unknown, name: string): unknown {
  switch (schema.type) {
    case "integer":
    case "number":
      return toNumber(schema, raw, name);
    case "boolean":
      return typeof raw === "string" ? raw.toLowerCase() === "true" : Boolean(raw);
    case "array": {
      if (isTextList(schema) && typeof raw === "string" && !/^\s*\[/.test(raw)) return commaList(raw);
      const value = parsed(raw, name);
      if (!Array.isArray(value)) throw wrong(name, "must be a list, as JSON");
      return value;
    }
    case "object":
      return objectOf(name, raw);
    case "string":
      return typeof raw === "object" ? JSON.stringify(raw) : String(raw);
    default:
      return raw;
  }
}

function toNumber({ format, type }: Schema, raw: unknown, name: string): unknown {
  if (format === "int64" && typeof raw === "string" && /^-?\d{1,19}$/.test(raw)) {
    return Number.isSafeInteger(Number(raw)) ? Number(raw) : BigInt(raw);
  }
  const number = Number(raw);
  if (!Number.isFinite(number)) throw wrong(name, "must be a number");
  if (type === "integer" && !Number.isInteger(number)) throw wrong(name, "must be a whole number");
  return number;
}

/** The parts of a text between its commas. */
export function commaList(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** The value of a parameter that holds JSON. Throws InputError, naming the parameter. */
export function parsed(raw: unknown, name: string): unknown {
  if (typeof raw !== "string") return raw;
  try {
    return parseJson(raw);
  } catch {
    throw wrong(name, "is not JSON: check its quotes, commas and brackets");
  }
}

/** The object that a JSON parameter holds. Throws InputError, naming the parameter. */
export function objectOf(name: string, raw: unknown): Input {
  const value = parsed(raw === "" ? "{}" : raw, name);
  if (!isObject(value)) throw wrong(name, 'must be an object, as JSON: {"name": "value"}');
  return value;
}

function wrong(name: string, message: string): InputError {
  return new InputError([{ field: `'${name}'`, message }]);
}
