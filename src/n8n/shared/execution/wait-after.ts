import { isObject } from "../../../core/view.js";
import { WAIT_RULES } from "../../../core/wait.js";
import type { Door } from "../../../tools/door.js";
import type { Operation } from "../../../tools/operation.js";
import { knownAfter, requireDone, runWait, waitNameOf } from "../../../tools/wait.js";
import type { Wishes } from "./parameters.js";

type Input = Readonly<Record<string, unknown>>;

/** What there is to show of a call, and the operation whose answer it is. */
export interface Shown {
  readonly operation: Operation;
  readonly answer: unknown;
}

/** Waits for what a call has begun; answers with what it came to be. Throws WaitError where it did not get there. */
export async function waitAfter(
  door: Door,
  operation: Operation,
  input: Input,
  answer: unknown,
  { timeoutMs, includeSecrets }: Wishes,
  signal: AbortSignal | undefined,
): Promise<Shown> {
  const name = waitNameOf(operation, input);
  if (!name) return { operation, answer };
  const result = await runWait(door, name, knownAfter(input, answer), { timeoutMs, includeSecrets, signal });
  requireDone(operation, result);
  // What is read tells of it alone, or of several things of which it is one.
  const { state, find } = WAIT_RULES[name];
  const alone = find === undefined && typeof state === "string";
  if (alone && result.reader && result.answer !== undefined) return { operation: result.reader, answer: result.answer };
  return { operation, answer: withState(answer, result.state) };
}

/** An answer with the state that was reached, inside of its wrapper where it has one. */
function withState(answer: unknown, state: string): unknown {
  if (!isObject(answer)) return { state };
  const [only, ...others] = Object.entries(answer);
  if (others.length > 0 || !only || !isObject(only[1])) return { ...answer, state };
  return { [only[0]]: { ...only[1], state } };
}
