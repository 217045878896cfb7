import type { InputIssue } from "../errors.js";
import { nearest } from "../nearest.js";
import { own } from "../own.js";
import { REDACTED } from "../redact.js";
import { isObject } from "../view.js";
import type { Parameter, ValueType } from "./parameter.js";
import { matches } from "./pattern.js";

const MAX_SHOWN_CHARS = 60;

/** What is wrong with a value by itself, whatever it holds inside; undefined where nothing is. */
export function valueProblem(parameter: Parameter, value: unknown): Omit<InputIssue, "field"> | undefined {
  if (value === REDACTED) {
    return { message: "is the placeholder of a hidden secret: leave it out to keep what is there" };
  }
  const types = [parameter.type ?? []].flat();
  const not = parameter.secret ? "" : `, not ${shown(value)}`;
  if (types.length > 0 && !types.some((type) => isOfType(type, value))) {
    return { message: `must be ${types.map(withArticle).join(" or ")}${not}` };
  }
  if (parameter.enum && !parameter.enum.some((allowed) => same(allowed, value))) {
    const allowed = parameter.enum.map(String);
    const close = typeof value === "string" ? nearest(value, allowed) : undefined;
    const message = parameter.secret ? "has a value that is not allowed" : `cannot be ${shown(value)}`;
    return { message, allowed, nearest: close };
  }
  const message = limitProblem(parameter, value, not);
  return message === undefined ? undefined : { message };
}

function limitProblem(parameter: Parameter, value: unknown, not: string): string | undefined {
  if (typeof value === "number" || typeof value === "bigint") {
    const range = missedRange(parameter.min, parameter.max, value);
    return range && `must be ${range}${not}`;
  }
  if (typeof value === "string") {
    const range = missedRange(parameter.minLength, parameter.maxLength, value.length);
    if (range) return `must have ${range} characters, not ${value.length}`;
    const { pattern } = parameter;
    return pattern !== undefined && !matches(pattern, value) ? `must match ${pattern}${not}` : undefined;
  }
  if (!Array.isArray(value)) return undefined;
  const range = missedRange(parameter.minItems, parameter.maxItems, value.length);
  return range && `must have ${range} items, not ${value.length}`;
}

type Bound = number | bigint | undefined;

/** The range that a number is outside of, in words; undefined where it is inside. */
function missedRange(min: Bound, max: Bound, value: number | bigint): string | undefined {
  if ((min === undefined || value >= min) && (max === undefined || value <= max)) return undefined;
  if (min === undefined) return `at most ${max}`;
  return max === undefined ? `at least ${min}` : `${min} to ${max}`;
}

function isOfType(type: ValueType, value: unknown): boolean {
  switch (type) {
    case "string":
    case "boolean":
      return typeof value === type;
    case "integer":
      return typeof value === "bigint" || Number.isInteger(value);
    case "number":
      return typeof value === "bigint" || Number.isFinite(value);
    case "array":
      return Array.isArray(value);
    case "object":
      return isObject(value);
  }
}

/** Whether two values are the same, in whatever order their keys stand. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a === "bigint" || typeof b === "bigint") return isNumber(a) && isNumber(b) && BigInt(a) === BigInt(b);
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => same(item, b[i]));
  if (!isObject(a) || !isObject(b)) return false;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => same(own(a, name), own(b, name)));
}

function isNumber(value: unknown): value is number | bigint {
  return typeof value === "bigint" || Number.isInteger(value);
}

/** A value as an error quotes it; lists and objects by what they are. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (isObject(value)) return "an object";
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length > MAX_SHOWN_CHARS ? `${text.slice(0, MAX_SHOWN_CHARS)}…` : text;
}

function withArticle(type: ValueType): string {
  if (type === "array") return "a list";
  return `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;
}
