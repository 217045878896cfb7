import { ApiError } from "../../../core/errors.js";
import type { Door } from "../../../tools/door.js";
import { isWanted, toEvent, WITH_SERVICE } from "./entry.js";
import type { Question } from "./question.js";
import { type Reading, type Row, readRows, readServices, type Source, showService } from "./reading.js";

/** How many of the newest entries are asked for, until one that is known is among them. The API has no other way to page. */
const LIMITS = [100, 250, 1000, 4000, 16_000];
const MOST_KNOWN = 250;

/**
 * What the project's event log tells. Each entry has an id, and the log gives the newest first: what stands above the entries
 * that are known is new. No clock is asked, and what was done and undone between two polls is in the log, both.
 */
export const readEventLog: Source = async (door, question, memory) => {
  const known = new Set(memory?.known);
  const rows = await readLog(door, question.project, memory && known);
  const fresh = memory ? aboveKnown(rows, known) : rows;
  const wanted = (memory ? fresh : []).filter((row) => isWanted(question, row)).reverse();
  const events = await withServices(door, question, wanted);
  return {
    events,
    sample: memory ? undefined : await sampleOf(door, question, rows),
    remember: { known: [...fresh.map(idOf), ...known].slice(0, MOST_KNOWN) },
  } satisfies Reading;
};

async function readLog(door: Door, project: string, known: ReadonlySet<string> | undefined): Promise<Row[]> {
  let rows: Row[] = [];
  for (const limit of LIMITS) {
    const before = rows;
    const found = await readRows(door, "ProjectGetEventLogs", { project, limit }, "events").catch((error: unknown) => {
      // It may refuse to give as many: then what it gave is all that can be had.
      if (error instanceof ApiError && error.status === 400 && before.length > 0) return undefined;
      throw error;
    });
    if (!found) return rows;
    rows = found;
    if (!known || rows.length < limit || rows.some((row) => known.has(idOf(row)))) return rows;
  }
  return rows;
}

/** The entries above the last one that is known; below it is what was there before. */
function aboveKnown(rows: readonly Row[], known: ReadonlySet<string>): Row[] {
  const last = rows.reduce((found, row, index) => (known.has(idOf(row)) ? index : found), rows.length);
  return rows.slice(0, last).filter((row) => !known.has(idOf(row)));
}

function idOf(row: Row): string {
  return String(row["id"] ?? JSON.stringify(row));
}

async function withServices(door: Door, question: Question, entries: readonly Row[]): Promise<Row[]> {
  const events = entries.map((row) => toEvent(question, row));
  if (events.length === 0 || !WITH_SERVICE.has(question.on)) return events;
  const services = new Map((await readServices(door, question)).map((row) => [row["service_name"], row]));
  return events.map((event) => {
    const service = services.get(event["service_name"]);
    return { ...event, service: service ? showService(service) : null };
  });
}

/** The newest entry of the kind, or one that looks like it. */
async function sampleOf(door: Door, question: Question, rows: readonly Row[]): Promise<Row | undefined> {
  const found = rows.find((row) => isWanted(question, row)) ?? {
    id: "sample",
    actor: "someone@example.com",
    event_type: SAMPLE_TYPES[question.on] ?? question.eventTypes[0] ?? "service_update",
    event_desc: "A sample: nothing of this kind is in the event log",
    service_name: question.service || (rows.find((row) => row["service_name"])?.["service_name"] ?? "my-service"),
    time: new Date(door.now()).toISOString(),
  };
  return (await withServices(door, question, [found]))[0];
}

const SAMPLE_TYPES: Readonly<Record<string, string>> = {
  maintenanceChanged: "service_maintenance_start",
  serviceCreated: "service_create",
  serviceDeleted: "service_delete",
  servicePoweredOff: "service_poweroff",
  servicePoweredOn: "service_poweron",
};
