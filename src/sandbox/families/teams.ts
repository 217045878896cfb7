import { ApiFailure, badRequest, conflict, found } from "../errors.js";
import { recordInOrganization } from "../model/account-event.js";
import { isOwnersTeam, memberships, requireAccount } from "../model/organization.js";
import { asMemberType, isPermission, memberTypeOf } from "../model/permission.js";
import { type ProjectRow, projects } from "../model/project.js";
import { projectRights } from "../model/rights.js";
import { createTeam, deleteTeam, type TeamRow, teamMembers, teamProjects, teams } from "../model/team.js";
import { users } from "../model/user.js";
import type { Call, Handlers } from "../world.js";

/** What came before groups. Deprecated by the provider, and still answered. */
export const handlers: Handlers = {
  AccountTeamList: ({ account_id }, call) => ({ teams: teamsOf(call, account_id).map(toTeam) }),

  AccountTeamCreate: ({ account_id, team_name }, call) => {
    const { organization_id } = requireAccount(call, account_id);
    requireFreeName(call, account_id, team_name);
    const row = createTeam(call.world, { organization_id, account_id }, team_name);
    recordInOrganization(call, organization_id, "account_team_create", `Created team ${team_name}`, row.team_id);
    return { team: toTeam(row) };
  },

  AccountTeamGet: (input, call) => ({ team: toTeam(requireTeam(call, input)) }),

  AccountTeamUpdate: (input, call) => {
    const { organization_id, team_id, team_name } = requireTeam(call, input);
    if (input.team_name !== team_name) requireFreeName(call, input.account_id, input.team_name);
    const fields = { team_name: input.team_name, update_time: call.world.now() };
    const row = teams(call.world).patch(`${organization_id}/${team_id}`, fields);
    recordInOrganization(call, organization_id, "account_team_update", `Changed team ${row.team_name}`, team_id);
    return { team: toTeam(row) };
  },

  AccountTeamDelete: (input, call) => {
    const team = requireTeam(call, input);
    const { organization_id, team_id, team_name } = team;
    if (isOwnersTeam(call.world, team_id))
      throw new ApiFailure(403, "The team of the account's owners cannot be deleted");
    deleteTeam(call.world, team);
    recordInOrganization(call, organization_id, "account_team_delete", `Deleted team ${team_name}`, team_id);
    return { message: "deleted" };
  },

  AccountTeamMembersList: (input, call) => {
    const team = requireTeam(call, input);
    const { team_id, team_name, organization_id } = team;
    const members = teamMembers(call.world).under(`${organization_id}/${team_id}/`);
    return {
      members: members.flatMap(({ user_id, create_time }) => {
        const user = users(call.world).get(user_id);
        if (!user) return [];
        const { real_name, user: user_email } = user;
        return [{ create_time, real_name, team_id, team_name, update_time: create_time, user_email, user_id }];
      }),
    };
  },

  AccountTeamMembersDelete: (input, call) => {
    const { organization_id, team_id, team_name } = requireTeam(call, input);
    const key = `${organization_id}/${team_id}/${input.user_id}`;
    found(teamMembers(call.world).get(key), "User is not a member of the team", "user_not_found");
    teamMembers(call.world).delete(key);
    const what = `Removed user ${input.user_id} from team ${team_name}`;
    recordInOrganization(call, organization_id, "account_team_member_delete", what, team_id);
    return { message: "deleted" };
  },

  AccountTeamProjectList: (input, call) => {
    const { team_id } = requireTeam(call, input);
    const own = teamProjects(call.world).where((row) => row.team_id === team_id);
    return {
      projects: own.map(({ project, team_type }) => ({ project_name: project, team_type: asMemberType(team_type) })),
    };
  },

  AccountTeamProjectAssociate: (input, call) => {
    const team = requireTeam(call, input);
    const { team_id } = team;
    const { project } = requireOwned(call, input.account_id, input.project);
    if (teamProjects(call.world).has(`${project}/${team_id}`)) throw conflict("Team is already in the project");
    teamProjects(call.world).put(`${project}/${team_id}`, {
      project,
      team_id,
      team_type: requireType(input.team_type),
    });
    noteInProject(call, team, "associate", `Added team ${team.team_name} to project ${project}`);
    return { message: "associated" };
  },

  AccountTeamProjectAssociationUpdate: (input, call) => {
    const { team, row } = requireAssociation(call, input);
    const team_type = input.team_type === undefined ? row.team_type : requireType(input.team_type);
    teamProjects(call.world).patch(`${row.project}/${row.team_id}`, { team_type });
    noteInProject(call, team, "update", `Team ${team.team_name} is ${team_type} in project ${row.project}`);
    return { message: "updated" };
  },

  AccountTeamProjectDisassociate: (input, call) => {
    const { team, row } = requireAssociation(call, input);
    teamProjects(call.world).delete(`${row.project}/${row.team_id}`);
    noteInProject(call, team, "disassociate", `Removed team ${team.team_name} from project ${row.project}`);
    return { message: "disassociated" };
  },

  AccountProjectsTeamsList: ({ account_id, project_name }, call) => {
    const own = teamsOf(call, account_id);
    const { project } = requireOwned(call, account_id, project_name);
    return {
      teams: own.flatMap((team) => {
        const association = teamProjects(call.world).get(`${project}/${team.team_id}`);
        return association ? [{ ...toTeam(team), team_type: asMemberType(association.team_type) }] : [];
      }),
    };
  },

  AccountUserTeamsList: ({ account_id, user_id }, call) => {
    const { organization_id, organization_name } = requireAccount(call, account_id);
    requireUser(call, organization_id, user_id);
    const mine = teams(call.world)
      .under(`${organization_id}/`)
      .filter(({ team_id }) => teamMembers(call.world).has(`${organization_id}/${team_id}/${user_id}`));
    return {
      teams: mine.map(({ team_id, team_name }) => ({
        account_id,
        account_name: organization_name,
        team_id,
        team_name,
      })),
    };
  },

  AccountUserProjectsList: ({ account_id, user_id }, call) => {
    const { organization_id } = requireAccount(call, account_id);
    const { real_name, user: user_email } = requireUser(call, organization_id, user_id);
    const owned = projects(call.world).where((row) => row.account_id === account_id);
    return {
      user_projects: owned.flatMap((row) => {
        const rights = projectRights(call.world, row, user_id);
        const member_type = memberTypeOf(rights);
        const { project: project_name, create_time } = row;
        const who = { account_id, project_name, real_name, user_email, team_id: null, team_name: null };
        return member_type ? [{ ...who, access_type: "direct_membership", create_time, member_type }] : [];
      }),
    };
  },
};

