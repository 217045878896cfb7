import { ApiFailure, conflict, found } from "../errors.js";
import type { Table } from "../store.js";
import type { Call, World } from "../world.js";
import { meterService } from "./meter.js";
import { type Emails, requireProject } from "./project.js";
import type { Tags } from "./tags.js";

type ServiceState = "POWEROFF" | "REBALANCING" | "REBUILDING" | "RUNNING";

export interface NodeRow {
  readonly name: string;
  readonly state: "leaving" | "running" | "setting_up_vm" | "syncing_data";
  readonly availability_zone: string;
}

/** Where a real engine serves a service. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  /** The port of the engine whose data it begins with; null where it begins empty. */
  readonly copy_of: number | null;
  /** Name and version. */
  readonly engine: string;
  /** Whether it accepts connections. */
  readonly accepts: boolean;
  /** Why it does not serve, when it has failed. */
  readonly problem: string | null;
}

/** A maintenance update that waits for its window, or for somebody to start it. */
export interface MaintenanceUpdate {
  readonly description: string;
  readonly deadline: string | null;
  readonly impact: string;
  readonly start_after: string | null;
}

/** A service; keyed `project/service_name`. What the API shows beside this is derived (`service/view.ts`). */
export interface ServiceRow {
  readonly project: string;
  readonly service_name: string;
  readonly service_type: string;
  readonly plan: string;
  readonly cloud_name: string;
  readonly project_vpc_id: string | null;
  readonly state: ServiceState;
  readonly nodes: readonly NodeRow[];
  /** How many nodes the service has had; the next one is named after it. */
  readonly nodes_made: number;
  /** Disk of the whole service in megabytes; null for what the plan gives. */
  readonly disk_space_mb: number | null;
  readonly user_config: Readonly<Record<string, unknown>>;
  readonly termination_protection: boolean;
  readonly maintenance: { readonly dow: string; readonly time: string };
  readonly maintenance_updates: readonly MaintenanceUpdate[];
  readonly tags: Tags;
  readonly tech_emails: Emails;
  readonly cmk_id: string | null;
  readonly group_name: string | null;
  /** The first of the service's port numbers. */
  readonly base_port: number;
  readonly create_time: string;
  readonly update_time: string;
  /** Null where only the control plane is emulated. */
  readonly endpoint: Endpoint | null;
  /** Since when it is powered off; null while it is on. */
  readonly poweroff_time: string | null;
}

export function services(world: World): Table<ServiceRow> {
  return world.table<ServiceRow>("services");
}

/** The services of a project by age. */
export function servicesOf(world: World, project: string): ServiceRow[] {
  return services(world).under(`${project}/`);
}

export function serviceKey({ project, service_name }: Pick<ServiceRow, "project" | "service_name">): string {
  return `${project}/${service_name}`;
}

/** A service of a project that the caller is a member of. */
export function requireService(
  call: Call,
  input: { readonly project: string; readonly service_name: string },
): ServiceRow {
  requireProject(call, input.project);
  return found(services(call.world).get(serviceKey(input)), `Service ${input.service_name} does not exist`);
}

type ServicePath = Parameters<typeof requireService>[1];

/** A service of one of the types that have something, e.g. `"connection pools"`. */
export function requireServiceOf(call: Call, input: ServicePath, what: string, ...types: string[]): ServiceRow {
  const row = requireService(call, input);
  if (types.includes(row.service_type)) return row;
  throw new ApiFailure(400, `Service type '${row.service_type}' does not support ${what}`);
}

/** A service of such a type whose software answers: it is on, and has been built. */
export function requireAnswering(call: Call, input: ServicePath, what: string, ...types: string[]): ServiceRow {
  const row = requirePowered(requireServiceOf(call, input, what, ...types));
  if (!row.nodes.some(({ state }) => state === "running")) throw new ApiFailure(503, "Service Unavailable");
  return row;
}

/** Refuses to touch the nodes of a service that has none. */
export function requirePowered(row: ServiceRow): ServiceRow {
  if (row.state === "POWEROFF") throw conflict("Database not powered on", "not_powered");
  return row;
}

/** Refuses to read or write the data of a service that is powered off, as the real one does for ever. */
export function requireReachable(row: ServiceRow): ServiceRow {
  if (row.state === "POWEROFF") throw new ApiFailure(503, "An error occurred. Please try again later.");
  return row;
}

/** Writes fields of a service with the time of its update, and meters what it costs from now on; answers with the new row. */
export function patchService(world: World, row: ServiceRow, fields: Partial<ServiceRow>): ServiceRow {
  const patched = services(world).patch(serviceKey(row), { update_time: world.now(), ...fields });
  meterService(world, patched);
  return patched;
}
