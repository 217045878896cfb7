import { ApiFailure, badRequest, conflict, found } from "../errors.js";
import { recordInOrganization } from "../model/account-event.js";
import { isOneTimePassword, otpUri } from "../model/one-time-password.js";
import { memberships } from "../model/organization.js";
import { lastActivity, leaveOrganization, managingOrganization } from "../model/organization-user.js";
import { passwordStrength } from "../model/password-strength.js";
import { organizationRights } from "../model/rights.js";
import { caller, revokeTokens, userByEmail, users } from "../model/user.js";
import type { Call, Handlers, World } from "../world.js";
import { notAuthenticated, openSession } from "./users.js";

/** A mail with a link to set another password; keyed by the code in the link. */
interface PasswordResetRow {
  readonly user_id: string;
  readonly expiry_time: string;
}

const RESET_VALID_MS = 24 * 3600_000;

/** How users log in: passwords, a second factor, and the end of an account. */
export const handlers: Handlers = {
  UserAuthLoginOptions: ({ email = "" }, { world }) => {
    const user = userByEmail(world, email);
    return { password: { enabled: user?.application_of === null || user === undefined } };
  },

  TwoFactorAuthConfigure: ({ method, password }, call) => {
    const { user_id, user, password: own } = caller(call);
    if (password !== own) throw notAuthenticated();
    if (method === "otp") return { method, uri: otpUri(call.world, user) };
    if (method !== "") throw badRequest(`Invalid two-factor authentication method '${method}'`);
    users(call.world).patch(user_id, { otp_uri: null });
    return { method };
  },

  TwoFactorAuthConfigureOTP: ({ otp, password, uri }, call) => {
    const { user_id, password: own } = caller(call);
    if (password !== own) throw notAuthenticated();
    if (!isOneTimePassword(uri, otp, call.world.clock.now())) {
      throw badRequest("OTP verification failed", "user_config_2fa_otp_verification_failed");
    }
    users(call.world).patch(user_id, { otp_uri: uri });
    // Whoever logged in without the second factor has to log in again.
    revokeTokens(call.world, user_id, (token) => !token.created_manually);
    return { method: "otp", token: openSession(call.world, user_id) };
  },

  UserAuthenticationMethodsList: (_, call) => {
    const { user_id, user, create_time, application_of } = caller(call);
    const method = {
      authentication_method_account_id: null,
      create_time,
      currently_active: true,
      delete_time: null,
      last_used_time: lastActivity(call.world, user_id),
      method_id: `um${user_id}`,
      name: "Password",
      public_remote_identity: user,
      remote_provider_id: "aiven",
      state: "active" as const,
      update_time: create_time,
      user_email: user,
    };
    return { authentication_methods: application_of === null ? [method] : [] };
  },

  UserAuthenticationMethodDelete: ({ user_authentication_method_id }, call) => {
    const { user_id } = caller(call);
    found(user_authentication_method_id === `um${user_id}` || undefined, "Authentication method does not exist");
    // A password is the only way in here, and nobody can take the last one away.
    throw conflict("The last authentication method cannot be deleted");
  },

  UserPasswordResetRequest: ({ email }, { world }) => {
    const message = "Password reset requested";
    const user = userByEmail(world, email);
    if (!user || user.application_of !== null) return { message };
    const code = world.id("", 40);
    const expiry_time = world.clock.timestamp(world.clock.now() + RESET_VALID_MS);
    passwordResets(world).put(code, { user_id: user.user_id, expiry_time });
    return { message: `${message}. The sandbox sends no mail; the verification code is ${code}` };
  },

  UserPasswordReset: ({ verification_code, new_password }, { world }) => {
    const row = passwordResets(world).get(verification_code);
    const user = row && users(world).get(row.user_id);
    if (!row || !user || Date.parse(row.expiry_time) <= world.clock.now()) {
      throw new ApiFailure(410, "Verification code does not exist or has expired", "user_weblink_action_expired");
    }
    const strength = passwordStrength(new_password, [user.real_name, ...user.user.split("@")]);
    if (!strength.is_acceptable) throw badRequest(strength.message);
    passwordResets(world).delete(verification_code);
    users(world).patch(user.user_id, { password: new_password });
    revokeTokens(world, user.user_id, (token) => !token.created_manually);
    return { message: "Password changed" };
  },

  UserAccountDelete: ({ user_id }, call) => {
    const user = found(users(call.world).get(user_id), "User does not exist", "user_not_found");
    if (user.application_of !== null) {
      const message = "Requested action not allowed on application users";
      throw new ApiFailure(403, message, "action_forbidden_on_application_users");
    }
    const manager = managingOrganization(call.world, user);
    if (user_id === caller(call).user_id) deleteOneself(call, manager);
    else deleteManaged(call, user_id, manager);
    revokeTokens(call.world, user_id);
    users(call.world).delete(user_id);
    return undefined;
  },

  ValidateReferralCode: () => {
    throw new ApiFailure(404, "Referral code does not exist");
  },
};

function passwordResets(world: World) {
  return world.table<PasswordResetRow>("password_resets");
}

function deleteOneself(call: Call, manager: string | null): void {
  if (manager !== null) {
    const message = "Requested action not allowed for managed users";
    throw new ApiFailure(403, message, "action_forbidden_for_managed_users");
  }
  const { user_id } = caller(call);
  if (memberships(call.world).where((row) => row.user_id === user_id).length > 0) {
    const message = "To delete your user account, you have to first leave all organizations";
    throw badRequest(message, "cannot_delete_users_with_organizations_memberships");
  }
}

/** An organization deletes users that it manages, when they are deactivated. */
function deleteManaged(call: Call, user_id: string, manager: string | null): void {
  if (manager === null) {
    const message = "Requested action not allowed on unmanaged users";
    throw new ApiFailure(403, message, "action_forbidden_on_unmanaged_users");
  }
  if (!organizationRights(call.world, manager, caller(call).user_id).has("organization:users:write")) {
    throw new ApiFailure(403, "User is not organization administrator", "user_not_organization_admin");
  }
  if (users(call.world).get(user_id)?.state === "active") {
    const message = "Managed users must be deactivated before deletion. Please deactivate the user first";
    throw badRequest(message, "cannot_delete_active_managed_users");
  }
  recordInOrganization(call, manager, "organization_user_delete", `Deleted user ${user_id}`);
  for (const { organization_id } of memberships(call.world).where((row) => row.user_id === user_id)) {
    leaveOrganization(call.world, organization_id, user_id);
  }
}
