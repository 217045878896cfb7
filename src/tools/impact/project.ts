import { isObject } from "../../core/view.js";
import { at } from "../../core/wait.js";
import type { Holding, TargetRule } from "./rule.js";

type Input = Readonly<Record<string, unknown>>;

const SERVICES = {
  read: "ServiceList",
  in: "services",
  name: "service_name",
  blocks: "It still has services, delete them first",
} as const satisfies Holding;

/** The tags that would be no more: those that a new set leaves out, those that a change names as null. */
function lostTags(thing: unknown, { tags }: Input, kept: boolean): Readonly<Record<string, unknown>> {
  const present = at(thing, "tags");
  const given = isObject(tags) ? tags : {};
  const isLost = (name: string) => (kept ? given[name] === null : !Object.hasOwn(given, name));
  return { tags_lost: isObject(present) ? Object.keys(present).filter(isLost) : [] };
}

/** What peers with a VPC. */
const peerings = (vpc: unknown) => {
  const list = at(vpc, "peering_connections");
  return { peerings: Array.isArray(list) ? list.map((peering) => String(at(peering, "peer_vpc"))) : [] };
};

const PEERING_TELLS = ["state", "peer_cloud_account", "peer_vpc", "user_peer_network_cidrs"];

export const PROJECT_TARGETS = {
  project: {
    noun: "project",
    read: "ProjectGet",
    in: "project",
    among: { read: "ProjectList", in: "projects", name: "project_name" },
    tells: ["billing_group_name", "estimated_balance"],
    holds: {
      services: SERVICES,
      vpcs: {
        read: "VpcList",
        in: "vpcs",
        name: "project_vpc_id",
        where: (vpc) => at(vpc, "state") !== "DELETED",
      },
      members: { read: "ProjectUserList", in: "users", name: "user_email" },
    },
  },
  "organization-project": {
    noun: "project",
    read: "OrganizationProjectsGet",
    among: { read: "OrganizationProjectsList", in: "projects", name: "project_id" },
    tells: ["billing_group_id", "parent_id"],
    holds: { services: { ...SERVICES, given: { project: "project_id" } } },
  },
  "project-tags": {
    noun: "project",
    read: "ProjectTagsList",
    more: (thing, input) => lostTags(thing, input, false),
  },
  "project-tags-change": {
    noun: "project",
    read: "ProjectTagsList",
    more: (thing, input) => lostTags(thing, input, true),
  },
  "service-tags": {
    noun: "service",
    read: "ProjectServiceTagsList",
    more: (thing, input) => lostTags(thing, input, false),
  },
  "project-member": {
    noun: "member",
    read: "ProjectUserList",
    in: "users",
    key: { user_email: "user_email" },
    tells: ["member_type", "team_name"],
  },
  invitation: {
    noun: "invitation",
    read: "ProjectUserList",
    in: "invitations",
    key: { invited_email: "invited_user_email" },
    tells: ["member_type", "inviting_user_email"],
  },
  "project-access": {
    noun: "user group with access",
    read: "ProjectAccessList",
    in: "resource_access_list",
    key: { user_group_id: "user_group_id" },
    tells: ["role"],
  },
  "project-access-change": {
    noun: "user group with access",
    read: "ProjectAccessList",
    in: "resource_access_list",
    key: { user_group_id: "user_group_id" },
    optional: true,
    tells: ["role"],
  },
  cmk: {
    noun: "customer-managed key",
    read: "CMKGet",
    in: "cmk",
    among: { read: "CMKList", in: "cmks", name: "id" },
    tells: ["resource", "default_cmk"],
    holds: {
      services: {
        read: "CMKServiceAssociationsList",
        in: "service_associations",
        name: "service_name",
        blocks: "Services use it",
      },
    },
  },
  integration: {
    noun: "integration",
    read: "ServiceIntegrationGet",
    in: "service_integration",
    among: { read: "ServiceList", in: "services[].service_integrations", name: "service_integration_id" },
    tells: ["integration_type", "source_service", "source_endpoint", "dest_service", "dest_endpoint", "active"],
  },
  endpoint: {
    noun: "integration endpoint",
    read: "ServiceIntegrationEndpointGet",
    in: "service_integration_endpoint",
    among: { read: "ServiceIntegrationEndpointList", in: "service_integration_endpoints", name: "endpoint_id" },
    tells: ["endpoint_name", "endpoint_type"],
    holds: {
      used_by: {
        read: "ServiceList",
        in: "services[].service_integrations",
        name: "source_service",
        where: (integration, { integration_endpoint_id }) =>
          [at(integration, "source_endpoint_id"), at(integration, "dest_endpoint_id")].includes(
            integration_endpoint_id,
          ),
      },
    },
  },
  vpc: {
    noun: "VPC",
    read: "VpcGet",
    among: { read: "VpcList", in: "vpcs", name: "project_vpc_id" },
    tells: ["cloud_name", "network_cidr", "state"],
    more: peerings,
    holds: {
      services: {
        read: "ServiceList",
        in: "services",
        name: "service_name",
        where: (service, { project_vpc_id }) => at(service, "project_vpc_id") === project_vpc_id,
        blocks: "There are services in it",
      },
    },
  },
  peering: {
    noun: "peering connection",
    read: "VpcGet",
    in: "peering_connections",
    key: {
      peer_cloud_account: "peer_cloud_account",
      peer_resource_group: "peer_resource_group",
      peer_region: "peer_region",
      peer_vpc: "peer_vpc",
    },
    tells: PEERING_TELLS,
  },
  "organization-vpc": {
    noun: "VPC",
    read: "OrganizationVpcGet",
    among: { read: "OrganizationVpcList", in: "vpcs", name: "organization_vpc_id" },
    tells: ["display_name", "state"],
    more: peerings,
  },
  "organization-peering": {
    noun: "peering connection",
    read: "OrganizationVpcGet",
    in: "peering_connections",
    key: { peering_connection_id: "peering_connection_id" },
    tells: PEERING_TELLS,
  },
  "static-ip": {
    noun: "static IP address",
    read: "StaticIPList",
    in: "static_ips",
    key: { static_ip_address_id: "static_ip_address_id" },
    tells: ["ip_address", "cloud_name", "state", "service_name"],
    blocks: (address) => {
      const service = at(address, "service_name");
      if (at(address, "termination_protection") === true) return "Termination protection is on: turn it off first.";
      return service ? `Service ${String(service)} has it: dissociate it first.` : undefined;
    },
  },
} as const satisfies Readonly<Record<string, TargetRule>>;
