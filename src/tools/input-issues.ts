import type * as z from "zod";
import type { Schema } from "../core/catalogue/index.js";
import type { InputIssue } from "../core/errors.js";
import { nearest } from "../core/nearest.js";
import { own } from "../core/own.js";

type Issue = z.core.$ZodIssue;

/** What zod finds wrong, as whoever wrote the input needs it told. `schema` is that of the whole input. */
export function toIssues(issue: Issue, schema: Schema): InputIssue[] {
  const field = pathOf(issue.path);
  if (issue.code === "unrecognized_keys") {
    const allowed = knownFields(schema, issue.path);
    return issue.keys.map((key) => ({
      field: pathOf([...issue.path, key]),
      message: `is not a field here${takesAnything(schemaAt(schema, issue.path).properties) ? INSIDE : ""}`,
      nearest: nearest(key, allowed),
      allowed,
    }));
  }
  if (issue.code === "invalid_value") {
    const allowed = issue.values.map(String);
    const given = typeof issue.input === "string" ? issue.input : "";
    const message = issue.input === undefined ? "is required" : "has a value that is not allowed";
    return [{ field, message, nearest: nearest(given, allowed), allowed }];
  }
  return [{ field, message: describe(issue, schemaAt(schema, issue.path)) }];
}

/** `calls[0].input.project` */
function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((step, index) => (typeof step === "number" ? `[${step}]` : `${index === 0 ? "" : "."}${String(step)}`))
    .join("");
}

/** Fields of an operation are often written beside its name, where they have a place of their own. */
const INSIDE = "; what the operation takes stands in input";

function takesAnything(properties: Schema["properties"]): boolean {
  return properties?.["input"]?.additionalProperties === true;
}

function describe(issue: Issue, schema: Schema): string {
  if (issue.input === undefined) return "is required";
  if (issue.code !== "custom" && isNumber(schema)) return `must be ${numberOf(schema)}`;
  if ((issue.code === "too_small" || issue.code === "too_big") && isTimeOfDay(issue.path, schema)) {
    return "must be a time as HH:MM:SS";
  }
  switch (issue.code) {
    case "invalid_type":
      return `must be ${article(issue.expected)}`;
    case "too_small":
      return `must be ${issue.exact ? "exactly" : "at least"} ${issue.minimum}${unit(issue.origin)}`;
    case "too_big":
      return `must be ${issue.exact ? "exactly" : "at most"} ${issue.maximum}${unit(issue.origin)}`;
    case "invalid_format":
      return `must be ${issue.format}`;
    default:
      return issue.message;
  }
}

function isNumber({ type }: Schema): boolean {
  return type === "integer" || type === "number";
}

/** What a number may be: "a whole number from 1 to 100". */
function numberOf({ type, minimum, maximum }: Schema): string {
  const kind = type === "integer" ? "a whole number" : "a number";
  if (minimum !== undefined && maximum !== undefined) return `${kind} from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `${kind} of at least ${minimum}`;
  return maximum === undefined ? kind : `${kind} of at most ${maximum}`;
}

/** The provider describes times of day by their length alone. */
function isTimeOfDay(path: readonly PropertyKey[], { minLength, maxLength }: Schema): boolean {
  return path.at(-1) === "time" && minLength === 8 && maxLength === 8;
}

const UNITS: Readonly<Record<string, string>> = { string: " characters", array: " items" };

function unit(origin: string): string {
  return UNITS[origin] ?? "";
}

function article(type: string): string {
  const name = type === "int" ? "integer" : type === "record" ? "object" : type;
  return `${/^[aeiou]/.test(name) ? "an" : "a"} ${name}`;
}

/** The fields that an object inside the input may have. */
function knownFields(schema: Schema, path: readonly PropertyKey[]): string[] {
  return Object.keys(schemaAt(schema, path).properties ?? {});
}

/** The schema of what stands at a path of the input; empty where there is none. */
function schemaAt(whole: Schema, path: readonly PropertyKey[]): Schema {
  return path.reduce<Schema>((schema, step) => schemaOf(schema, step) ?? {}, whole);
}

function schemaOf({ items, properties, additionalProperties: others }: Schema, step: PropertyKey): Schema | undefined {
  if (typeof step === "number") return items;
  return own(properties, String(step)) ?? (others === true ? undefined : others);
}
