/** One HTTP request as the client hands it to whoever can send it. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  /** Time for this attempt, in milliseconds. */
  readonly timeoutMs: number;
  /** Bytes of answer after which the transport gives up. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
}

export interface HttpResponse {
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/**
 * Sends one request and answers with whatever status came. Throws TransportError when no whole answer came, and the
 * signal's reason when it was aborted. Injected: undici in Node (`src/node`), n8n's HTTP helper in a workflow.
 */
export type Transport = (request: HttpRequest) => Promise<HttpResponse>;

export type TransportFailure =
  /** Nothing was sent: the name did not resolve, the connection was refused. */
  | "unreachable"
  /** Nothing was sent: the server's certificate is not trusted. */
  | "untrusted"
  /** The connection broke before the answer began; the request may have taken effect. */
  | "interrupted"
  /** The answer stopped in the middle. */
  | "cut-off"
  | "timeout"
  | "too-large";

export class TransportError extends Error {
  override readonly name = "TransportError";
  readonly failure: TransportFailure;
  /** Status of the answer, when it had begun. */
  readonly status: number;

  constructor(failure: TransportFailure, message: string, options: { status?: number; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.failure = failure;
    this.status = options.status ?? 0;
  }
}
