import { readAnswer, readError } from "./answer.js";
import type { OperationFacts, OperationId, Output } from "./catalogue/index.js";
import type { TypedInput } from "./configuration/typed-input.js";
import { ApiError, ConfigError, InputError, NetworkError, ResponseError, TimeoutError } from "./errors.js";
import { classify } from "./hints.js";
import { nearestOf } from "./nearest.js";
import { REDACTED } from "./redact.js";
import { buildRequest, type RequestParts } from "./request.js";
import { isRetryable, type Outcome, retryAfter, retryDelay } from "./retry.js";
import { type HttpRequest, type HttpResponse, type Transport, TransportError } from "./transport.js";

export const DEFAULT_BASE_URL = "https://api.aiven.io";

/** Where the client finds the facts of an operation. */
export interface CatalogueSource {
  operationFacts(id: string): OperationFacts | undefined;
  operationIds(): readonly string[];
}

/** One line of what the client did. Holds neither path values, which can be secrets, nor headers, nor bodies. */
export interface CallEvent {
  readonly operationId: string;
  readonly method: string;
  readonly tries: number;
  /** HTTP status, or 0 when no answer came. */
  readonly status: number;
  readonly elapsedMs: number;
}

export interface ClientOptions {
  readonly transport: Transport;
  /** Loads the facts on first use. */
  readonly catalogue: () => CatalogueSource | Promise<CatalogueSource>;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  /** Without a version, e.g. `https://api.aiven.io`. */
  readonly baseUrl?: string | undefined;
  /** Left out where the transport adds the credential itself. */
  readonly token?: string | undefined;
  readonly userAgent?: string | undefined;
  /** Time for one attempt. */
  readonly timeoutMs?: number | undefined;
  /** Time for the call with all its attempts and waits. */
  readonly totalTimeoutMs?: number | undefined;
  readonly maxBytes?: number | undefined;
  readonly log?: ((event: CallEvent) => void) | undefined;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
  readonly totalTimeoutMs?: number | undefined;
}

export interface Client {
  /**
   * Calls an operation with its flat input and answers with the parsed body. With the type of a service, integration or endpoint
   * named, as in `call<"ServiceUpdate", "pg">`, its configuration is typed too.
   * Throws InputError before anything is sent; ApiError, ResponseError, NetworkError or TimeoutError after.
   */
  call<Id extends OperationId, Type extends string = string>(
    id: Id,
    input: TypedInput<Id, Type>,
    options?: CallOptions,
  ): Promise<Output<Id>>;
  /** The same for an id that is known only at run time. */
  callAny(id: string, input: Readonly<Record<string, unknown>>, options?: CallOptions): Promise<unknown>;
}

/**
 * A client of the Aiven API. Pure machinery: everything that touches the world is in the options.
 * Throws ConfigError for a token that no header can carry.
 */
