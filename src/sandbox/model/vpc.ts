import { overlap, requireVpcCidr } from "../cidr.js";
import { cloudByName, isCustomCloud } from "../data/clouds.js";
import { badRequest, conflict, found } from "../errors.js";
import type { Table } from "../store.js";
import type { Effects, World } from "../world.js";
import { projects } from "./project.js";
import { services } from "./service.js";

/** A VPC of a project or an organization; keyed by the name of either and its own id. */
export interface VpcRow {
  /** Undefined where it is an organization's. */
  readonly project?: string | undefined;
  readonly organization_id?: string | undefined;
  readonly vpc_id: string;
  readonly display_name: string;
  readonly cloud_name: string;
  readonly network_cidr: string;
  readonly state: "APPROVED" | "ACTIVE" | "DELETING";
  readonly create_time: string;
  readonly update_time: string;
}

/** Who has a VPC. */
export type VpcOwner = Pick<VpcRow, "project" | "organization_id">;

export type PeeringType = (typeof PEERING_TYPES)[keyof typeof PEERING_TYPES][number];

/** The kinds of peering by provider of the cloud. Where a provider is missing there are no VPCs. */
export const PEERING_TYPES = {
  aws: ["aws-vpc-peering-connection", "aws-tgw-vpc-attachment"],
  azure: ["azure-vnet-peering"],
  do: ["do-vpc-peering"],
  google: ["google-vpc-peering"],
  upcloud: ["upcloud-vpc-peering"],
} as const;

const BUILD_MS = 60_000;
const TEARDOWN_MS = 30_000;

export function vpcs(world: World): Table<VpcRow> {
  return world.table<VpcRow>("vpcs");
}

export function vpcKey(row: VpcOwner & Pick<VpcRow, "vpc_id">): string {
  return `${ownerOf(row)}/${row.vpc_id}`;
}

export function vpcsOf(world: World, owner: VpcOwner): VpcRow[] {
  return vpcs(world).under(`${ownerOf(owner)}/`);
}

export function requireVpc(world: World, owner: VpcOwner, vpc_id: string): VpcRow {
  return found(vpcs(world).get(vpcKey({ ...owner, vpc_id })), "VPC does not exist");
}

function ownerOf({ project, organization_id }: VpcOwner): string {
  return project ?? organization_id ?? "";
}

export function peeringTypesOf(provider: string): readonly PeeringType[] {
  return Object.entries(PEERING_TYPES).find(([name]) => name === provider)?.[1] ?? [];
}

/** Orders a VPC: APPROVED, and ACTIVE in time. The networks of an owner in one cloud do not overlap. */
export function createVpc(
  world: World,
  owner: VpcOwner,
  spec: { readonly cloud_name: string; readonly network_cidr: string; readonly display_name?: string | undefined },
): VpcRow {
  const { cloud_name, network_cidr, display_name = "" } = spec;
  const cloud = cloudByName(cloud_name);
  if (!cloud || isCustomCloud(cloud_name)) throw badRequest(`Invalid cloud '${cloud_name}'`);
  if (peeringTypesOf(cloud.provider).length === 0) throw badRequest(`Cloud '${cloud_name}' does not support VPCs`);
  const network = requireVpcCidr(network_cidr);
  const clash = vpcsOf(world, owner).find(
    (vpc) => vpc.cloud_name === cloud_name && overlap(requireVpcCidr(vpc.network_cidr), network),
  );
  if (clash) throw conflict(`VPC ${clash.vpc_id} with network ${clash.network_cidr} already exists in ${cloud_name}`);
  const now = world.now();
  const row: VpcRow = {
    ...owner,
    vpc_id: world.uuid(),
    display_name,
    cloud_name,
    network_cidr,
    state: "APPROVED",
    create_time: now,
    update_time: now,
  };
  world.schedule("vpc-ready", vpcKey(row), BUILD_MS);
  return vpcs(world).put(vpcKey(row), row);
}

/** Begins to delete a VPC, which must be empty; it is gone in time, with its peering connections. */
export function deleteVpc(world: World, row: VpcRow): VpcRow {
  const inside = services(world).where((service) => service.project_vpc_id === row.vpc_id);
  if (inside.length > 0) {
    const names = inside.map((service) => service.service_name).join(", ");
    throw conflict(`VPC cannot be deleted while there are services in it: ${names}`);
  }
  if (row.state === "DELETING") return row;
  world.cancel("vpc-ready", vpcKey(row));
  world.schedule("vpc-gone", vpcKey(row), TEARDOWN_MS);
  return vpcs(world).patch(vpcKey(row), { state: "DELETING", update_time: world.now() });
}

/** Refuses to change a VPC that is going. */
export function requireLasting(row: VpcRow): VpcRow {
  if (row.state === "DELETING") throw conflict(`VPC ${row.vpc_id} is in state ${row.state}`);
  return row;
}

/** What happens when a VPC is ready is told to whoever waits for it. */
export function vpcEffects(onReady: (row: VpcRow, world: World) => void): Effects {
  return {
    "vpc-ready": (key, world) => {
      const row = vpcs(world).get(key);
      if (row) onReady(vpcs(world).patch(key, { state: "ACTIVE", update_time: world.now() }), world);
    },
    "vpc-gone": (key, world) => {
      vpcs(world).delete(key);
      world.deleteUnder(`${key}/`);
    },
  };
}

/**
 * The VPC that a service goes into: the given one, of the project or its organization, none for null, and when nothing
 * is said the project's own of that cloud, if there is one. Throws when it does not exist, is in another cloud or not
 * ready, and when there are several to choose from.
 */
export function chooseVpc(
  world: World,
  where: { readonly project: string; readonly cloud_name: string },
  project_vpc_id: string | null | undefined,
): string | null {
  const { project, cloud_name } = where;
  if (project_vpc_id === null) return null;
  if (project_vpc_id === undefined) {
    const own = vpcsOf(world, { project }).filter((vpc) => vpc.cloud_name === cloud_name && vpc.state === "ACTIVE");
    if (own.length > 1) throw conflict(`Project has several VPCs in cloud '${cloud_name}': choose a project_vpc_id`);
    return own[0]?.vpc_id ?? null;
  }
  const organization_id = projects(world).get(project)?.organization_id;
  const row =
    vpcs(world).get(vpcKey({ project, vpc_id: project_vpc_id })) ??
    vpcs(world).get(vpcKey({ organization_id, vpc_id: project_vpc_id }));
  const vpc = found(row, `Project VPC ${project_vpc_id} does not exist`);
  if (vpc.state !== "ACTIVE") throw conflict(`Project VPC ${project_vpc_id} is in state ${vpc.state}, not ACTIVE`);
  if (vpc.cloud_name !== cloud_name) throw badRequest(`Project VPC ${project_vpc_id} is not in cloud '${cloud_name}'`);
  return project_vpc_id;
}
