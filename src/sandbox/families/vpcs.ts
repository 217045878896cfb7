import { actorOf, record } from "../model/event.js";
import {
  changePeerNetworks,
  checkPeering,
  createPeering,
  deletePeering,
  type Peer,
  requirePeering,
} from "../model/peering.js";
import { requireProject } from "../model/project.js";
import { createVpc, deleteVpc, requireVpc, type VpcRow, vpcsOf } from "../model/vpc.js";
import { peeringTypes, summaryOf, toPeering, toProjectVpc } from "../service/vpc-view.js";
import type { Call, Handlers } from "../world.js";

export { effects } from "../model/peering.js";

/** VPCs of projects, and what they are connected to. */
export const handlers: Handlers = {
  VpcList: ({ project }, call) => {
    requireProject(call, project);
    return { vpcs: vpcsOf(call.world, { project }).map(summaryOf) };
  },

  VpcGet: (input, call) => toProjectVpc(call.world, requireOwned(call, input)),

  VpcCreate: ({ project, cloud_name, network_cidr, peering_connections }, call) => {
    requireProject(call, project);
    for (const peer of peering_connections) checkPeering(cloud_name, peer);
    const row = createVpc(call.world, { project }, { cloud_name, network_cidr });
    for (const peer of peering_connections) createPeering(call.world, row, peer);
    note(call, row, "vpc_create", `Created VPC ${row.vpc_id} in ${cloud_name} with network ${network_cidr}`);
    return toProjectVpc(call.world, row);
  },

  VpcDelete: (input, call) => {
    const row = deleteVpc(call.world, requireOwned(call, input));
    note(call, row, "vpc_delete", `Deleted VPC ${row.vpc_id}`);
    return toProjectVpc(call.world, row);
  },

  VpcPeeringConnectionCreate: ({ project, project_vpc_id, ...peer }, call) => {
    const vpc = requireOwned(call, { project, project_vpc_id });
    const row = createPeering(call.world, vpc, peer);
    note(call, vpc, "vpc_peering_connection_create", `Created a peering connection to ${peer.peer_vpc}`);
    return toPeering(row);
  },

  VpcPeeringConnectionDelete: (input, call) => remove(call, input),
  VpcPeeringConnectionWithRegionDelete: (input, call) => remove(call, input),
  VpcPeeringConnectionWithResourceGroupDelete: (input, call) => remove(call, input),

  VpcPeeringConnectionUpdate: (input, call) => {
    const vpc = requireOwned(call, input);
    changePeerNetworks(call.world, vpc, input);
    note(call, vpc, "vpc_peering_connection_update", `Changed the peer networks of VPC ${vpc.vpc_id}`);
    return toProjectVpc(call.world, vpc);
  },

  // Connections change with time alone here.
  VpcPeeringConnectionsRefresh: (input, call) => toProjectVpc(call.world, requireOwned(call, input)),

  ListProjectVpcPeeringConnectionTypes: ({ project }, call) => {
    requireProject(call, project);
    return { vpc_peering_connection_types: peeringTypes() };
  },
};

type Named = { readonly project: string; readonly project_vpc_id: string };

function requireOwned(call: Call, { project, project_vpc_id }: Named): VpcRow {
  requireProject(call, project);
  return requireVpc(call.world, { project }, project_vpc_id);
}

function remove(call: Call, input: Named & Peer) {
  const vpc = requireOwned(call, input);
  const row = deletePeering(call.world, vpc, requirePeering(call.world, vpc, input));
  note(call, vpc, "vpc_peering_connection_delete", `Deleted the peering connection to ${row.peer_vpc}`);
  return toPeering(row);
}

function note(call: Call, { project = "" }: VpcRow, event_type: string, event_desc: string): void {
  record(actorOf(call), project, event_type, event_desc);
}
