import { AivenError, ApiError } from "../core/errors.js";

/** What is read beside something that is worth telling without it; the error where it may or can not be read. */
export async function orError<T>(reading: Promise<T>): Promise<T | AivenError> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof AivenError) return error;
    throw error;
  }
}

/** Why something could not be read, without words of the API. */
export function whyUnread(error: AivenError): string {
  return error instanceof ApiError ? `the API answered ${error.status}` : error.name;
}
