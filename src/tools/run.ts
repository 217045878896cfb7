import type { OperationId, Output } from "../core/catalogue/index.js";
import type { CallOptions } from "../core/client.js";
import type { InputIssue } from "../core/errors.js";
import { redact, reveal } from "../core/redact.js";
import { WAIT_RULES, type WaitName, type WaitResult, waitFor } from "../core/wait.js";
import { checkConfigurations } from "./configuration/check.js";
import type { Door } from "./door.js";
import { explain } from "./explain.js";
import { inputSchema, validate } from "./input.js";
import { type Operation, requireOperation } from "./operation.js";
import { checkPrice } from "./price-limit.js";
import { coverValues, resolveReferences } from "./references.js";
import { gatesOf } from "./risk.js";

export type { Door } from "./door.js";

export interface RunOptions extends CallOptions {
  /** Told what does not stop the call and should be known. */
  readonly onWarning?: ((warning: InputIssue) => void) | undefined;
}

/**
 * Fills in what the door knows, validates, asks the policy, resolves references to other services, calls, and hides secrets, apart from those that the operation
 * exists to hand out where the operator lets them out. The only way to the API.
 * Throws InputError and PolicyError before anything is sent, and the client's errors after.
 */
export async function runOperation(
  door: Door,
  operation: Operation,
  input: Readonly<Record<string, unknown>>,
  { onWarning, ...options }: RunOptions = {},
): Promise<unknown> {
  const checked = prepare(door, operation, input);
  for (const warning of await checkConfigurations(door, operation, checked)) onWarning?.(warning);
  await checkPrice(door, operation, checked);
  const { input: sent, secrets } = await resolveReferences(door, operation, checked);
  try {
    const answer = await door.client.callAny(operation.id, sent, options);
    const shown = coverValues(redact(answer, operation.words.secrets), secrets);
    return door.policy.reveals ? reveal(shown, answer, operation.words.reveals) : shown;
  } catch (error) {
    if (error instanceof Error) error.message = String(coverValues(error.message, secrets));
    throw await explain(door, operation, checked, error);
  }
}

/** The input as it would be sent: completed, validated and allowed. */
export function prepare(
  door: Door,
  operation: Operation,
  input: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const checked = validate(inputSchema(operation), withProject(door, operation, input));
  door.policy.check(operation, checked);
  return checked;
}

function withProject(door: Door, { facts }: Operation, input: Readonly<Record<string, unknown>>) {
  const fill = door.project !== undefined && facts.required?.includes("project") && input["project"] === undefined;
  return fill ? { ...input, project: door.project } : input;
}

/** Runs an operation that is known when the code is written, its answer typed. */
export async function read<Id extends OperationId>(
  door: Door,
  id: Id,
  input: Readonly<Record<string, unknown>>,
  options?: CallOptions,
): Promise<Output<Id>> {
  return (await runOperation(door, requireOperation(id), input, options)) as Output<Id>;
}

/** What the last read of a wait may take when there is a deadline. */
const LAST_READ_MS = 3_000;

export interface WaitCallOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((state: string, detail: string | undefined, elapsedMs: number) => void) | undefined;
}

/** What to wait for after a call, or undefined when nothing can be waited for. */
export function waitNameOf(operation: Operation, input: Readonly<Record<string, unknown>>): WaitName | undefined {
  return gatesOf(operation, input).find(({ wait }) => wait)?.wait ?? operation.words.wait;
}

/** Waits for something by its rule; which of the rule's operations reads it follows from the fields that were given. */
export function runWait(
  door: Door,
  name: WaitName,
  input: Readonly<Record<string, unknown>>,
  options: WaitCallOptions,
): Promise<WaitResult> {
  const where = door.project === undefined ? {} : { project: door.project };
  return waitFor(
    WAIT_RULES[name],
    { ...where, ...input },
    {
      ...options,
      timeoutMs: Math.min(options.timeoutMs, (door.deadline ?? Number.POSITIVE_INFINITY) - door.now() - LAST_READ_MS),
      // Without an explanation of errors: while waiting, "not found" is an answer.
      read: async (id, fields, signal) => {
        const operation = requireOperation(id);
        const checked = prepare(door, operation, fields);
        return redact(await door.client.callAny(id, checked, { signal }), operation.words.secrets);
      },
      sleep: door.sleep,
      now: door.now,
    },
  );
}
