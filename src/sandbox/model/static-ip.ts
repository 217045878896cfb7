import { badRequest, conflict } from "../errors.js";
import type { Table } from "../store.js";
import type { World } from "../world.js";
import type { ServiceRow } from "./service.js";

/** A static IP address, as far as services need to know it; keyed `project/static_ip_address_id`. */
export interface StaticIpRow {
  readonly project: string;
  readonly static_ip_address_id: string;
  readonly ip_address: string;
  readonly cloud_name: string;
  readonly state: "creating" | "created" | "available" | "assigned" | "deleting" | "deleted";
  readonly service_name: string;
}

export function staticIps(world: World): Table<StaticIpRow> {
  return world.table<StaticIpRow>("static_ips");
}

/** Refuses addresses that do not exist, are elsewhere or belong to another service. */
export function requireFreeStaticIps(
  world: World,
  { project, cloud_name }: { readonly project: string; readonly cloud_name: string },
  ids: readonly string[],
): void {
  for (const id of ids) {
    const ip = staticIps(world).get(`${project}/${id}`);
    if (!ip) throw badRequest(`Static IP address ${id} does not exist`);
    if (ip.cloud_name !== cloud_name) throw badRequest(`Static IP address ${id} is not in cloud '${cloud_name}'`);
    if (ip.service_name !== "") throw conflict(`Static IP address ${id} is already associated with a service`);
  }
}

export function assignStaticIps(world: World, { project, service_name }: ServiceRow, ids: readonly string[]): void {
  for (const id of ids) staticIps(world).patch(`${project}/${id}`, { state: "assigned", service_name });
}

/** Gives a service's addresses back to its project. */
export function releaseStaticIps(world: World, { project, service_name }: ServiceRow): void {
  for (const ip of staticIps(world).under(`${project}/`)) {
    if (ip.service_name !== service_name) continue;
    staticIps(world).patch(`${project}/${ip.static_ip_address_id}`, { state: "created", service_name: "" });
  }
}
