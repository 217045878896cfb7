import { badRequest, found } from "../errors.js";
import { actorOf, record } from "../model/event.js";
import { grantOf, grantsOn, type Principal, setGrant } from "../model/grant.js";
import { isPermission } from "../model/permission.js";
import { type ProjectRow, requireProject } from "../model/project.js";
import { requireUserGroup } from "../model/user-group.js";
import type { Call, Handlers } from "../world.js";

/** What groups may do in a project, as the provider's older Go client sets it. */
export const handlers: Handlers = {
  ProjectAccessList: ({ project }, call) => {
    requireProject(call, project);
    const groups = grantsOn(call.world, project).filter(({ principal_type }) => principal_type === "user_group");
    return {
      resource_access_list: groups.map(({ principal_id, permissions, create_time, update_time }) => ({
        create_time,
        role: permissions[0] ?? null,
        update_time,
        user_group_id: principal_id,
      })),
    };
  },

  ProjectAccessGroupSet: ({ project, user_group_id, role }, call) => {
    const { organization_id } = requireProject(call, project);
    requireUserGroup(call.world, organization_id, user_group_id);
    if (!isPermission(role)) throw badRequest(`Invalid role '${role}'`);
    setGrant(call.world, project, asPrincipal(user_group_id), [role]);
    return done(call, project, `Gave group ${user_group_id} the role ${role}`);
  },

  ProjectAccessGroupDelete: ({ project, user_group_id }, call) => {
    requireProject(call, project);
    found(grantOf(call.world, project, asPrincipal(user_group_id)), "Group has no access to the project");
    setGrant(call.world, project, asPrincipal(user_group_id), []);
    return done(call, project, `Took its role from group ${user_group_id}`);
  },
};

function asPrincipal(user_group_id: string): Principal {
  return { principal_type: "user_group", principal_id: user_group_id };
}

function done(call: Call, project: ProjectRow["project"], what: string) {
  record(actorOf(call), project, "project_permissions_update", what);
  return { message: "updated" };
}
