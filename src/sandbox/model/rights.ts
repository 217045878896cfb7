import type { World } from "../world.js";
import { permissionsOn } from "./grant.js";
import { memberships } from "./organization.js";
import { concernsProjects, expand } from "./permission.js";
import type { ProjectRow } from "./project.js";
import { teamPermissions } from "./team.js";
import { unitsAround } from "./unit.js";

/** Only super admins delete organizations and make other super admins. Never granted, so never listed. */
export const SUPER_ADMIN = "super_admin";

export function isSuperAdmin(world: World, organization_id: string, user_id: string): boolean {
  return memberships(world).get(`${organization_id}/${user_id}`)?.is_super_admin ?? false;
}

/** All that a user may do in an organization, by what is granted on the whole of it. */
export function organizationRights(world: World, organization_id: string, user_id: string): Set<string> {
  if (isSuperAdmin(world, organization_id, user_id)) return expand([SUPER_ADMIN, "role:organization:admin"]);
  return expand(permissionsOn(world, `${organization_id}/${organization_id}`, user_id));
}

/** All that a user may do in a unit: what is granted on it, on those around it, and on the organization. */
export function unitRights(world: World, organization_id: string, account_id: string, user_id: string): Set<string> {
  const inside = unitsAround(world, account_id).flatMap((unit) =>
    permissionsOn(world, `${organization_id}/${unit.account_id}`, user_id),
  );
  return new Set([...organizationRights(world, organization_id, user_id), ...expand(inside)]);
}

/** All that a user may do in a project. Empty for who has nothing to do with it. */
export function projectRights(world: World, row: ProjectRow, user_id: string): Set<string> {
  const { project, organization_id, parent_id } = row;
  const own = [...permissionsOn(world, project, user_id), ...teamPermissions(world, project, user_id)];
  const rights = [...expand(own), ...unitRights(world, organization_id, parent_id, user_id)];
  return new Set(rights.filter(concernsProjects));
}
