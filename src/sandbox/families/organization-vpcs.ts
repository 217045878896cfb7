import { badRequest } from "../errors.js";
import { recordInOrganization } from "../model/account-event.js";
import { requireOrganization } from "../model/organization.js";
import {
  changePeerNetworks,
  checkPeering,
  createPeering,
  deletePeering,
  requirePeeringById,
} from "../model/peering.js";
import { createVpc, deleteVpc, requireLasting, requireVpc, type VpcRow, vpcKey, vpcs, vpcsOf } from "../model/vpc.js";
import { organizationSummaryOf, peeringTypes, toOrganizationVpc, toPeering, vpcClouds } from "../service/vpc-view.js";
import type { Call, Handlers } from "../world.js";
import { toCloud } from "./clouds.js";

/** VPCs of organizations, which all their projects may use. */
export const handlers: Handlers = {
  OrganizationVpcList: ({ organization_id }, call) => {
    requireOrganization(call, organization_id);
    return { vpcs: vpcsOf(call.world, { organization_id }).map(organizationSummaryOf) };
  },

  OrganizationVpcGet: (input, call) => toOrganizationVpc(call.world, requireOwned(call, input)),

  OrganizationVpcCreate: ({ organization_id, clouds, display_name, peering_connections }, call) => {
    requireOrganization(call, organization_id);
    const [where] = clouds;
    if (!where) throw badRequest("Invalid input for clouds: [] is too short");
    for (const peer of peering_connections) checkPeering(where.cloud_name, peer);
    const row = createVpc(call.world, { organization_id }, { ...where, display_name });
    for (const peer of peering_connections) createPeering(call.world, row, peer);
    recordInOrganization(call, organization_id, "organization_vpc_create", `Created VPC ${row.vpc_id}`);
    return toOrganizationVpc(call.world, row);
  },

  OrganizationVpcUpdate: ({ display_name, ...input }, call) => {
    const row = requireLasting(requireOwned(call, input));
    const change = display_name === undefined ? {} : { display_name };
    recordInOrganization(call, input.organization_id, "organization_vpc_update", `Changed VPC ${row.vpc_id}`);
    return toOrganizationVpc(
      call.world,
      vpcs(call.world).patch(vpcKey(row), { ...change, update_time: call.world.now() }),
    );
  },

  OrganizationVpcDelete: (input, call) => {
    const row = deleteVpc(call.world, requireOwned(call, input));
    recordInOrganization(call, input.organization_id, "organization_vpc_delete", `Deleted VPC ${row.vpc_id}`);
    return toOrganizationVpc(call.world, row);
  },

  OrganizationVpcPeeringConnectionCreate: ({ organization_id, organization_vpc_id, ...peer }, call) => {
    const row = createPeering(call.world, requireOwned(call, { organization_id, organization_vpc_id }), peer);
    const words = `Created a peering connection to ${row.peer_vpc}`;
    recordInOrganization(call, organization_id, "organization_vpc_peering_connection_create", words);
    return toPeering(row);
  },

  OrganizationVpcPeeringConnectionDeleteById: (input, call) => {
    const vpc = requireOwned(call, input);
    const row = requirePeeringById(call.world, vpc, input.peering_connection_id);
    const words = `Deleted the peering connection to ${row.peer_vpc}`;
    recordInOrganization(call, input.organization_id, "organization_vpc_peering_connection_delete", words);
    return toPeering(deletePeering(call.world, vpc, row));
  },

  OrganizationVpcPeeringConnectionPeerNetworkCidrsUpdate: (input, call) => {
    const vpc = requireOwned(call, input);
    requirePeeringById(call.world, vpc, input.peering_connection_id);
    return changeNetworks(call, vpc, input);
  },

  OrganizationVpcPeeringConnectionPeerNetworkCidrsUpdateV2: (input, call) => {
    return changeNetworks(call, requireOwned(call, input), input);
  },

  // Connections change with time alone here.
  OrganizationVpcPeeringConnectionsRefresh: (input, call) => toOrganizationVpc(call.world, requireOwned(call, input)),

  OrganizationVpcCloudsList: ({ organization_id }, call) => {
    requireOrganization(call, organization_id);
    return { clouds: vpcClouds().map(toCloud) };
  },

  OrganizationVpcPeeringConnectionTypesList: ({ organization_id }, call) => {
    requireOrganization(call, organization_id);
    return { vpc_peering_connection_types: peeringTypes() };
  },
};

type Named = { readonly organization_id: string; readonly organization_vpc_id: string };

function changeNetworks(call: Call, vpc: VpcRow, input: Named & Parameters<typeof changePeerNetworks>[2]) {
  changePeerNetworks(call.world, vpc, input);
  const words = `Changed the peer networks of VPC ${vpc.vpc_id}`;
  recordInOrganization(call, input.organization_id, "organization_vpc_peering_connection_update", words);
  return toOrganizationVpc(call.world, vpc);
}

function requireOwned(call: Call, { organization_id, organization_vpc_id }: Named): VpcRow {
  requireOrganization(call, organization_id);
  return requireVpc(call.world, { organization_id }, organization_vpc_id);
}
