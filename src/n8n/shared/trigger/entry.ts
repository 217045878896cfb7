import type { Question } from "./question.js";
import type { Row } from "./reading.js";

/** Events of services by the type of their entry. The API's description names no types, so near spellings count, too. */
const TYPES: Readonly<Record<string, RegExp>> = {
  serviceCreated: /^service_created?$/i,
  serviceDeleted: /^service_(deleted?|terminated?)$/i,
  servicePoweredOff: /^service_power(ed)?_?off$/i,
  servicePoweredOn: /^service_power(ed)?_?on$/i,
};

/** Events that come with the service as it is now; of one that was deleted there is nothing to show. */
export const WITH_SERVICE: ReadonlySet<string> = new Set(["serviceCreated", "servicePoweredOff", "servicePoweredOn"]);

/** Where maintenance stands, in the order in which they are looked for: "failed to start" has failed. */
const PHASES: readonly (readonly [phase: string, words: RegExp])[] = [
  ["failed", /fail|error|abort/i],
  ["finished", /finish|complet|done|success|applied|(?:\b|_)end(?:ed|s)?\b/i],
  ["started", /start|begin|began/i],
];
const MAINTENANCE = /maintenance/i;

/** Whether an entry of the event log is what was asked for. */
export function isWanted({ on, service, eventTypes, phases }: Question, row: Row): boolean {
  if (service && row["service_name"] !== service) return false;
  const type = String(row["event_type"] ?? "");
  if (on === "maintenanceChanged") {
    const phase = phaseOf(row);
    // Better told than lost: what cannot be read counts as any.
    return phase !== undefined && (phase === "unclear" || phases.length === 0 || phases.includes(phase));
  }
  const wanted = TYPES[on];
  return wanted ? wanted.test(type) : eventTypes.length === 0 || eventTypes.includes(type);
}

/** What is told of an entry. */
export function toEvent({ on }: Question, row: Row): Row {
  return on === "maintenanceChanged" ? { ...row, phase: phaseOf(row) } : { ...row };
}

/** What an entry says of maintenance; undefined when it says nothing of it, or only of its window. */
function phaseOf(row: Row): string | undefined {
  const type = String(row["event_type"] ?? "");
  const text = `${type} ${String(row["event_desc"] ?? "")}`;
  if (!MAINTENANCE.test(text)) return undefined;
  const phase = PHASES.find(([, words]) => words.test(text))?.[0];
  return phase ?? (MAINTENANCE.test(type) ? "unclear" : undefined);
}
