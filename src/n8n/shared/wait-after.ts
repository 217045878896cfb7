import { InputError } from "../../core/errors.js";
import { isObject } from "../../core/view.js";
import { WAIT_RULES, waitFor } from "../../core/wait.js";
import type { Door } from "../../tools/door.js";
import type { Operation } from "../../tools/operation.js";

type Input = Readonly<Record<string, unknown>>;

/** Waits for what a call has begun; answers with its last state, or undefined when it is gone or cannot be waited for. */
export async function waitAfter(
  door: Door,
  { words }: Operation,
  input: Input,
  answer: unknown,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  if (!words.wait) return undefined;
  // To power off is to wait for that.
  const name = words.wait === "service" && input["powered"] === false ? "service-off" : words.wait;
  const rule = WAIT_RULES[name];
  const created = isObject(answer) ? Object.values(answer).find(isObject) : undefined;
  const known: Input = { ...texts(created), ...texts(answer), ...input };
  const {
    outcome,
    state,
    detail,
    answer: last,
  } = await waitFor(rule, known, {
    read: (id, fields) => door.client.callAny(id, fields, { signal }),
    sleep: door.sleep,
    now: door.now,
    timeoutMs,
    signal,
  });
  if (outcome === "done") return last;
  const how = outcome === "failed" ? "will not be done by itself" : `was not done within ${timeoutMs / 1000} s`;
  throw new InputError(
    [{ field: "", message: `It was started and ${how}; its state is ${state}${detail ? ` (${detail})` : ""}` }],
    outcome === "failed" ? "Look at it in the Aiven Console." : "Raise Wait Timeout, or read it again later.",
  );
}

/** The texts of an answer: among them the id of what was created. */
function texts(value: unknown): Record<string, unknown> {
  if (!isObject(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => typeof inner === "string"));
}
