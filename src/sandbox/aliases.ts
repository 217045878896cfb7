import type { Method } from "../core/catalogue/index.js";

/** Paths that the provider's own tools use beside the described ones, each answered by the operation that it means. */
export const ALIASES: readonly { readonly method: Method; readonly path: string; readonly operationId: string }[] = [
  { method: "PUT", path: "/v1beta/project/{project}/service/{service_name}", operationId: "ServiceUpdate" },
  {
    method: "DELETE",
    path: "/v1/project/{project}/vpcs/{project_vpc_id}/peering-connections/peer-accounts/{peer_cloud_account}",
    operationId: "VpcPeeringConnectionDelete",
  },
  {
    method: "GET",
    path: "/v1/organization/{organization_id}/vpcs/{organization_vpc_id}",
    operationId: "OrganizationVpcGet",
  },
  {
    method: "DELETE",
    path: "/v1/organization/{organization_id}/vpcs/{organization_vpc_id}",
    operationId: "OrganizationVpcDelete",
  },
  {
    method: "POST",
    path: "/v1/organization/{organization_id}/vpcs/{organization_vpc_id}/peering-connections",
    operationId: "OrganizationVpcPeeringConnectionCreate",
  },
  {
    method: "DELETE",
    path: "/v1/organization/{organization_id}/vpcs/{organization_vpc_id}/peering-connections/{peering_connection_id}",
    operationId: "OrganizationVpcPeeringConnectionDeleteById",
  },
  {
    method: "POST",
    path: "/v1/organization/{organization_id}/vpcs/{organization_vpc_id}/peering-connections/actions/refresh",
    operationId: "OrganizationVpcPeeringConnectionsRefresh",
  },
  {
    method: "PUT",
    path: "/v1/organization/{organization_id}/vpcs/{organization_vpc_id}/peering-connections/{peering_connection_id}/user-peer-network-cidrs",
    operationId: "OrganizationVpcPeeringConnectionPeerNetworkCidrsUpdate",
  },
];
