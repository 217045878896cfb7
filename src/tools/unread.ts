import type { Input, OperationId, Output } from "../core/catalogue/index.js";
import { AivenError, ApiError } from "../core/errors.js";
import type { Door } from "./door.js";
import { requireOperation } from "./operation.js";

/** What is read beside something that is worth telling without it; the error where it may or can not be read. */
export async function orError<T>(reading: Promise<T>): Promise<T | AivenError> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof AivenError) return error;
    throw error;
  }
}

/** What explains something and is not needed: undefined where the operator or the API does not let it be read. Its secrets are in it. */
export async function readBeside<Id extends OperationId>(
  door: Door,
  id: Id,
  input: Input<Id>,
): Promise<Output<Id> | undefined> {
  const read = async () => {
    door.policy.check(requireOperation(id), { ...input });
    return (await door.client.callAny(id, { ...input })) as Output<Id>;
  };
  const found = await orError(read());
  return found instanceof AivenError ? undefined : found;
}

/** Why something could not be read, without words of the API. */
export function whyUnread(error: AivenError): string {
  return error instanceof ApiError ? `the API answered ${error.status}` : error.name;
}
