import { type IDataObject, type INodeExecutionData, type IPollFunctions, NodeOperationError } from "n8n-workflow";
import { openDoor } from "../connection/connection.js";
import { toNodeError } from "../execution/node-error.js";
import { readEventLog } from "./event-log.js";
import { readRises } from "./metric.js";
import { type Question, readQuestion } from "./question.js";
import type { Memory, Source } from "./reading.js";
import { readStates, readUpdates } from "./service-state.js";
import { readInvoices, readTokens } from "./things.js";

/** Where each event is read; what is not named here stands in the event log. */
const SOURCES: Readonly<Record<string, Source>> = {
  invoiceCreated: readInvoices,
  maintenanceScheduled: readUpdates,
  metricAbove: readRises,
  serviceState: readStates,
  tokenExpiring: readTokens,
};

/** Polls that are not over: n8n begins the next one all the same. */
const underWay = new Set<string>();

/**
 * One poll: what is new since the last one that succeeded. Nothing is remembered until everything was read, so an outage delays
 * events and loses none. The first poll only remembers, and tells what has to be acted on.
 */
export async function pollEvents(node: IPollFunctions): Promise<INodeExecutionData[][] | null> {
  const manual = node.getMode() === "manual";
  const poll = `${node.getWorkflow().id} ${node.getNode().id}`;
  if (!manual && underWay.has(poll)) return null;
  if (!manual) underWay.add(poll);
  try {
    const door = await openDoor(node);
    const question = readQuestion(node, door.project);
    requireScope(node, question);
    const memory = node.getWorkflowStaticData("node") as Memory;
    const key = JSON.stringify(question);
    const known = memory.question === key && !manual ? memory : undefined;
    const { events, sample, remember } = await (SOURCES[question.on] ?? readEventLog)(door, question, known);
    if (manual) return sample ? [[{ json: sample as IDataObject }]] : null;
    Object.assign(memory, { question: key, ...remember });
    return events.length > 0 ? [events.map((json) => ({ json: json as IDataObject }))] : null;
  } catch (error) {
    throw toNodeError(node.getNode(), error);
  } finally {
    if (!manual) underWay.delete(poll);
  }
}

function requireScope(node: IPollFunctions, { on, project, organization }: Question): void {
  if (on === "tokenExpiring") return;
  if (on === "invoiceCreated" && !organization) {
    const description = "Choose the organization whose invoices are watched.";
    throw new NodeOperationError(node.getNode(), "Organization must not be empty", { description });
  }
  if (on !== "invoiceCreated" && !project) {
    const description = "Choose the project that is watched, or give the credential a default project.";
    throw new NodeOperationError(node.getNode(), "Project must not be empty", { description });
  }
}
