import { redactText } from "../core/redact.js";

/** A request that was answered, without anything secret: no query, headers or bodies. */
export interface LoggedRequest {
  readonly method: string;
  /** The path without its query. What a path parameter reveals is left out of it. */
  readonly path: string;
  readonly operation: string | null;
  /** Null where no answer was sent because a fault broke the connection. */
  readonly status: number | null;
  /** Virtual time. */
  readonly time: string;
  /** The fault that it met. */
  readonly fault: string | null;
}

/** Parameters that are secrets in themselves. */
const SECRET = /cookie|verification_code|secret|token/;
const HIDDEN = "<redacted>";
const LONGEST_PATH = 500;
const KEPT = 1000;

/** The latest requests, the oldest first. */
export class RequestLog {
  #entries: LoggedRequest[] = [];

  add(entry: LoggedRequest): void {
    this.#entries.push(entry);
    if (this.#entries.length >= 2 * KEPT) this.#entries = this.#entries.slice(-KEPT);
  }

  list(): LoggedRequest[] {
    return this.#entries.slice(-KEPT);
  }

  clear(): void {
    this.#entries = [];
  }
}

/** The path of a request as it may be shown, given the template that it fits. */
export function shownPath(pathname: string, template: string | undefined): string {
  if (template === undefined || !SECRET.test(template)) return redactText(pathname).slice(0, LONGEST_PATH);
  const names = template.split("/").filter(Boolean);
  const parts = pathname.split("/").filter(Boolean);
  return parts.map((part, index) => `/${isSecret(names[index]) ? HIDDEN : part}`).join("");
}

function isSecret(segment = ""): boolean {
  return segment.startsWith("{") && SECRET.test(segment);
}
