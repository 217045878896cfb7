import { found } from "../errors.js";
import type { Table } from "../store.js";
import type { World } from "../world.js";
import { type ServiceRow, serviceKey } from "./service.js";

type ConnectorState = "FAILED" | "PAUSED" | "RUNNING" | "STOPPED" | "UNASSIGNED";

/** A connector of Kafka Connect; keyed `project/service_name/name`, the name encoded as in a URL. */
export interface ConnectorRow {
  readonly name: string;
  readonly config: Readonly<Record<string, string>>;
  readonly state: ConnectorState;
  /** Why its tasks failed; null where they did not. */
  readonly trace: string | null;
  /** What a sink had read when it was paused or stopped, by `topic/partition`; null while it keeps up. */
  readonly held: Readonly<Record<string, number>> | null;
}

export function connectors(world: World): Table<ConnectorRow> {
  return world.table<ConnectorRow>("kafka_connectors");
}

export function connectorsOf(world: World, service: ServiceRow): ConnectorRow[] {
  return connectors(world).under(`${serviceKey(service)}/`);
}

export function connectorKey(service: ServiceRow, name: string): string {
  return `${serviceKey(service)}/${encodeURIComponent(name)}`;
}

export function requireConnector(world: World, service: ServiceRow, name: string): ConnectorRow {
  return found(connectors(world).get(connectorKey(service, name)), `Connector ${name} not found`);
}

/** How many tasks a connector has. A stopped one has none. */
export function taskCount({ config, state }: ConnectorRow): number {
  if (state === "STOPPED") return 0;
  const most = Number(config["tasks.max"] ?? 1);
  return Number.isInteger(most) && most > 0 ? Math.min(most, 1000) : 1;
}

/** Whether a connector reads a topic. Sources read none. */
export function reads({ config }: ConnectorRow, topic_name: string): boolean {
  const names = (config["topics"] ?? "").split(",").map((name) => name.trim());
  if (names.includes(topic_name)) return true;
  const pattern = config["topics.regex"];
  return pattern !== undefined && matches(pattern, topic_name);
}

function matches(pattern: string, name: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(name);
  } catch {
    return false;
  }
}
