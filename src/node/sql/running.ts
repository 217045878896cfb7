import { timeoutError } from "./failures.js";

/** How long the database may take to say that it has ended a statement by itself. */
const GRACE_MS = 2_000;

/** A statement that runs in a database, as its end from outside needs it. */
export interface Running<T> {
  readonly result: Promise<T>;
  /** Asks the database to end the statement. */
  readonly cancel: () => Promise<void>;
  /** Drops the connection. */
  readonly drop: () => void;
}

/**
 * The result of a statement, unless the caller gives up or the database keeps to no time limit: then the statement is ended
 * in the database and its connection dropped.
 */
export async function untilDone<T>(
  { result, cancel, drop }: Running<T>,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal?: AbortSignal | undefined },
): Promise<T> {
  const late = AbortSignal.timeout(timeoutMs + GRACE_MS);
  const ended = AbortSignal.any(signal ? [signal, late] : [late]);
  let end = () => {};
  const stopped = new Promise<never>((_, reject) => {
    end = () => {
      const reason: unknown = signal?.aborted ? signal.reason : timeoutError(timeoutMs);
      // The caller has its answer when the database has been told, and does not wait for one that does not listen.
      Promise.race([cancel().catch(() => {}), new Promise((resolve) => setTimeout(resolve, GRACE_MS).unref())]).then(
        () => {
          drop();
          reject(reason);
        },
      );
    };
    ended.addEventListener("abort", end, { once: true });
    if (ended.aborted) end();
  });
  try {
    return await Promise.race([result, stopped]);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    ended.removeEventListener("abort", end);
  }
}
