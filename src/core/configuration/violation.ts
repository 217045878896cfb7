import { isDateTime } from "../date-time.js";
import { REDACTED } from "../redact.js";
import { referencesIn } from "../reference.js";
import type { Parameter } from "./parameter.js";
import { matches } from "./pattern.js";
import { isOfType, same } from "./value.js";

/** What a configuration can break. `alternatives`: the value fits none of several, `address`: an entry of `ip_filter` is none. */
export type Rule =
  | "placeholder"
  | "type"
  | "enum"
  | "range"
  | "length"
  | "pattern"
  | "date-time"
  | "alternatives"
  | "unknown"
  | "required"
  | "create-only"
  | "address";

/** One place where a configuration does not keep to the facts. How that is said is up to whoever says it. */
export interface Violation {
  readonly rule: Rule;
  /** Where: `pg.jit`, `ip_filter[0].network`. */
  readonly path: string;
  /** The facts that are not kept: of the value, or of what holds it where it is unknown or missing. */
  readonly parameter: Parameter;
  readonly value: unknown;
  /** The path of what holds it, where it is unknown or missing, and its name there. */
  readonly parent?: string;
  readonly key?: string;
  /** What is wrong by the alternative that was probably meant. */
  readonly inner?: readonly Violation[];
}

/** What is wrong at the places themselves, where a value fits none of its alternatives by the one that was meant. */
export function innermost(violations: readonly Violation[]): readonly Violation[] {
  return violations.flatMap((violation) => (violation.inner ? innermost(violation.inner) : [violation]));
}

/** The rule that a value breaks by itself, whatever it holds inside; undefined where it breaks none. */
export function brokenRule(parameter: Parameter, value: unknown): Rule | undefined {
  if (value === REDACTED) return "placeholder";
  const types = [parameter.type ?? []].flat();
  const isReference = typeof value === "string" && referencesIn(value).length > 0;
  if (types.length > 0 && !types.some((type) => isOfType(type, value))) return "type";
  // What stands for a value that nobody has seen cannot be judged by its form.
  if (isReference) return undefined;
  if (parameter.enum && !parameter.enum.some((allowed) => same(allowed, value))) return "enum";
  if (typeof value === "number" || typeof value === "bigint") {
    return isWithin(parameter.min, parameter.max, value) ? undefined : "range";
  }
  if (typeof value === "string") {
    if (!isWithin(parameter.minLength, parameter.maxLength, value.length)) return "length";
    if (parameter.pattern !== undefined && !matches(parameter.pattern, value)) return "pattern";
    return parameter.format === undefined || isDateTime(value) ? undefined : parameter.format;
  }
  if (!Array.isArray(value) || isWithin(parameter.minItems, parameter.maxItems, value.length)) return undefined;
  return "length";
}

type Bound = number | bigint | undefined;

function isWithin(min: Bound, max: Bound, value: number | bigint): boolean {
  return (min === undefined || value >= min) && (max === undefined || value <= max);
}
