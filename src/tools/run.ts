import type { Door } from "./door.js";
import { requireChange } from "./empty-update.js";
import { inputSchema, validate } from "./input.js";
import type { Operation } from "./operation.js";
import { type PerformOptions, performOperation, withProject } from "./perform.js";

export type { Door } from "./door.js";

/**
 * Fills in what the door knows, validates and performs: the way of every caller whose input may be of any form.
 * Throws InputError and PolicyError before anything is sent, and the client's errors after.
 */
export async function runOperation(
  door: Door,
  operation: Operation,
  input: Readonly<Record<string, unknown>>,
  options: PerformOptions = {},
): Promise<unknown> {
  return performOperation(door, operation, complete(door, operation, input), options);
}

/** The input as it would be sent: completed, validated, allowed, and not without anything to change where it is an update. */
export function prepare(
  door: Door,
  operation: Operation,
  input: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const checked = complete(door, operation, input);
  door.policy.check(operation, checked);
  requireChange(operation, checked);
  return checked;
}

function complete(door: Door, operation: Operation, input: Readonly<Record<string, unknown>>) {
  return validate(inputSchema(operation), withProject(door, operation, input));
}
