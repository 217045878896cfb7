import { ApiFailure, badRequest } from "../errors.js";
import { recordInOrganization } from "../model/account-event.js";
import { grantsOn } from "../model/grant.js";
import { memberships, requireOrganization } from "../model/organization.js";
import {
  lastActivity,
  leaveOrganization,
  managingOrganization,
  type OrganizationUser,
  organizationUsers,
  requireOrganizationUser,
  requireOtherSuperAdmin,
} from "../model/organization-user.js";
import { projects } from "../model/project.js";
import { isSuperAdmin } from "../model/rights.js";
import { units } from "../model/unit.js";
import { caller, requireToken, revokeTokens, type TokenRow, tokens, tokensOf, users } from "../model/user.js";
import { membersOf, userGroups } from "../model/user-group.js";
import type { Call, Handlers, World } from "../world.js";
import { toUserGroup } from "./user-groups.js";

export const handlers: Handlers = {
  OrganizationUserList: ({ organization_id, include_application_users }, call) => {
    requireOrganization(call, organization_id);
    const all = organizationUsers(call.world, organization_id);
    const shown = all.filter(({ user }) => include_application_users || user.application_of === null);
    return { users: shown.map((member) => toOrganizationUser(call.world, member)) };
  },

  OrganizationUserGet: (input, call) => toOrganizationUser(call.world, requireMember(call, input)),

  OrganizationUserUpdate: (input, call) => {
    const { organization_id, member_user_id, is_super_admin, state, ...profile } = input;
    const member = requireMember(call, input);
    const { real_name, city, country, department, job_title } = profile;
    const changed = { real_name, city, country, department, job_title };
    if (state !== undefined || Object.values(changed).some((value) => value !== undefined)) {
      requireManaged(call.world, member, organization_id);
    }
    if (is_super_admin !== undefined) changeSuperAdmin(call, member, is_super_admin);
    users(call.world).patch(member_user_id, given(changed));
    if (state === "active" || state === "deactivated") users(call.world).patch(member_user_id, { state });
    recordInOrganization(call, organization_id, "organization_user_update", `Changed user ${member.user.user}`);
    if (state === "deleted") leaveOrganization(call.world, organization_id, member_user_id);
    return toOrganizationUser(call.world, {
      membership: memberships(call.world).get(`${organization_id}/${member_user_id}`) ?? member.membership,
      user: users(call.world).get(member_user_id) ?? member.user,
    });
  },

  OrganizationUserDelete: (input, call) => {
    const { organization_id, member_user_id } = input;
    const member = requireMember(call, input);
    requireOtherSuperAdmin(call.world, member.membership);
    if (managingOrganization(call.world, member.user) === organization_id) {
      throw badRequest(
        "Cannot remove managed users from organization",
        "cannot_remove_managed_users_from_organization",
      );
    }
    recordInOrganization(call, organization_id, "organization_user_delete", `Removed user ${member.user.user}`);
    leaveOrganization(call.world, organization_id, member_user_id);
    return undefined;
  },

  OrganizationMemberGroupsList: (input, call) => {
    requireMember(call, input);
    const groups = userGroups(call.world).under(`${input.organization_id}/`);
    const own = groups.filter((group) =>
      membersOf(call.world, group).some((row) => row.user_id === input.member_user_id),
    );
    return { user_groups: own.map(toUserGroup) };
  },

  OrganizationMemberPermissionsList: (input, call) => {
    requireMember(call, input);
    const { organization_id, member_user_id } = input;
    const { world } = call;
    const inOrganization = units(world).under(`${organization_id}/`);
    const owned = projects(world).where((row) => row.organization_id === organization_id);
    const resources = [
      { resource_type: "organization", resource_id: organization_id, key: `${organization_id}/${organization_id}` },
      ...inOrganization.map(({ account_id }) => ({
        resource_type: "organization_unit" as const,
        resource_id: account_id,
        key: `${organization_id}/${account_id}`,
      })),
      ...owned.map(({ project }) => ({ resource_type: "project" as const, resource_id: project, key: project })),
    ] as const;
    return {
      permissions: resources.flatMap(({ resource_type, resource_id, key }) =>
        grantsOn(world, key)
          .filter((grant) => grant.principal_id === member_user_id)
          .map(({ permissions }) => ({ permissions, resource_id, resource_type })),
      ),
    };
  },

  OrganizationUserAuthenticationMethodsList: (input, call) => {
    const { user } = requireMember(call, input);
    const { user_id, user: user_email, otp_uri } = user;
    const method = {
      is_enabled_2fa: otp_uri !== null,
      last_used_time: lastActivity(call.world, user_id),
      local_provider_id: null,
      method_id: `um${user_id}`,
      name: "Password",
      organization_id: input.organization_id,
      remote_provider_id: null,
      type: "internal",
      user_email,
      user_id,
    };
    return { authentication_methods: user.application_of === null ? [method] : [] };
  },

  OrganizationUserPasswordReset: (input, call) => {
    const member = requireManaged(call.world, requireMember(call, input), input.organization_id);
    const { user_id, user } = member.user;
    users(call.world).patch(user_id, { password: call.world.password() });
    revokeTokens(call.world, user_id, (token) => !token.created_manually);
    recordInOrganization(call, input.organization_id, "organization_user_password_reset", `Reset ${user}'s password`);
    return undefined;
  },

  OrganizationUserTokensList: (input, call) => {
    const { user } = requireManaged(call.world, requireMember(call, input), input.organization_id);
    const own = tokensOf(call.world, user.user_id).filter(([, row]) => row.created_manually);
    return { tokens: own.map(([, row]) => toUserToken(row)) };
  },

  OrganizationUserRevokeToken: (input, call) => {
    const { user } = requireManaged(call.world, requireMember(call, input), input.organization_id);
    const [full_token] = requireToken(call.world, user.user_id, input.token_prefix);
    tokens(call.world).delete(full_token);
    const what = `Revoked a token of user ${user.user}`;
    recordInOrganization(call, input.organization_id, "organization_user_token_revoke", what);
    return undefined;
  },
};

