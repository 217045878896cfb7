import type { Input } from "../../core/catalogue/index.js";
import { badRequest, conflict, found } from "../errors.js";
import { recordInOrganization } from "../model/account-event.js";
import { requireOrganization } from "../model/organization.js";
import { requireProject } from "../model/project.js";
import { requirePowered, requireService, serviceKey } from "../model/service.js";
import { createServiceUser, serviceUserKey, serviceUsers } from "../model/service-user.js";
import { caller } from "../model/user.js";
import { requireUserGroup } from "../model/user-group.js";
import { certificateOf } from "../service/user-view.js";
import type { Table } from "../store.js";
import type { Call, Handlers, World } from "../world.js";

type Data = Input<"OrganizationGovernanceAccessCreate">["access_data"];

/** Access to Kafka topics that a group has for a program of its own; keyed `organization_id/access_id`. */
interface AccessRow {
  readonly access_id: string;
  readonly access_name: string;
  readonly access_type: "KAFKA";
  readonly access_data: Data & {
    readonly acls: readonly (Data["acls"][number] & {
      readonly id: string;
      readonly pattern_type: "LITERAL";
      readonly principal: string;
    })[];
  };
  readonly create_time: string;
  readonly created_by: string;
  readonly credentials_consumed: boolean;
  /** Who took the credentials, which are shown once. */
  readonly credentials_user_id: string | null;
  readonly owner_user_group_id: string | null;
}

const DEFAULT_LIMIT = 100;

export const handlers: Handlers = {
  OrganizationGovernanceAccessList: (input, call) => {
    const { organization_id, resource_name, owner_user_group_id, cursor, limit = DEFAULT_LIMIT } = input;
    requireOrganization(call, organization_id);
    const rows = accesses(call.world)
      .under(`${organization_id}/`)
      .filter(
        (row) =>
          (resource_name === undefined || row.access_data.acls.some((acl) => acl.resource_name === resource_name)) &&
          (owner_user_group_id === undefined || row.owner_user_group_id === owner_user_group_id),
      );
    const start = cursor === undefined ? 0 : rows.findIndex((row) => row.access_id === cursor);
    if (start < 0) throw badRequest(`Invalid cursor '${cursor}'`);
    const next = rows[start + limit]?.access_id;
    return { access: rows.slice(start, start + limit), ...(next ? { next } : {}), total_count: rows.length };
  },

  OrganizationGovernanceAccessCreate: (input, call) => {
    const { organization_id, access_name, access_type, access_data, owner_user_group_id } = input;
    requireOrganization(call, organization_id);
    if (owner_user_group_id !== undefined) requireUserGroup(call.world, organization_id, owner_user_group_id);
    const { project_name: project, service_name, username } = access_data;
    const owned = requireProject(call, project).organization_id === organization_id;
    found(owned || undefined, "Project does not exist", "project_not_found");
    const service = requirePowered(requireService(call, { project, service_name }));
    if (service.service_type !== "kafka") {
      throw badRequest(`Service type '${service.service_type}' is not governed`, "governance_invalid_service_type");
    }
    if (serviceUsers(call.world).has(serviceUserKey(service, username))) {
      throw conflict(`Service user ${username} already exists`);
    }
    createServiceUser(call.world, service, { username, type: "normal" });
    const access_id = call.world.uuid();
    const acls = access_data.acls.map((acl) => ({
      ...acl,
      id: call.world.id("acl"),
      pattern_type: "LITERAL" as const,
      principal: `User:${username}`,
    }));
    const access = accesses(call.world).put(`${organization_id}/${access_id}`, {
      access_id,
      access_name,
      access_type,
      access_data: { ...access_data, acls },
      create_time: call.world.now(),
      created_by: caller(call).user_id,
      credentials_consumed: false,
      credentials_user_id: null,
      owner_user_group_id: owner_user_group_id ?? null,
    });
    recordInOrganization(call, organization_id, "governance_access_create", `Created access ${access_name}`);
    return { access };
  },

  OrganizationGovernanceAccessGet: (input, call) => ({ access: requireAccess(call, input) }),

  OrganizationGovernanceAccessDelete: (input, call) => {
    const { access_id, access_data, access_name } = requireAccess(call, input);
    accesses(call.world).delete(`${input.organization_id}/${access_id}`);
    serviceUsers(call.world).delete(userKey(access_data));
    recordInOrganization(call, input.organization_id, "governance_access_delete", `Deleted access ${access_name}`);
    return { access_id };
  },

  OrganizationGovernanceAccessCredentialsGet: (input, call) => {
    const { access_id, access_data, credentials_consumed } = requireAccess(call, input);
    if (credentials_consumed) throw conflict("The credentials were already shown");
    const user = found(serviceUsers(call.world).get(userKey(access_data)), "Service user does not exist");
    accesses(call.world).patch(`${input.organization_id}/${access_id}`, {
      credentials_consumed: true,
      credentials_user_id: caller(call).user_id,
    });
    const { certificate: access_cert = null, key: access_key = null } = certificateOf(call.world, user) ?? {};
    return { credentials: { access_cert, access_key, password: user.password } };
  },
};

function accesses(world: World): Table<AccessRow> {
  return world.table<AccessRow>("governance_accesses");
}

function requireAccess(call: Call, { organization_id, access_id }: { organization_id: string; access_id: string }) {
  requireOrganization(call, organization_id);
  const row = accesses(call.world).get(`${organization_id}/${access_id}`);
  return found(row, "Governance access not found", "governance_access_not_found");
}

function userKey({ project_name, service_name, username }: Data): string {
  return `${serviceKey({ project: project_name, service_name })}/${username}`;
}
