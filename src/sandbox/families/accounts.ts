import { memberships, type OrganizationRow, organizationsOf, requireAccount } from "../model/organization.js";
import { projects } from "../model/project.js";
import { caller } from "../model/user.js";
import type { Call, Handlers } from "../world.js";
import { toProject } from "./projects.js";

/** The same organizations under their older name. */
export const handlers: Handlers = {
  AccountList: (_, call) => ({ accounts: organizationsOf(call).map((row) => toAccount(row, call)) }),

  AccountGet: ({ account_id }, call) => ({ account: toAccount(requireAccount(call, account_id), call) }),

  AccountProjectsList: ({ account_id }, call) => {
    requireAccount(call, account_id);
    const owned = projects(call.world).where((row) => row.account_id === account_id);
    return { projects: owned.map((row) => toProject(call.world, row)), total_project_count: owned.length };
  },
};

function toAccount(row: OrganizationRow, call: Call) {
  const membership = memberships(call.world).get(`${row.organization_id}/${caller(call).user_id}`);
  return {
    access_source: "organization_membership",
    account_id: row.account_id,
    account_name: row.organization_name,
    account_owner_team_id: row.account_owner_team_id,
    create_time: row.create_time,
    features: {},
    is_account_member: membership !== undefined,
    is_account_owner: membership?.is_super_admin ?? false,
    organization_id: row.organization_id,
    parent_account_id: null,
    primary_billing_group_id: row.primary_billing_group_id,
    root_account_id: row.account_id,
    tenant_id: "aiven",
    update_time: row.update_time,
  };
}
