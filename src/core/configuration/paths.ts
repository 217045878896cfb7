import type { Parameter } from "./parameter.js";
import { matches } from "./pattern.js";

/** The parameters directly inside of another, those of all its alternatives together. */
export function innerParameters({ properties, oneOf = [] }: Parameter): Readonly<Record<string, Parameter>> {
  if (oneOf.length === 0) return properties ?? {};
  return Object.assign({ ...properties }, ...oneOf.map(innerParameters));
}

/**
 * Every parameter of a type with its path: dotted, `[]` for the items of a list (`ip_filter[].network`). The items
 * themselves are no parameters: what is known of them belongs to the list.
 */
export function listParameters(facts: Parameter, prefix = ""): [path: string, parameter: Parameter][] {
  return Object.entries(innerParameters(facts)).flatMap(([name, parameter]) => {
    const path = prefix === "" ? name : `${prefix}.${name}`;
    const items = parameter.items ? listParameters(parameter.items, `${path}[]`) : [];
    return [[path, parameter] as [string, Parameter], ...items, ...listParameters(parameter, path)];
  });
}

/** The paths of all parameters of a type. */
export function parameterPaths(facts: Parameter): string[] {
  return listParameters(facts).map(([path]) => path);
}

/** The parameter of a path; undefined where there is none. Items may be written `[]`, `[0]`, `.0` or not at all. */
export function parameterAt(facts: Parameter, path: string): Parameter | undefined {
  let at: Parameter | undefined = facts;
  for (const step of configurationSteps(path)) {
    if (!at) return undefined;
    at = stepInto(at, step);
  }
  return at;
}

/** What is known of a key, or of an item, of a parameter. */
function stepInto(parameter: Parameter, step: string): Parameter | undefined {
  const inner = innerParameters(parameter);
  if (Object.hasOwn(inner, step)) return inner[step];
  if (parameter.items) return isItem(step) ? parameter.items : stepInto(parameter.items, step);
  return otherKey(parameter, step);
}

/** What is known of a key that has no name of its own; an empty parameter where anything goes. */
export function otherKey(parameter: Parameter, key: string): Parameter | undefined {
  const { patternProperties = {}, additional, properties, oneOf, type } = parameter;
  const matching = Object.entries(patternProperties).find(([pattern]) => matches(pattern, key));
  if (matching) return matching[1];
  if (typeof additional === "object") return additional;
  const isMap = !properties && !oneOf && [type ?? "object"].flat().includes("object");
  return additional || (isMap && Object.keys(patternProperties).length === 0) ? {} : undefined;
}

/** `ip_filter[0].network` → `ip_filter`, `0`, `network`; `[]` stays `[]`. */
export function configurationSteps(path: string): string[] {
  return path
    .replace(/\[(\d*)\]/g, (_, index) => `.${index === "" ? "[]" : index}`)
    .split(".")
    .filter((step) => step !== "");
}

function isItem(step: string): boolean {
  return /^(\[\]|\d+)$/.test(step);
}
