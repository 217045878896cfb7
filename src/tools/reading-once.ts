import { operationFacts } from "../core/catalogue/index.js";
import type { Client } from "../core/client.js";
import { stringifyJson } from "../core/json.js";
import type { Door } from "./door.js";

/**
 * A door through which the same thing is read once, as long as nothing is written: the several looks at a service before it
 * is changed are one request. For one change only: what others do meanwhile is not seen.
 */
export function readingOnce(door: Door): Door {
  const answers = new Map<string, Promise<unknown>>();
  let hasWritten = false;
  const callAny: Client["callAny"] = (id, input, options) => {
    hasWritten ||= operationFacts(id)?.method !== "GET";
    if (hasWritten) return door.client.callAny(id, input, options);
    const key = `${id} ${stringifyJson(input)}`;
    const known = answers.get(key) ?? door.client.callAny(id, input, options);
    answers.set(key, known);
    return known;
  };
  return { ...door, client: { callAny, call: callAny as Client["call"] } };
}
