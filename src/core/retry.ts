import type { Method } from "./catalogue/facts.js";

/** What came of one attempt, as far as repeating it depends on it. */
export type Outcome =
  | {
      readonly kind: "status";
      readonly status: number;
      readonly message: string;
      readonly retryAfterMs?: number | undefined;
    }
  | { readonly kind: "not-sent" }
  | { readonly kind: "no-answer" };

export interface Attempt {
  readonly method: Method;
  readonly operationId: string;
  /** How many times it has been tried, from 1. */
  readonly tries: number;
  readonly outcome: Outcome;
}

const MAX_TRIES = 4;
/** Lag after a create lasts a moment; a name that does not exist lasts for ever. */
const MAX_TRIES_LAG = 3;
const BASE_MS = 500;
const CAP_MS = 8_000;

/** Texts of a 404 that mean "not there yet", as the provider's Go client reads them. */
const LAG_AFTER_CREATE = /^Service \S+ does not exist$/;
const LAG_OF_ADMIN_USER = /User (avnadmin|root) with component main not found/;
/** How a powered-off service answers for ever; trying again cannot help. */
const POWERED_OFF = /An error occurred\. Please try again later/;

/**
 * Milliseconds to wait before the next attempt, or undefined to give up. Pure; `random` is in [0, 1).
 * A method that can do a thing twice is repeated only when the API cannot have done it once.
 */
export function retryDelay(attempt: Attempt, random: () => number): number | undefined {
  const limit = repeats(attempt);
  if (attempt.tries >= limit) return undefined;
  const { outcome } = attempt;
  if (outcome.kind === "status" && outcome.retryAfterMs !== undefined) return outcome.retryAfterMs;
  const backoff = Math.min(CAP_MS, BASE_MS * 2 ** (attempt.tries - 1));
  return Math.round(backoff * (0.5 + random() / 2));
}

/** How many tries such an outcome is worth in all; 1 means none but the first. */
function repeats({ method, operationId, outcome }: Attempt): number {
  if (outcome.kind === "not-sent") return MAX_TRIES;
  if (outcome.kind === "no-answer") return method === "GET" ? MAX_TRIES : 1;
  const { status, message } = outcome;
  if (status === 429) return MAX_TRIES;
  if (status === 404) return isLag(method, message) ? MAX_TRIES_LAG : 1;
  if (status === 501) return operationId.startsWith("ServiceKafka") ? MAX_TRIES : 1;
  if (status === 417) return method === "DELETE" ? MAX_TRIES : 1;
  if (status === 503 && POWERED_OFF.test(message)) return 1;
  if (status === 510) return 1;
  const repeatable = method === "GET" || method === "PUT" || method === "DELETE";
  return repeatable && (status === 408 || status >= 500) ? MAX_TRIES : 1;
}

function isLag(method: Method, message: string): boolean {
  return LAG_OF_ADMIN_USER.test(message) || (method === "POST" && LAG_AFTER_CREATE.test(message));
}

/** Whether a later attempt of the same call can succeed without a change by the caller. */
export function isRetryable(method: Method, operationId: string, outcome: Outcome): boolean {
  return retryDelay({ method, operationId, tries: 1, outcome }, () => 0) !== undefined;
}

/** The wait that a 429 or 503 asks for, from its header or, as this API does, from its text: "try again in 28s". */
export function retryAfter(header: string | undefined, message: string, now: number): number | undefined {
  if (header !== undefined) {
    if (/^\d+$/.test(header)) return Number(header) * 1000;
    const date = Date.parse(header);
    if (!Number.isNaN(date)) return Math.max(0, date - now);
  }
  const text = /try again in (\d+(?:\.\d+)?)\s*(ms|s|m)\b/i.exec(message);
  if (!text) return undefined;
  const unit = { ms: 1, s: 1000, m: 60_000 }[(text[2] as string).toLowerCase()] ?? 1000;
  return Math.ceil(Number(text[1]) * unit);
}
