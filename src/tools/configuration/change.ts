import type { Parameter } from "../../core/configuration/index.js";
import { resolvePath } from "../../core/configuration/paths.js";
import type { Config } from "../../core/configuration/validate.js";
import { same } from "../../core/configuration/value.js";
import { InputError, type InputIssue } from "../../core/errors.js";
import { nearest } from "../../core/nearest.js";
import { own } from "../../core/own.js";
import { isObject } from "../../core/view.js";
import { addressOf } from "./addresses.js";

/** What to change, by the paths of parameters. */
export interface WantedChange {
  readonly set?: Readonly<Record<string, unknown>> | undefined;
  readonly unset?: readonly string[] | undefined;
  /** Items to put into lists, and to take out of them. */
  readonly add?: Readonly<Record<string, unknown>> | undefined;
  readonly remove?: Readonly<Record<string, unknown>> | undefined;
}

/** A path with the keys that lead to it in a configuration. */
interface Step {
  readonly field: string;
  readonly keys: readonly string[];
  readonly parameter: Parameter;
  readonly value: unknown;
}

/**
 * The configuration to send for a wanted change: only what is named, lists whole, null for what is unset. Throws InputError
 * on paths that lead nowhere and items that are not there.
 */
export function composeChange(facts: Parameter, present: Config, wanted: WantedChange): Config {
  const issues: InputIssue[] = [];
  let change: Config = {};
  const each = (
    part: keyof WantedChange,
    values: Readonly<Record<string, unknown>>,
    toValue: (step: Step) => unknown,
  ) => {
    for (const [path, value] of Object.entries(values)) {
      const step = resolve(facts, `${part}.${path}`, path, value, issues);
      if (step) change = withValue(change, step.keys, toValue(step));
    }
  };
  const listOf = ({ keys }: Step) => [valueAt(change, keys) ?? valueAt(present, keys) ?? []].flat();
  each("set", wanted.set ?? {}, ({ parameter, value }) => withDigits(parameter, value));
  each("unset", Object.fromEntries((wanted.unset ?? []).map((path) => [path, null])), () => null);
  each("add", wanted.add ?? {}, (step) => withAdded(listOf(step), items(step)));
  each("remove", wanted.remove ?? {}, (step) => withRemoved(listOf(step), step, issues));
  if (issues.length > 0) throw new InputError(issues);
  return change;
}

function resolve(
  facts: Parameter,
  field: string,
  path: string,
  value: unknown,
  issues: InputIssue[],
): Step | undefined {
  const found = resolvePath(facts, path);
  const isItem = found?.keys.some((key) => key.startsWith("["));
  if (found && !isItem) return { field, ...found, value };
  if (isItem) issues.push({ field, message: "is inside of a list: use add and remove, or set the whole list" });
  // An unknown path is left to the check of the configuration, which knows what is near.
  return found || path === "" ? undefined : { field, keys: path.split("."), parameter: {}, value };
}

/** JSON from a client has lost the digits of a number beyond 2^53, so such a number may come as text. */
function withDigits({ type, max }: Parameter, value: unknown): unknown {
  const isLong = type === "integer" && typeof max === "bigint" && typeof value === "string";
  return isLong && /^-?\d{1,20}$/.test(value) ? BigInt(value) : value;
}

function items({ value }: Step): unknown[] {
  return [value].flat();
}

/** An entry that is there already, or was there with another description, is replaced where it stands. */
function withAdded(list: readonly unknown[], added: readonly unknown[]): unknown[] {
  const rest = [...added];
  const kept = list.map((item) => {
    const at = rest.findIndex((other) => isSameItem(item, other));
    return at < 0 ? item : rest.splice(at, 1)[0];
  });
  return [...kept, ...rest];
}

function withRemoved(list: readonly unknown[], step: Step, issues: InputIssue[]): unknown[] {
  for (const wanted of items(step)) {
    if (list.some((item) => isSameItem(item, wanted))) continue;
    const names = list.map(nameOf);
    const message = `has no ${nameOf(wanted)} to take out`;
    issues.push({ field: step.field, message, nearest: nearest(nameOf(wanted), names), allowed: names.slice(0, 20) });
  }
  return list.filter((item) => !items(step).some((wanted) => isSameItem(item, wanted)));
}

/** Items are the same when their address or name is; what is said about them beside that does not count. */
function isSameItem(a: unknown, b: unknown): boolean {
  return same(a, b) || nameOf(a) === nameOf(b);
}

function nameOf(item: unknown): string {
  if (!isObject(item)) return String(item);
  if (typeof item["network"] === "string") return addressOf(item);
  return String(item["name"] ?? item["tag"] ?? JSON.stringify(item));
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
