import type { Parameter, ValueType } from "../../core/configuration/index.js";
import { parameterOf } from "../../core/configuration/paths.js";
import { matches } from "../../core/configuration/pattern.js";
import { same } from "../../core/configuration/value.js";
import { own } from "../../core/own.js";
import { isObject } from "../../core/view.js";
import { isOfType, python } from "../validate.js";

/**
 * The first thing that is wrong with a value of a configuration, worded as the API's JSON Schema validator words it; undefined
 * where nothing is. What is required may also be there already: `merged` is what the value will become. Null unsets.
 */
export function configurationViolation(parameter: Parameter, value: unknown, merged: unknown): string | undefined {
  if (value === null) return undefined;
  const { oneOf } = parameter;
  if (oneOf) {
    const fits = oneOf.some((choice) => configurationViolation(choice, value, merged) === undefined);
    return fits ? undefined : `${python(value)} is not valid under any of the given schemas`;
  }
  const types: ValueType[] = [parameter.type ?? []].flat();
  if (types.length > 0 && !types.some((type) => isOfType(type, value))) {
    return `${python(value)} is not of type ${types.map(python).join(", ")}`;
  }
  if (parameter.enum && !parameter.enum.some((allowed) => same(allowed, value))) {
    return `${python(value)} is not one of ${python(parameter.enum)}`;
  }
  if (typeof value === "number" || typeof value === "bigint") return outOfRange(parameter, value);
  if (typeof value === "string") return wrongText(parameter, value);
  if (Array.isArray(value))
    return wrongLength(value, parameter.minItems, parameter.maxItems) ?? wrongItem(parameter, value);
  return isObject(value) ? wrongKey(parameter, value, isObject(merged) ? merged : {}) : undefined;
}

function outOfRange({ min, max }: Parameter, value: number | bigint): string | undefined {
  if (min !== undefined && value < min) return `${value} is less than the minimum of ${min}`;
  if (max !== undefined && value > max) return `${value} is greater than the maximum of ${max}`;
  return undefined;
}

function wrongText({ minLength, maxLength, pattern }: Parameter, value: string): string | undefined {
  const wrong = wrongLength(value, minLength, maxLength);
  if (wrong || pattern === undefined || matches(pattern, value)) return wrong;
  return `${python(value)} does not match ${python(pattern)}`;
}

function wrongLength(value: string | readonly unknown[], min: number | undefined, max: number | undefined) {
  if (min !== undefined && value.length < min) return `${python(value)} is too short`;
  if (max !== undefined && value.length > max) return `${python(value)} is too long`;
  return undefined;
}

function wrongItem({ items = {} }: Parameter, value: readonly unknown[]): string | undefined {
  for (const item of value) {
    const wrong = item === null ? wrongNull(items) : configurationViolation(items, item, item);
    if (wrong) return wrong;
  }
  return undefined;
}

function wrongNull({ type, nullable }: Parameter): string | undefined {
  return type && !nullable ? `None is not of type ${[type].flat().map(python).join(", ")}` : undefined;
}

function wrongKey(parameter: Parameter, value: Record<string, unknown>, merged: Record<string, unknown>) {
  const { required = [] } = parameter;
  const unknown = Object.keys(value).filter((key) => !parameterOf(parameter, key));
  if (unknown.length > 0) {
    const were = unknown.length === 1 ? "was" : "were";
    return `Additional properties are not allowed (${unknown.map(python).join(", ")} ${were} unexpected)`;
  }
  const missing = required.find((key) => (own(merged, key) ?? null) === null);
  if (missing !== undefined) return `'${missing}' is a required property`;
  for (const [key, inner] of Object.entries(value)) {
    const wrong = configurationViolation(parameterOf(parameter, key) ?? {}, inner, own(merged, key));
    if (wrong) return wrong;
  }
  return undefined;
}
