import { planByName } from "../data/plans.js";
import { SERVICE_TYPES } from "../data/service-types.js";
import { backupsOf, takeBackup } from "../model/backup.js";
import { disasterRecoveryRole } from "../model/disaster-recovery.js";
import { record } from "../model/event.js";
import { type NodeRow, patchService, type ServiceRow, serviceKey, services } from "../model/service.js";
import type { Effects, World } from "../world.js";
import { orderNodes } from "./nodes.js";

/** The share of a build that goes by before the machines are there and data starts to arrive. */
const SETUP_SHARE = 0.4;
const DEFAULT_BUILD_SECONDS = 120;
const REBALANCING_MS = 90_000;
const FIRST_BACKUP_MS = 60_000;
const HOUR_MS = 3600_000;

/**
 * Builds the nodes of a service: REBUILDING, and in time RUNNING. Nodes that it has go on serving until the new ones are
 * ready. Fields are written along with it.
 */
export function build(world: World, row: ServiceRow, fields: Partial<ServiceRow> = {}): ServiceRow {
  const changed: ServiceRow = { ...row, ...fields };
  const ordered = orderNodes(changed, nodeCount(changed));
  const buildMs = buildSeconds(row) * 1000;
  const key = serviceKey(row);
  world.cancel("service-rebalanced", key);
  world.schedule("service-syncing", key, buildMs * SETUP_SHARE);
  world.schedule("service-ready", key, buildMs);
  return patchService(world, row, {
    ...fields,
    state: "REBUILDING",
    nodes: [...row.nodes.filter((node) => node.state === "running"), ...ordered],
    nodes_made: row.nodes_made + ordered.length,
    poweroff_time: null,
  });
}

/** Builds the nodes anew, with the updates that wait; in time the event log tells that it is over. */
export function maintain(world: World, row: ServiceRow): ServiceRow {
  const built = build(world, row, { maintenance_updates: [] });
  world.schedule("service-maintained", serviceKey(row), buildSeconds(row) * 1000);
  return built;
}

/** Takes the nodes away at once. What is only on their disks is lost. */
export function powerOff(world: World, row: ServiceRow, fields: Partial<ServiceRow> = {}): ServiceRow {
  world.cancelAll(serviceKey(row));
  for (const table of SERVICE_TYPES.get(row.service_type)?.lostAtPoweroff ?? []) {
    for (const [key] of world.table(table).entriesUnder(`${serviceKey(row)}/`)) {
      world.table(table).delete(key);
      world.cancelAll(key);
    }
  }
  const endpoint = row.endpoint && { ...row.endpoint, accepts: false, problem: null };
  return patchService(world, row, { ...fields, endpoint, state: "POWEROFF", nodes: [], poweroff_time: world.now() });
}

export const effects: Effects = {
  "service-syncing": onService((row, world) => {
    patchService(world, row, { nodes: withState(row.nodes, "setting_up_vm", "syncing_data") });
  }),

  "service-ready": onService((row, world) => {
    // Its engine lets it happen again.
    if (row.endpoint && !row.endpoint.accepts) return;
    const rebalances = SERVICE_TYPES.get(row.service_type)?.rebalances && row.nodes.some(isOld);
    const kept = rebalances ? withState(row.nodes, "running", "leaving") : row.nodes.filter((node) => !isOld(node));
    patchService(world, row, {
      state: rebalances ? "REBALANCING" : "RUNNING",
      nodes: kept.map((node) => (node.state === "leaving" ? node : { ...node, state: "running" })),
    });
    if (rebalances) world.schedule("service-rebalanced", serviceKey(row), REBALANCING_MS);
    scheduleBackup(world, row);
  }),

  "service-maintained": onService(({ project, service_name }, world) => {
    const actor = { world, userId: "", email: "system" };
    record(actor, project, "service_maintenance_finish", "Finished maintenance", service_name);
  }),

  "service-rebalanced": onService((row, world) => {
    patchService(world, row, { state: "RUNNING", nodes: row.nodes.filter((node) => node.state !== "leaving") });
  }),

  "service-backup": onService((row, world) => {
    if (disasterRecoveryRole(world, row) !== "passive") takeBackup(world, row);
    scheduleBackup(world, row);
  }),
};

function onService(happen: (row: ServiceRow, world: World) => void): Effects[string] {
  return (key, world) => {
    const row = services(world).get(key);
    if (row) happen(row, world);
  };
}

/** During a build the nodes that already run are those that will go. */
function isOld(node: NodeRow): boolean {
  return node.state === "running";
}

function withState(nodes: readonly NodeRow[], from: NodeRow["state"], to: NodeRow["state"]): NodeRow[] {
  return nodes.map((node) => (node.state === from ? { ...node, state: to } : node));
}

function nodeCount({ service_type, plan }: ServiceRow): number {
  return planByName(service_type, plan)?.node_count ?? 1;
}

function buildSeconds({ service_type }: ServiceRow): number {
  return SERVICE_TYPES.get(service_type)?.buildSeconds ?? DEFAULT_BUILD_SECONDS;
}

/** The first backup soon after the service runs, each other at its hour. */
function scheduleBackup(world: World, row: ServiceRow): void {
  if ((SERVICE_TYPES.get(row.service_type)?.backups ?? "none") === "none") return;
  const key = serviceKey(row);
  const isPassive = disasterRecoveryRole(world, row) === "passive";
  if (!isPassive && backupsOf(world, row).length === 0) world.schedule("service-backup", key, FIRST_BACKUP_MS);
  else world.scheduleAt("service-backup", key, nextBackup(world, row));
}

/** When a service takes its backups: as configured, else at a time of day of its own. UTC. */
export function backupSchedule(world: World, row: ServiceRow) {
  const { backup_hour, backup_minute, backup_interval_hours } = row.user_config;
  const own = Number.parseInt(world.hex(`backup time ${serviceKey(row)}`, 6), 16);
  return {
    backup_hour: typeof backup_hour === "number" ? backup_hour : own % 24,
    backup_minute: typeof backup_minute === "number" ? backup_minute : own % 60,
    backup_interval_hours: typeof backup_interval_hours === "number" ? backup_interval_hours : 24,
  };
}

function nextBackup(world: World, row: ServiceRow): number {
  const { backup_hour, backup_minute, backup_interval_hours } = backupSchedule(world, row);
  const now = world.clock.now();
  const midnight = now - (now % (24 * HOUR_MS));
  let next = midnight - 24 * HOUR_MS + backup_hour * HOUR_MS + backup_minute * 60_000;
  while (next <= now) next += backup_interval_hours * HOUR_MS;
  return next;
}
