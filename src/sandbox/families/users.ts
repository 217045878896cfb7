import { suspended } from "../auth.js";
import { ApiFailure, badRequest, conflict } from "../errors.js";
import { isOneTimePassword } from "../model/one-time-password.js";
import { managingOrganization } from "../model/organization-user.js";
import { passwordStrength } from "../model/password-strength.js";
import { highest } from "../model/permission.js";
import { projectsOf } from "../model/project.js";
import { projectInvitationsOf } from "../model/project-invitation.js";
import {
  caller,
  createUser,
  issueToken,
  revokeTokens,
  SESSION_SECONDS,
  type UserRow,
  userByEmail,
  users,
} from "../model/user.js";
import type { Call, Handlers, World } from "../world.js";

const EMAIL = /^[^@\s]+@[^@\s]+$/;

export const handlers: Handlers = {
  UserInfo: (_, call) => ({ user: toUser(call) }),

  UserUpdate: ({ real_name, city, country, department, job_title }, call) => {
    const { user_id, ...row } = caller(call);
    users(call.world).patch(user_id, {
      real_name,
      city: city ?? row.city,
      country: country ?? row.country,
      department: department ?? row.department,
      job_title: job_title ?? row.job_title,
    });
    return { user: toUser(call) };
  },

  UserAuth: ({ email, password, otp }, { world }) => {
    const user = userByEmail(world, email);
    if (!user || user.password !== password || user.application_of !== null) throw notAuthenticated();
    if (user.state !== "active") throw suspended();
    // The CLI asks for the password of the moment on this status, and logs in again with it.
    if (user.otp_uri !== null && !otp) throw new ApiFailure(510, "Two-factor authentication OTP required");
    if (user.otp_uri !== null && !isOneTimePassword(user.otp_uri, otp ?? "", world.clock.now()))
      throw notAuthenticated();
    return { state: "active", token: openSession(world, user.user_id), user_email: user.user };
  },

  UserCreate: ({ email, password, real_name }, { world }) => {
    if (!EMAIL.test(email)) throw badRequest(`Invalid email address '${email}'`);
    if (userByEmail(world, email)) throw conflict("User already exists", "user_already_exists");
    const strength = passwordStrength(password, [real_name, ...email.split("@")]);
    if (!strength.is_acceptable) throw badRequest(strength.message);
    const { user_id, user, state } = createUser(world, { email, password, real_name });
    return { token: openSession(world, user_id), user: { user_id, user, real_name, state } };
  },

  UserLogout: (_, { world, principal }) => {
    if (principal) revokeTokens(world, principal.userId, (token) => token.token_prefix === principal.tokenPrefix);
    return { message: "Logged out" };
  },

  UserExpireTokens: (_, { world, principal }) => {
    if (principal) {
      revokeTokens(world, principal.userId);
      users(world).patch(principal.userId, { token_validity_begin: world.now() });
    }
    return { message: "All tokens expired" };
  },

  UserPasswordChange: ({ password, new_password }, call) => {
    const user = caller(call);
    if (user.password !== password) throw notAuthenticated();
    const strength = passwordStrength(new_password, [user.real_name, ...user.user.split("@")]);
    if (!strength.is_acceptable) throw badRequest(strength.message);
    users(call.world).patch(user.user_id, { password: new_password });
    // Sessions were opened with the old password; tokens made by hand were not.
    revokeTokens(call.world, user.user_id, (token) => !token.created_manually);
    return { token: openSession(call.world, user.user_id) };
  },

  CheckPasswordStrengthExistingUser: ({ new_password }, call) => {
    const user = caller(call);
    return { password_strength: passwordStrength(new_password, [user.real_name, ...user.user.split("@")]) };
  },

  CheckPasswordStrengthNewUser: ({ password, email = "", real_name = "" }) => ({
    password_strength: passwordStrength(password, [real_name, ...email.split("@")]),
  }),
};

/** A wrong password, or a wrong anything else, so that nobody learns which. */
export function notAuthenticated(): ApiFailure {
  return new ApiFailure(403, "Authentication failed", "authentication_failed");
}

/** Logs a user in: makes a session token. */
export function openSession(world: World, user_id: string): string {
  const spec = { description: "", personal: false, max_age_seconds: SESSION_SECONDS, extend_when_used: true };
  return issueToken(world, user_id, spec).full_token;
}

function toUser(call: Call) {
  const row: UserRow = caller(call);
  const mine = projectsOf(call);
  return {
    auth: row.otp_uri === null ? ["password"] : ["password", "otp"],
    city: row.city,
    country: row.country,
    create_time: row.create_time,
    department: row.department,
    features: {},
    invitations: projectInvitationsOf(call.world, row.user).map((invitation) => ({
      invite_code: invitation.invite_code,
      invite_time: invitation.invite_time,
      inviting_user_email: invitation.inviting_user_email,
      project_name: invitation.project,
    })),
    job_title: row.job_title,
    managed_by_scim: false,
    managing_organization_id: managingOrganization(call.world, row),
    ...membershipOf(mine),
    projects: mine.map(({ row: { project } }) => project),
    real_name: row.real_name,
    state: row.state,
    tenant: "aiven",
    token_validity_begin: row.token_validity_begin,
    user: row.user,
    user_id: row.user_id,
  };
}

/** What the caller may do in each project, in the two forms of the API. */
export function membershipOf(mine: ReturnType<typeof projectsOf>) {
  return {
    project_membership: Object.fromEntries(mine.map(({ row, types }) => [row.project, highest(types)])),
    project_memberships: Object.fromEntries(mine.map(({ row, types }) => [row.project, types])),
  };
}
