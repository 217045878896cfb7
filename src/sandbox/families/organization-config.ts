import type { Input } from "../../core/catalogue/index.js";
import { CALLER_IP } from "../auth.js";
import { badRequest } from "../errors.js";
import { recordInOrganization } from "../model/account-event.js";
import { allows, requireNetworks } from "../model/ip-allowlist.js";
import { memberships, organizations, requireOrganization } from "../model/organization.js";
import {
  type AuthenticationConfig,
  allowlist,
  allowlists,
  authenticationConfig,
  authenticationConfigs,
  DEFAULT_AUTHENTICATION,
} from "../model/organization-config.js";
import { organizationUsers } from "../model/organization-user.js";
import type { Handlers } from "../world.js";

export const handlers: Handlers = {
  OrganizationAuthenticationConfigGet: ({ organization_id }, call) => {
    requireOrganization(call, organization_id);
    return authenticationConfig(call.world, organization_id);
  },

  OrganizationAuthenticationConfigUpdate: (input, call) => {
    const { organization_id } = input;
    requireOrganization(call, organization_id);
    const config = { ...authenticationConfig(call.world, organization_id), ...settings(input) };
    recordInOrganization(call, organization_id, "authentication_config_update", "Changed the authentication policy");
    return authenticationConfigs(call.world).put(`${organization_id}/authentication`, config);
  },

  OrganizationIPAllowListGet: ({ organization_id }, call) => {
    requireOrganization(call, organization_id);
    return allowlist(call.world, organization_id);
  },

  OrganizationIPAllowListSet: (input, call) => {
    const { organization_id, api_client_ip_allowlist, api_client_ip_allowlist_enabled } = input;
    requireOrganization(call, organization_id);
    requireNetworks(api_client_ip_allowlist);
    if (api_client_ip_allowlist_enabled && !allows(api_client_ip_allowlist, CALLER_IP)) {
      const message = "The IP allowlist provided would lock out the caller of the update";
      throw badRequest(message, "api_client_ip_allowlist_blocks_caller");
    }
    const row = { api_client_ip_allowlist, api_client_ip_allowlist_enabled };
    allowlists(call.world).put(`${organization_id}/allowlist`, row);
    recordInOrganization(call, organization_id, "ip_allowlist_update", "Changed the IP allowlist");
    return undefined;
  },

  // Other organizations that users of this one belong to.
  DiscoveredOrganizationList: ({ organization_id }, call) => {
    requireOrganization(call, organization_id);
    const own = new Set(organizationUsers(call.world, organization_id).map(({ user }) => user.user_id));
    const others = organizations(call.world).where(
      (row) =>
        row.organization_id !== organization_id &&
        memberships(call.world)
          .under(`${row.organization_id}/`)
          .some(({ user_id }) => own.has(user_id)),
    );
    return {
      discovered_organizations: others.map((row) => ({
        create_time: row.create_time,
        organization_id: row.organization_id,
        organization_name: row.organization_name,
        users: organizationUsers(call.world, row.organization_id).map(({ membership, user }) => ({
          create_time: user.create_time,
          is_super_admin: membership.is_super_admin,
          real_name: user.real_name,
          user_email: user.user,
          user_id: user.user_id,
        })),
      })),
    };
  },
};

/** The settings of an input that are there. */
function settings(input: Input<"OrganizationAuthenticationConfigUpdate">): Partial<AuthenticationConfig> {
  const names = Object.keys(DEFAULT_AUTHENTICATION) as (keyof AuthenticationConfig)[];
  return Object.fromEntries(names.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]]])));
}
