import { InputError } from "../../core/errors.js";
import { stringifyJson } from "../../core/json.js";
import { exampleFilter, shapeOf } from "../../tools/shape.js";
import { runJq } from "./run.js";

/**
 * Applies a jq program to an answer in which secrets are hidden already. Several values become a list. Throws InputError
 * with jq's own words, the shape of what it was applied to, and a program that works. `quote` is for words that can hold
 * data.
 */
export async function applyFilter(
  answer: unknown,
  filter: string,
  quote: (text: string) => string = (text) => text,
): Promise<unknown> {
  const outcome = await runJq(stringifyJson(answer), filter);
  if ("problem" in outcome) {
    const words = outcome.quotesData ? quote(outcome.problem) : outcome.problem;
    throw new InputError(
      [{ field: "filter", message: `jq: ${words}` }],
      `The answer is ${shapeOf(answer)}. A filter for it: ${exampleFilter(answer)}`,
    );
  }
  const [only, ...others] = outcome.values;
  return others.length === 0 ? (only ?? null) : outcome.values;
}
