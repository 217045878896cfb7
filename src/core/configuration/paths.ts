import { own } from "../own.js";
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

/** A path taken apart: the keys on the way, and what is known of its end. */
export interface ResolvedPath {
  readonly keys: readonly string[];
  readonly parameter: Parameter;
}

/**
 * Finds what a path means; undefined where there is nothing. Keys may hold dots themselves (`compactor.retention.days` of
 * Thanos). Items of a list are written `[]`, `[0]`, or not at all.
 */
export function resolvePath(facts: Parameter, path: string): ResolvedPath | undefined {
  return resolveSteps(facts, stepsOf(path));
}

/** The path of keys as facts and words have it, whichever item of a list was meant. */
export function canonicalPath(keys: readonly string[]): string {
  return keys.reduce((path, key) => (isItem(key) ? `${path}[]` : path === "" ? key : `${path}.${key}`), "");
}

/** What is known of the parameter of a path. */
export function parameterAt(facts: Parameter, path: string): Parameter | undefined {
  return resolvePath(facts, path)?.parameter;
}

function resolveSteps(at: Parameter, steps: readonly string[]): ResolvedPath | undefined {
  const [first, ...rest] = steps;
  if (first === undefined) return { keys: [], parameter: at };
  const inner = innerParameters(at);
  for (let length = 1; length <= steps.length; length++) {
    const key = steps.slice(0, length).join(".");
    const found = own(inner, key);
    const resolved = found && resolveSteps(found, steps.slice(length));
    if (resolved) return { ...resolved, keys: [key, ...resolved.keys] };
  }
  if (at.items) return isItem(first) ? within(at.items, first, rest) : within(at.items, "[]", steps);
  const other = otherKey(at, steps.join("."));
  return other && { keys: [steps.join(".")], parameter: other };
}

function within(item: Parameter, key: string, rest: readonly string[]): ResolvedPath | undefined {
  const resolved = resolveSteps(item, rest);
  return resolved && { ...resolved, keys: [key, ...resolved.keys] };
}

/** What is known of a key of an object, by its name or as one of others; undefined where there may be none of it. */
export function parameterOf(parameter: Parameter, key: string): Parameter | undefined {
  return own(innerParameters(parameter), key) ?? otherKey(parameter, key);
}

/** What is known of a key that has no name of its own; an empty parameter where anything goes. */
function otherKey(parameter: Parameter, key: string): Parameter | undefined {
  // No configuration has it, and whoever writes it carelessly changes every object there is.
  if (key === "__proto__") return undefined;
  const matching = Object.entries(parameter.patternProperties ?? {}).find(([pattern]) => matches(pattern, key));
  if (matching) return matching[1];
  if (typeof parameter.additional === "object") return parameter.additional;
  return parameter.additional || isMap(parameter) ? {} : undefined;
}

/** Whether nothing is known of what is inside, so that all may be. */
function isMap({ type, enum: values, properties, patternProperties, items, oneOf }: Parameter): boolean {
  const holdsKeys = type === undefined ? !values && !items : [type].flat().includes("object");
  return holdsKeys && !properties && !patternProperties && !oneOf;
}

function stepsOf(path: string): string[] {
  return path
    .replace(/\[(\d*)\]/g, (_, index) => `.[${index}]`)
    .split(".")
    .filter((step) => step !== "");
}

/** Whether a key means an item of a list: `[]`, `[0]`. */
export function isItem(step: string): boolean {
  return /^\[\d*\]$/.test(step);
}
