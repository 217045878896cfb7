import { redact } from "../../../core/redact.js";
import { isObject, project } from "../../../core/view.js";
import { at } from "../../../core/wait.js";
import type { Door } from "../../../tools/door.js";
import { requireOperation } from "../../../tools/operation.js";
import type { Level } from "./metric.js";
import type { Question } from "./question.js";

export type Row = Readonly<Record<string, unknown>>;

/**
 * What n8n keeps between polls. It saves it when a workflow is turned on and when a poll tells something: after a restart it is
 * as it was then. So nothing may be lost or repeated when what was remembered since, without telling anything, is gone.
 */
export interface Memory {
  /** Tells for which question this was remembered. */
  question?: string;
  /** Ids of entries, invoices or tokens that were seen, newest first. */
  known?: string[];
  /** What was told last of each service, by its name: when it was created, and its state. */
  states?: Record<string, string>;
  /** The updates that wait. */
  updates?: string[];
  /** How a metric stood, by the service's name. */
  levels?: Record<string, Level>;
}

/** What one poll read. */
export interface Reading {
  /** What is new since what was remembered. */
  readonly events: readonly Row[];
  /** What an event looks like, for whoever tries the workflow by hand. */
  readonly sample: Row | undefined;
  readonly remember: Omit<Memory, "question">;
}

/** Reads what a question is about. The memory is empty the first time. */
export type Source = (door: Door, question: Question, memory: Memory | undefined) => Promise<Reading>;

/** The rows that an operation lists, without their secrets. */
export async function readRows(door: Door, operation: string, input: Row, list: string): Promise<Row[]> {
  const answer = await door.client.callAny(operation, input);
  const rows = at(redact(answer, requireOperation(operation).words.secrets), list);
  return Array.isArray(rows) ? rows.filter(isObject) : [];
}

/** The services of the project: the one that is asked for, or all. */
export async function readServices(door: Door, { project, service }: Question): Promise<Row[]> {
  const rows = await readRows(door, "ServiceList", { project }, "services");
  return service ? rows.filter((row) => row["service_name"] === service) : rows;
}

/** A service as the nodes show it when they simplify. */
export function showService(row: Row): Row {
  const { view = [] } = requireOperation("ServiceList").words;
  const { services } = project({ services: [row] }, view) as { services: Row[] };
  return services[0] ?? {};
}
