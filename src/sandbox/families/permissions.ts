import { badRequest, found } from "../errors.js";
import { recordInOrganization } from "../model/account-event.js";
import { actorOf, record } from "../model/event.js";
import { grantOf, grantsOn, type Principal, setGrant } from "../model/grant.js";
import { requireOrganization } from "../model/organization.js";
import { requireOrganizationUser } from "../model/organization-user.js";
import { isPermission } from "../model/permission.js";
import { projects } from "../model/project.js";
import { units } from "../model/unit.js";
import { requireUserGroup } from "../model/user-group.js";
import type { Call, Handlers, World } from "../world.js";

export const handlers: Handlers = {
  PermissionsGet: (input, call) => ({
    permissions: grantsOn(call.world, requireResource(call, input)).map(
      ({ create_time, permissions, principal_id, principal_type, update_time }) => ({
        create_time,
        permissions,
        principal_id,
        principal_type,
        update_time,
      }),
    ),
  }),

  PermissionsSet: (input, call) => {
    const resource = requireResource(call, input);
    for (const entry of input.permissions) check(call.world, input.organization_id, entry);
    for (const grant of grantsOn(call.world, resource)) setGrant(call.world, resource, grant, []);
    for (const entry of input.permissions) setGrant(call.world, resource, entry, entry.permissions);
    note(call, input);
    return undefined;
  },

  PermissionsUpdate: (input, call) => {
    const resource = requireResource(call, input);
    for (const entry of input.permissions) check(call.world, input.organization_id, entry);
    for (const entry of input.permissions) {
      const held = grantOf(call.world, resource, entry)?.permissions ?? [];
      setGrant(call.world, resource, entry, changed(input.operation ?? "set", held, entry.permissions));
    }
    note(call, input);
    return undefined;
  },
};

interface Resource {
  readonly organization_id: string;
  readonly resource_type: "project" | "organization" | "organization_unit";
  readonly resource_id: string;
}

type Entry = Principal & { readonly permissions: readonly string[] };

/** The key of the grants on a resource, which has to be in the organization. */
function requireResource(call: Call, { organization_id, resource_type, resource_id }: Resource): string {
  requireOrganization(call, organization_id);
  switch (resource_type) {
    case "project": {
      const row = projects(call.world).get(resource_id);
      const own = row?.organization_id === organization_id ? row : undefined;
      return found(own, "Project does not exist", "project_not_found").project;
    }
    case "organization_unit": {
      const row = units(call.world).get(`${organization_id}/${resource_id}`);
      return `${organization_id}/${found(row, "Organizational unit does not exist", "account_not_found").account_id}`;
    }
    case "organization":
      found(resource_id === organization_id || undefined, "Organization does not exist", "organization_not_found");
      return `${organization_id}/${organization_id}`;
    default:
      throw badRequest("The resource type is not supported for the current operation", "unsupported_resource_type");
  }
}

/** Refuses unknown permissions, and principals that are not of the organization. */
function check(world: World, organization_id: string, { principal_id, principal_type, permissions }: Entry): void {
  const unknown = permissions.find((permission) => !isPermission(permission));
  if (unknown !== undefined) throw badRequest(`Invalid permission '${unknown}'`);
  if (principal_type === "user_group") requireUserGroup(world, organization_id, principal_id);
  else requireOrganizationUser(world, organization_id, principal_id);
}

function changed(
  operation: "grant" | "set" | "revoke",
  held: readonly string[],
  given: readonly string[],
): readonly string[] {
  switch (operation) {
    case "grant":
      return [...held, ...given];
    case "revoke":
      return held.filter((permission) => !given.includes(permission));
    case "set":
      return given;
  }
}

function note(call: Call, { organization_id, resource_type, resource_id }: Resource): void {
  const what = `Changed the permissions on ${resource_type} ${resource_id}`;
  recordInOrganization(call, organization_id, "permissions_update", what);
  if (resource_type === "project") record(actorOf(call), resource_id, "project_permissions_update", what);
}
