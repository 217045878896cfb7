import type { Schema } from "../../core/catalogue/index.js";
import { fieldWords, type Operation } from "../../tools/operation.js";
import type { DescribedSchema } from "../schema.js";

/** Fields under a name that clients take, and names of those that they do not. */
export interface NativeFields {
  readonly properties: Readonly<Record<string, DescribedSchema>>;
  readonly required: readonly string[];
}

/** Holds fields whose names clients refuse, and those that have no name of their own. */
export const MORE = "more";

/** Clients cut or refuse what is longer, deeper or named otherwise. */
const MAX_CHARS = 1_600;
const MAX_HEIGHT = 2;
const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;

const FREE: DescribedSchema = { type: "object", additionalProperties: true };

/** How much of a schema is told, from all of it to the least that is of use. */
interface Detail {
  /** Levels of objects and lists below a field. */
  readonly height: number;
  readonly words: "all" | "outer" | "required";
}

const DETAILS: readonly [Detail, ...Detail[]] = [
  { height: MAX_HEIGHT, words: "all" },
  { height: MAX_HEIGHT, words: "outer" },
  { height: 1, words: "outer" },
  { height: 0, words: "outer" },
  { height: 0, words: "required" },
];

/**
 * The fields of an operation as every client takes them: what is too deep or without a type becomes a free-form object, and
 * of what is too long less is told. The whole is checked when the tool is called, whatever was told.
 */
export function nativeFields(operation: Operation): NativeFields {
  let fields = fieldsWith(operation, DETAILS[0]);
  for (const detail of DETAILS) {
    fields = fieldsWith(operation, detail);
    if (JSON.stringify(fields).length <= MAX_CHARS) break;
  }
  return fields;
}

function fieldsWith(operation: Operation, detail: Detail): NativeFields {
  const { facts } = operation;
  const required = facts.required ?? [];
  const fields = Object.entries(facts.fields)
    .filter(([name]) => NAME.test(name))
    .map(([name, schema]) => {
      const told = detail.words !== "required" || required.includes(name);
      return [name, describe(operation, name, schema, detail.height, { ...detail, told })] as const;
    });
  const properties = Object.fromEntries(fields);
  const others = Object.keys(facts.fields).filter((name) => !NAME.test(name));
  if (others.length === 0 && !facts.additional) return { properties, required };
  const description = `Fields by name: ${[...others, ...(facts.additional ? ["any other"] : [])].join(", ")}.`;
  const needed = required.map((name) => (NAME.test(name) ? name : MORE));
  return { properties: { ...properties, [MORE]: { ...FREE, description } }, required: [...new Set(needed)] };
}

type Told = Detail & { readonly told: boolean };

function describe(operation: Operation, path: string, schema: Schema, room: number, detail: Told): DescribedSchema {
  const words = detail.told ? (fieldWords(operation, path) ?? "") : "";
  const description = schema.format === "binary" ? `${words} In base64.`.trim() : words;
  const inner = { ...detail, told: detail.words === "all" };
  const shape = shapeOf(schema, room, (name, field, left) =>
    describe(operation, `${path}.${name}`, field, left, inner),
  );
  return description === "" ? shape : { ...shape, description };
}

function shapeOf(
  schema: Schema,
  room: number,
  below: (name: string, field: Schema, room: number) => DescribedSchema,
): DescribedSchema {
  const { format: _, nullable: __, default: ___, additionalProperties, properties, required, items, ...rest } = schema;
  if (schema.type === "array") {
    return { ...rest, items: items && isTellable(items, room - 1) ? shapeOf(items, room - 1, below) : FREE };
  }
  if (schema.type !== "object") return rest;
  if (!properties || !isTellable(schema, room)) return FREE;
  const fields = Object.entries(properties).map(([name, field]) => [name, below(name, field, room - 1)] as const);
  return { type: "object", properties: Object.fromEntries(fields), ...(required ? { required } : {}) };
}

/** Whether there is room for a schema as it is, and a name and a type for everything in it. */
function isTellable({ type, items, properties }: Schema, room: number): boolean {
  if (type === undefined) return false;
  if (type === "array") return room > 0 && items !== undefined && isTellable(items, room - 1);
  if (!properties) return true;
  const fields = Object.entries(properties);
  return room > 0 && fields.every(([name, field]) => NAME.test(name) && isTellable(field, room - 1));
}
