import { pathParameters } from "../core/catalogue/index.js";
import { ApiError } from "../core/errors.js";
import { WAIT_RULES } from "../core/wait.js";
import type { Door } from "./door.js";
import { findMissing, mentionsIn, suggest } from "./mentions.js";
import type { Operation } from "./operation.js";

type Input = Readonly<Record<string, unknown>>;

/**
 * Adds to an error answer what the API leaves out: the permission or scope that a 403 is about, the names that exist where
 * one was not found, and what a clash waits for. Any other error, and any that cannot be explained, is returned as it is.
 */
export async function explain(door: Door, operation: Operation, input: Input, error: unknown): Promise<unknown> {
  if (!(error instanceof ApiError)) return error;
  const { message, operationId, status, code, kind, retryAfterMs } = error;
  const missing = await whatIsMissing(door, operation, input, status);
  const more = missing ?? moreAbout(operation, status);
  if (!more) return error;
  // What does not exist is not there the next time either.
  const retryable = error.retryable && missing === undefined;
  const hint = [more, error.hint].filter(Boolean).join(" ");
  return new ApiError(message, { operationId, status, code, kind, retryable, retryAfterMs, hint });
}

function moreAbout(operation: Operation, status: number): string | undefined {
  if (status === 403) return neededRights(operation);
  return status === 409 ? whatToWaitFor(operation) : undefined;
}

/** Something in the path answers 404 when it does not exist; something that only the body names can answer 400 too. */
async function whatIsMissing(
  door: Door,
  operation: Operation,
  input: Input,
  status: number,
): Promise<string | undefined> {
  if (status !== 404 && status !== 400) return undefined;
  const inPath = pathParameters(operation.facts.path);
  const mentions = mentionsIn(input, operation).filter(({ field }) => status === 404 || !inPath.includes(field));
  const missing = await findMissing(door, mentions);
  return missing && suggest(missing);
}

function neededRights({ facts }: Operation): string | undefined {
  const permissions = facts.permissions?.length ? `one of the permissions ${facts.permissions.join(", ")}` : "";
  const scopes = facts.scopes?.length ? `a token with scope ${facts.scopes.join(" or ")}` : "";
  const needed = [permissions, scopes].filter((part) => part !== "").join(", and ");
  return needed ? `It needs ${needed}.` : undefined;
}

function whatToWaitFor({ facts, words }: Operation): string | undefined {
  if (!words.wait) return undefined;
  const { subject } = WAIT_RULES[words.wait];
  // What a call would only create cannot be busy.
  if (facts.method === "POST" && words.wait === subject) return undefined;
  const done = WAIT_RULES[subject].done.join(" or ");
  return done ? `If it is busy, wait for it (${subject}) to be ${done} and try again.` : undefined;
}
