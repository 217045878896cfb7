import type { IDataObject, INodeExecutionData, IPollFunctions } from "n8n-workflow";
import { openDoor } from "../connection.js";
import { toNodeError } from "../node-error.js";
import { isLocator } from "../parameters.js";
import {
  changesOf,
  type Question,
  readAbove,
  readServices,
  readSightings,
  type Sighting,
  snapshotOf,
} from "./sources.js";

const SERVICE_EVENTS = new Set([
  "serviceCreated",
  "serviceDeleted",
  "serviceState",
  "servicePoweredOff",
  "maintenanceScheduled",
]);

/** What is remembered between polls; kept by n8n with the workflow. */
interface Memory {
  /** Tells for which question this was remembered. */
  question?: string;
  snapshot?: Record<string, string>;
  /** Ids that were told, newest last. */
  told?: string[];
}

/** More than one answer of the API holds, so that nothing that can still be seen is forgotten. */
const MOST_REMEMBERED = 5000;

/**
 * One poll: what is new since the last one that succeeded. Nothing depends on a clock, and nothing is remembered until
 * everything was read, so an outage delays events and loses none. The first poll only remembers.
 */
export async function pollEvents(node: IPollFunctions): Promise<INodeExecutionData[][] | null> {
  const memory = node.getWorkflowStaticData("node") as Memory;
  const manual = node.getMode() === "manual";
  try {
    const door = await openDoor(node);
    const question = readQuestion(node, door.project);
    const key = JSON.stringify(question);
    const first = memory.question !== key;
    const news = SERVICE_EVENTS.has(question.on) ? await pollServices() : await pollThings();
    if (news.length === 0) return null;
    return [news.map((json) => ({ json: json as IDataObject }))];

    async function pollServices(): Promise<Record<string, unknown>[]> {
      const services = await readServices(door, question);
      const now = snapshotOf(question.on, services);
      if (manual)
        return services
          .slice(0, 1)
          .map((service) => ({ service_name: service["service_name"], to: service["state"], service }));
      const changes = first ? [] : changesOf(question.on, memory.snapshot ?? {}, now, services);
      Object.assign(memory, { question: key, snapshot: now, told: [] });
      return changes;
    }

    async function pollThings(): Promise<Record<string, unknown>[]> {
      const above = question.on === "metricAbove";
      const sightings = above ? await readAbove(door, question) : await readSightings(door, question, door.now());
      if (manual) return sightings.slice(0, 1).map(({ json }) => json);
      const told = new Set(first ? [] : memory.told);
      const fresh = unique(sightings).filter(({ id }) => !told.has(id));
      const ids = sightings.map(({ id }) => id);
      // A value that fell below its threshold may be told again when it rises.
      const remembered = above ? ids : [...new Set([...told, ...ids])].slice(-MOST_REMEMBERED);
      Object.assign(memory, { question: key, told: remembered, snapshot: {} });
      // What holds already when it begins is history, unless it needs to be acted on.
      const counts = !first || above || question.on === "tokenExpiring";
      return counts ? fresh.map(({ json }) => json) : [];
    }
  } catch (error) {
    throw toNodeError(node.getNode(), error, 0);
  }
}

function unique(sightings: readonly Sighting[]): Sighting[] {
  return [...new Map(sightings.map((sighting) => [sighting.id, sighting])).values()];
}

function readQuestion(node: IPollFunctions, project: string | undefined): Question {
  const text = (name: string): string => {
    const raw: unknown = node.getNodeParameter(name, "");
    const found: unknown = isLocator(raw) ? node.getNodeParameter(name, "", { extractValue: true }) : raw;
    return String((isLocator(found) ? found["value"] : found) ?? "");
  };
  return {
    on: text("event"),
    project: text("project") || (project ?? ""),
    organization: text("organization_id"),
    service: text("service_name"),
    eventTypes: text("eventTypes")
      .split(",")
      .map((type) => type.trim())
      .filter((type) => type !== ""),
    metric: text("metric"),
    threshold: Number(node.getNodeParameter("threshold", 0)),
    days: Number(node.getNodeParameter("days", 0)),
  };
}
