import { ApiFailure, badRequest } from "../errors.js";
import { recordInOrganization } from "../model/account-event.js";
import { memberships, requireOrganization } from "../model/organization.js";
import {
  joinOrganization,
  leaveOrganization,
  type OrganizationUser,
  organizationUsers,
  requireOrganizationUser,
} from "../model/organization-user.js";
import { isSuperAdmin } from "../model/rights.js";
import {
  caller,
  createUser,
  requireToken,
  revokeTokens,
  tokens,
  tokensOf,
  type UserRow,
  users,
} from "../model/user.js";
import type { Call, Handlers } from "../world.js";
import { issuePersonalToken, toToken } from "./tokens.js";

/** Users that are programs: without a password, known only by their tokens. */
export const handlers: Handlers = {
  ApplicationUsersList: ({ organization_id }, call) => {
    requireOrganization(call, organization_id);
    const all = organizationUsers(call.world, organization_id);
    const programs = all.filter(({ user }) => user.application_of === organization_id);
    return { application_users: programs.map(toApplicationUser) };
  },

  ApplicationUserCreate: ({ organization_id, name, is_super_admin = false }, call) => {
    requireOrganization(call, organization_id);
    if (is_super_admin) requireSuperAdmin(call, organization_id);
    const email = `${call.world.hex(`application user ${call.world.next("application user")}`, 16)}@appuser.aiven.io`;
    const password = call.world.password();
    const spec = { email, real_name: requireName(name), password, application_of: organization_id };
    const { user_id } = createUser(call.world, spec);
    joinOrganization(call.world, organization_id, user_id, is_super_admin);
    recordInOrganization(call, organization_id, "application_user_create", `Created application user ${name}`);
    return toApplicationUser(requireOrganizationUser(call.world, organization_id, user_id));
  },

  ApplicationUserGet: (input, call) => toApplicationUser(requireApplicationUser(call, input)),

  ApplicationUserUpdate: (input, call) => {
    const { organization_id, user_id, name, is_super_admin } = input;
    const { membership } = requireApplicationUser(call, input);
    if (is_super_admin !== undefined && is_super_admin !== membership.is_super_admin) {
      requireSuperAdmin(call, organization_id);
      memberships(call.world).patch(`${organization_id}/${user_id}`, { is_super_admin });
    }
    users(call.world).patch(user_id, { real_name: requireName(name) });
    recordInOrganization(call, organization_id, "application_user_update", `Changed application user ${name}`);
    return toApplicationUser(requireApplicationUser(call, input));
  },

  ApplicationUserDelete: (input, call) => {
    const { organization_id, user_id } = input;
    const { user } = requireApplicationUser(call, input);
    revokeTokens(call.world, user_id);
    leaveOrganization(call.world, organization_id, user_id);
    users(call.world).delete(user_id);
    const what = `Deleted application user ${user.real_name}`;
    if (user_id !== call.principal?.userId)
      recordInOrganization(call, organization_id, "application_user_delete", what);
    return undefined;
  },

  ApplicationUserAccessTokensList: (input, call) => {
    const { user } = requireApplicationUser(call, input);
    return { tokens: tokensOf(call.world, user.user_id).map(([, row]) => toToken(row, call)) };
  },

  ApplicationUserAccessTokenCreate: (input, call) => {
    const { user } = requireApplicationUser(call, input);
    const { full_token, row } = issuePersonalToken(call.world, user.user_id, input);
    const what = `Created a token of application user ${user.real_name}`;
    recordInOrganization(call, input.organization_id, "application_user_token_create", what);
    return { full_token, token_prefix: row.token_prefix };
  },

  ApplicationUserAccessTokenDelete: (input, call) => {
    const { user } = requireApplicationUser(call, input);
    const [full_token] = requireToken(call.world, user.user_id, input.token_prefix);
    tokens(call.world).delete(full_token);
    const what = `Revoked a token of application user ${user.real_name}`;
    recordInOrganization(call, input.organization_id, "application_user_token_delete", what);
    return undefined;
  },
};

function requireApplicationUser(
  call: Call,
  { organization_id, user_id }: { readonly organization_id: string; readonly user_id: UserRow["user_id"] },
): OrganizationUser {
  requireOrganization(call, organization_id);
  const member = requireOrganizationUser(call.world, organization_id, user_id);
  if (member.user.application_of === organization_id) return member;
  throw badRequest("User is not an application user", "user_not_application_user");
}

function requireSuperAdmin(call: Call, organization_id: string): void {
  if (isSuperAdmin(call.world, organization_id, caller(call).user_id)) return;
  throw new ApiFailure(403, "User is not organization administrator", "user_not_organization_admin");
}

function requireName(name: string): string {
  if (name.trim() === "") throw badRequest("Name must not be empty");
  return name;
}

function toApplicationUser({ membership, user }: OrganizationUser) {
  return {
    create_time: user.create_time,
    is_super_admin: membership.is_super_admin,
    name: user.real_name,
    user_email: user.user,
    user_id: user.user_id,
  };
}
