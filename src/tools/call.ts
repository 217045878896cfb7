import type { OperationId, Output } from "../core/catalogue/index.js";
import type { Door } from "./door.js";
import { explain } from "./explain.js";
import { requireOperation } from "./operation.js";

/**
 * Runs an operation whose input is made by code and needs no check of its form: completed with the door's project, allowed by
 * the policy, errors explained. The answer is the API's own: hide its secrets before anybody sees it.
 */
export async function callAllowed<Id extends OperationId>(
  door: Door,
  id: Id,
  input: Readonly<Record<string, unknown>>,
): Promise<Output<Id>> {
  const operation = requireOperation(id);
  const whole = withDoorProject(door, input);
  door.policy.check(operation, whole);
  try {
    return (await door.client.callAny(id, whole)) as Output<Id>;
  } catch (error) {
    throw await explain(door, operation, whole, error);
  }
}

/** An input with the project that is meant when none is named. */
export function withDoorProject(door: Door, input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { ...(door.project === undefined ? {} : { project: door.project }), ...input };
}