type Named = { readonly account_id: string; readonly team_id: string };

function teamsOf(call: Call, account_id: string): TeamRow[] {
  const { organization_id } = requireAccount(call, account_id);
  return teams(call.world)
    .under(`${organization_id}/`)
    .filter((row) => row.account_id === account_id);
}

/** A team of an account whose organization the caller belongs to. */
export function requireTeam(call: Call, { account_id, team_id }: Named): TeamRow {
  const own = teamsOf(call, account_id).find((row) => row.team_id === team_id);
  return found(own, "Team does not exist", "account_team_not_found");
}

function requireFreeName(call: Call, account_id: string, name: string): void {
  if (name.trim() === "") throw badRequest("Team name must not be empty");
  if (teamsOf(call, account_id).some((row) => row.team_name === name)) {
    throw badRequest("Team with the same name already exists", "team_names_must_be_unique");
  }
}

function requireOwned(call: Call, account_id: string, project: string): ProjectRow {
  const { organization_id } = requireAccount(call, account_id);
  const row = found(projects(call.world).get(project), "Project does not exist", "project_not_found");
  if (row.organization_id === organization_id) return row;
  throw new ApiFailure(403, "Account and project do not match", "account_and_project_do_not_match");
}

function requireAssociation(call: Call, input: Named & { readonly project: string }) {
  const team = requireTeam(call, input);
  const row = teamProjects(call.world).get(`${input.project}/${team.team_id}`);
  return { team, row: found(row, "Team is not in the project") };
}

function noteInProject(call: Call, { organization_id, team_id }: TeamRow, what: string, event_desc: string): void {
  recordInOrganization(call, organization_id, `account_team_project_${what}`, event_desc, team_id);
}

function requireUser(call: Call, organization_id: string, user_id: string) {
  const member = memberships(call.world).has(`${organization_id}/${user_id}`);
  return found(member ? users(call.world).get(user_id) : undefined, "User does not exist", "user_not_found");
}

function requireType(team_type: string): string {
  if (isPermission(team_type)) return team_type;
  throw badRequest(`Invalid team type '${team_type}'`);
}

function toTeam({ account_id, create_time, team_id, team_name, update_time }: TeamRow) {
  return { account_id, create_time, team_id, team_name, update_time };
}
