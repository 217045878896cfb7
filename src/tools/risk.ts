import { isObject } from "../core/view.js";
import type { Operation } from "./operation.js";
import type { Gate, Risk } from "./words.js";

/** The risk of one call: a write becomes destructive by the arguments that the words gate. */
export function riskOf(operation: Operation, input: Readonly<Record<string, unknown>>): Risk {
  const { risk } = operation.words;
  return risk === "write" && openGates(operation, input).length > 0 ? "destructive" : risk;
}

/**
 * The gates that an input passes through; each says what it would destroy. What a field is when it is left out counts, and
 * so does what comes in by `extra`.
 */
export function openGates({ facts, words }: Operation, input: Readonly<Record<string, unknown>>): Gate[] {
  const { extra } = input;
  const given = { ...input, ...(isObject(extra) ? extra : {}) };
  return (words.gates ?? []).filter(({ field, when }) => {
    const value = given[field] ?? facts.fields[field]?.default;
    return value !== undefined && (when?.(value) ?? true);
  });
}

/** MCP's hints for a risk: the one place where the two meet. */
export function annotationsOf(risk: Risk): {
  readOnlyHint: boolean;
  destructiveHint: boolean;
  idempotentHint: boolean;
} {
  switch (risk) {
    case "read":
    case "read-secret":
      return { readOnlyHint: true, destructiveHint: false, idempotentHint: true };
    case "write":
      return { readOnlyHint: false, destructiveHint: false, idempotentHint: false };
    case "destructive":
      return { readOnlyHint: false, destructiveHint: true, idempotentHint: false };
  }
}
