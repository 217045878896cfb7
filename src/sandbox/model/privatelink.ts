import { cloudByName } from "../data/clouds.js";
import { privatelinkPrice } from "../data/prices.js";
import { badRequest, conflict, found } from "../errors.js";
import type { Table } from "../store.js";
import type { Effects, World } from "../world.js";
import { meter } from "./meter.js";
import { type ServiceRow, serviceKey } from "./service.js";

export type Provider = "aws" | "azure" | "google";

/** A service's PrivateLink; keyed `project/service_name/provider`. */
export interface PrivatelinkRow {
  readonly provider: Provider;
  readonly state: "creating" | "active" | "deleting";
  /** Who may connect: AWS principals, or Azure subscriptions. */
  readonly allowed: readonly string[];
  /** What the cloud calls it, once it is there. */
  readonly cloud_id: string | null;
}

/** Somebody who connects to a PrivateLink; keyed `project/service_name/provider/id`. */
export interface PrivatelinkConnectionRow {
  readonly privatelink_connection_id: string;
  readonly state: "pending-user-approval" | "user-approved" | "connected" | "active";
  readonly endpoint_id: string;
  readonly user_ip_address: string;
}

const CREATION_MS = 60_000;
const TEARDOWN_MS = 30_000;
const CONNECTION_MS = 30_000;

export function privatelinks(world: World): Table<PrivatelinkRow> {
  return world.table<PrivatelinkRow>("privatelinks");
}

export function connections(world: World): Table<PrivatelinkConnectionRow> {
  return world.table<PrivatelinkConnectionRow>("privatelink_connections");
}

/** The connections of a service through which clients get in. */
export function connectedTo(world: World, service: ServiceRow): PrivatelinkConnectionRow[] {
  const usable = connections(world).under(`${serviceKey(service)}/`);
  return usable.filter(({ state }) => state === "connected" || state === "active");
}

export function privatelinkKey(service: ServiceRow, provider: Provider): string {
  return `${serviceKey(service)}/${provider}`;
}

export function requirePrivatelink(world: World, service: ServiceRow, provider: Provider): PrivatelinkRow {
  const row = privatelinks(world).get(privatelinkKey(service, provider));
  return found(row, `PrivateLink for service ${service.service_name} does not exist`);
}

/** Orders the PrivateLink of a service, which has to be in a cloud of the provider. It costs by the hour. */
export function createPrivatelink(
  world: World,
  service: ServiceRow,
  provider: Provider,
  allowed: readonly string[] = [],
): PrivatelinkRow {
  const cloud = cloudByName(service.cloud_name);
  const price_usd = cloud?.provider === provider ? privatelinkPrice(cloud) : undefined;
  if (price_usd === undefined) {
    throw badRequest(
      `Service ${service.service_name} is in cloud '${service.cloud_name}', which is not of '${provider}'`,
    );
  }
  const key = privatelinkKey(service, provider);
  if (privatelinks(world).has(key)) {
    throw conflict(`PrivateLink for service ${service.service_name} already exists`);
  }
  const { project, service_name, service_type, cloud_name } = service;
  meter(world, `privatelink ${key}`, {
    project,
    service_name,
    service_type,
    plan: null,
    cloud_name,
    line_type: "extra_charge",
    description: `PrivateLink of ${service_name}`,
    price_usd,
  });
  world.schedule("privatelink-ready", key, CREATION_MS);
  return privatelinks(world).put(key, { provider, state: "creating", allowed, cloud_id: null });
}

export function allow(
  world: World,
  service: ServiceRow,
  provider: Provider,
  allowed: readonly string[],
): PrivatelinkRow {
  requireLasting(requirePrivatelink(world, service, provider));
  return privatelinks(world).patch(privatelinkKey(service, provider), { allowed });
}

