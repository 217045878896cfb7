import type { Parameter } from "../../core/configuration/index.js";
import { parseJson } from "../../core/json.js";

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
