import { isObject } from "../../../core/view.js";
import { at } from "../../../core/wait.js";
import { type Row, readServices, type Source, showService } from "./reading.js";

/**
 * States of services, compared with those that were told last. The first state of a new service is told, too: so whatever is
 * remembered has been told, and n8n has saved it.
 */
export const readStates: Source = async (door, question, memory) => {
  const services = await readServices(door, question);
  const before = memory?.states ?? {};
  const events = services.flatMap((row): Row[] => {
    const was = before[nameOf(row)];
    if (was === markOf(row)) return [];
    // A service of the same name that was created later is another one.
    const [born, from = ""] = was?.split(" ") ?? [];
    return [toChange(row, born === bornOf(row) ? from : null)];
  });
  const [first] = services;
  return {
    events: memory ? events : [],
    sample: first && toChange(first, null),
    remember: { states: Object.fromEntries(services.map((row) => [nameOf(row), markOf(row)])) },
  };
};

function toChange(row: Row, from: string | null): Row {
  return { service_name: row["service_name"], from, to: row["state"], service: showService(row) };
}

/** Updates that wait for maintenance: each is told once, whatever becomes of the others. */
export const readUpdates: Source = async (door, question, memory) => {
  const services = await readServices(door, question);
  const known = new Set(memory?.updates);
  const events = services.flatMap((row): Row[] => {
    const updates = updatesOf(row).filter((update) => !known.has(keyOf(row, update)));
    return updates.length > 0 ? [toScheduled(row, updates)] : [];
  });
  const [first] = services;
  const waiting = services.find((row) => updatesOf(row).length > 0);
  const sample = waiting ? toScheduled(waiting, updatesOf(waiting)) : first && toScheduled(first, [SAMPLE_UPDATE]);
  return {
    events: memory ? events : [],
    sample,
    remember: { updates: services.flatMap((row) => updatesOf(row).map((update) => keyOf(row, update))) },
  };
};

const SAMPLE_UPDATE: Row = { description: "A sample: no update waits", deadline: null, start_after: null, impact: "" };

function toScheduled(row: Row, updates: readonly Row[]): Row {
  return { service_name: row["service_name"], updates, service: showService(row) };
}

function updatesOf(row: Row): Row[] {
  const updates = at(row, "maintenance.updates");
  return Array.isArray(updates) ? updates.filter(isObject) : [];
}

/** An update has no id. When it starts may be moved; what it is, and by when, may not. */
function keyOf(row: Row, { description, deadline, start_after }: Row): string {
  return JSON.stringify([row["service_name"], bornOf(row), description ?? "", deadline ?? "", start_after ?? ""]);
}

const nameOf = (row: Row): string => String(row["service_name"]);
const bornOf = (row: Row): string => String(row["create_time"] ?? "");
const markOf = (row: Row): string => `${bornOf(row)} ${String(row["state"])}`;
