import { ResponseError } from "./errors.js";
import { isObject } from "./view.js";

/** Parts of an answer. Any answer can lack what its description promises, or hold something else in its place. */

/** The items of a list; none where there is no list. */
export function items<T>(list: readonly T[] | null | undefined): readonly NonNullable<T>[] {
  return Array.isArray(list) ? list.filter((item) => item !== null && item !== undefined) : [];
}

/** What an answer is about. Throws ResponseError where it is not in there. */
export function requirePart<T>(part: T, name: string, operationId: string): NonNullable<T> {
  if (isObject(part)) return part;
  throw lacking(name, operationId);
}

/** A list without which an answer tells nothing. Throws ResponseError where it is not in there. */
export function requireList<T>(list: readonly T[], name: string, operationId: string): readonly NonNullable<T>[] {
  if (Array.isArray(list)) return items(list);
  throw lacking(name, operationId);
}

/** A text without which an answer tells nothing. Throws ResponseError where it is not in there. */
export function requireText(text: unknown, name: string, operationId: string): string {
  if (typeof text === "string" && text !== "") return text;
  throw lacking(name, operationId);
}

function lacking(name: string, operationId: string): ResponseError {
  const hint = "Try again later; if it stays so, the API has changed.";
  return new ResponseError(`The answer has no ${name} in it`, { operationId, status: 200, reason: "cut-off", hint });
}
