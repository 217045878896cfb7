import { ConfigError } from "../core/errors.js";
import { nearest } from "../core/nearest.js";
import { allOperations } from "./operation.js";
import { isExclusion, isMeantBy, type Named, SQL } from "./policy.js";

/** What a pattern of operations, without its `!`, means: operations, and SQL by the name of its tool. */
export function meantBy(pattern: string): readonly Named[] {
  return [...allOperations(), SQL].filter((operation) => isMeantBy(pattern, operation));
}

/** What a pattern can name: families and ids. */
export function patternNames(): readonly string[] {
  return [...new Set([...allOperations(), SQL].flatMap(({ id, family }) => [family, id]))];
}

/** Throws ConfigError on a pattern that means nothing: one that is misspelt would allow nothing, or exclude nothing. */
export function requireMeant(patterns: readonly string[]): void {
  const bare = patterns.map((pattern) => (isExclusion(pattern) ? pattern.slice(1) : pattern));
  const strange = bare.find((pattern) => meantBy(pattern).length === 0);
  if (strange === undefined) return;
  const close = nearest(strange, patternNames());
  throw new ConfigError(`"${strange}" means no operation${close ? ` (did you mean ${close}?)` : ""}`, {
    hint: "AIVEN_OPERATIONS and operations of a profile take ids, patterns with * and families, with ! before what is excluded.",
  });
}