export function createClient(options: ClientOptions): Client {
  const {
    timeoutMs = 30_000,
    totalTimeoutMs = 120_000,
    maxBytes = 32 * 1024 * 1024,
    userAgent = "aiven-mcp",
  } = options;
  const baseUrl = (options.baseUrl ?? DEFAULT_BASE_URL).replace(/\/+$/, "");
  if (/[^!-~]/.test(options.token ?? "")) {
    throw new ConfigError("The token holds a character that no token has", {
      hint: "Copy it again, without blanks, line breaks or quotes around it.",
    });
  }
  const headers = {
    accept: "application/json, */*;q=0.5",
    "user-agent": userAgent,
    ...(options.token === undefined ? {} : { authorization: `aivenv1 ${options.token}` }),
  };

  async function callAny(
    id: string,
    input: Readonly<Record<string, unknown>>,
    call: CallOptions = {},
  ): Promise<unknown> {
    const catalogue = await options.catalogue();
    const facts = catalogue.operationFacts(id);
    if (!facts) throw unknownOperation(id, catalogue.operationIds());
    const parts = buildRequest(facts, input);
    const deadline = options.now() + (call.totalTimeoutMs ?? totalTimeoutMs);
    for (let tries = 1; ; tries++) {
      call.signal?.throwIfAborted();
      const started = options.now();
      const attemptMs = Math.min(call.timeoutMs ?? timeoutMs, deadline - started);
      const result = await attempt(toHttp(parts, attemptMs, call.signal), call.signal);
      const status = "response" in result ? result.response.status : result.error.status;
      options.log?.({ operationId: id, method: facts.method, tries, status, elapsedMs: options.now() - started });
      if ("response" in result && result.response.status < 400) return readAnswer(id, facts, result.response);

      const outcome = "response" in result ? readOutcome(result.response) : toOutcome(result.error);
      const delay = outcome && retryDelay({ method: facts.method, operationId: id, tries, outcome }, options.random);
      const error = toError(id, facts, result, outcome, attemptMs);
      if (delay === undefined || options.now() + delay >= deadline) throw error;
      await options.sleep(delay, call.signal);
      if (options.now() >= deadline) throw error;
    }
  }

  function toHttp(parts: RequestParts, attemptMs: number, signal: AbortSignal | undefined): HttpRequest {
    return {
      method: parts.method,
      url: baseUrl + parts.path,
      headers: parts.contentType ? { ...headers, "content-type": parts.contentType } : headers,
      body: parts.body,
      timeoutMs: attemptMs,
      maxBytes,
      signal,
    };
  }

  async function attempt(request: HttpRequest, signal: AbortSignal | undefined): Promise<Result> {
    try {
      return { response: await options.transport(request) };
    } catch (error) {
      if (error instanceof TransportError) return { error };
      signal?.throwIfAborted();
      throw error;
    }
  }

  function readOutcome(response: HttpResponse): StatusOutcome {
    const { message: said, code } = readError(response);
    // Some proxies and test servers say back what they were sent.
    const message = options.token ? said.replaceAll(options.token, REDACTED) : said;
    const retryAfterMs = retryAfter(response.headers["retry-after"], message, options.now());
    return { kind: "status", status: response.status, message, code, retryAfterMs };
  }

  return { call: callAny as Client["call"], callAny };
}

type StatusOutcome = Extract<Outcome, { kind: "status" }> & { readonly code: string | undefined };
type Result = { readonly response: HttpResponse } | { readonly error: TransportError };

/** Undefined for failures that the same request would meet again. */
function toOutcome({ failure }: TransportError): Outcome | undefined {
  if (failure === "unreachable") return { kind: "not-sent" };
  return failure === "too-large" || failure === "untrusted" ? undefined : { kind: "no-answer" };
}

function toError(
  operationId: string,
  facts: OperationFacts,
  result: Result,
  outcome: Outcome | StatusOutcome | undefined,
  timeoutMs: number,
): Error {
  if ("error" in result) return fromTransport(operationId, facts, result.error, timeoutMs);
  const { status, message, code, retryAfterMs } = outcome as StatusOutcome;
  const retryable = isRetryable(facts.method, operationId, outcome as StatusOutcome);
  const { kind, hint = facts.method === "GET" || status < 500 ? undefined : MAYBE_DONE } = classify(status, code);
  return new ApiError(message, { operationId, status, code, kind, retryable, retryAfterMs, hint });
}

function fromTransport(operationId: string, facts: OperationFacts, error: TransportError, timeoutMs: number): Error {
  const { failure, status, message, cause } = error;
  const hint = facts.method === "GET" ? "Reading changes nothing: try again." : MAYBE_DONE;
  switch (failure) {
    case "unreachable":
      return new NetworkError(message, {
        operationId,
        sent: false,
        cause,
        hint: "The host was not reached: check the network, the base URL (AIVEN_WEB_URL) and the proxy (HTTPS_PROXY).",
      });
    case "untrusted":
      return new NetworkError(message, {
        operationId,
        sent: false,
        cause,
        hint: "The server's certificate is not trusted: point AIVEN_CA_CERT or NODE_EXTRA_CA_CERTS to the authority's PEM file.",
      });
    case "interrupted":
      return new NetworkError(message, { operationId, sent: true, cause, hint });
    case "timeout":
      return new TimeoutError(`No answer within ${timeoutMs} ms`, { operationId, timeoutMs, hint });
    case "cut-off":
      return new ResponseError(message, { operationId, status, reason: "cut-off", hint });
    case "too-large":
      return new ResponseError(message, {
        operationId,
        status,
        reason: "too-large",
        hint: "Ask for less: a limit, a filter, one resource.",
      });
  }
}

const MAYBE_DONE = "The request may have taken effect: read the resource before you try again.";

function unknownOperation(id: string, known: readonly string[]): InputError {
  const close = nearestOf(id, known, 5);
  const issue = { field: "", message: `There is no operation "${id}"`, nearest: close[0], allowed: close.slice(1) };
  return new InputError([issue], "Search the operations for what you want to do.");
}
