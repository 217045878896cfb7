import { ApiFailure, conflict } from "../errors.js";
import { recordInOrganization } from "../model/account-event.js";
import {
  createOrganization,
  deleteOrganization,
  type OrganizationRow,
  organizations,
  organizationsOf,
  requireOrganization,
} from "../model/organization.js";
import { projects } from "../model/project.js";
import { isSuperAdmin } from "../model/rights.js";
import { units } from "../model/unit.js";
import { caller } from "../model/user.js";
import type { Call, Handlers } from "../world.js";

export const handlers: Handlers = {
  UserOrganizationsList: (_, call) => ({ organizations: organizationsOf(call).map(toOrganization) }),

  UserOrganizationCreate: ({ organization_name, tier, primary_billing_group_id }, call) => {
    const spec = { organization_name, tier, primary_billing_group_id };
    return toOrganization(foundOrganization(call, spec));
  },

  OrganizationGet: ({ organization_id }, call) => toOrganization(requireOrganization(call, organization_id)),

  OrganizationDelete: ({ organization_id, recursive }, call) => {
    const row = requireOrganization(call, organization_id);
    requireToDelete(call, row, recursive);
    deleteOrganization(call.world, row);
    return undefined;
  },

  OrganizationUpdate: ({ organization_id, name, tier }, call) => {
    const row = requireOrganization(call, organization_id);
    recordInOrganization(call, organization_id, "organization_update", `Changed organization ${row.organization_name}`);
    return toOrganization(
      organizations(call.world).patch(organization_id, {
        organization_name: name ?? row.organization_name,
        tier: tier ?? row.tier,
        update_time: call.world.now(),
      }),
    );
  },
};

/** Makes an organization that is the caller's. */
export function foundOrganization(call: Call, spec: Parameters<typeof createOrganization>[2]): OrganizationRow {
  const row = createOrganization(call.world, caller(call).user_id, spec);
  const { organization_id, organization_name } = row;
  recordInOrganization(call, organization_id, "organization_create", `Created organization ${organization_name}`);
  return row;
}

function toOrganization(row: OrganizationRow) {
  const { account_id, create_time, organization_id, organization_name, tier, update_time } = row;
  return { account_id, create_time, organization_id, organization_name, tier, update_time };
}

/** Refuses to delete what is in use. Recursively, units go along. */
export function requireToDelete(call: Call, { organization_id }: OrganizationRow, recursive: boolean): void {
  if (!isSuperAdmin(call.world, organization_id, caller(call).user_id)) {
    throw new ApiFailure(403, "User is not organization administrator", "user_not_organization_admin");
  }
  if (projects(call.world).where((row) => row.organization_id === organization_id).length > 0) {
    throw conflict("Account with projects cannot be deleted", "account_with_projects_cannot_be_deleted");
  }
  if (!recursive && units(call.world).under(`${organization_id}/`).length > 0) {
    throw conflict("Account with child accounts cannot be deleted", "account_with_child_accounts_cannot_be_deleted");
  }
}
