import { CLOUDS, type Cloud } from "../data/clouds.js";
import { peeringPrice } from "../data/prices.js";
import { type PeeringRow, peeringsOf } from "../model/peering.js";
import { peeringTypesOf, type VpcRow, vpcKey, vpcs } from "../model/vpc.js";
import type { World } from "../world.js";

/** A project's VPC in the API's form, as it is by now. */
export function toProjectVpc(world: World, row: VpcRow) {
  const vpc = vpcs(world).get(vpcKey(row)) ?? row;
  return { ...summaryOf(vpc), peering_connections: peeringsOf(world, vpc).map(toPeering) };
}

export function summaryOf({ cloud_name, create_time, network_cidr, vpc_id, state, update_time }: VpcRow) {
  return { cloud_name, create_time, network_cidr, project_vpc_id: vpc_id, state, update_time };
}

/** An organization's VPC in the API's form, as it is by now. */
export function toOrganizationVpc(world: World, row: VpcRow) {
  const vpc = vpcs(world).get(vpcKey(row)) ?? row;
  return { ...organizationSummaryOf(vpc), peering_connections: peeringsOf(world, vpc).map(toPeering) };
}

export function organizationSummaryOf(row: VpcRow) {
  const { cloud_name, create_time, display_name, network_cidr, organization_id = "", state, update_time } = row;
  return {
    clouds: [{ cloud_name, network_cidr }],
    create_time,
    display_name,
    organization_id,
    organization_vpc_id: row.vpc_id,
    state,
    update_time,
  };
}

export function toPeering(row: PeeringRow) {
  return { ...row };
}

/** The clouds where VPCs can be made. */
export function vpcClouds(): Cloud[] {
  return CLOUDS.filter(({ provider }) => peeringTypesOf(provider).length > 0);
}

/** Every kind of peering in every cloud with its price. */
export function peeringTypes() {
  return vpcClouds().flatMap((cloud) =>
    peeringTypesOf(cloud.provider).map((type) => ({
      cloud_name: cloud.cloud_name,
      price_usd: peeringPrice(type, cloud),
      vpc_peering_connection_type: type,
    })),
  );
}