/** Begins to delete a PrivateLink; it is gone in time, with its connections. */
export function deletePrivatelink(world: World, service: ServiceRow, provider: Provider): PrivatelinkRow {
  const row = requirePrivatelink(world, service, provider);
  const key = privatelinkKey(service, provider);
  if (row.state === "deleting") return row;
  meter(world, `privatelink ${key}`, undefined);
  world.cancelAll(key);
  world.schedule("privatelink-gone", key, TEARDOWN_MS);
  return privatelinks(world).patch(key, { state: "deleting" });
}

function requireLasting(row: PrivatelinkRow): PrivatelinkRow {
  if (row.state === "deleting") throw conflict("PrivateLink is in state deleting");
  return row;
}

/**
 * Looks for endpoints that connect. Nobody is in the cloud here, so one endpoint is found when a PrivateLink is active:
 * on AWS it connects by itself, elsewhere it waits for approval.
 */
export function refresh(world: World, service: ServiceRow, provider: Provider): void {
  const { state } = requireLasting(requirePrivatelink(world, service, provider));
  const key = privatelinkKey(service, provider);
  if (state !== "active" || connections(world).under(`${key}/`).length > 0) return;
  const id = world.id("plc", 12);
  connections(world).put(`${key}/${id}`, {
    privatelink_connection_id: id,
    state: provider === "aws" ? "active" : "pending-user-approval",
    endpoint_id: endpointId(world, provider, id),
    user_ip_address: "",
  });
}

export function requireConnection(
  world: World,
  service: ServiceRow,
  provider: Provider,
  id: string,
): PrivatelinkConnectionRow {
  requirePrivatelink(world, service, provider);
  const row = connections(world).get(`${privatelinkKey(service, provider)}/${id}`);
  return found(row, `PrivateLink connection ${id} does not exist`);
}

/** Lets a connection in that waits for it. */
export function approve(
  world: World,
  service: ServiceRow,
  provider: Provider,
  { privatelink_connection_id: id, state }: PrivatelinkConnectionRow,
  user_ip_address = "",
): PrivatelinkConnectionRow {
  if (state !== "pending-user-approval") {
    throw conflict(`PrivateLink connection is in state ${state}, not pending-user-approval`);
  }
  const key = `${privatelinkKey(service, provider)}/${id}`;
  world.schedule("privatelink-connected", key, CONNECTION_MS);
  return connections(world).patch(key, { state: "user-approved", user_ip_address });
}

/** Tells at which address of the user's network a connection is; with it, it is complete. */
export function locate(
  world: World,
  service: ServiceRow,
  provider: Provider,
  { privatelink_connection_id: id, state }: PrivatelinkConnectionRow,
  user_ip_address: string,
): PrivatelinkConnectionRow {
  const fields = state === "connected" ? { user_ip_address, state: "active" as const } : { user_ip_address };
  return connections(world).patch(`${privatelinkKey(service, provider)}/${id}`, fields);
}

function endpointId(world: World, provider: Provider, id: string): string {
  switch (provider) {
    case "aws":
      return `vpce-${world.hex(`endpoint ${id}`, 17)}`;
    case "azure":
      return `/subscriptions/${world.uuid()}/resourceGroups/sandbox/providers/Microsoft.Network/privateEndpoints/${id}`;
    case "google":
      return String(Number.parseInt(world.hex(`endpoint ${id}`, 12), 16));
  }
}

export const effects: Effects = {
  "privatelink-ready": (key, world) => {
    if (privatelinks(world).has(key)) {
      privatelinks(world).patch(key, { state: "active", cloud_id: world.hex(`privatelink ${key}`, 17) });
    }
  },

  "privatelink-gone": (key, world) => {
    privatelinks(world).delete(key);
    world.deleteUnder(`${key}/`);
  },

  "privatelink-connected": (key, world) => {
    const row = connections(world).get(key);
    if (row) connections(world).patch(key, { state: row.user_ip_address === "" ? "connected" : "active" });
  },
};
