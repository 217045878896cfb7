import { type OperationId, pathParameters } from "../../core/catalogue/index.js";
import { AivenError, ApiError, InputError } from "../../core/errors.js";
import { nearest } from "../../core/nearest.js";
import { redact } from "../../core/redact.js";
import { at } from "../../core/wait.js";
import type { Door } from "../door.js";
import { explain } from "../explain.js";
import { isTame } from "../fence.js";
import { requireOperation } from "../operation.js";
import type { Listing, Place } from "./rule.js";

type Input = Readonly<Record<string, unknown>>;

/** Reads the state of things, each answer once however often it is asked for. */
export interface StateReader {
  /** An answer with its secrets hidden. Throws the client's errors, explained. */
  must(id: OperationId, input: Input): Promise<unknown>;
  /** The same for what is only told beside: undefined where it cannot be read, or the policy does not let it. */
  perhaps(id: OperationId, input: Input): Promise<unknown>;
}

export function createStateReader(door: Door): StateReader {
  const reads = new Map<string, Promise<unknown>>();
  const readOnce = (id: OperationId, given: Input): Promise<unknown> => {
    const key = JSON.stringify([id, given]);
    const reading = reads.get(key) ?? read(door, id, given);
    reads.set(key, reading);
    return reading;
  };
  return {
    must: (id, input) => readOnce(id, inputFor(id, input)),
    async perhaps(id, input) {
      try {
        const given = inputFor(id, input);
        door.policy.check(requireOperation(id), given);
        return await readOnce(id, given);
      } catch (error) {
        if (error instanceof AivenError) return undefined;
        throw error;
      }
    },
  };
}

async function read(door: Door, id: OperationId, given: Input): Promise<unknown> {
  const operation = requireOperation(id);
  try {
    return redact(await door.client.callAny(id, given), operation.words.secrets);
  } catch (error) {
    throw await explain(door, operation, given, error);
  }
}

/** What names the thing read: all else that an input has is for what is done with it. */
function inputFor(id: OperationId, input: Input): Input {
  const names = pathParameters(requireOperation(id).facts.path);
  return Object.fromEntries(names.map((name) => [name, input[name]]));
}

/** The items at a place of an answer. */
export function itemsAt(answer: unknown, { in: path }: Place): unknown[] {
  const steps = path === undefined ? [] : path.split("[].");
  return steps.reduce<unknown[]>((items, step) => items.flatMap((item) => at(item, step) ?? []), [answer]).flat();
}

/** What an item is called. */
export function nameOf(item: unknown, field: string): string {
  return String((field === "" ? item : at(item, field)) ?? "");
}

export function isNotFound(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}

const MAX_NAMES = 10;

/** Told where there is nothing of a name, with the names that there are. */
export function notThere(noun: string, wanted: Readonly<Record<string, string>>, names: readonly string[]): InputError {
  const [field = "", name = ""] = Object.entries(wanted).at(-1) ?? [];
  const message = `there is no ${noun} "${name}"${names.length === 0 ? ", nor any other" : ""}`;
  // A name can be anything that a database takes as one.
  const tame = names.filter(isTame);
  return new InputError([{ field, message, nearest: nearest(name, tame), allowed: tame.slice(0, MAX_NAMES) }]);
}

/** The names of what there is, or none where they cannot be read. */
export async function namesIn(reader: StateReader, listing: Listing, input: Input): Promise<string[]> {
  const items = itemsAt(await reader.perhaps(listing.read, input), listing);
  return items.map((item) => nameOf(item, listing.name)).filter((name) => name !== "");
}
