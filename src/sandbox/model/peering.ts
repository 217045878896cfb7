import { requireCidr } from "../cidr.js";
import { cloudByName } from "../data/clouds.js";
import { badRequest, conflict, found } from "../errors.js";
import type { Table } from "../store.js";
import type { Effects, World } from "../world.js";
import { type PeeringType, peeringTypesOf, requireLasting, type VpcRow, vpcEffects, vpcKey } from "./vpc.js";

export interface StateInfo {
  readonly type: string;
  readonly message: string;
  readonly [detail: string]: string;
}

/** A peering connection of a VPC; keyed by the VPC's key and its own id. */
export interface PeeringRow {
  readonly peering_connection_id: string;
  readonly peer_cloud_account: string;
  readonly peer_vpc: string;
  readonly peer_region: string | null;
  readonly peer_resource_group: string | null;
  readonly peer_azure_app_id: string | null;
  readonly peer_azure_tenant_id: string | null;
  readonly user_peer_network_cidrs: readonly string[];
  readonly vpc_peering_connection_type: PeeringType;
  readonly state: "APPROVED" | "PENDING_PEER" | "ACTIVE" | "INVALID_SPECIFICATION" | "DELETING";
  readonly state_info: StateInfo | null;
  readonly create_time: string;
  readonly update_time: string;
}

/** What names the other side of a peering connection. */
export interface Peer {
  readonly peer_cloud_account: string;
  /** Left out, any VPC of the account. */
  readonly peer_vpc?: string | undefined;
  readonly peer_region?: string | undefined;
  readonly peer_resource_group?: string | undefined;
}

export interface PeeringSpec extends Peer {
  readonly peer_vpc: string;
  readonly peer_azure_app_id?: string | undefined;
  readonly peer_azure_tenant_id?: string | undefined;
  readonly user_peer_network_cidrs?: readonly string[] | undefined;
}

const REQUEST_MS = 30_000;
/** Nobody is at the other side here, so whoever it is agrees after a while. */
const ACCEPT_MS = 5 * 60_000;
const TEARDOWN_MS = 30_000;

export function peerings(world: World): Table<PeeringRow> {
  return world.table<PeeringRow>("vpc_peerings");
}

export function peeringsOf(world: World, vpc: VpcRow): PeeringRow[] {
  return peerings(world).under(`${vpcKey(vpc)}/`);
}

/** The connection to a peer. What is not given of it matches anything. */
export function requirePeering(world: World, vpc: VpcRow, peer: Peer): PeeringRow {
  const row = peeringsOf(world, vpc).find((peering) => isTo(peering, peer));
  return found(row, "VPC peering connection does not exist");
}

export function requirePeeringById(world: World, vpc: VpcRow, id: string): PeeringRow {
  return found(peerings(world).get(`${vpcKey(vpc)}/${id}`), "VPC peering connection does not exist");
}

function isTo(row: PeeringRow, peer: Peer): boolean {
  return (
    row.peer_cloud_account === peer.peer_cloud_account &&
    (peer.peer_vpc === undefined || row.peer_vpc === peer.peer_vpc) &&
    (peer.peer_region === undefined || row.peer_region === peer.peer_region) &&
    (peer.peer_resource_group === undefined || row.peer_resource_group === peer.peer_resource_group)
  );
}

/** Orders a connection: APPROVED, PENDING_PEER once it is asked for, ACTIVE once the other side agrees. */
export function createPeering(world: World, vpc: VpcRow, spec: PeeringSpec): PeeringRow {
  requireLasting(vpc);
  const type = checkPeering(vpc.cloud_name, spec);
  if (peeringsOf(world, vpc).some((row) => isTo(row, spec))) throw conflict("VPC peering connection already exists");
  const now = world.now();
  const row: PeeringRow = {
    peering_connection_id: world.uuid(),
    peer_cloud_account: spec.peer_cloud_account,
    peer_vpc: spec.peer_vpc,
    peer_region: spec.peer_region ?? null,
    peer_resource_group: spec.peer_resource_group ?? null,
    peer_azure_app_id: spec.peer_azure_app_id ?? null,
    peer_azure_tenant_id: spec.peer_azure_tenant_id ?? null,
    user_peer_network_cidrs: spec.user_peer_network_cidrs ?? [],
    vpc_peering_connection_type: type,
    state: "APPROVED",
    state_info: null,
    create_time: now,
    update_time: now,
  };
  const key = `${vpcKey(vpc)}/${row.peering_connection_id}`;
  if (vpc.state === "ACTIVE") world.schedule("peering-requested", key, REQUEST_MS);
  return peerings(world).put(key, row);
}

