import type { Parameter } from "../../core/configuration/index.js";
import { parameterOf } from "../../core/configuration/paths.js";
import { parseJson } from "../../core/json.js";
import { isObject } from "../../core/view.js";

/** What a text means that somebody typed for a parameter; the text itself where it cannot be of the parameter's type. */
export function valueFromText(parameter: Parameter, text: string): unknown {
  const choice = parameter.enum?.find((value) => String(value) === text);
  if (choice !== undefined) return choice;
  const types = typesOf(parameter);
  if (types.length === 0) return fromJson(text) ?? text;
  const quoted = /^".*"$/s.test(text) ? fromJson(text) : undefined;
  if (types.includes("string"))
    return quoted ?? (types.includes("object") && text.startsWith("{") ? fromJson(text) : text) ?? text;
  if (types.includes("array")) return itemsFromText(parameter, text, ",");
  return fromJson(text) ?? text;
}

/** What a text means that somebody typed for items of a list: a list in brackets, else one, or several with a separator. */
export function itemsFromText({ items = {} }: Parameter, text: string, separator?: string): unknown[] {
  const whole = fromJson(text);
  if (Array.isArray(whole)) return whole;
  const bare = /^\s*\[(.*)\]\s*$/s.exec(text)?.[1];
  if (bare === undefined && (separator === undefined || text.trimStart().startsWith("{")))
    return [valueFromText(items, text)];
  return (bare ?? text)
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => valueFromText(items, part));
}

/**
 * What a value means that came as JSON, by the type of its parameter: a number, a yes or no, or a list may come as text, and a
 * choice that is a text as a number. JSON from a client has lost the digits of a number beyond 2^53, so text keeps them.
 */
export function valueFromJson(parameter: Parameter, value: unknown): unknown {
  if (typeof value === "number") return isChoice(parameter, String(value)) ? String(value) : value;
  if (Array.isArray(value)) return value.map((item) => valueFromJson(parameter.items ?? {}, item));
  if (isObject(value)) {
    const entries = Object.entries(value).map(([key, inner]) => [
      key,
      valueFromJson(parameterOf(parameter, key) ?? {}, inner),
    ]);
    return Object.fromEntries(entries);
  }
  const types = typesOf(parameter);
  if (typeof value !== "string" || types.length === 0 || types.includes("string")) return value;
  return valueFromText(parameter, value);
}

function isChoice({ type, enum: choices }: Parameter, text: string): boolean {
  return type === "string" && choices !== undefined && choices.includes(text);
}

function typesOf({ type = [], oneOf = [] }: Parameter): string[] {
  return [...[type].flat(), ...oneOf.flatMap(typesOf)];
}

/** JSON null is no value here: nothing after the sign unsets. */
function fromJson(text: string): unknown {
  try {
    return parseJson(text) ?? undefined;
  } catch {
    return undefined;
  }
}
