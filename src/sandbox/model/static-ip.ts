import { cloudByName, isCustomCloud } from "../data/clouds.js";
import { planByName } from "../data/plans.js";
import { staticIpPrice } from "../data/prices.js";
import { ApiFailure, badRequest, conflict, found } from "../errors.js";
import type { Table } from "../store.js";
import type { Effects, World } from "../world.js";
import { meter } from "./meter.js";
import { type ServiceRow, services } from "./service.js";

/** A static IP address; keyed `project/static_ip_address_id`. */
export interface StaticIpRow {
  readonly project: string;
  readonly static_ip_address_id: string;
  /** Empty until the cloud has given one. */
  readonly ip_address: string;
  readonly cloud_name: string;
  readonly state: "creating" | "created";
  /** Empty where it belongs to no service. */
  readonly service_name: string;
  readonly termination_protection: boolean;
}

const CREATION_MS = 20_000;

export function staticIps(world: World): Table<StaticIpRow> {
  return world.table<StaticIpRow>("static_ips");
}

function keyOf({ project, static_ip_address_id }: StaticIpRow): string {
  return `${project}/${static_ip_address_id}`;
}

export function requireStaticIp(world: World, project: string, id: string): StaticIpRow {
  return found(staticIps(world).get(`${project}/${id}`), "Static IP address does not exist");
}

/** Orders an address, which costs by the hour until it is deleted. */
export function createStaticIp(
  world: World,
  spec: Pick<StaticIpRow, "project" | "cloud_name" | "termination_protection">,
): StaticIpRow {
  const { project, cloud_name } = spec;
  const cloud = cloudByName(cloud_name);
  if (!cloud || isCustomCloud(cloud_name)) throw badRequest(`Invalid cloud '${cloud_name}'`);
  const price_usd = staticIpPrice(cloud);
  if (price_usd === undefined) throw badRequest(`Cloud '${cloud_name}' does not support static IP addresses`);
  const id = world.id("ip", 12);
  const row = staticIps(world).put(`${project}/${id}`, {
    ...spec,
    static_ip_address_id: id,
    ip_address: "",
    state: "creating",
    service_name: "",
  });
  meter(world, `static IP ${id}`, {
    project,
    service_name: null,
    service_type: null,
    plan: null,
    cloud_name,
    line_type: "extra_charge",
    description: `Static IP address ${id}`,
    price_usd,
  });
  world.schedule("static-ip-created", keyOf(row), CREATION_MS);
  return row;
}

/** Deletes an address that belongs to no service. */
export function deleteStaticIp(world: World, row: StaticIpRow): void {
  const { static_ip_address_id: id, service_name, termination_protection } = row;
  if (termination_protection) {
    throw new ApiFailure(403, `Static IP address ${id} is protected against termination`);
  }
  if (service_name !== "") throw conflict(`Static IP address ${id} is associated with service ${service_name}`);
  world.cancelAll(keyOf(row));
  meter(world, `static IP ${id}`, undefined);
  staticIps(world).delete(keyOf(row));
}

/** Gives an address to a service. */
export function associate(world: World, row: StaticIpRow, service: ServiceRow): StaticIpRow {
  requireFreeStaticIps(world, service, [row.static_ip_address_id]);
  return staticIps(world).patch(keyOf(row), { service_name: service.service_name });
}

/** Takes an address from its service, which must not be using it. */
export function dissociate(world: World, row: StaticIpRow): StaticIpRow {
  const { static_ip_address_id: id, service_name } = row;
  if (service_name === "") throw conflict(`Static IP address ${id} is not associated with a service`);
  if (stateOf(world, row) === "assigned") {
    throw conflict(`Static IP address ${id} is assigned to a node of service ${service_name}`);
  }
  return staticIps(world).patch(keyOf(row), { service_name: "" });
}

/**
 * What an address is doing: a service that is configured for static addresses takes one for each of its nodes, and the
 * rest of what it has stays available for nodes to come.
 */
export function stateOf(world: World, row: StaticIpRow): StaticIpRow["state"] | "available" | "assigned" {
  const service = services(world).get(`${row.project}/${row.service_name}`);
  if (!service) return row.state;
  if (service.user_config["static_ips"] !== true) return "available";
  const own = staticIps(world)
    .under(`${row.project}/`)
    .filter((ip) => ip.service_name === row.service_name);
  const nodes = planByName(service.service_type, service.plan)?.node_count ?? 1;
  const rank = own.findIndex((ip) => ip.static_ip_address_id === row.static_ip_address_id);
  return rank < nodes ? "assigned" : "available";
}

/** Refuses addresses that do not exist, are elsewhere, not ready or belong to another service. */
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
    if (ip.state === "creating") throw conflict(`Static IP address ${id} is in state creating, not created`);
  }
}

export function assignStaticIps(world: World, { project, service_name }: ServiceRow, ids: readonly string[]): void {
  for (const id of ids) staticIps(world).patch(`${project}/${id}`, { service_name });
}

/** Gives a service's addresses back to its project. */
export function releaseStaticIps(world: World, { project, service_name }: ServiceRow): void {
  for (const ip of staticIps(world).under(`${project}/`)) {
    if (ip.service_name === service_name) staticIps(world).patch(keyOf(ip), { service_name: "" });
  }
}

export const effects: Effects = {
  "static-ip-created": (key, world) => {
    if (!staticIps(world).has(key)) return;
    const number = world.next("ip address");
    // Addresses of a range for documentation, so that nobody is reached by accident.
    const ip_address = `203.0.113.${((number - 1) % 254) + 1}`;
    staticIps(world).patch(key, { state: "created", ip_address });
  },
};
