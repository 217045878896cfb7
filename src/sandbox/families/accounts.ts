import { ApiFailure, badRequest, conflict } from "../errors.js";
import { accountEvents, recordInOrganization } from "../model/account-event.js";
import { requireBillingGroup } from "../model/billing-group.js";
import {
  deleteOrganization,
  memberships,
  type OrganizationRow,
  organizations,
  organizationsOf,
  requireAccount,
} from "../model/organization.js";
import { organizationUsers } from "../model/organization-user.js";
import { projects } from "../model/project.js";
import { unitRights } from "../model/rights.js";
import { createOwnersTeam, deleteTeam, teams } from "../model/team.js";
import { type UnitRow, unitOf, units, unitsAround } from "../model/unit.js";
import { caller } from "../model/user.js";
import type { Call, Handlers } from "../world.js";
import { foundOrganization, requireToDelete } from "./organizations.js";
import { toProject } from "./projects.js";

const DEFAULT_EVENTS = 100;
const DEFAULT_USERS = 100;

/** The same organizations under their older name, and the units inside of them. */
export const handlers: Handlers = {
  AccountList: (_, call) => ({
    accounts: organizationsOf(call).flatMap((row) => [
      toAccount(row, call),
      ...units(call.world)
        .under(`${row.organization_id}/`)
        .map((unit) => toAccount(row, call, unit)),
    ]),
  }),

  AccountGet: ({ account_id }, call) => accountOf(call, account_id),

  AccountCreate: ({ account_name, parent_account_id, primary_billing_group_id }, call) => {
    requireName(account_name);
    if (primary_billing_group_id !== undefined) requireBillingGroup(call.world, primary_billing_group_id);
    if (parent_account_id !== undefined) return createUnit(call, account_name, parent_account_id);
    const spec = { organization_name: account_name, tier: "business", primary_billing_group_id } as const;
    return { account: toAccount(foundOrganization(call, spec), call) };
  },

  AccountUpdate: ({ account_id, account_name, primary_billing_group_id }, call) => {
    const { organization_id, ...row } = requireAccount(call, account_id);
    if (account_name !== undefined) requireName(account_name);
    if (primary_billing_group_id !== undefined) requireBillingGroup(call.world, primary_billing_group_id);
    const unit = unitOf(call.world, account_id);
    const update_time = call.world.now();
    if (unit) {
      const name = account_name ?? unit.account_name;
      units(call.world).patch(`${organization_id}/${account_id}`, { account_name: name, update_time });
    } else {
      organizations(call.world).patch(organization_id, {
        organization_name: account_name ?? row.organization_name,
        primary_billing_group_id: primary_billing_group_id ?? row.primary_billing_group_id,
        update_time,
      });
    }
    recordInOrganization(call, organization_id, "account_update", `Changed account ${account_id}`);
    return accountOf(call, account_id);
  },

  AccountDelete: ({ account_id }, call) => {
    const row = requireAccount(call, account_id);
    const { organization_id } = row;
    const unit = unitOf(call.world, account_id);
    if (!unit) {
      requireToDelete(call, row, false);
      deleteOrganization(call.world, row);
      return { message: "deleted" };
    }
    if (units(call.world).where((child) => child.parent_account_id === account_id).length > 0) {
      throw conflict("Account with child accounts cannot be deleted", "account_with_child_accounts_cannot_be_deleted");
    }
    if (projects(call.world).where((project) => project.parent_id === account_id).length > 0) {
      throw conflict("Account with projects cannot be deleted", "account_with_projects_cannot_be_deleted");
    }
    call.world.deleteUnder(`${organization_id}/${account_id}/`);
    for (const team of teams(call.world).where((row) => row.account_id === account_id)) deleteTeam(call.world, team);
    units(call.world).delete(`${organization_id}/${account_id}`);
    recordInOrganization(call, organization_id, "account_delete", `Deleted account ${unit.account_name}`);
    return { message: "deleted" };
  },

  AccountMove: ({ account_id, parent_account_id }, call) => {
    const { organization_id } = requireAccount(call, account_id);
    if (!unitOf(call.world, account_id)) throw badRequest("An organization cannot be moved", "root_account_required");
    const around = unitsAround(call.world, parent_account_id).map((unit) => unit.account_id);
    if (around.includes(account_id)) {
      throw badRequest("Parent account cannot be own ancestor", "parent_account_cannot_be_own_ancestor");
    }
    if (requireAccount(call, parent_account_id).organization_id !== organization_id) {
      throw badRequest("Unit cannot be moved out of organization", "unit_cannot_be_moved_out_of_organization");
    }
    const fields = { parent_account_id, update_time: call.world.now() };
    units(call.world).patch(`${organization_id}/${account_id}`, fields);
    recordInOrganization(call, organization_id, "account_move", `Moved account ${account_id}`);
    return accountOf(call, account_id);
  },

  AccountProjectsList: ({ account_id }, call) => {
    requireAccount(call, account_id);
    const owned = projects(call.world).where((row) => row.account_id === account_id);
    return { projects: owned.map((row) => toProject(call.world, row)), total_project_count: owned.length };
  },

  AccountEventList: ({ account_id, limit = DEFAULT_EVENTS }, call) => {
    const { organization_id } = requireAccount(call, account_id);
    const newest = accountEvents(call.world).under(`${organization_id}/`).reverse();
    return { events: newest.slice(0, Math.max(limit, 0)).map((row) => ({ account_id, ...row })) };
  },

  AccountUsersSearch: ({ account_id, query = "", limit = DEFAULT_USERS, order_by = "user_email:asc" }, call) => {
    const { organization_id } = requireAccount(call, account_id);
    const wanted = query.toLowerCase();
    const all = organizationUsers(call.world, organization_id).map(({ user }) => ({
      real_name: user.real_name,
      user_email: user.user,
      user_id: user.user_id,
    }));
    const hits = all.filter((user) => Object.values(user).some((value) => value.toLowerCase().includes(wanted)));
    const [field = "user_email", direction] = order_by.split(":") as [keyof (typeof hits)[number], string];
    hits.sort((a, b) => a[field].localeCompare(b[field]));
    return { users: (direction === "desc" ? hits.reverse() : hits).slice(0, limit) };
  },
};

