import { operationFacts, operationIds } from "../core/catalogue/index.js";
import { InputError, type InputIssue } from "../core/errors.js";
import { nearest } from "../core/nearest.js";

/**
 * What goes wrong: a status of 400 to 599 in place of the answer, or one of
 * `reset` (the connection breaks before the answer), `slow` (the answer trickles over `ms`), `cut` (it ends in the
 * middle), `twice` (the request arrives twice; the client gets the second answer), `lag` (the next `reads` requests that
 * would show what a request creates do not).
 */
export type FaultKind = number | "reset" | "slow" | "cut" | "twice" | "lag";

const KINDS = ["reset", "slow", "cut", "twice", "lag"] as const;

/** A fault to inject, and the requests that it meets: all that are given have to fit. */
export interface FaultSpec {
  readonly fault: FaultKind;
  /** An operationId; `*` stands for any part of it. */
  readonly operation?: string | undefined;
  /** A path without its query; `*` stands for a segment or a part of one, `**` for any number of segments. */
  readonly path?: string | undefined;
  readonly method?: string | undefined;
  /** How many requests it meets, 1 unless told; null for every one. */
  readonly count?: number | null | undefined;
  /** How many fitting requests pass before it begins. */
  readonly after?: number | undefined;
  /** For statuses and `reset`: the request takes effect all the same, only its answer is lost. */
  readonly applied?: boolean | undefined;
  /** The text of an answer with a status, in place of the usual one. */
  readonly message?: string | undefined;
  /** For 429 and 503: the Retry-After header in seconds. 429 has one of 1 second unless told. */
  readonly retry_after?: number | undefined;
  /** For `slow`: over how many milliseconds of wall time. */
  readonly ms?: number | undefined;
  /** For `lag`: how many requests see nothing of what was created; 2 unless told. */
  readonly reads?: number | undefined;
}

/** A fault that was added, with what it has done so far. */
export interface Fault extends FaultSpec {
  readonly id: string;
  readonly hits: number;
  /** How many more requests it will meet; null for every one. */
  readonly remaining: number | null;
}

/** What is known of a request before it is handled. */
export interface Incoming {
  readonly method: string;
  readonly pathname: string;
  readonly operationId: string | undefined;
}

const ANY = /.*/;

interface Armed {
  readonly fault: Fault;
  readonly operation: RegExp;
  readonly path: RegExp;
  /** Fitting requests so far. */
  readonly seen: number;
}

/** The faults to come. Which request meets which is a matter of order alone, never of chance. */
export class Faults {
  readonly #armed = new Map<string, Armed>();
  #made = 0;

  /** Adds a fault; throws InputError on one that makes no sense. */
  add(spec: FaultSpec): Fault {
    check(spec);
    this.#made += 1;
    const id = `fault-${this.#made}`;
    const fault: Fault = { ...spec, id, hits: 0, remaining: spec.count === undefined ? 1 : spec.count };
    const operation = spec.operation === undefined ? ANY : glob(spec.operation);
    const path = spec.path === undefined ? ANY : glob(spec.path);
    this.#armed.set(id, { fault, operation, path, seen: 0 });
    return fault;
  }

  /** Every fault, also those that have nothing left to do, by age. */
  list(): Fault[] {
    return [...this.#armed.values()].map(({ fault }) => fault);
  }

  /** Removes one; false when there is none of that id. */
  remove(id: string): boolean {
    return this.#armed.delete(id);
  }

  clear(): void {
    this.#armed.clear();
  }

  /** The oldest fault that a request meets, which is used up by it. */
  meet(request: Incoming): Fault | undefined {
    for (const [id, armed] of this.#armed) {
      const { fault, seen } = armed;
      if (fault.remaining === 0 || !fits(armed, request)) continue;
      const due = seen >= (fault.after ?? 0);
      const remaining = fault.remaining === null ? null : fault.remaining - 1;
      const met: Fault = due ? { ...fault, hits: fault.hits + 1, remaining } : fault;
      this.#armed.set(id, { ...armed, fault: met, seen: seen + 1 });
      if (due) return met;
    }
    return undefined;
  }
}

function fits({ fault, operation, path }: Armed, { method, pathname, operationId = "" }: Incoming): boolean {
  return (
    (fault.method === undefined || fault.method.toUpperCase() === method) &&
    operation.test(operationId) &&
    path.test(pathname)
  );
}

/** `*` is anything but a slash, `**` anything. */
function glob(pattern: string): RegExp {
  const source = pattern
    .split(/(\*+)/)
    .map((part) => {
      if (part.startsWith("**")) return ".*";
      return part === "*" ? "[^/]*" : part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&");
    })
    .join("");
  return new RegExp(`^${source}$`);
}

const FIELDS = [
  ...["fault", "operation", "path", "method", "count", "after", "applied", "message", "retry_after", "ms", "reads"],
];
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

function check(spec: FaultSpec): void {
  const issues = [...unknownFields(spec), ...wrongKind(spec), ...wrongTarget(spec), ...wrongNumbers(spec)];
  if (issues.length > 0) throw new InputError(issues);
}

function unknownFields(spec: FaultSpec): InputIssue[] {
  return Object.keys(spec)
    .filter((name) => !FIELDS.includes(name))
    .map((field) => ({ field, message: "is no field of a fault", nearest: nearest(field, FIELDS), allowed: FIELDS }));
}

function wrongKind({ fault }: FaultSpec): InputIssue[] {
  const isStatus = typeof fault === "number" && Number.isInteger(fault) && fault >= 400 && fault <= 599;
  if (isStatus || KINDS.some((kind) => kind === fault)) return [];
  return [{ field: "fault", message: "must be a status from 400 to 599, or a kind", allowed: KINDS }];
}

function wrongTarget({ operation, path, method, message, applied }: FaultSpec): InputIssue[] {
  const issues: InputIssue[] = [];
  const texts = { operation, path, method, message };
  for (const [field, value] of Object.entries(texts)) {
    if (value !== undefined && typeof value !== "string") issues.push({ field, message: "must be a text" });
  }
  if (issues.length > 0) return issues;
  if (applied !== undefined && typeof applied !== "boolean")
    issues.push({ field: "applied", message: "must be true or false" });
  if (operation !== undefined && !operation.includes("*") && !operationFacts(operation)) {
    issues.push({
      field: "operation",
      message: `has no "${operation}"`,
      nearest: nearest(operation, operationIds()),
    });
  }
  if (path !== undefined && !/^[/*]/.test(path)) issues.push({ field: "path", message: "must begin with / or *" });
  if (method !== undefined && !METHODS.includes(method.toUpperCase())) {
    issues.push({ field: "method", message: `has no "${method}"`, allowed: METHODS });
  }
  return issues;
}

function wrongNumbers({ count, after, retry_after, ms, reads }: FaultSpec): InputIssue[] {
  const numbers = { count: count ?? undefined, after, retry_after, ms, reads };
  return Object.entries(numbers)
    .filter(([, value]) => value !== undefined && !(Number.isInteger(value) && value >= 0))
    .map(([field]) => ({ field, message: "must be a whole number from 0 up" }));
}
