import { pathParameters } from "../../../core/catalogue/index.js";
import { InputError } from "../../../core/errors.js";
import type { Door } from "../../../tools/door.js";
import { assessRisk } from "../../../tools/gates.js";
import { assess } from "../../../tools/impact.js";
import type { Operation } from "../../../tools/operation.js";
import { matchesPattern } from "../../../tools/patterns.js";
import { inNodeWords } from "./node-words.js";

type Input = Readonly<Record<string, unknown>>;

/** Ids that nobody would write a pattern for. */
const NOT_A_NAME = /(^|_)(id|uuid|prefix|number|cookie)$/;

/**
 * Throws InputError where the name of what an operation is about is not as its user expects; of what has only an id, the
 * name of what it is in: the service or the project of an integration.
 */
export function checkName({ facts }: Operation, input: Input, pattern: string): void {
  if (pattern === "") return;
  const parameters = pathParameters(facts.path);
  const named = parameters.filter((parameter) => !NOT_A_NAME.test(parameter));
  const name = String(input[(named.length > 0 ? named : parameters).at(-1) ?? ""] ?? "");
  if (matchesPattern(pattern, name)) return;
  throw new InputError(
    [{ field: "'Name Check'", message: `is "${pattern}", which does not match "${name}": nothing was done` }],
    "Check which item this is, or change Name Check.",
  );
}

/** What an operation would do, without doing it. `chosen` is what the node calls it. */
export async function plan(door: Door, operation: Operation, input: Input, chosen: string) {
  const { risk, gates } = await assessRisk(door, operation, input);
  const { target, effects, found, blockers } = await assess(door, operation, input, gates);
  const inWords = (texts: readonly string[]) => texts.map((text) => inNodeWords(text, chosen));
  const facts = { target, effects: inWords(effects), found: { ...found }, blockers: inWords(blockers) };
  return { planOnly: true, operation: chosen, risk, ...facts };
}
