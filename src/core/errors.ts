import type { ErrorKind } from "./error-codes.js";

/**
 * One family of errors, told apart by their literal `name`, so that `switch (error.name)` narrows.
 * No message ever holds a token, a header or a request body.
 */
export abstract class AivenError extends Error {
  abstract override readonly name: string;
  /** What the person or the assistant can do about it; our own words. */
  readonly hint: string | undefined;

  constructor(message: string, options: { hint?: string | undefined; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.hint = options.hint;
  }
}

/** The API answered with a status of 400 or more. */
export class ApiError extends AivenError {
  override readonly name = "ApiError";
  readonly operationId: string;
  readonly status: number;
  /** The provider's `error_code`, where it sends one. */
  readonly code: string | undefined;
  /** What it is about: permission, limit, in-use … */
  readonly kind: ErrorKind;
  /** Whether the same call can succeed later without a change. */
  readonly retryable: boolean;
  /** How long the API asked to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(
    message: string,
    facts: {
      operationId: string;
      status: number;
      code?: string | undefined;
      kind: ErrorKind;
      retryable: boolean;
      retryAfterMs?: number | undefined;
      hint?: string | undefined;
    },
  ) {
    super(message, { hint: facts.hint });
    this.operationId = facts.operationId;
    this.status = facts.status;
    this.code = facts.code;
    this.kind = facts.kind;
    this.retryable = facts.retryable;
    this.retryAfterMs = facts.retryAfterMs;
  }
}

/** The API answered, and the answer cannot be used: not JSON, cut off, or too large. */
export class ResponseError extends AivenError {
  override readonly name = "ResponseError";
  readonly operationId: string;
  readonly status: number;
  readonly reason: "not-json" | "cut-off" | "too-large";

  constructor(
    message: string,
    facts: { operationId: string; status: number; reason: "not-json" | "cut-off" | "too-large"; hint?: string },
  ) {
    super(message, { hint: facts.hint });
    this.operationId = facts.operationId;
    this.status = facts.status;
    this.reason = facts.reason;
  }
}

/** No answer came: the host was not reached, or the connection broke. */
export class NetworkError extends AivenError {
  override readonly name = "NetworkError";
  readonly operationId: string;
  /** Whether the request may have reached the API: then a write may have taken effect. */
  readonly sent: boolean;

  constructor(message: string, facts: { operationId: string; sent: boolean; cause?: unknown; hint?: string }) {
    super(message, { hint: facts.hint, cause: facts.cause });
    this.operationId = facts.operationId;
    this.sent = facts.sent;
  }
}

/** The time for the call was used up. */
export class TimeoutError extends AivenError {
  override readonly name = "TimeoutError";
  readonly operationId: string;
  readonly timeoutMs: number;

  constructor(message: string, facts: { operationId: string; timeoutMs: number; hint?: string }) {
    super(message, { hint: facts.hint });
    this.operationId = facts.operationId;
    this.timeoutMs = facts.timeoutMs;
  }
}

/** What a call has begun did not come to its end: it will not by itself, or the time for waiting was used up. */
export class WaitError extends AivenError {
  override readonly name = "WaitError";
  readonly outcome: "failed" | "pending";
  /** The state that was reached. */
  readonly state: string;

  constructor(message: string, facts: { outcome: "failed" | "pending"; state: string; hint: string }) {
    super(message, { hint: facts.hint });
    this.outcome = facts.outcome;
    this.state = facts.state;
  }
}

/** A database refused a statement. The message is the database's own. */
export class SqlError extends AivenError {
  override readonly name = "SqlError";
  /** SQLSTATE or the database's own name for it. */
  readonly code: string | undefined;

  constructor(message: string, facts: { code: string | undefined; hint?: string | undefined }) {
    super(message, { hint: facts.hint });
    this.code = facts.code;
  }
}

/** What is wrong with one field of an input. */
export interface InputIssue {
  /** Dotted path of the field; empty for the input as a whole. */
  readonly field: string;
  readonly message: string;
  readonly allowed?: readonly string[] | undefined;
  readonly nearest?: string | undefined;
}

/** The caller's input does not fit; nothing was sent. */
export class InputError extends AivenError {
  override readonly name = "InputError";
  readonly issues: readonly InputIssue[];

  constructor(issues: readonly InputIssue[], hint?: string) {
    super(issues.map(describeIssue).join("; "), { hint });
    this.issues = issues;
  }
}

/** A rule of the operator forbids the call; nothing was sent. */
export class PolicyError extends AivenError {
  override readonly name = "PolicyError";
  /** The rule that refused, e.g. `mode`. */
  readonly rule: string;

  constructor(message: string, facts: { rule: string; hint: string }) {
    super(message, { hint: facts.hint });
    this.rule = facts.rule;
  }
}

/** The configuration cannot be used: a bad URL, no token, a file that cannot be read. */
export class ConfigError extends AivenError {
  override readonly name = "ConfigError";
}

function describeIssue({ field, message, allowed, nearest }: InputIssue): string {
  const subject = field ? `${field} ${message}` : message;
  const suggestion = nearest ? ` (did you mean ${nearest}?)` : "";
  const choice = allowed && allowed.length > 0 ? `; allowed: ${allowed.join(", ")}` : "";
  return `${subject}${suggestion}${choice}`;
}
