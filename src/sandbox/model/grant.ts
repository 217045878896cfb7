import type { Table } from "../store.js";
import type { World } from "../world.js";

/**
 * What somebody may do with a resource and all that is in it. Keyed `resource/type/principal`, where the resource is a
 * project's name, or `organization/unit`, or `organization/organization` for the whole organization.
 */
export interface GrantRow {
  readonly principal_type: "user" | "user_group";
  readonly principal_id: string;
  readonly permissions: readonly string[];
  readonly create_time: string;
  readonly update_time: string;
}

export type Principal = Pick<GrantRow, "principal_type" | "principal_id">;

export function grants(world: World): Table<GrantRow> {
  return world.table<GrantRow>("grants");
}

export function grantsOn(world: World, resource: string): GrantRow[] {
  return grants(world).under(`${resource}/`);
}

export function grantOf(world: World, resource: string, principal: Principal): GrantRow | undefined {
  return grants(world).get(grantKey(resource, principal));
}

/** Gives exactly these permissions on a resource; with none of them, nothing remains. */
export function setGrant(world: World, resource: string, principal: Principal, permissions: readonly string[]): void {
  const key = grantKey(resource, principal);
  if (permissions.length === 0) {
    grants(world).delete(key);
    return;
  }
  const now = world.now();
  const { principal_type, principal_id } = principal;
  const create_time = grants(world).get(key)?.create_time ?? now;
  grants(world).put(key, {
    principal_type,
    principal_id,
    permissions: [...new Set(permissions)],
    create_time,
    update_time: now,
  });
}

/** What a user holds on a resource, alone or by groups. */
export function permissionsOn(world: World, resource: string, user_id: string): string[] {
  return grantsOn(world, resource).flatMap((grant) => (reaches(world, grant, user_id) ? grant.permissions : []));
}

function reaches(world: World, { principal_type, principal_id }: GrantRow, user_id: string): boolean {
  if (principal_type === "user") return principal_id === user_id;
  return groupMembers(world).where((row) => row.user_group_id === principal_id && row.user_id === user_id).length > 0;
}

/** Who is in a group; keyed `organization_id/user_group_id/user_id`. */
export interface GroupMemberRow {
  readonly user_group_id: string;
  readonly user_id: string;
}

export function groupMembers(world: World): Table<GroupMemberRow> {
  return world.table<GroupMemberRow>("user_group_members");
}

/** Takes from a principal what it holds, on all resources whose key satisfies a predicate. */
export function revokeGrants(world: World, principal_id: string, concerns: (key: string) => boolean): void {
  for (const [key, row] of [...grants(world).entries()]) {
    if (row.principal_id === principal_id && concerns(key)) grants(world).delete(key);
  }
}

function grantKey(resource: string, { principal_type, principal_id }: Principal): string {
  return `${resource}/${principal_type}/${principal_id}`;
}
