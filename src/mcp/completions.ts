import type { CompleteRequestParams, CompleteResult } from "@modelcontextprotocol/server";
import { operationIds } from "../core/catalogue/index.js";
import { AivenError } from "../core/errors.js";
import { guides } from "../tools/guides.js";
import { listingFor, listNames } from "../tools/listings.js";
import type { Session } from "./server.js";
import { CALL_LIMIT_MS, limited } from "./time-limit.js";

type Known = Readonly<Record<string, string | undefined>>;

/** The most that the protocol lets an answer have. */
const MOST = 100;

/** What needs no account to be known. */
const FIXED: Readonly<Record<string, () => readonly string[]>> = {
  id: operationIds,
  name: () => Object.keys(guides),
};

/** What an argument may be, given its beginning and the arguments before it. A courtesy: where it fails there is nothing. */
export async function complete(
  session: Session,
  { argument: { name, value }, context }: CompleteRequestParams,
  signal: AbortSignal,
): Promise<CompleteResult> {
  const all = await valuesOf(session, name, context?.arguments ?? {}, signal);
  const wanted = value.toLowerCase();
  const starting = all.filter((item) => item.toLowerCase().startsWith(wanted));
  const holding = all.filter((item) => item.toLowerCase().indexOf(wanted) > 0);
  const fitting = [...starting, ...holding];
  return { completion: { values: fitting.slice(0, MOST), total: fitting.length, hasMore: fitting.length > MOST } };
}

async function valuesOf(session: Session, name: string, known: Known, signal: AbortSignal): Promise<readonly string[]> {
  if (Object.hasOwn(FIXED, name)) return FIXED[name]?.() ?? [];
  const listing = listingFor(name);
  if (!listing) return [];
  try {
    const { connection } = await session.open();
    const door = limited(connection.door, CALL_LIMIT_MS, signal);
    return (await listNames(door, listing, known)) ?? [];
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof AivenError) return [];
    throw error;
  }
}
