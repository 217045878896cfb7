import type { Table } from "../store.js";
import type { World } from "../world.js";
import { integrationsOf } from "./integration.js";
import { type ServiceRow, serviceKey, services } from "./service.js";

/** An alert that was raised by whoever steers the sandbox; keyed `project/service_name/event`. */
interface AlertRow {
  readonly event: string;
  readonly severity: string;
  readonly create_time: string;
}

function alerts(world: World): Table<AlertRow> {
  return world.table<AlertRow>("alerts");
}

/** Raises an alert of a service, or changes the severity of the one that stands. */
export function raiseAlert(world: World, service: ServiceRow, event: string, severity = "warning"): void {
  const key = `${serviceKey(service)}/${event}`;
  const create_time = alerts(world).get(key)?.create_time ?? world.now();
  alerts(world).put(key, { event, severity, create_time });
}

/** Takes back all alerts that were raised; what the state of services causes stands as long as they are in it. */
export function clearAlerts(world: World): void {
  for (const [key] of [...alerts(world).entries()]) alerts(world).delete(key);
}

/** The alerts of a service in the API's form: those that were raised, and those that its state causes. */
export function alertsOf(world: World, service: ServiceRow) {
  const { project: project_name, service_name, service_type } = service;
  return [...alerts(world).under(`${serviceKey(service)}/`), ...causedBy(world, service)].map((row) => ({
    create_time: row.create_time,
    event: row.event,
    project_name,
    service_name,
    service_type,
    severity: row.severity,
  }));
}

/** A replica whose source is powered off falls behind. */
function causedBy(world: World, service: ServiceRow): AlertRow[] {
  if (service.state === "POWEROFF") return [];
  return integrationsOf(world, service).flatMap((row): AlertRow[] => {
    if (row.integration_type !== "read_replica" || row.dest_service !== service.service_name) return [];
    const since = services(world).get(`${row.source_project}/${row.source_service}`)?.poweroff_time;
    if (!since) return [];
    return [{ event: "user_alert_read_replica_source_poweroff", severity: "warning", create_time: since }];
  });
}
