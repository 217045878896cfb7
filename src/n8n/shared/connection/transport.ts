import type {
  IExecuteFunctions,
  IHttpRequestMethods,
  IHttpRequestOptions,
  ILoadOptionsFunctions,
  IPollFunctions,
} from "n8n-workflow";
import { type HttpResponse, type Transport, TransportError, type TransportFailure } from "../../../core/transport.js";
import { isObject } from "../../../core/view.js";

/** What n8n hands to a node when it runs, lists or polls. */
export type NodeContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

export const CREDENTIAL = "aivenApi";

/** Sends through n8n's own HTTP helper, which adds the credential and knows the instance's proxy. */
export function createTransport(node: NodeContext): Transport {
  return async ({ method, url, headers, body, timeoutMs, maxBytes, signal }) => {
    const options: IHttpRequestOptions = {
      method: method as IHttpRequestMethods,
      url,
      headers: { ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : Buffer.from(body) }),
      encoding: "arraybuffer",
      returnFullResponse: true,
      ignoreHttpStatusErrors: true,
      disableFollowRedirect: true,
      timeout: timeoutMs,
      ...(signal ? { abortSignal: signal } : {}),
    };
    let answer: unknown;
    try {
      answer = await node.helpers.httpRequestWithAuthentication.call(node, CREDENTIAL, options);
    } catch (error) {
      signal?.throwIfAborted();
      throw toTransportError(error);
    }
    const response = toResponse(answer);
    if (response.body.length > maxBytes) {
      throw new TransportError("too-large", `The answer is larger than ${maxBytes} bytes`, { status: response.status });
    }
    return response;
  };
}

/** What n8n answers with, as core has it. */
export function toResponse(answer: unknown): HttpResponse {
  const { statusCode, headers, body } = answer as {
    statusCode: number;
    headers: Record<string, unknown>;
    body: unknown;
  };
  const plain = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return { status: statusCode, headers: Object.fromEntries(plain) as Record<string, string>, body: toBytes(body) };
}

function toBytes(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  return new TextEncoder().encode(typeof body === "string" ? body : body === undefined ? "" : JSON.stringify(body));
}

const FAILURES: readonly (readonly [RegExp, TransportFailure])[] = [
  [/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/, "untrusted"],
  [/ENOTFOUND|ECONNREFUSED|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH/, "unreachable"],
  [/ETIMEDOUT|ECONNABORTED|ESOCKETTIMEDOUT/, "timeout"],
];

/** What n8n throws where no answer came, as core has it. */
export function toTransportError(error: unknown): TransportError {
  const codes = codesOf(error);
  const failure = FAILURES.find(([pattern]) => codes.some((code) => pattern.test(code)))?.[1] ?? "interrupted";
  return new TransportError(failure, MESSAGES[failure], { cause: error });
}

const MESSAGES: Readonly<Record<TransportFailure, string>> = {
  unreachable: "The API could not be reached",
  untrusted: "The certificate of the API is not trusted",
  interrupted: "The connection broke before the answer",
  "cut-off": "The answer stopped in the middle",
  timeout: "No answer in time",
  "too-large": "The answer is too large",
};

/** n8n wraps what its HTTP client throws, once or twice. */
function codesOf(error: unknown, depth = 0): string[] {
  if (!isObject(error) || depth > 4) return [];
  const own = [error["code"], error["httpCode"]].filter((code) => typeof code === "string");
  return [...own, ...codesOf(error["cause"], depth + 1), ...codesOf(error["errorResponse"], depth + 1)];
}
