import { badRequest, conflict, found } from "../errors.js";
import { actorOf, record } from "../model/event.js";
import { type GrantRow, grantOf, grantsOn, groupMembers, revokeGrants, setGrant } from "../model/grant.js";
import { asMemberType, highest, type MemberType } from "../model/permission.js";
import { requireProject } from "../model/project.js";
import { type ProjectInvitationRow, projectInvitations } from "../model/project-invitation.js";
import { teamMembers, teamProjects, teams } from "../model/team.js";
import { type UserRow, userByEmail, users } from "../model/user.js";
import type { Call, Handlers, World } from "../world.js";

export const handlers: Handlers = {
  ProjectUserList: ({ project }, call) => {
    requireProject(call, project);
    return {
      group_users: groupUsers(call.world, project),
      invitations: projectInvitations(call.world).under(`${project}/`).map(toInvitation),
      users: [...directUsers(call.world, project), ...teamUsers(call.world, project)],
    };
  },

  ProjectUserUpdate: ({ project, user_email, member_type }, call) => {
    const { user_id } = requireProjectUser(call, project, user_email);
    setGrant(call.world, project, { principal_type: "user", principal_id: user_id }, [member_type]);
    record(actorOf(call), project, "project_user_update", `Changed user ${user_email} to ${member_type}`);
    return { message: "updated" };
  },

  ProjectUserRemove: ({ project, user_email }, call) => {
    const { user_id } = requireProjectUser(call, project, user_email);
    revokeGrants(call.world, user_id, (key) => key.startsWith(`${project}/`));
    record(actorOf(call), project, "project_user_remove", `Removed user ${user_email}`);
    return { message: "removed" };
  },

  ProjectInvite: ({ project, user_email, member_type = "developer" }, call) => {
    requireProject(call, project);
    const email = requireEmail(user_email);
    const user = userByEmail(call.world, email);
    if (user && grantOf(call.world, project, { principal_type: "user", principal_id: user.user_id })) {
      throw conflict(`User ${email} is already a member of the project`);
    }
    const invitations = projectInvitations(call.world);
    if (invitations.has(`${project}/${email}`)) throw conflict(`User ${email} is already invited to the project`);
    invitations.put(`${project}/${email}`, {
      project,
      invited_user_email: email,
      inviting_user_email: actorOf(call).email,
      member_type,
      invite_code: call.world.id("", 32),
      invite_time: call.world.now(),
    });
    record(actorOf(call), project, "project_user_invite", `Invited user ${email} as ${member_type}`);
    return { message: "invited" };
  },

  ProjectInviteDelete: ({ project, invited_email }, call) => {
    requireProject(call, project);
    const email = invited_email.toLowerCase();
    const key = `${project}/${email}`;
    found(projectInvitations(call.world).get(key), "Invitation does not exist", "invitation_not_found");
    projectInvitations(call.world).delete(key);
    record(actorOf(call), project, "project_user_invite_delete", `Withdrew the invitation of user ${email}`);
    return { message: "deleted" };
  },
};

/** An email address in lower case, which is how users are known. */
export function requireEmail(email: string): string {
  if (!/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(email)) {
    throw badRequest(`Invalid email address '${email}'`, "invalid_email_format");
  }
  return email.toLowerCase();
}

/** A user who is a member of a project by a grant of its own. */
function requireProjectUser(call: Call, project: string, email: string): UserRow {
  requireProject(call, project);
  const user = userByEmail(call.world, email);
  const member = user && grantOf(call.world, project, { principal_type: "user", principal_id: user.user_id });
  return found(member && user, "User is not a member of the project", "project_has_no_such_user");
}

function toInvitation({ invite_time, invited_user_email, inviting_user_email, member_type }: ProjectInvitationRow) {
  return { invite_time, invited_user_email, inviting_user_email, member_type };
}

function directUsers(world: World, project: string) {
  return grantsOn(world, project)
    .filter(({ principal_type }) => principal_type === "user")
    .flatMap(({ principal_id, permissions, create_time }) => {
      const user = users(world).get(principal_id);
      return user ? [toMember(user, highest(permissions), create_time, null)] : [];
    });
}

function teamUsers(world: World, project: string) {
  return teamProjects(world)
    .under(`${project}/`)
    .flatMap(({ team_id, team_type }) =>
      teamMembers(world)
        .where((row) => row.team_id === team_id)
        .flatMap(({ user_id, create_time }) => {
          const user = users(world).get(user_id);
          const team = teams(world).where((row) => row.team_id === team_id)[0];
          return user && team ? [toMember(user, asMemberType(team_type), create_time, team)] : [];
        }),
    );
}

function toMember(
  user: UserRow,
  member_type: MemberType,
  create_time: string,
  team: { readonly team_id: string; readonly team_name: string } | null,
) {
  return {
    auth: ["password"],
    billing_contact: false,
    create_time,
    member_type,
    real_name: user.real_name,
    team_id: team?.team_id ?? null,
    team_name: team?.team_name ?? null,
    user_email: user.user,
    user_id: user.user_id,
  };
}

function groupUsers(world: World, project: string) {
  return grantsOn(world, project)
    .filter((grant: GrantRow) => grant.principal_type === "user_group")
    .flatMap(({ principal_id, permissions }) =>
      groupMembers(world)
        .where((row) => row.user_group_id === principal_id)
        .flatMap(({ user_id }) => {
          const user = users(world).get(user_id);
          if (!user) return [];
          const { real_name, user: user_email } = user;
          return [{ member_type: highest(permissions), real_name, user_email, user_group_id: principal_id }];
        }),
    );
}
