import { found } from "../errors.js";
import type { Table } from "../store.js";
import type { World } from "../world.js";
import { type GroupMemberRow, groupMembers, revokeGrants } from "./grant.js";

/** Users that get the same permissions; keyed `organization_id/user_group_id`. */
export interface UserGroupRow {
  readonly user_group_id: string;
  readonly user_group_name: string;
  readonly organization_id: string;
  readonly description: string;
  readonly create_time: string;
  readonly update_time: string;
}

export function userGroups(world: World): Table<UserGroupRow> {
  return world.table<UserGroupRow>("user_groups");
}

export function requireUserGroup(world: World, organization_id: string, user_group_id: string): UserGroupRow {
  const row = userGroups(world).get(`${organization_id}/${user_group_id}`);
  return found(row, "User group does not exist", "user_group_not_found");
}

export function membersOf(world: World, { organization_id, user_group_id }: UserGroupRow): GroupMemberRow[] {
  return groupMembers(world).under(`${organization_id}/${user_group_id}/`);
}

/** Removes a group with all that its members had by it. */
export function deleteUserGroup(world: World, { organization_id, user_group_id }: UserGroupRow): void {
  world.deleteUnder(`${organization_id}/${user_group_id}/`);
  userGroups(world).delete(`${organization_id}/${user_group_id}`);
  revokeGrants(world, user_group_id, () => true);
}
