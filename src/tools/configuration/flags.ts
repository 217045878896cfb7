import type { Parameter } from "../../core/configuration/index.js";
import { canonicalPath, parameterOf } from "../../core/configuration/paths.js";
import { isObject } from "../../core/view.js";
import type { Gate } from "../words.js";
import { withValue } from "./change.js";
import type { Difference } from "./difference.js";
import type { TypeWords } from "./words.js";

/** What a difference does beside: it restarts, changes the price, cannot be taken back, shuts somebody out, or deletes. */
export type Flag = "restart" | "price" | "one-way" | "lock-out" | "data-loss";

/** The flags of one difference. The gates are those that stand open for the whole change as things stand. */
export function flagsOf(
  { keys, parameter, before, after }: Difference,
  words: TypeWords,
  gates: readonly Gate[],
): Flag[] {
  const { marks = [] } = words.get(canonicalPath(keys)) ?? {};
  const alone = withValue({}, keys, after ?? null);
  const gated = gates.flatMap(({ flag, when }) => (flag && (when?.(alone) ?? true) ? [flag] : []));
  const marked = marks.filter((mark) => mark === "price" || (after !== undefined && after !== false));
  return [...new Set<Flag>([...(restarts(parameter, before) ? ["restart" as const] : []), ...marked, ...gated])];
}

/** A group is only one difference where it is unset, and with it what is set in it. */
function restarts(parameter: Parameter, before: unknown): boolean {
  if (parameter.restart) return true;
  if (!isObject(before)) return false;
  return Object.entries(before).some(([key, inner]) => restarts(parameterOf(parameter, key) ?? {}, inner));
}