type Named = { readonly organization_id: string; readonly member_user_id: string };

function requireMember(call: Call, { organization_id, member_user_id }: Named): OrganizationUser {
  requireOrganization(call, organization_id);
  return requireOrganizationUser(call.world, organization_id, member_user_id);
}

/** Only users of a verified domain are the organization's to change. */
function requireManaged(world: World, member: OrganizationUser, organization_id: string): OrganizationUser {
  if (managingOrganization(world, member.user) === organization_id) return member;
  throw new ApiFailure(403, "User is not managed by the organization", "user_not_managed_by_organization");
}

function changeSuperAdmin(call: Call, { membership }: OrganizationUser, is_super_admin: boolean): void {
  const { organization_id, user_id } = membership;
  if (membership.is_super_admin === is_super_admin) return;
  if (!isSuperAdmin(call.world, organization_id, caller(call).user_id)) {
    throw new ApiFailure(403, "User is not organization administrator", "user_not_organization_admin");
  }
  if (!is_super_admin) requireOtherSuperAdmin(call.world, membership);
  memberships(call.world).patch(`${organization_id}/${user_id}`, { is_super_admin });
}

/** The fields that are there. */
function given<Fields extends object>(fields: Fields): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };
}

/** A member in the API's form. */
function toOrganizationUser(world: World, { membership, user }: OrganizationUser) {
  return {
    is_super_admin: membership.is_super_admin,
    join_time: membership.join_time,
    last_activity_time: lastActivity(world, user.user_id),
    user_id: user.user_id,
    user_info: toUserDetails(world, user),
  };
}

/** What an organization shows of a user. */
export function toUserDetails(world: World, user: OrganizationUser["user"]) {
  return {
    city: user.city,
    country: user.country,
    create_time: user.create_time,
    department: user.department,
    is_application_user: user.application_of !== null,
    job_title: user.job_title,
    managed_by_scim: false,
    managing_organization_id: managingOrganization(world, user),
    real_name: user.real_name,
    state: user.state,
    user_email: user.user,
  };
}

function toUserToken(row: TokenRow) {
  return {
    description: row.description,
    ip_allowlist: row.ip_allowlist ?? [],
    last_ip: row.last_used_time && "127.0.0.1",
    last_used_time: row.last_used_time,
    last_user_agent: row.last_user_agent,
    token_prefix: row.token_prefix,
  };
}
