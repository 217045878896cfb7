import { addressOf } from "../../core/configuration/addresses.js";
import type { Parameter } from "../../core/configuration/index.js";
import { isItem, resolvePath } from "../../core/configuration/paths.js";
import type { Config } from "../../core/configuration/validate.js";
import type { InputIssue } from "../../core/errors.js";
import { stringifyJson } from "../../core/json.js";
import { nearest } from "../../core/nearest.js";
import { own } from "../../core/own.js";
import { isObject } from "../../core/view.js";
import { itemsFromText, valueFromJson, valueFromText } from "./text.js";

/** What to change, by the paths of parameters. */
export interface WantedChange {
  readonly set?: Readonly<Record<string, unknown>> | undefined;
  readonly unset?: readonly string[] | undefined;
  /** Items to put into lists, and to take out of them. */
  readonly add?: Readonly<Record<string, unknown>> | undefined;
  readonly remove?: Readonly<Record<string, unknown>> | undefined;
  /** Values that are texts are as somebody typed them, to be read by the types of their parameters. */
  readonly asText?: boolean | undefined;
}

/** A change as a configuration to send, and what is wrong with how it was asked for. */
export interface ComposedChange {
  readonly config: Config;
  readonly issues: readonly InputIssue[];
}

type Part = "set" | "unset" | "add" | "remove";

/** A path with the keys that lead to it in a configuration. */
interface Step {
  readonly part: Part;
  readonly field: string;
  readonly keys: readonly string[];
  readonly parameter: Parameter;
  readonly value: unknown;
}

/**
 * The configuration to send for a wanted change: only what is named, lists whole, null for what is unset. The issues are of
 * items that are not there and of paths that contradict each other; values and unknown names are for the check of the whole.
 */
export function composeChange(facts: Parameter, present: Config, wanted: WantedChange): ComposedChange {
  const issues: InputIssue[] = [];
  const unset = (wanted.unset ?? []).map((path): [string, unknown] => [path, null]);
  const steps = [
    ...stepsOf("set", Object.entries(wanted.set ?? {}), facts, issues),
    ...stepsOf("unset", unset, facts, issues),
    ...stepsOf("add", Object.entries(wanted.add ?? {}), facts, issues),
    ...stepsOf("remove", Object.entries(wanted.remove ?? {}), facts, issues),
  ];
  issues.push(...contradictions(steps));
  const typed = wanted.asText ? steps.map(fromTyped) : steps;
  const config = typed.reduce<Config>((change, step) => {
    const list = [valueAt(change, step.keys) ?? valueAt(present, step.keys) ?? []].flat();
    return withValue(change, step.keys, newValue(step, list, issues));
  }, {});
  return { config, issues };
}

function stepsOf(
  part: Part,
  values: readonly (readonly [path: string, value: unknown])[],
  facts: Parameter,
  issues: InputIssue[],
): Step[] {
  return values.flatMap(([path, value]): Step[] => {
    const field = `${part}.${path}`;
    const found = resolvePath(facts, path);
    if (found?.keys.some(isItem)) {
      issues.push({ field, message: "is inside of a list: use add and remove, or set the whole list" });
      return [];
    }
    if (found && (part === "add" || part === "remove") && !isList(found.parameter)) {
      issues.push({ field, message: "is not a list: use set" });
      return [];
    }
    const inside = found ? undefined : insideOfConfig(path);
    if (inside !== undefined) {
      issues.push({
        field,
        message: "begins too early: paths begin inside of user_config",
        nearest: inside || undefined,
      });
      return [];
    }
    // An unknown path is left to the check of the configuration, which knows what is near.
    return [{ part, field, value, ...(found ?? { keys: path.split("."), parameter: {} }) }];
  });
}

function isList({ type, items }: Parameter): boolean {
  return items !== undefined || type === undefined || [type].flat().includes("array");
}

/** A path without the field in which the API has the configuration; undefined where it does not begin with that. */
function insideOfConfig(path: string): string | undefined {
  return /^user_config(?=\.|$)\.?(.*)$/s.exec(path)?.[1];
}

/** Paths of which one would undo the other. Only what is added to a list and what is taken out of it go together. */
function contradictions(steps: readonly Step[]): InputIssue[] {
  return steps.flatMap((step, index) => {
    const other = steps.slice(0, index).find((before) => contradicts(before, step));
    if (!other) return [];
    return [{ field: step.field, message: `and ${other.field} are about the same: ask for one of them` }];
  });
}

function contradicts(one: Step, other: Step): boolean {
  const depth = Math.min(one.keys.length, other.keys.length);
  if (one.keys.slice(0, depth).some((key, index) => key !== other.keys[index])) return false;
  return !(one.part === "add" && other.part === "remove" && one.keys.length === other.keys.length);
}

function fromTyped(step: Step): Step {
  const { part, parameter, value } = step;
  if (part === "unset") return step;
  if (part === "set") return { ...step, value: typeof value === "string" ? valueFromText(parameter, value) : value };
  return {
    ...step,
    value: [value].flat().flatMap((item) => (typeof item === "string" ? itemsFromText(parameter, item) : [item])),
  };
}

function newValue(step: Step, list: readonly unknown[], issues: InputIssue[]): unknown {
  switch (step.part) {
    case "set":
      return valueFromJson(step.parameter, step.value);
    case "unset":
      return null;
    case "add":
      return withAdded(list, items(step));
    case "remove":
      return withRemoved(list, step, issues);
  }
}

function items({ value }: Step): unknown[] {
  return [value].flat();
}

/** An entry that is there already, or was there with another description, is replaced where it stands; none comes twice. */
function withAdded(list: readonly unknown[], added: readonly unknown[]): unknown[] {
  const rest = new Map(added.map((item) => [nameOf(item), item]));
  const kept = list.map((item) => {
    const name = nameOf(item);
    const renewed = rest.get(name);
    rest.delete(name);
    return renewed ?? item;
  });
  return [...kept, ...rest.values()];
}

function withRemoved(list: readonly unknown[], step: Step, issues: InputIssue[]): unknown[] {
  const names = list.map(nameOf);
  const gone = new Set(items(step).map(nameOf));
  for (const name of gone) {
    if (names.includes(name)) continue;
    const message = `has no ${name} to take out`;
    issues.push({ field: step.field, message, nearest: nearest(name, names), allowed: names.slice(0, 20) });
  }
  return list.filter((item) => !gone.has(nameOf(item)));
}

/** Items are the same when their address or name is; what is said about them beside that does not count. */
function nameOf(item: unknown): string {
  if (!isObject(item)) return String(item);
  if (typeof item["network"] === "string") return addressOf(item);
  return String(item["name"] ?? item["tag"] ?? stringifyJson(item));
}

/** The value at the end of some keys; undefined where there is none. */
export function valueAt(config: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((at, key) => (isObject(at) ? own(at, key) : undefined), config);
}

/** A configuration with a value at the end of some keys, objects on the way; what was given is left as it is. */
export function withValue(config: Config, [key = "", ...rest]: readonly string[], value: unknown): Config {
  const inner = own(config, key);
  return { ...config, [key]: rest.length === 0 ? value : withValue(isObject(inner) ? inner : {}, rest, value) };
}
