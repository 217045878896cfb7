import { conflict, found } from "../errors.js";
import { recordAccountEvent, recordInOrganization } from "../model/account-event.js";
import { type Actor, actorOf, record } from "../model/event.js";
import { setGrant } from "../model/grant.js";
import { isMember, isOwnersTeam, memberships, organizations } from "../model/organization.js";
import { joinOrganization } from "../model/organization-user.js";
import { projectInvitations } from "../model/project-invitation.js";
import { isTeamMember, type TeamInvitationRow, teamInvitations, teamMembers, teams } from "../model/team.js";
import { caller, createUser, userByEmail } from "../model/user.js";
import type { Call, Handlers, World } from "../world.js";
import { requireEmail } from "./project-members.js";
import { requireTeam } from "./teams.js";

/** Invitations to teams, and what the invited do with the codes that they got by mail. */
export const handlers: Handlers = {
  AccountTeamInvitesList: (input, call) => {
    const { team_id, organization_id } = requireTeam(call, input);
    const rows = teamInvitations(call.world).under(`${organization_id}/${team_id}/`);
    return { account_invites: rows.map((row) => toInvite(call.world, row)) };
  },

  AccountTeamMembersInvite: (input, call) => {
    const { team_id, team_name, organization_id, account_id } = requireTeam(call, input);
    const user_email = requireEmail(input.email);
    const user = userByEmail(call.world, user_email);
    if (user && isTeamMember(call.world, team_id, user.user_id)) {
      throw conflict(`User ${user_email} is already a member of the team`);
    }
    const key = `${organization_id}/${team_id}/${user_email}`;
    if (teamInvitations(call.world).has(key)) throw conflict(`User ${user_email} is already invited to the team`);
    teamInvitations(call.world).put(key, {
      team_id,
      account_id,
      organization_id,
      user_email,
      invited_by_user_email: caller(call).user,
      code: call.world.id("", 32),
      create_time: call.world.now(),
    });
    const what = `Invited user ${user_email} to team ${team_name}`;
    recordInOrganization(call, organization_id, "account_team_member_invite", what, team_id);
    return { message: "invited" };
  },

  AccountTeamMemberCancelInvite: (input, call) => {
    const { team_id, team_name, organization_id } = requireTeam(call, input);
    const key = `${organization_id}/${team_id}/${input.user_email.toLowerCase()}`;
    found(teamInvitations(call.world).get(key), "Invitation does not exist", "invitation_not_found");
    teamInvitations(call.world).delete(key);
    const what = `Cancelled the invitation of user ${input.user_email} to team ${team_name}`;
    recordInOrganization(call, organization_id, "account_team_member_cancel_invite", what, team_id);
    return { message: "deleted" };
  },

  AccountTeamMemberVerifyInvite: ({ account_id, invite_verification_code }, { world }) => {
    const rows = teamInvitations(world).where((row) => row.account_id === account_id);
    const row = found(
      rows.find(({ code }) => code === invite_verification_code),
      "Invitation does not exist",
      "invitation_not_found",
    );
    joinTeam({ world, userId: userOf(world, row.user_email), email: row.user_email }, row);
    return { invite_details: { user_email: row.user_email } };
  },

  UserAccountInvitesList: (_, call) => mine(call),

  UserAccountInvitesAccept: ({ account_id, team_id }, call) => {
    for (const row of requireMine(call, account_id, team_id)) joinTeam(actorOf(call), row);
    return mine(call);
  },

  UserAccountInvitesReject: ({ account_id, team_id }, call) => {
    for (const row of requireMine(call, account_id, team_id)) {
      teamInvitations(call.world).delete(keyOf(row));
      const what = "Turned an invitation to a team down";
      recordInOrganization(call, row.organization_id, "account_team_member_reject_invite", what, row.team_id);
    }
    return mine(call);
  },

  ProjectInviteAccept: ({ project, invite_verification_code }, { world }) => {
    const rows = projectInvitations(world).under(`${project}/`);
    const row = found(
      rows.find(({ invite_code }) => invite_code === invite_verification_code),
      "Invitation does not exist",
      "invitation_not_found",
    );
    const { invited_user_email, member_type } = row;
    const userId = userOf(world, invited_user_email);
    projectInvitations(world).delete(`${project}/${invited_user_email}`);
    setGrant(world, project, { principal_type: "user", principal_id: userId }, [member_type]);
    record({ world, userId, email: invited_user_email }, project, "project_user_join", "Accepted an invitation");
    return { invite_details: { user_email: invited_user_email } };
  },

  // A new user verifies the address that an invitation went to.
  UserVerifyEmail: ({ verification_code }, { world }) => {
    const [toProject] = projectInvitations(world).where((row) => row.invite_code === verification_code);
    const [toTeam] = teamInvitations(world).where((row) => row.code === verification_code);
    const user_email = toProject?.invited_user_email ?? toTeam?.user_email;
    return { invite_details: { user_email: found(user_email, "Verification code does not exist") } };
  },
};

/** Who was invited; whoever has no account yet gets one, as by following the link. */
function userOf(world: World, email: string): string {
  const user = userByEmail(world, email) ?? createUser(world, { email, real_name: email, password: world.password() });
  return user.user_id;
}

function joinTeam(actor: Actor, row: TeamInvitationRow): void {
  const { organization_id, team_id } = row;
  const { world, userId: user_id } = actor;
  teamInvitations(world).delete(keyOf(row));
  if (!isMember(world, row, user_id)) joinOrganization(world, organization_id, user_id);
  if (isOwnersTeam(world, team_id)) memberships(world).patch(`${organization_id}/${user_id}`, { is_super_admin: true });
  teamMembers(world).put(`${organization_id}/${team_id}/${user_id}`, { team_id, user_id, create_time: world.now() });
  recordAccountEvent(actor, organization_id, "account_team_member_join", "Joined a team by invitation", team_id);
}

function keyOf({ organization_id, team_id, user_email }: TeamInvitationRow): string {
  return `${organization_id}/${team_id}/${user_email}`;
}

function ofCaller(call: Call): TeamInvitationRow[] {
  const { user } = caller(call);
  return teamInvitations(call.world).where((row) => row.user_email === user);
}

function mine(call: Call) {
  return { account_invites: ofCaller(call).map((row) => toInvite(call.world, row)) };
}

function requireMine(call: Call, account_id: string | undefined, team_id: string | undefined): TeamInvitationRow[] {
  const rows = ofCaller(call).filter(
    (row) =>
      (account_id === undefined || row.account_id === account_id) && (team_id === undefined || row.team_id === team_id),
  );
  return found(rows.length > 0 ? rows : undefined, "Invitation does not exist", "invitation_not_found");
}

function toInvite(world: World, row: TeamInvitationRow) {
  const { account_id, create_time, invited_by_user_email, organization_id, team_id, user_email } = row;
  return {
    account_id,
    account_name: organizations(world).get(organization_id)?.organization_name ?? "",
    create_time,
    invited_by_user_email,
    team_id,
    team_name: teams(world).get(`${organization_id}/${team_id}`)?.team_name ?? "",
    user_email,
  };
}
