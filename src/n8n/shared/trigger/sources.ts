import { isObject } from "../../../core/view.js";
import { at } from "../../../core/wait.js";
import type { Door } from "../../../tools/door.js";

type Row = Readonly<Record<string, unknown>>;

/** Something that a poll saw: told once for each id. */
export interface Sighting {
  readonly id: string;
  readonly json: Record<string, unknown>;
}

/** What a person asks the trigger to look for. */
export interface Question {
  readonly on: string;
  readonly project: string;
  readonly organization: string;
  readonly service: string;
  readonly eventTypes: readonly string[];
  readonly metric: string;
  readonly threshold: number;
  readonly days: number;
}

/** What holds now, by name; remembered between polls, so that a change is seen by comparing. */
export type Snapshot = Readonly<Record<string, string>>;

/** Services by name with what the trigger compares: state and maintenance. */
export async function readServices(door: Door, question: Question): Promise<Row[]> {
  const answer = await door.client.callAny("ServiceList", { project: question.project });
  const rows = rowsOf(answer, "services");
  return question.service ? rows.filter((row) => row["service_name"] === question.service) : rows;
}

/** What holds now of each service: one text per service, compared with the one before. */
export function snapshotOf(on: string, services: readonly Row[]): Snapshot {
  return Object.fromEntries(
    services.map((row) => {
      const name = String(row["service_name"]);
      const born = String(row["create_time"] ?? "");
      return [name, on === "maintenanceScheduled" ? updatesOf(row).join(" ") : `${born} ${String(row["state"])}`];
    }),
  );
}

function updatesOf(row: Row): string[] {
  const updates = at(row, "maintenance.updates");
  return (Array.isArray(updates) ? updates : []).map(
    (update) => `${at(update, "description")}|${at(update, "deadline")}`,
  );
}

/** What changed from one snapshot to the next, as the chosen event wants it. */
export function changesOf(
  on: string,
  before: Snapshot,
  after: Snapshot,
  services: readonly Row[],
): Record<string, unknown>[] {
  const byName = new Map(services.map((row) => [String(row["service_name"]), row]));
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name): Record<string, unknown>[] => {
    const was = before[name];
    const is = after[name];
    const row = byName.get(name);
    const from = was?.split(" ")[1];
    const to = is?.split(" ")[1];
    // A service of the same name that was created later is another one.
    const renewed = was !== undefined && is !== undefined && was.split(" ")[0] !== is.split(" ")[0];
    const seen = { service_name: name, ...(from ? { from } : {}), ...(to ? { to } : {}), service: row };
    switch (on) {
      case "serviceCreated":
        return is !== undefined && (was === undefined || renewed) ? [seen] : [];
      case "serviceDeleted":
        return was !== undefined && (is === undefined || renewed) ? [{ service_name: name, from }] : [];
      case "serviceState":
        return was !== undefined && is !== undefined && was !== is ? [seen] : [];
      case "servicePoweredOff":
        return was !== undefined && was !== is && to === "POWEROFF" ? [seen] : [];
      case "maintenanceScheduled":
        return is !== undefined && is !== "" && was !== is
          ? [{ service_name: name, updates: at(row, "maintenance.updates"), service: row }]
          : [];
      default:
        return [];
    }
  });
}

const MAINTENANCE = /maintenance/i;

/** Things with an id of their own: each is told once. */
export async function readSightings(door: Door, question: Question, now: number): Promise<Sighting[]> {
  const { on, project, organization } = question;
  switch (on) {
    case "projectEvent":
    case "maintenanceChanged": {
      const answer = await door.client.callAny("ProjectGetEventLogs", { project, limit: EVENTS });
      return rowsOf(answer, "events")
        .filter((row) => matches(question, row))
        .map((row) => ({ id: String(row["id"] ?? JSON.stringify(row)), json: { ...row } }));
    }
    case "invoiceCreated": {
      const answer = await door.client.callAny("OrganizationBillingInvoiceList", { organization_id: organization });
      return rowsOf(answer, "invoices").map((row) => ({ id: String(row["invoice_number"]), json: { ...row } }));
    }
    case "tokenExpiring": {
      const answer = await door.client.callAny("AccessTokenList", {});
      return rowsOf(answer, "tokens").flatMap((row) => {
        const expiry = Date.parse(String(row["expiry_time"] ?? ""));
        const soon = expiry - now <= question.days * DAY_MS;
        const json = Object.fromEntries(Object.entries(row).filter(([name]) => name !== "full_token"));
        return soon ? [{ id: `${row["token_prefix"]} ${row["expiry_time"]}`, json }] : [];
      });
    }
    default:
      return [];
  }
}

const EVENTS = 1000;
const DAY_MS = 86_400_000;

function matches({ on, eventTypes, service }: Question, row: Row): boolean {
  if (service && row["service_name"] !== service) return false;
  const type = String(row["event_type"] ?? "");
  if (on === "maintenanceChanged") return MAINTENANCE.test(type) || MAINTENANCE.test(String(row["event_desc"] ?? ""));
  return eventTypes.length === 0 || eventTypes.includes(type);
}

/** The newest value of a metric for each service that is above the threshold. */
export async function readAbove(door: Door, { project, service, metric, threshold }: Question): Promise<Sighting[]> {
  const input = { project, service_name: service, period: "hour" };
  const answer = await door.client.callAny("ServiceMetricsFetch", input);
  const rows = at(answer, `metrics.${metric}.data.rows`);
  const newest: unknown = Array.isArray(rows) ? rows.at(-1) : undefined;
  const values = Array.isArray(newest) ? newest.slice(1).filter((value) => typeof value === "number") : [];
  const value = Math.max(...values, Number.NEGATIVE_INFINITY);
  if (value <= threshold) return [];
  return [{ id: `${service} ${metric}`, json: { service_name: service, metric, value, threshold } }];
}

function rowsOf(answer: unknown, name: string): Row[] {
  const rows = at(answer, name);
  return Array.isArray(rows) ? rows.filter(isObject) : [];
}
