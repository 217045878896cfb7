import type { CompleteRequestParams, CompleteResult } from "@modelcontextprotocol/server";
import { operationIds } from "../core/catalogue/index.js";
import { typeNames } from "../core/configuration/index.js";
import { retiredType } from "../core/configuration/retired.js";
import { AivenError } from "../core/errors.js";
import type { Door } from "../tools/door.js";
import { guides } from "../tools/guides.js";
import { listingFor, listNames } from "../tools/listings.js";
import { allOperations } from "../tools/operation.js";
import { read } from "../tools/perform.js";
import type { Session } from "./server.js";
import { CALL_LIMIT_MS, limited } from "./time-limit.js";

type Known = Readonly<Record<string, string | undefined>>;

/** The most that the protocol lets an answer have. */
const MOST = 100;

/** What needs no account to be known. */
const FIXED: Readonly<Record<string, (ref: CompleteRequestParams["ref"]) => readonly string[]>> = {
  id: operationIds,
  operation: () =>
    allOperations().flatMap(({ id, words: { risk } }) => (risk === "read" || risk === "read-secret" ? [id] : [])),
  name: () => Object.keys(guides),
  // A configuration can be an integration's too, and a retired type's; a new service's cannot.
  service_type: ({ type }) =>
    type === "ref/prompt"
      ? typeNames.services.filter((name) => !retiredType(name))
      : [...typeNames.services, ...typesOf("integration"), ...typesOf("endpoint")],
};

function typesOf(kind: "integration" | "endpoint"): string[] {
  return typeNames[`${kind}s`].map((type) => `${kind}:${type}`);
}

/** What an argument may be, given its beginning and the arguments before it. A courtesy: where it fails there is nothing. */
export async function complete(
  session: Session,
  { ref, argument: { name, value }, context }: CompleteRequestParams,
  signal: AbortSignal,
): Promise<CompleteResult> {
  const all = await valuesOf(session, ref, name, context?.arguments ?? {}, signal);
  const wanted = value.toLowerCase();
  const starting = all.filter((item) => item.toLowerCase().startsWith(wanted));
  const holding = all.filter((item) => item.toLowerCase().indexOf(wanted) > 0);
  const fitting = [...starting, ...holding];
  return { completion: { values: fitting.slice(0, MOST), total: fitting.length, hasMore: fitting.length > MOST } };
}

async function valuesOf(
  session: Session,
  ref: CompleteRequestParams["ref"],
  name: string,
  known: Known,
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (Object.hasOwn(FIXED, name)) return FIXED[name]?.(ref) ?? [];
  const listing = listingFor(name);
  if (!listing && name !== VERSION) return [];
  try {
    const { connection } = await session.open();
    const door = limited(connection.door, CALL_LIMIT_MS, signal);
    if (!listing) return await versionsOf(door, known);
    return (await listNames(door, listing, known)) ?? [];
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof AivenError) return [];
    throw error;
  }
}

/** The version that a guide asks for. */
const VERSION = "target_version";

/** Versions that a service may have: those of its type, where the service is known. */
async function versionsOf(door: Door, { project, service_name }: Known): Promise<readonly string[]> {
  const service_versions = (await read(door, "ListServiceVersions", {})).service_versions ?? [];
  const where = { project: project || undefined, service_name };
  const type = service_name ? (await read(door, "ServiceGet", where)).service?.service_type : undefined;
  const fitting = service_versions.filter(({ service_type, state }) => {
    return state === "available" && (type === undefined || service_type === type);
  });
  return [...new Set(fitting.flatMap(({ major_version }) => major_version ?? []))];
}
