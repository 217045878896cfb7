import { pathParameters } from "../core/catalogue/index.js";
import type { ErrorKind } from "../core/error-codes.js";
import { ApiError } from "../core/errors.js";
import { generalHint } from "../core/hints.js";
import { WAIT_RULES } from "../core/wait.js";
import type { Door } from "./door.js";
import { isThere, whatIsThere } from "./explain-exists.js";
import { wrongType } from "./explain-type.js";
import { findMissing, mentionsIn, suggest } from "./mentions.js";
import type { Operation } from "./operation.js";
import { wrongOrigin } from "./origin.js";

type Input = Readonly<Record<string, unknown>>;

/** What an error answer means, by what was looked up. */
interface Found {
  readonly hint: string;
  readonly kind?: ErrorKind;
  /** Whether it is all that there is to say, so that what holds for any such status is left out. */
  readonly whole?: true;
  /** Whether the same call answers the same the next time. */
  readonly lasting?: true;
}

/**
 * Adds to an error answer what the API leaves out: the permission or scope that a 403 is about, the names that exist where
 * one was not found, the types of service that an operation is for, what reads and changes what is there already, and what a
 * clash waits for. Any other error, and any that cannot be explained, is returned as it is.
 */
export async function explain(door: Door, operation: Operation, input: Input, error: unknown): Promise<unknown> {
  if (!(error instanceof ApiError)) return error;
  const { message, operationId, status, code, retryAfterMs } = error;
  const found = await findOut(door, operation, input, error);
  if (!found) return error;
  const kind = found.kind ?? error.kind;
  const retryable = error.retryable && !found.lasting;
  const own = found.whole && error.hint === generalHint(status) ? undefined : error.hint;
  const hint = [found.hint, own].filter(Boolean).join(" ");
  return new ApiError(message, { operationId, status, code, kind, retryable, retryAfterMs, hint });
}

async function findOut(door: Door, operation: Operation, input: Input, error: ApiError): Promise<Found | undefined> {
  const { status } = error;
  // What does not exist is not there the next time either.
  const missing = await whatIsMissing(door, operation, input, status);
  if (missing !== undefined) return { hint: missing, lasting: true };
  const origin = operation.id === "ServiceCreate" && (status === 400 || status === 403);
  const wrong = origin ? await wrongOrigin(door, input, status) : await typeOf(door, operation, input, status);
  if (wrong !== undefined)
    return { hint: wrong, kind: status === 403 ? "state" : "unsupported", whole: true, lasting: true };
  // Codes that are documented have a hint of their own.
  if ((status === 409 || status === 400) && isThere(error) && error.hint === generalHint(status)) {
    const hint = whatIsThere(operation, input, error.message);
    return hint === "" ? undefined : { hint, kind: "exists", whole: true, lasting: true };
  }
  const more = status === 403 ? neededRights(operation) : status === 409 ? whatToWaitFor(operation) : undefined;
  return more === undefined ? undefined : { hint: more };
}

const NOT_OF_THE_TYPE: readonly number[] = [400, 404, 405, 409, 501];

async function typeOf(door: Door, operation: Operation, input: Input, status: number): Promise<string | undefined> {
  return NOT_OF_THE_TYPE.includes(status) ? wrongType(door, operation, input) : undefined;
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
