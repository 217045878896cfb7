import type { Table } from "../store.js";
import type { World } from "../world.js";

/** What came before groups; keyed `organization_id/team_id`. */
export interface TeamRow {
  readonly team_id: string;
  readonly team_name: string;
  readonly account_id: string;
  readonly organization_id: string;
  readonly create_time: string;
  readonly update_time: string;
}

/** Keyed `organization_id/team_id/user_id`. */
export interface TeamMemberRow {
  readonly team_id: string;
  readonly user_id: string;
  readonly create_time: string;
}

/** Keyed `organization_id/team_id/user_email`. */
export interface TeamInvitationRow {
  readonly team_id: string;
  readonly account_id: string;
  readonly organization_id: string;
  readonly user_email: string;
  readonly invited_by_user_email: string;
  readonly code: string;
  readonly create_time: string;
}

/** What the members of a team may do in a project; keyed `project/team_id`. */
export interface TeamProjectRow {
  readonly team_id: string;
  readonly project: string;
  readonly team_type: string;
}

const OWNERS = "Account Owners";

export function teams(world: World): Table<TeamRow> {
  return world.table<TeamRow>("teams");
}

export function teamMembers(world: World): Table<TeamMemberRow> {
  return world.table<TeamMemberRow>("team_members");
}

export function teamInvitations(world: World): Table<TeamInvitationRow> {
  return world.table<TeamInvitationRow>("team_invitations");
}

export function teamProjects(world: World): Table<TeamProjectRow> {
  return world.table<TeamProjectRow>("team_projects");
}

/** The team that every account has from the start; who is in that of an organization is its super admin. */
export function createOwnersTeam(
  world: World,
  account: { readonly organization_id: string; readonly account_id: string },
): TeamRow {
  return createTeam(world, account, OWNERS);
}

export function createTeam(
  world: World,
  account: { readonly organization_id: string; readonly account_id: string },
  team_name: string,
): TeamRow {
  const { organization_id, account_id } = account;
  const team_id = world.id("at");
  const now = world.now();
  const row = { team_id, team_name, account_id, organization_id, create_time: now, update_time: now };
  return teams(world).put(`${organization_id}/${team_id}`, row);
}

/** Removes a team with its members, its invitations and what it has in projects. */
export function deleteTeam(world: World, { organization_id, team_id }: TeamRow): void {
  world.deleteUnder(`${organization_id}/${team_id}/`);
  for (const [key, row] of [...teamProjects(world).entries()]) {
    if (row.team_id === team_id) teamProjects(world).delete(key);
  }
  teams(world).delete(`${organization_id}/${team_id}`);
}

/** What a user may do in a project by being in teams. */
export function teamPermissions(world: World, project: string, user_id: string): string[] {
  return teamProjects(world)
    .under(`${project}/`)
    .filter(({ team_id }) => isTeamMember(world, team_id, user_id))
    .map(({ team_type }) => team_type);
}

export function isTeamMember(world: World, team_id: string, user_id: string): boolean {
  return teamMembers(world).where((row) => row.team_id === team_id && row.user_id === user_id).length > 0;
}
