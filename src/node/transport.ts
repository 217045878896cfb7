import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { rootCertificates } from "node:tls";
import { type Dispatcher, EnvHttpProxyAgent } from "undici";
import { ConfigError } from "../core/errors.js";
import { type HttpResponse, type Transport, TransportError, type TransportFailure } from "../core/transport.js";

export interface TransportOptions {
  /** PEM file of a further certificate authority. */
  readonly caFile?: string | undefined;
}

export interface NodeTransport {
  readonly send: Transport;
  /** Closes the kept-alive connections. */
  close(): Promise<void>;
}

/**
 * undici with kept-alive connections. Honours HTTP_PROXY, HTTPS_PROXY and NO_PROXY, and a further CA.
 * The answer is read up to a limit, within the time of the attempt.
 * Throws ConfigError for a CA file or a proxy that cannot be used.
 */
export function createTransport(options: TransportOptions = {}): NodeTransport {
  const agent = createAgent({
    // The API closes idle sockets after a minute; leave before it does.
    keepAliveTimeout: 45_000,
    keepAliveMaxTimeout: 45_000,
    ...(options.caFile ? trust(options.caFile) : {}),
  });
  return { send: (request) => send(agent, request), close: () => agent.close() };
}

function createAgent(options: EnvHttpProxyAgent.Options): Dispatcher {
  try {
    return new EnvHttpProxyAgent(options);
  } catch {
    // Neither the value nor the cause, which quotes it: a proxy's URL can hold a password.
    throw new ConfigError("HTTP_PROXY or HTTPS_PROXY is not a URL", { hint: "Give it as http://host:port." });
  }
}

function trust(caFile: string) {
  let pem: string;
  try {
    pem = readFileSync(caFile, "utf8");
  } catch (cause) {
    throw new ConfigError(`The CA file ${caFile} cannot be read`, { cause, hint: "Check AIVEN_CA_CERT." });
  }
  try {
    new X509Certificate(pem);
  } catch (cause) {
    throw new ConfigError(`The CA file ${caFile} holds no certificate in PEM form`, {
      cause,
      hint: "Check AIVEN_CA_CERT.",
    });
  }
  const ca = [...rootCertificates, ...fromEnvironment(), pem];
  return { connect: { ca }, requestTls: { ca } };
}

/** What Node trusts beside its own list; naming a list replaces it. Node itself warns of a file that cannot be read. */
function fromEnvironment(): string[] {
  try {
    return [readFileSync(process.env["NODE_EXTRA_CA_CERTS"] ?? "", "utf8")];
  } catch {
    return [];
  }
}

const TIMED_OUT = Symbol("timed out");

const send = async (agent: Dispatcher, request: Parameters<Transport>[0]): Promise<HttpResponse> => {
  const abort = new AbortController();
  const cancel = () => abort.abort(request.signal?.reason);
  const timer = setTimeout(() => abort.abort(TIMED_OUT), request.timeoutMs);
  request.signal?.addEventListener("abort", cancel, { once: true });
  let status = 0;
  try {
    request.signal?.throwIfAborted();
    const { origin, pathname, search } = new URL(request.url);
    const response = await agent.request({
      origin,
      path: pathname + search,
      method: request.method as Dispatcher.HttpMethod,
      headers: request.headers as Record<string, string>,
      body: request.body ?? null,
      signal: abort.signal,
    });
    status = response.statusCode;
    const body = await readBody(response.body, request.maxBytes, status);
    return { status, headers: response.headers as HttpResponse["headers"], body };
  } catch (error) {
    if (error instanceof TransportError) throw error;
    if (request.signal?.aborted) throw request.signal.reason;
    throw toTransportError(abort.signal.reason === TIMED_OUT ? "timeout" : undefined, error, status);
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener("abort", cancel);
  }
};

async function readBody(body: AsyncIterable<Buffer>, maxBytes: number, status: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) {
      throw new TransportError("too-large", `The answer is larger than ${Math.round(maxBytes / 1024 / 1024)} MiB`, {
        status,
      });
    }
    chunks.push(chunk);
  }
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}

/** Codes of failures before the first byte of a request went out. */
const NOT_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|the proxy answers \d+)$/;
const UNTRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO/;

function toTransportError(known: "timeout" | undefined, error: unknown, status: number): TransportError {
  const code = codeOf(error);
  const failure: TransportFailure =
    known ??
    (NOT_SENT.test(code) ? "unreachable" : UNTRUSTED.test(code) ? "untrusted" : status > 0 ? "cut-off" : "interrupted");
  return new TransportError(failure, MESSAGES[failure](code), { status, cause: error });
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
