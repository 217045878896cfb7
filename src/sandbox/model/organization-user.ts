import { badRequest, found } from "../errors.js";
import type { Table } from "../store.js";
import type { World } from "../world.js";
import { domains } from "./domain.js";
import { groupMembers, revokeGrants } from "./grant.js";
import { type MembershipRow, memberships, organizations } from "./organization.js";
import { projects } from "./project.js";
import { teamMembers } from "./team.js";
import { tokensOf, type UserRow, users } from "./user.js";

/** Who is to become a member of an organization; keyed `organization_id/email`. */
export interface OrganizationInvitationRow {
  readonly organization_id: string;
  readonly user_email: string;
  readonly invited_by: string;
  readonly create_time: string;
  readonly expiry_time: string;
}

export function organizationInvitations(world: World): Table<OrganizationInvitationRow> {
  return world.table<OrganizationInvitationRow>("organization_invitations");
}

export interface OrganizationUser {
  readonly membership: MembershipRow;
  readonly user: UserRow;
}

export function organizationUsers(world: World, organization_id: string): OrganizationUser[] {
  return memberships(world)
    .under(`${organization_id}/`)
    .flatMap((membership) => {
      const user = users(world).get(membership.user_id);
      return user ? [{ membership, user }] : [];
    });
}

/** A member of an organization, an application user of it included. */
export function requireOrganizationUser(world: World, organization_id: string, user_id: string): OrganizationUser {
  const member = organizationUsers(world, organization_id).find(({ user }) => user.user_id === user_id);
  return found(member, "User not in organization", "organization_user_not_found");
}

export function joinOrganization(world: World, organization_id: string, user_id: string, is_super_admin = false): void {
  const join_time = world.now();
  memberships(world).put(`${organization_id}/${user_id}`, { organization_id, user_id, is_super_admin, join_time });
}

/** Refuses to leave an organization without anybody who could do everything. */
export function requireOtherSuperAdmin(world: World, { organization_id, user_id }: MembershipRow): void {
  const others = organizationUsers(world, organization_id).filter(
    ({ membership, user }) =>
      membership.is_super_admin && membership.user_id !== user_id && user.application_of === null,
  );
  if (others.length === 0) {
    throw badRequest("Organization must contain at least one super admin", "organization_must_have_one_super_admin");
  }
}

/** Ends a membership with all that was granted by it. */
export function leaveOrganization(world: World, organization_id: string, user_id: string): void {
  const owned = new Set(
    projects(world)
      .where((row) => row.organization_id === organization_id)
      .map((row) => row.project),
  );
  revokeGrants(world, user_id, (key) => {
    const [resource = ""] = key.split("/");
    return resource === organization_id || owned.has(resource);
  });
  for (const table of [groupMembers(world), teamMembers(world)]) {
    for (const [key, row] of table.entriesUnder(`${organization_id}/`)) if (row.user_id === user_id) table.delete(key);
  }
  memberships(world).delete(`${organization_id}/${user_id}`);
}

/** The organization that has verified the domain of a user's address and so manages the user. */
export function managingOrganization(world: World, { user, user_id, application_of }: UserRow): string | null {
  if (application_of !== null) return null;
  const domain_name = user.split("@")[1];
  const verified = domains(world).where((row) => row.state === "verified" && row.domain_name === domain_name);
  const own = verified.find(({ organization_id }) => memberships(world).has(`${organization_id}/${user_id}`));
  return own && organizations(world).has(own.organization_id) ? own.organization_id : null;
}

/** When a user last called, by any of its tokens. */
export function lastActivity(world: World, user_id: string): string | null {
  const times = tokensOf(world, user_id).flatMap(([, row]) =>
    row.last_used_time === null ? [] : [row.last_used_time],
  );
  return times.sort().at(-1) ?? null;
}