function createUnit(call: Call, account_name: string, parent_account_id: string) {
  const organization = requireAccount(call, parent_account_id);
  const { organization_id } = organization;
  if (organization.tier === "personal") {
    const message = "Organizational units need a business organization";
    throw new ApiFailure(403, message, "account_unit_cannot_create_for_personal_tier");
  }
  const rights = unitRights(call.world, organization_id, parent_account_id, caller(call).user_id);
  if (!rights.has("role:organization:admin")) {
    throw new ApiFailure(403, "User is not organization administrator", "user_not_organization_admin");
  }
  const account_id = call.world.id("a");
  const now = call.world.now();
  const unit = units(call.world).put(`${organization_id}/${account_id}`, {
    account_id,
    account_name,
    organization_id,
    parent_account_id,
    account_owner_team_id: createOwnersTeam(call.world, { organization_id, account_id }).team_id,
    create_time: now,
    update_time: now,
  });
  recordInOrganization(call, organization_id, "account_create", `Created account ${account_name}`);
  return { account: toAccount(organization, call, unit) };
}

function requireName(name: string): void {
  if (name.trim() === "") throw badRequest("Account name must not be empty");
}

function accountOf(call: Call, account_id: string) {
  return { account: toAccount(requireAccount(call, account_id), call, unitOf(call.world, account_id)) };
}

function toAccount(row: OrganizationRow, call: Call, unit?: UnitRow) {
  const membership = memberships(call.world).get(`${row.organization_id}/${caller(call).user_id}`);
  return {
    access_source: "organization_membership",
    account_id: unit?.account_id ?? row.account_id,
    account_name: unit?.account_name ?? row.organization_name,
    account_owner_team_id: unit?.account_owner_team_id ?? row.account_owner_team_id,
    create_time: unit?.create_time ?? row.create_time,
    features: {},
    is_account_member: membership !== undefined,
    is_account_owner: membership?.is_super_admin ?? false,
    organization_id: row.organization_id,
    parent_account_id: unit?.parent_account_id ?? null,
    primary_billing_group_id: row.primary_billing_group_id,
    root_account_id: row.account_id,
    tenant_id: "aiven",
    update_time: unit?.update_time ?? row.update_time,
  };
}
