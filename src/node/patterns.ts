import { ConfigError } from "../core/errors.js";
import { nearest } from "../core/nearest.js";
import { isMeantBy, type PolicySettings, SQL } from "../tools/policy.js";

/**
 * Throws ConfigError on a pattern of operations that means none: one that is misspelt would allow nothing, or exclude nothing.
 */
export async function requireMeant({ operations }: Pick<PolicySettings, "operations">): Promise<void> {
  // A server has to start before it knows every operation.
  if (operations.length === 0) return;
  const { allOperations } = await import("../tools/operation.js");
  const named = [...allOperations(), SQL];
  const bare = operations.map((pattern) => pattern.replace(/^!/, ""));
  const strange = bare.find((pattern) => !named.some((operation) => isMeantBy(pattern, operation)));
  if (strange === undefined) return;
  const close = nearest(strange, new Set(named.flatMap(({ id, family }) => [family, id])));
  throw new ConfigError(`"${strange}" means no operation${close ? ` (did you mean ${close}?)` : ""}`, {
    hint: "AIVEN_OPERATIONS and operations of a profile take ids, patterns with * and families, with ! before what is excluded.",
  });
}
