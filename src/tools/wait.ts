import { WaitError } from "../core/errors.js";
import { redact } from "../core/redact.js";
import { isObject } from "../core/view.js";
import { WAIT_RULES, type WaitName, type WaitResult, waitFor } from "../core/wait.js";
import type { Door } from "./door.js";
import { findMissing, mentionsIn, suggest } from "./mentions.js";
import { type Operation, requireOperation } from "./operation.js";
import { askingForSecrets, withProject } from "./perform.js";
import { gatesOf } from "./risk.js";

type Input = Readonly<Record<string, unknown>>;

/** What the last read of a wait may take when there is a deadline. */
const LAST_READ_MS = 3_000;

export interface WaitCallOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Whether every secret of the last answer is wanted. */
  readonly includeSecrets?: boolean | undefined;
  readonly onProgress?: ((state: string, detail: string | undefined, elapsedMs: number) => void) | undefined;
  /** Whether nothing says that what is waited for was ever begun: its name may be wrong. */
  readonly mayNotExist?: boolean | undefined;
}

/** How long it may be missing then: right after a create the API answers 404 for some seconds. */
const GRACE_MS = 8_000;

export interface Waited extends WaitResult {
  /** The operation that read the last answer. */
  readonly reader: Operation | undefined;
}

/** What to wait for after a call, or undefined when nothing can be waited for. */
export function waitNameOf(operation: Operation, input: Input): WaitName | undefined {
  return gatesOf(operation, input).find(({ wait }) => wait)?.wait ?? operation.words.wait;
}

/** What tells which thing a call has begun: its input, and the texts of its answer, the id of what was created among them. */
export function knownAfter(input: Input, answer: unknown): Input {
  const created = isObject(answer) ? Object.values(answer).find(isObject) : undefined;
  return { ...texts(created), ...texts(answer), ...input };
}

function texts(value: unknown): Input {
  if (!isObject(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(([, item]) => typeof item === "string"));
}

/** Waits for something by its rule; which of the rule's operations reads it follows from the fields that were given. */
export async function runWait(
  door: Door,
  name: WaitName,
  input: Input,
  { includeSecrets = false, mayNotExist, ...options }: WaitCallOptions,
): Promise<Waited> {
  let reader: Operation | undefined;
  const known = { ...(door.project === undefined ? {} : { project: door.project }), ...input };
  const onMissing = async () => {
    const missing = await findMissing(door, mentionsIn(known));
    return missing && suggest(missing);
  };
  const result = await waitFor(WAIT_RULES[name], known, {
    ...options,
    ...(mayNotExist ? { graceMs: GRACE_MS, onMissing } : {}),
    timeoutMs: Math.min(options.timeoutMs, (door.deadline ?? Number.POSITIVE_INFINITY) - door.now() - LAST_READ_MS),
    // Without an explanation of errors: while waiting, "not found" is an answer.
    read: async (id, fields, signal) => {
      const operation = requireOperation(id);
      const named = withProject(door, operation, fields);
      const whole = includeSecrets ? askingForSecrets(operation, named) : named;
      door.policy.check(operation, whole);
      if (includeSecrets) door.policy.checkSecrets(operation);
      const answer = await door.client.callAny(id, whole, { signal });
      reader = operation;
      return includeSecrets ? answer : redact(answer, operation.words.secrets);
    },
    sleep: door.sleep,
    now: door.now,
  });
  return { ...result, reader };
}

/** Throws WaitError unless a wait came to its end. */
export function requireDone({ id }: Operation, { outcome, state, detail, elapsedMs }: WaitResult): void {
  if (outcome === "done") return;
  const failed = outcome === "failed";
  const how = failed ? "will not be done by itself" : `is not done after ${Math.round(elapsedMs / 1000)} s`;
  throw new WaitError(`${id} was started and ${how}: its state is ${state}${detail ? ` (${detail})` : ""}`, {
    outcome,
    state,
    hint: failed
      ? "Look at it in the Aiven Console, and delete it before you try again."
      : "It goes on by itself: wait longer, or read it again later.",
  });
}
