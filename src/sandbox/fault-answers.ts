import type { ApiAnswer } from "./dispatch.js";
import { ApiFailure } from "./errors.js";
import type { Fault } from "./faults.js";

const RETRY_AFTER_SECONDS = 1;

const MESSAGES: Readonly<Record<number, string>> = {
  500: "Internal server error",
  501: "Not ready yet",
  502: "Bad gateway",
  503: "An error occurred. Please try again later.",
  504: "Gateway timeout",
};

/** What a client gets in place of the answer; undefined where the fault leaves the answer as it is. */
export function failureOf(fault: Fault, operationId: string | undefined): ApiAnswer | undefined {
  const { fault: status, message, retry_after } = fault;
  if (status === "reset") return { status: 0, data: undefined, operationId };
  if (typeof status !== "number") return undefined;
  if (status === 408) return { status, data: timeoutPage(), operationId };
  const seconds = retry_after ?? (status === 429 ? RETRY_AFTER_SECONDS : undefined);
  const text = message ?? (status === 429 ? rateLimit(seconds) : (MESSAGES[status] ?? "Fault injected by the sandbox"));
  const data = new ApiFailure(status, text).body();
  const headers = seconds === undefined ? {} : { "retry-after": String(seconds) };
  return { status, data, operationId, headers };
}

/** The real text tells the delay; clients parse it (terraform-provider-aiven issue 575). */
function rateLimit(seconds = RETRY_AFTER_SECONDS): string {
  const limit = "The user has sent too many requests in a given amount of time: Rate limit 120 exceeded";
  return `${limit} - try again in ${seconds}s`;
}

/** The load balancer's own page: HTML, not JSON. */
function timeoutPage() {
  const page = "<html><body><h1>408 Request Time-out</h1>\n</body></html>\n";
  return { contentType: "text/html", bytes: new TextEncoder().encode(page) };
}
