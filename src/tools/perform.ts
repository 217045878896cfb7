import type { OperationId, Output } from "../core/catalogue/index.js";
import type { CallOptions } from "../core/client.js";
import type { InputIssue } from "../core/errors.js";
import { redact, reveal } from "../core/redact.js";
import { checkConfigurations } from "./configuration/check.js";
import type { Door } from "./door.js";
import { requireEffect } from "./empty-update.js";
import { explain } from "./explain.js";
import { type Operation, requireOperation } from "./operation.js";
import { checkPrice } from "./price-limit.js";
import { coverValues, resolveReferences } from "./references.js";

type Input = Readonly<Record<string, unknown>>;

export interface PerformOptions extends CallOptions {
  /** Told what does not stop the call and should be known. */
  readonly onWarning?: ((warning: InputIssue) => void) | undefined;
  /** Whether every secret of the answer is wanted, and not only those that the operation exists to hand out. */
  readonly includeSecrets?: boolean | undefined;
}

/**
 * Asks the policy, checks that there is something to do, configurations and prices, resolves references to other services,
 * calls, and hides secrets, apart from those that the operation exists to hand out where the operator lets them out. The only
 * way to the API. The input is complete and of the right form. Throws InputError and PolicyError before anything is sent, and
 * the client's errors after.
 */
export async function performOperation(
  door: Door,
  operation: Operation,
  input: Input,
  { onWarning, includeSecrets = false, ...options }: PerformOptions = {},
): Promise<unknown> {
  door.policy.check(operation, input);
  if (includeSecrets) door.policy.checkSecrets(operation);
  await requireEffect(door, operation, input);
  for (const warning of await checkConfigurations(door, operation, input)) onWarning?.(warning);
  await checkPrice(door, operation, input);
  const asked = includeSecrets ? askingForSecrets(operation, input) : input;
  const { input: sent, secrets } = await resolveReferences(door, operation, asked);
  try {
    const answer = await door.client.callAny(operation.id, sent, options);
    if (includeSecrets) return answer;
    const shown = coverValues(redact(answer, operation.words.secrets), secrets);
    return door.policy.reveals ? reveal(shown, answer, operation.words.reveals) : shown;
  } catch (error) {
    if (error instanceof Error) error.message = String(coverValues(error.message, secrets));
    throw await explain(door, operation, input, error);
  }
}

/** The API, too, withholds some secrets until it is told not to. */
export function askingForSecrets({ facts }: Operation, input: Input): Input {
  return "include_secrets" in facts.fields ? { ...input, include_secrets: true } : input;
}

/** An input with the door's project, where the operation needs one and none is named. */
export function withProject(door: Door, { facts }: Operation, input: Input): Input {
  const fill = door.project !== undefined && facts.required?.includes("project") && input["project"] === undefined;
  return fill ? { ...input, project: door.project } : input;
}

/** Performs an operation that is known when the code is written, its answer typed. */
export async function read<Id extends OperationId>(
  door: Door,
  id: Id,
  input: Input,
  options?: PerformOptions,
): Promise<Output<Id>> {
  const operation = requireOperation(id);
  return (await performOperation(door, operation, withProject(door, operation, input), options)) as Output<Id>;
}