/** The kind of connection that is asked for. Throws when it cannot be had in the cloud or something is missing. */
export function checkPeering(cloud_name: string, spec: PeeringSpec): PeeringType {
  const [usual, gateway] = peeringTypesOf(cloudByName(cloud_name)?.provider ?? "");
  const type = gateway && spec.peer_vpc.startsWith("tgw-") ? gateway : usual;
  if (!type) throw badRequest(`Cloud '${cloud_name}' does not support VPC peering`);
  requireComplete(type, spec);
  for (const cidr of spec.user_peer_network_cidrs ?? []) requireCidr(cidr, "user_peer_network_cidrs");
  return type;
}

function requireComplete(type: PeeringType, spec: PeeringSpec): void {
  if (spec.peer_cloud_account === "") throw badRequest("Invalid input for peer_cloud_account: '' is too short");
  if (spec.peer_vpc === "") throw badRequest("Invalid input for peer_vpc: '' is too short");
  if (type !== "azure-vnet-peering") return;
  for (const name of ["peer_azure_app_id", "peer_azure_tenant_id", "peer_resource_group"] as const) {
    if (!spec[name]) throw badRequest(`Invalid input: '${name}' is required for peering with Azure`);
  }
}

/** Begins to delete a connection; it is gone in time. */
export function deletePeering(world: World, vpc: VpcRow, row: PeeringRow): PeeringRow {
  const key = `${vpcKey(vpc)}/${row.peering_connection_id}`;
  if (row.state === "DELETING") return row;
  world.cancelAll(key);
  world.schedule("peering-gone", key, TEARDOWN_MS);
  return patch(world, key, { state: "DELETING", state_info: null });
}

/** Adds networks behind a peer and takes others away. */
export function changePeerNetworks(
  world: World,
  vpc: VpcRow,
  change: {
    readonly add?: readonly (Peer & { readonly cidr: string })[] | undefined;
    readonly delete?: readonly string[] | undefined;
  },
): void {
  requireLasting(vpc);
  const added = (change.add ?? []).map((item) => {
    requireCidr(item.cidr, "cidr");
    return { id: requirePeering(world, vpc, item).peering_connection_id, cidr: item.cidr };
  });
  const removed = new Set(change.delete);
  for (const row of peeringsOf(world, vpc)) {
    const own = added.filter(({ id }) => id === row.peering_connection_id).map(({ cidr }) => cidr);
    const kept = row.user_peer_network_cidrs.filter((cidr) => !removed.has(cidr));
    if (own.length === 0 && kept.length === row.user_peer_network_cidrs.length) continue;
    const user_peer_network_cidrs = [...new Set([...kept, ...own])];
    patch(world, `${vpcKey(vpc)}/${row.peering_connection_id}`, { user_peer_network_cidrs });
  }
}

export const effects: Effects = {
  ...vpcEffects((vpc, world) => {
    for (const { peering_connection_id } of peeringsOf(world, vpc)) {
      world.schedule("peering-requested", `${vpcKey(vpc)}/${peering_connection_id}`, REQUEST_MS);
    }
  }),

  "peering-requested": (key, world) => {
    const row = peerings(world).get(key);
    if (!row) return;
    const wrong = misnamed(row);
    if (wrong) {
      patch(world, key, {
        state: "INVALID_SPECIFICATION",
        state_info: { type: "invalid-specification", message: wrong },
      });
      return;
    }
    patch(world, key, { state: "PENDING_PEER", state_info: pendingInfo(world, key, row) });
    world.schedule("peering-accepted", key, ACCEPT_MS);
  },

  "peering-accepted": (key, world) => {
    const row = peerings(world).get(key);
    if (row) patch(world, key, { state: "ACTIVE" });
  },

  "peering-gone": (key, world) => {
    peerings(world).delete(key);
  },
};

/** What a cloud would say of a peer that cannot be; undefined when it can. */
function misnamed({ vpc_peering_connection_type: type, peer_cloud_account, peer_vpc }: PeeringRow): string | undefined {
  if (!type.startsWith("aws-")) return undefined;
  if (!/^\d{12}$/.test(peer_cloud_account)) return `'${peer_cloud_account}' is not an AWS account id of 12 digits`;
  return /^(vpc|tgw)-\w+$/.test(peer_vpc) ? undefined : `'${peer_vpc}' is not the id of a VPC or transit gateway`;
}

/** What the other side needs to know to agree. */
function pendingInfo(world: World, key: string, { vpc_peering_connection_type: type }: PeeringRow): StateInfo {
  const message = "The peering connection waits for the peer";
  switch (type) {
    case "aws-vpc-peering-connection":
      return { type, message, aws_vpc_peering_connection_id: `pcx-${world.hex(`pcx ${key}`, 17)}` };
    case "google-vpc-peering":
      return {
        type,
        message,
        to_project_id: `sandbox-${world.hex("google project", 12)}`,
        to_vpc_network: `sandbox-vpc-${world.hex(`network ${key}`, 12)}`,
      };
    default:
      return { type, message };
  }
}

function patch(world: World, key: string, fields: Partial<PeeringRow>): PeeringRow {
  return peerings(world).patch(key, { ...fields, update_time: world.now() });
}
