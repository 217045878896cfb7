import type { OperationFacts } from "./catalogue/facts.js";
import type { Download } from "./catalogue/generated/types.js";
import { ResponseError } from "./errors.js";
import { parseJson } from "./json.js";
import type { HttpResponse } from "./transport.js";

/**
 * Reads a good answer by its content type: JSON as data, no content as undefined, the rest (PDF, CSV, files) as bytes.
 * Throws ResponseError for a redirection, when JSON was due and something else came, or JSON that stops in the middle.
 */
export function readAnswer(operationId: string, facts: OperationFacts, response: HttpResponse): unknown {
  if (response.status >= 300) throw notTheApi(operationId, response, "a redirection");
  if (facts.produces && facts.produces !== "none") return download(response);
  if (response.body.length === 0) return undefined;
  const contentType = response.headers["content-type"] ?? "";
  const text = decode(response.body);
  if (!/\bjson\b/i.test(contentType) && !/^\s*[[{]/.test(text)) {
    throw notTheApi(operationId, response, contentType || "of no known type");
  }
  try {
    return parseJson(text);
  } catch {
    throw new ResponseError("The answer is not whole: its JSON stops in the middle", {
      operationId,
      status: response.status,
      reason: "cut-off",
      hint: "For a read, try again; after a write, read the resource first to see whether it took effect.",
    });
  }
}

function notTheApi(operationId: string, { status }: HttpResponse, what: string): ResponseError {
  return new ResponseError(`The answer is ${what}, not JSON`, {
    operationId,
    status,
    reason: "not-json",
    hint: "Something between here and the API answered instead of it: check the base URL and any proxy.",
  });
}

function download(response: HttpResponse): Download {
  return { contentType: response.headers["content-type"] ?? "application/octet-stream", bytes: response.body };
}

/** What an error answer says: its message, and the provider's code where there is one. */
export interface ErrorAnswer {
  readonly message: string;
  readonly code: string | undefined;
}

/**
 * Reads the body of an error answer, in all the forms that have been seen: `errors` with objects, with strings or as one
 * string, a bare `message`, or no JSON at all. Nothing but message and code is kept: the body may hold credentials.
 */
export function readError(response: HttpResponse): ErrorAnswer {
  const text = decode(response.body);
  let data: unknown;
  try {
    data = parseJson(text);
  } catch {
    return { message: titleOf(text) ?? `HTTP ${response.status}`, code: undefined };
  }
  const { message, errors } = (typeof data === "object" && data !== null ? data : {}) as Record<string, unknown>;
  const first: unknown = Array.isArray(errors) ? errors[0] : errors;
  const detail = (typeof first === "object" && first !== null ? first : { message: first }) as Record<string, unknown>;
  const own = [message, detail["message"]].find((part) => typeof part === "string" && part !== "");
  const code = detail["error_code"];
  return {
    message: typeof own === "string" ? own : `HTTP ${response.status}`,
    code: typeof code === "string" ? code : undefined,
  };
}

/** The heading or title of an HTML error page, as a load balancer sends it. */
function titleOf(html: string): string | undefined {
  const heading = /<(?:h1|title)[^>]*>([^<]{1,200})</i.exec(html)?.[1]?.trim();
  return heading || undefined;
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
