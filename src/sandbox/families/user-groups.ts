import { badRequest, conflict } from "../errors.js";
import { recordInOrganization } from "../model/account-event.js";
import { groupMembers } from "../model/grant.js";
import { requireOrganization } from "../model/organization.js";
import { lastActivity, requireOrganizationUser } from "../model/organization-user.js";
import { users } from "../model/user.js";
import { deleteUserGroup, membersOf, requireUserGroup, type UserGroupRow, userGroups } from "../model/user-group.js";
import type { Call, Handlers } from "../world.js";
import { toUserDetails } from "./organization-users.js";

export const handlers: Handlers = {
  UserGroupsList: ({ organization_id }, call) => {
    requireOrganization(call, organization_id);
    const rows = userGroups(call.world).under(`${organization_id}/`);
    return {
      user_groups: rows.map((row) => ({ ...toUserGroup(row), member_count: membersOf(call.world, row).length })),
    };
  },

  UserGroupCreate: ({ organization_id, user_group_name, description }, call) => {
    requireOrganization(call, organization_id);
    const name = requireFreeName(call, organization_id, user_group_name);
    const user_group_id = call.world.id("ug");
    const now = call.world.now();
    const row = userGroups(call.world).put(`${organization_id}/${user_group_id}`, {
      user_group_id,
      user_group_name: name,
      organization_id,
      description,
      create_time: now,
      update_time: now,
    });
    recordInOrganization(call, organization_id, "user_group_create", `Created group ${name}`);
    return toUserGroup(row);
  },

  UserGroupGet: (input, call) => toUserGroup(requireGroup(call, input)),

  UserGroupUpdate: (input, call) => {
    const row = requireGroup(call, input);
    const { organization_id, user_group_id, user_group_name, description } = input;
    const name = user_group_name ?? row.user_group_name;
    if (name !== row.user_group_name) requireFreeName(call, organization_id, name);
    const changed = userGroups(call.world).patch(`${organization_id}/${user_group_id}`, {
      user_group_name: name,
      description: description ?? row.description,
      update_time: call.world.now(),
    });
    recordInOrganization(call, organization_id, "user_group_update", `Changed group ${name}`);
    return toUserGroup(changed);
  },

  UserGroupDelete: (input, call) => {
    const row = requireGroup(call, input);
    deleteUserGroup(call.world, row);
    recordInOrganization(call, row.organization_id, "user_group_delete", `Deleted group ${row.user_group_name}`);
    return undefined;
  },

  UserGroupMemberList: (input, call) => {
    const members = membersOf(call.world, requireGroup(call, input)).flatMap(({ user_id }) => {
      const user = users(call.world).get(user_id);
      if (!user) return [];
      const last_activity_time = lastActivity(call.world, user_id);
      return [{ last_activity_time, user_id, user_info: toUserDetails(call.world, user) }];
    });
    return { members };
  },

  UserGroupMembersUpdate: (input, call) => {
    const { organization_id, user_group_id, operation, member_ids } = input;
    requireGroup(call, input);
    for (const user_id of member_ids) requireOrganizationUser(call.world, organization_id, user_id);
    for (const user_id of member_ids) {
      const key = `${organization_id}/${user_group_id}/${user_id}`;
      if (operation === "add_members") groupMembers(call.world).put(key, { user_group_id, user_id });
      else groupMembers(call.world).delete(key);
    }
    const what = `${operation === "add_members" ? "Added" : "Removed"} members: ${member_ids.join(", ")}`;
    recordInOrganization(call, organization_id, "user_group_members_update", what);
    return undefined;
  },
};

type Named = { readonly organization_id: string; readonly user_group_id: string };

function requireGroup(call: Call, { organization_id, user_group_id }: Named): UserGroupRow {
  requireOrganization(call, organization_id);
  return requireUserGroup(call.world, organization_id, user_group_id);
}

function requireFreeName(call: Call, organization_id: string, name: string): string {
  if (name.trim() === "") throw badRequest("Group name must not be empty");
  const taken = userGroups(call.world).under(`${organization_id}/`);
  if (taken.some((row) => row.user_group_name === name)) {
    throw conflict("User group with the same name already exists", "user_group_names_must_be_unique");
  }
  return name;
}

/** A group in the API's form. */
export function toUserGroup({ create_time, description, update_time, user_group_id, user_group_name }: UserGroupRow) {
  return { create_time, description, managed_by_scim: false, update_time, user_group_id, user_group_name };
}
