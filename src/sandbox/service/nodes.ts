import { cloudByName } from "../data/clouds.js";
import type { NodeRow, ServiceRow } from "../model/service.js";

/** New nodes for a service, named after those it had: `demo-pg-3`. They have only just been ordered. */
export function orderNodes(row: ServiceRow, count: number): NodeRow[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `${row.service_name}-${row.nodes_made + index + 1}`,
    state: "setting_up_vm",
    availability_zone: zone(row.cloud_name, index),
  }));
}

/** Nodes spread over the zones of a region, which each provider names in its own way. */
function zone(cloud_name: string, index: number): string {
  const cloud = cloudByName(cloud_name);
  const region = cloud_name.slice(cloud?.prefix.length ?? 0);
  const letter = "abc"[index % 3] ?? "a";
  switch (cloud?.provider) {
    case "google":
      return `${region}-${"bcd"[index % 3]}`;
    case "aws":
      return region + letter;
    case "azure":
      return `${region}-${(index % 3) + 1}`;
    default:
      return `${region}-${letter}`;
  }
}

/** What each node is for, where one leads and the others follow. */
export function roleOf(
  row: ServiceRow,
  node: NodeRow,
  isReplica: boolean,
): "master" | "standby" | "read-replica" | undefined {
  if (!["mysql", "pg", "valkey"].includes(row.service_type)) return undefined;
  if (isReplica) return "read-replica";
  const leader = row.nodes.find(({ state }) => state === "running") ?? row.nodes[0];
  return node.name === leader?.name ? "master" : "standby";
}
