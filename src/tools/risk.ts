import { pathParameters } from "../core/catalogue/index.js";
import { isObject } from "../core/view.js";
import type { Operation } from "./operation.js";
import type { Gate, Risk } from "./words.js";

/** The risk of one call by its arguments alone. What the present state makes harmless is known to `assessRisk`. */
export function riskOf(operation: Operation, input: Readonly<Record<string, unknown>>): Risk {
  const { risk } = operation.words;
  return risk === "write" && gatesOf(operation, input).length > 0 ? "destructive" : risk;
}

/**
 * The gates that an input passes through; each says what it would destroy. What a field is when it is left out counts, and
 * so does what comes in by `extra`: a field that nobody has reviewed may destroy anything.
 */
export function gatesOf({ facts, words }: Operation, input: Readonly<Record<string, unknown>>): Gate[] {
  const given = givenFields(input);
  // A field of the path or the query may mean something else where it comes in the body.
  const elsewhere = [...pathParameters(facts.path), ...(facts.query ?? [])];
  const unreviewed = Object.keys(extraOf(input))
    .filter((field) => !Object.hasOwn(facts.fields, field) || elsewhere.includes(field))
    .map(
      (field): Gate => ({ field: field as Gate["field"], because: "is not described, so what it does is not known" }),
    );
  const open = (words.gates ?? []).filter(({ field, when }) => {
    const value = given[field] === undefined ? facts.fields[field]?.default : given[field];
    return value !== undefined && (when?.(value) ?? true);
  });
  return [...open, ...unreviewed];
}

/** What is given, whether by name or by the door for further fields. */
export function givenFields(input: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { ...input, ...extraOf(input) };
}

function extraOf({ extra }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return isObject(extra) ? extra : {};
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
