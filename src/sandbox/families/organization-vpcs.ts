import { badRequest } from "../errors.js";
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
    return toOrganizationVpc(call.world, row);
  },

  OrganizationVpcUpdate: ({ display_name, ...input }, call) => {
    const row = requireLasting(requireOwned(call, input));
    const change = display_name === undefined ? {} : { display_name };
    return toOrganizationVpc(
      call.world,
      vpcs(call.world).patch(vpcKey(row), { ...change, update_time: call.world.now() }),
    );
  },

  OrganizationVpcDelete: (input, call) =>
    toOrganizationVpc(call.world, deleteVpc(call.world, requireOwned(call, input))),

  OrganizationVpcPeeringConnectionCreate: ({ organization_id, organization_vpc_id, ...peer }, call) =>
    toPeering(createPeering(call.world, requireOwned(call, { organization_id, organization_vpc_id }), peer)),

  OrganizationVpcPeeringConnectionDeleteById: (input, call) => {
    const vpc = requireOwned(call, input);
    const row = requirePeeringById(call.world, vpc, input.peering_connection_id);
    return toPeering(deletePeering(call.world, vpc, row));
  },

  OrganizationVpcPeeringConnectionPeerNetworkCidrsUpdate: (input, call) => {
    const vpc = requireOwned(call, input);
    requirePeeringById(call.world, vpc, input.peering_connection_id);
    changePeerNetworks(call.world, vpc, input);
    return toOrganizationVpc(call.world, vpc);
  },

  OrganizationVpcPeeringConnectionPeerNetworkCidrsUpdateV2: (input, call) => {
    const vpc = requireOwned(call, input);
    changePeerNetworks(call.world, vpc, input);
    return toOrganizationVpc(call.world, vpc);
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

function requireOwned(call: Call, { organization_id, organization_vpc_id }: Named): VpcRow {
  requireOrganization(call, organization_id);
  return requireVpc(call.world, { organization_id }, organization_vpc_id);
}
