import { stringifyJson } from "../core/json.js";
import type { ApiAnswer } from "./dispatch.js";
import { ApiFailure } from "./errors.js";
import type { Change, Store, Write } from "./store.js";

const READS = 2;

/** What comes with everything that is created, and alone is nothing new. */
const INCIDENTAL = new Set(["account_events", "billing_events", "charges", "counters", "events", "meters", "pending"]);

interface Lag {
  /** The rows that were created. */
  readonly created: readonly Pick<Change, "table" | "key">[];
  /** How many more requests that would show any of it do not. */
  readonly left: number;
}

/** What was created and is not to be seen yet, as where a cluster has not spread the news. */
export class Lags {
  #lags: readonly Lag[] = [];

  /** Hides what a request has created from the next requests that would show it. */
  add(writes: readonly Write[], reads = READS): void {
    const created = writes.filter(({ before, row }) => before === undefined && row !== null);
    if (reads === 0 || created.every(({ table }) => INCIDENTAL.has(table))) return;
    this.#lags = [...this.#lags, { created, left: reads }];
  }

  clear(): void {
    this.#lags = [];
  }

  /**
   * Answers a request as if what lags were not there, where that makes a difference: by doing it both ways in one moment. A
   * write that would succeed for that reason alone is not one: two things would have one name.
   */
  answer(store: Store, method: string, handle: () => ApiAnswer): ApiAnswer {
    if (this.#lags.length === 0) return handle();
    const without = (lags: readonly Lag[]) =>
      store.blindly(
        lags.flatMap(({ created }) => created),
        handle,
      );
    const blind = without(this.#lags);
    const { result: seeing, writes } = store.traced(handle);
    const isRead = method === "GET" || method === "HEAD";
    if (isSame(blind, seeing) || (!isRead && blind.status < 400)) return seeing;
    store.undo(writes);
    this.#lags = this.#lags
      .map((lag) => (isSame(without([lag]), seeing) ? lag : { ...lag, left: lag.left - 1 }))
      .filter(({ left }) => left > 0);
    return asTold(blind);
  }
}

/** A new project is there at once, only who its members are is not known yet (source: terraform-provider-aiven). */
function asTold(blind: ApiAnswer): ApiAnswer {
  const body: { readonly errors?: readonly { readonly error_code?: string }[] } = Object(blind.data);
  if (body.errors?.[0]?.error_code !== "project_not_found") return blind;
  const failure = new ApiFailure(403, "Not a project member");
  return { ...blind, status: failure.status, data: failure.body() };
}

function isSame(one: ApiAnswer, other: ApiAnswer): boolean {
  return one.status === other.status && stringifyJson(one.data) === stringifyJson(other.data);
}
