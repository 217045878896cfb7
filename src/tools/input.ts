import * as z from "zod";
import type { Schema } from "../core/catalogue/index.js";
import { DATE_TIME, isDateTime } from "../core/date-time.js";
import { InputError } from "../core/errors.js";
import { parseJson } from "../core/json.js";
import { takesBody } from "../core/request.js";
import { isObject } from "../core/view.js";
import { toIssues } from "./input-issues.js";
import type { Operation } from "./operation.js";

/** An object schema: what a tool or an operation takes. */
export interface InputSchema {
  readonly properties: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  /** Schema of fields that have no name of their own. */
  readonly additional?: Schema | true;
}

const validators = new WeakMap<InputSchema, z.ZodType>();
const schemas = new WeakMap<Operation["facts"], InputSchema>();

/**
 * Checks an input and answers with it, texts turned into the JSON, number, truth or list of one that they mean where one is due.
 * Throws InputError with every problem at once: the field, what is wrong, what is allowed, the nearest name.
 */
export function validate(schema: InputSchema, input: unknown): Record<string, unknown> {
  const validator = validators.get(schema) ?? toValidator(schema);
  validators.set(schema, validator);
  const result = validator.safeParse(input, { reportInput: true });
  if (result.success) return result.data as Record<string, unknown>;
  const { properties, additional: additionalProperties } = schema;
  const whole: Schema = { properties, ...(additionalProperties ? { additionalProperties } : {}) };
  throw new InputError(result.error.issues.flatMap((issue) => toIssues(issue, whole)));
}

/** What an operation takes, the door for unknown body fields included. */
export function inputSchema({ facts }: Pick<Operation, "facts">): InputSchema {
  let schema = schemas.get(facts);
  if (!schema) {
    const extra: Schema = { type: "object", additionalProperties: true };
    schema = {
      properties: takesBody(facts) ? { ...facts.fields, extra } : facts.fields,
      ...(facts.required ? { required: facts.required } : {}),
      ...(facts.additional ? { additional: facts.additional } : {}),
    };
    schemas.set(facts, schema);
  }
  return schema;
}

function toValidator(schema: InputSchema): z.ZodType {
  // Compiling a function per schema costs more than the few inputs that a schema sees.
  z.config({ jitless: true });
  return z.preprocess(refuseProto, objectOf(schema.properties, schema.required, schema.additional));
}

function objectOf(
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = [],
  rest: Schema | true | undefined,
): z.ZodType {
  const shape = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [
      name,
      required.includes(name) ? toZod(schema) : toZod(schema).optional(),
    ]),
  );
  if (rest === undefined) return z.strictObject(shape);
  return z.object(shape).catchall(rest === true ? z.unknown() : toZod(rest));
}

/** zod drops a key of this name without a word. */
function refuseProto(value: unknown, context: z.core.$RefinementCtx): unknown {
  if (isObject(value) && Object.hasOwn(value, PROTO)) {
    context.addIssue({ code: "custom", input: value, message: `has a field ${PROTO}, and there is none of that name` });
  }
  return value;
}

const PROTO = "__proto__";

function toZod(schema: Schema): z.ZodType {
  const type = bareType(schema);
  return schema.nullable ? type.nullable() : type;
}

function bareType(schema: Schema): z.ZodType {
  switch (schema.type) {
    case "string":
      return stringOf(schema);
    case "integer":
      return schema.format === "int64" ? int64(schema) : z.preprocess(numberIfText, bounded(z.int(), schema));
    case "number":
      return z.preprocess(numberIfText, bounded(z.number(), schema));
    case "boolean":
      return z.preprocess(truthIfText, z.boolean());
    case "array": {
      let items = z.array(schema.items ? toZod(schema.items) : z.unknown());
      if (schema.minItems !== undefined) items = items.min(schema.minItems);
      if (schema.maxItems !== undefined) items = items.max(schema.maxItems);
      return z.preprocess(schema.items?.type === "string" ? listIfText : parseIfText, items);
    }
    case "object":
      return z.preprocess(
        (value, context) => refuseProto(parseIfText(value), context),
        objectOf(schema.properties ?? {}, schema.required, schema.additionalProperties),
      );
    default:
      return z.unknown();
  }
}

function stringOf(schema: Schema): z.ZodType {
  if (schema.format === "binary") return z.union([z.instanceof(Uint8Array), z.base64().transform(fromBase64)]);
  if (schema.enum) return z.enum(schema.enum as [string, ...string[]]);
  if (schema.format === "date-time") return z.string().refine(isDateTime, { error: () => `must be ${DATE_TIME}` });
  let text = z.string();
  if (schema.minLength !== undefined) text = text.min(schema.minLength);
  if (schema.maxLength !== undefined) text = text.max(schema.maxLength);
  return text;
}

function bounded(number: z.ZodNumber, schema: Schema): z.ZodNumber {
  const low = schema.minimum === undefined ? number : number.min(schema.minimum);
  return schema.maximum === undefined ? low : low.max(schema.maximum);
}

const INT64 = { minimum: -(2n ** 63n), maximum: 2n ** 63n - 1n };

/** JSON from a client has lost the digits of a number beyond 2^53, so such a number must come as text. */
function int64(schema: Schema): z.ZodType {
  const { minimum = INT64.minimum, maximum = INT64.maximum } = schema;
  return z
    .custom<number | bigint | string>(isInteger, {
      error: () => "must be an integer; beyond 2^53 write it as a string of digits",
    })
    .transform((value) => (typeof value === "string" ? BigInt(value) : value))
    .refine((value) => value >= minimum, { error: () => `must be at least ${minimum}` })
    .refine((value) => value <= maximum, { error: () => `must be at most ${maximum}` });
}

function isInteger(value: unknown): boolean {
  return (
    typeof value === "bigint" || (typeof value === "string" ? /^-?\d{1,19}$/.test(value) : Number.isSafeInteger(value))
  );
}

/** Models sometimes send an object or a list as JSON text. */
function parseIfText(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return parseJson(value);
  } catch {
    return value;
  }
}

/** Or a number as text, its digits no more than a double holds. */
function numberIfText(value: unknown): unknown {
  return typeof value === "string" && /^-?\d{1,15}(\.\d{1,15})?$/.test(value) ? Number(value) : value;
}

function truthIfText(value: unknown): unknown {
  return value === "true" ? true : value === "false" ? false : value;
}

/** Or the one text of a list; with a comma it may be several. */
function listIfText(value: unknown): unknown {
  const parsed = parseIfText(value);
  return typeof parsed === "string" && /^[^,[{]+$/.test(parsed) ? [parsed] : parsed;
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}
