import type { Parameter } from "../../core/configuration/index.js";
import { parameterOf } from "../../core/configuration/paths.js";
import type { Config } from "../../core/configuration/validate.js";
import { same } from "../../core/configuration/value.js";
import { own } from "../../core/own.js";
import { REDACTED } from "../../core/redact.js";
import { isObject } from "../../core/view.js";
import { withValue } from "./change.js";

/** One parameter before and after; `undefined` is unset. */
export interface Difference {
  readonly path: string;
  readonly keys: readonly string[];
  readonly parameter: Parameter;
  readonly before: unknown;
  readonly after: unknown;
}

/** What a change changes, parameter by parameter: objects are gone into, lists are one. */
export function differences(
  facts: Parameter,
  present: Config,
  change: Config,
  keys: readonly string[] = [],
): Difference[] {
  return Object.entries(change).flatMap(([key, value]): Difference[] => {
    const at = [...keys, key];
    const parameter = parameterOf(facts, key) ?? {};
    const before = own(present, key) ?? undefined;
    const after = value ?? undefined;
    if (same(before, after)) return [];
    if (isObject(after)) return differences(parameter, isObject(before) ? before : {}, after, at);
    return [{ path: at.join("."), keys: at, parameter, before, after }];
  });
}

/** The least configuration that makes the differences. */
export function leastChange(found: readonly Difference[]): Record<string, unknown> {
  return found.reduce((change, { keys, after }) => withValue(change, keys, after ?? null), {});
}

/** Of a list, so many items that come or go are shown. */
const MAX_SHOWN = 20;

/** A difference as it is shown: secrets hidden, of a list what comes and what goes. */
export function showDifference({ path, parameter, before, after }: Difference): Record<string, unknown> {
  const shown = (value: unknown) => withoutSecrets(parameter, value) ?? UNSET;
  if (!Array.isArray(before) || !Array.isArray(after)) return { path, before: shown(before), after: shown(after) };
  const items = parameter.items ?? {};
  const without = (list: readonly unknown[], others: readonly unknown[]) =>
    list.filter((item) => !others.some((other) => same(item, other))).map((item) => withoutSecrets(items, item));
  const [added, removed] = [without(after, before), without(before, after)];
  return {
    path,
    items: `${before.length} → ${after.length}`,
    added: added.slice(0, MAX_SHOWN),
    ...(added.length > MAX_SHOWN ? { added_count: added.length } : {}),
    removed: removed.slice(0, MAX_SHOWN),
    ...(removed.length > MAX_SHOWN ? { removed_count: removed.length } : {}),
  };
}

export const UNSET = "unset";

/** A value of a parameter with its secrets hidden. */
export function withoutSecrets(parameter: Parameter, value: unknown): unknown {
  if (parameter.secret) return value === undefined ? undefined : REDACTED;
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(parameter.items ?? {}, item));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    withoutSecrets(parameterOf(parameter, key) ?? {}, item),
  ]);
  return Object.fromEntries(entries);
}
