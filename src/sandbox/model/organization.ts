import { ApiFailure, found } from "../errors.js";
import type { Table } from "../store.js";
import type { Call, World } from "../world.js";
import { createOwnersTeam, teamMembers } from "./team.js";
import { unitOf } from "./unit.js";
import { caller, revokeTokens, users } from "./user.js";

/** An organization and the account that is the same thing under its older name. */
export interface OrganizationRow {
  readonly organization_id: string;
  readonly account_id: string;
  readonly organization_name: string;
  readonly tier: "business" | "personal";
  readonly primary_billing_group_id: string | null;
  readonly account_owner_team_id: string;
  readonly create_time: string;
  readonly update_time: string;
}

/** Who belongs to an organization; keyed `organization_id/user_id`. */
export interface MembershipRow {
  readonly organization_id: string;
  readonly user_id: string;
  readonly is_super_admin: boolean;
  readonly join_time: string;
}

export function organizations(world: World): Table<OrganizationRow> {
  return world.table<OrganizationRow>("organizations");
}

export function memberships(world: World): Table<MembershipRow> {
  return world.table<MembershipRow>("memberships");
}

/** The organizations of the caller. */
export function organizationsOf(call: Call): OrganizationRow[] {
  const { user_id } = caller(call);
  return organizations(call.world).where((row) => isMember(call.world, row, user_id));
}

/** An organization that the caller belongs to. */
export function requireOrganization(call: Call, organization_id: string): OrganizationRow {
  const row = organizations(call.world).get(organization_id);
  return member(call, found(row, "Organization does not exist", "organization_not_found"));
}

/** The same by the id of its account or of a unit of it. */
export function requireAccount(call: Call, account_id: string): OrganizationRow {
  const row = organizationOfAccount(call.world, account_id);
  return member(call, found(row, "Account does not exist", "account_not_found"));
}

function member(call: Call, row: OrganizationRow): OrganizationRow {
  if (isMember(call.world, row, caller(call).user_id)) return row;
  throw new ApiFailure(403, "Not an organization member");
}

export function isMember(
  world: World,
  { organization_id }: Pick<OrganizationRow, "organization_id">,
  user_id: string,
): boolean {
  return memberships(world).has(`${organization_id}/${user_id}`);
}

/** The organization of an account: its own, or the one that it is a unit of. */
export function organizationOfAccount(world: World, account_id: string): OrganizationRow | undefined {
  const unit = unitOf(world, account_id);
  if (unit) return organizations(world).get(unit.organization_id);
  return organizations(world).where((row) => row.account_id === account_id)[0];
}

/** Whether a team is that of an organization's owners. */
export function isOwnersTeam(world: World, team_id: string): boolean {
  return organizations(world).where((row) => row.account_owner_team_id === team_id).length > 0;
}

/** Makes an organization with its account; who makes it becomes its super admin. */
export function createOrganization(
  world: World,
  user_id: string,
  spec: {
    readonly organization_name: string;
    readonly tier: OrganizationRow["tier"];
    readonly primary_billing_group_id?: string | undefined;
  },
): OrganizationRow {
  const organization_id = world.id("org");
  const now = world.now();
  memberships(world).put(`${organization_id}/${user_id}`, {
    organization_id,
    user_id,
    is_super_admin: true,
    join_time: now,
  });
  const account_id = world.id("a");
  const { team_id } = createOwnersTeam(world, { organization_id, account_id });
  teamMembers(world).put(`${organization_id}/${team_id}/${user_id}`, { team_id, user_id, create_time: now });
  return organizations(world).put(organization_id, {
    organization_id,
    account_id,
    organization_name: spec.organization_name,
    tier: spec.tier,
    primary_billing_group_id: spec.primary_billing_group_id ?? null,
    account_owner_team_id: team_id,
    create_time: now,
    update_time: now,
  });
}

/** Removes an organization with everything in it but its projects, of which it must have none. */
export function deleteOrganization(world: World, { organization_id }: OrganizationRow): void {
  for (const { user_id } of memberships(world).under(`${organization_id}/`)) {
    if (users(world).get(user_id)?.application_of === organization_id) {
      revokeTokens(world, user_id);
      users(world).delete(user_id);
    }
  }
  world.deleteUnder(`${organization_id}/`);
  organizations(world).delete(organization_id);
}
