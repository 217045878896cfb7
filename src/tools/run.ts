import type { OperationId, Output } from "../core/catalogue/index.js";
import type { CallOptions } from "../core/client.js";
import { redact } from "../core/redact.js";
import { WAIT_RULES, type WaitName, type WaitResult, waitFor } from "../core/wait.js";
import type { Door } from "./door.js";
import { explain } from "./explain.js";
import { inputSchema, validate } from "./input.js";
import { type Operation, requireOperation } from "./operation.js";
import { checkPrice } from "./price-limit.js";

export type { Door } from "./door.js";

/**
 * Fills in what the door knows, validates, asks the policy, calls, and hides secrets. The only way to the API.
 * Throws InputError and PolicyError before anything is sent, and the client's errors after.
 */
export async function runOperation(
  door: Door,
  operation: Operation,
  input: Readonly<Record<string, unknown>>,
  options?: CallOptions,
): Promise<unknown> {
  const checked = prepare(door, operation, input);
  await checkPrice(door, operation, checked);
  try {
    const answer = await door.client.callAny(operation.id, checked, options);
    return redact(answer, operation.words.secrets);
  } catch (error) {
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

export interface WaitCallOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((state: string, detail: string | undefined, elapsedMs: number) => void) | undefined;
}

/** Waits for something by its rule; which of the rule's operations reads it follows from the fields that were given. */
export function runWait(
  door: Door,
  name: WaitName,
  input: Readonly<Record<string, unknown>>,
  options: WaitCallOptions,
): Promise<WaitResult> {
  const rule = WAIT_RULES[name];
  const candidates = rule.reads.map((id) => requireOperation(id));
  const reader =
    candidates.find((candidate) => hasRequired(candidate, withProject(door, candidate, input))) ?? candidates[0];
  return waitFor(rule, input, {
    ...options,
    readWith: reader?.id,
    // Without an explanation of errors: while waiting, "not found" is an answer.
    read: async (id, _, signal) => {
      const operation = requireOperation(id);
      const checked = prepare(door, operation, only(operation, input));
      return redact(await door.client.callAny(id, checked, { signal }), operation.words.secrets);
    },
    sleep: door.sleep,
    now: door.now,
  });
}

function hasRequired({ facts }: Operation, input: Readonly<Record<string, unknown>>): boolean {
  return (facts.required ?? []).every((name) => input[name] !== undefined);
}

/** The fields of an input that an operation takes. */
function only({ facts }: Operation, input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([name]) => Object.hasOwn(facts.fields, name)));
}
