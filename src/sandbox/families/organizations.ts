import {
  createOrganization,
  type OrganizationRow,
  organizations,
  organizationsOf,
  requireOrganization,
} from "../model/organization.js";
import { caller } from "../model/user.js";
import type { Handlers } from "../world.js";

export const handlers: Handlers = {
  UserOrganizationsList: (_, call) => ({ organizations: organizationsOf(call).map(toOrganization) }),

  UserOrganizationCreate: ({ organization_name, tier, primary_billing_group_id }, call) => {
    const spec = { organization_name, tier, primary_billing_group_id };
    return toOrganization(createOrganization(call.world, caller(call).user_id, spec));
  },

  OrganizationGet: ({ organization_id }, call) => toOrganization(requireOrganization(call, organization_id)),

  OrganizationUpdate: ({ organization_id, name, tier }, call) => {
    const row = requireOrganization(call, organization_id);
    return toOrganization(
      organizations(call.world).patch(organization_id, {
        organization_name: name ?? row.organization_name,
        tier: tier ?? row.tier,
        update_time: call.world.now(),
      }),
    );
  },
};

function toOrganization(row: OrganizationRow) {
  const { account_id, create_time, organization_id, organization_name, tier, update_time } = row;
  return { account_id, create_time, organization_id, organization_name, tier, update_time };
}
