import type { Client } from "../core/client.js";
import { TimeoutError } from "../core/errors.js";
import type { Door } from "../tools/run.js";

/** Many clients give up on a call after a minute; an answer that says how to go on has to come before. */
export const CALL_LIMIT_MS = 50_000;
/** What a wait needs beyond the time it was given, for the read that it ends with. */
const LAST_READ_MS = 5_000;

/**
 * How long a tool call may take. A wait that asks for more gets it from a client that follows its progress: such a client
 * sees that the call is alive.
 */
export function callLimit(args: Readonly<Record<string, unknown>>, followed: boolean): number {
  const { timeout_s: asked } = args;
  if (!followed || typeof asked !== "number") return CALL_LIMIT_MS;
  return Math.max(CALL_LIMIT_MS, asked * 1000 + LAST_READ_MS);
}

/**
 * A door whose every call, however deep in a composite answer it is made, ends when the client cancels and when the time of
 * the tool call is used up.
 */
export function limited(door: Door, limitMs: number, signal: AbortSignal): Door {
  const deadline = door.now() + limitMs;
  const callAny: Client["callAny"] = async (id, input, options) => {
    const leftMs = deadline - door.now();
    if (leftMs <= 0) throw usedUp(id, limitMs);
    const totalTimeoutMs = Math.min(leftMs, options?.totalTimeoutMs ?? leftMs);
    return door.client.callAny(id, input, { ...options, totalTimeoutMs, signal });
  };
  return { ...door, deadline, client: { call: callAny as Client["call"], callAny } };
}

function usedUp(operationId: string, limitMs: number): TimeoutError {
  return new TimeoutError(`The time of this call, ${limitMs / 1000} s, is used up`, {
    operationId,
    timeoutMs: limitMs,
    hint: `${operationId} was not sent; what came before it was. Read where things stand, then call again for the rest.`,
  });
}
