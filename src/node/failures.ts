import { TransportError, type TransportFailure } from "../core/transport.js";

/** Codes of failures before the first byte of a request went out. */
const NOT_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|the proxy answers \d+)$/;
const UNTRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO/;

/** What undici's error means to the client; `status` is that of the answer when it had begun, else 0. */
export function toTransportError(known: "timeout" | undefined, error: unknown, status: number): TransportError {
  const code = codeOf(error);
  const failure: TransportFailure =
    known ??
    (NOT_SENT.test(code) ? "unreachable" : UNTRUSTED.test(code) ? "untrusted" : status > 0 ? "cut-off" : "interrupted");
  return new TransportError(failure, MESSAGES[failure](code), { status, cause: error });
}

export function tooLarge(maxBytes: number, status: number): TransportError {
  const message = `The answer is larger than ${Math.round(maxBytes / 1024 / 1024)} MiB`;
  return new TransportError("too-large", message, { status });
}

const MESSAGES: Record<TransportFailure, (code: string) => string> = {
  unreachable: (code) => `The API cannot be reached (${code})`,
  untrusted: (code) => `The connection is not trusted (${code})`,
  interrupted: (code) => `The connection broke before an answer came (${code})`,
  "cut-off": (code) => `The answer stopped in the middle (${code})`,
  timeout: () => "No answer in time",
  "too-large": () => "The answer is too large",
};

/** The code of an error or of the first of several, as when every address of a host refuses. */
function codeOf(error: unknown): string {
  const { code, errors, cause, message } = (error ?? {}) as Partial<AggregateError> & { code?: unknown };
  // A proxy that refuses the tunnel: undici says so only in its text.
  const refusal = /^Proxy response \((\d+)\)/.exec(message ?? "");
  if (refusal) return `the proxy answers ${refusal[1]}`;
  if (typeof code === "string") return code;
  if (errors?.length) return codeOf(errors[0]);
  return cause ? codeOf(cause) : "unknown";
}
