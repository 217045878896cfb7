import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { rootCertificates } from "node:tls";
import { type Dispatcher, EnvHttpProxyAgent } from "undici";
import { ConfigError } from "../core/errors.js";
import type { HttpRequest, HttpResponse, Transport } from "../core/transport.js";
import { tooLarge, toTransportError } from "./failures.js";

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
    // Read here once; undici would look at the environment for each request.
    noProxy: process.env["no_proxy"] ?? process.env["NO_PROXY"] ?? "",
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

/** Sends one request. On undici's handlers rather than its streams: an answer of a few kilobytes needs no stream. */
function send(agent: Dispatcher, request: HttpRequest): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const { origin, pathname, search } = new URL(request.url);
    const answer = new Answer(request.maxBytes);
    let controller: Dispatcher.DispatchController | undefined;
    const settle = (failure?: unknown) => {
      clearTimeout(timer);
      request.signal?.removeEventListener("abort", cancel);
      if (failure === undefined) resolve(answer);
      else reject(failure);
    };
    /** Ends the exchange from our side; what undici still says of it then goes unheard. */
    const stop = (failure: unknown) => {
      settle(failure);
      controller?.abort(new Error("stopped"));
      stopped = true;
    };
    const cancel = () => stop(request.signal?.reason);
    let stopped = false;
    const timer = setTimeout(() => stop(toTransportError("timeout", undefined, answer.status)), request.timeoutMs);
    request.signal?.addEventListener("abort", cancel, { once: true });
    if (request.signal?.aborted) return cancel();

    agent.dispatch(
      {
        origin,
        path: pathname + search,
        method: request.method as Dispatcher.HttpMethod,
        headers: request.headers as Record<string, string>,
        body: request.body ?? null,
      },
      {
        onRequestStart(started) {
          controller = started;
          if (stopped) started.abort(new Error("stopped"));
        },
        onResponseStart(_, status, headers) {
          // A provisional answer comes before the real one.
          if (status < 200) return;
          answer.status = status;
          answer.headers = headers as HttpResponse["headers"];
        },
        onResponseData(_, chunk) {
          if (!stopped && !answer.add(chunk)) stop(tooLarge(request.maxBytes, answer.status));
        },
        onResponseEnd: () => settle(),
        onResponseError: (_, error) => settle(toTransportError(undefined, error, answer.status)),
      },
    );
  });
}

/** An answer as it comes in. */
class Answer implements HttpResponse {
  status = 0;
  headers: HttpResponse["headers"] = {};
  readonly #chunks: Buffer[] = [];
  readonly #maxBytes: number;
  #size = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Whether it is still within its limit. */
  add(chunk: Buffer): boolean {
    this.#size += chunk.length;
    if (this.#size <= this.#maxBytes) this.#chunks.push(chunk);
    return this.#size <= this.#maxBytes;
  }

  get body(): Uint8Array {
    const [only, ...others] = this.#chunks;
    return only && others.length === 0 ? only : Buffer.concat(this.#chunks);
  }
}
