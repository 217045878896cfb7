import { ApiFailure, conflict, found } from "../errors.js";
import { recordInOrganization } from "../model/account-event.js";
import { isMember, requireOrganization } from "../model/organization.js";
import {
  joinOrganization,
  type OrganizationInvitationRow,
  organizationInvitations,
} from "../model/organization-user.js";
import { caller, userByEmail } from "../model/user.js";
import type { Call, Handlers } from "../world.js";
import { requireEmail } from "./project-members.js";

/** How long an invitation can be accepted. */
const VALID_MS = 7 * 24 * 3600_000;

export const handlers: Handlers = {
  OrganizationUserInvite: ({ organization_id, user_email }, call) => {
    const organization = requireOrganization(call, organization_id);
    const email = requireEmail(user_email);
    const user = userByEmail(call.world, email);
    if (user && isMember(call.world, organization, user.user_id)) {
      throw conflict("User is already in the organization", "user_already_in_organization");
    }
    const present = organizationInvitations(call.world).get(`${organization_id}/${email}`);
    if (present && !isExpired(call, present)) {
      throw conflict("User is already invited to the organization", "user_already_invited_to_organization");
    }
    organizationInvitations(call.world).put(`${organization_id}/${email}`, {
      organization_id,
      user_email: email,
      invited_by: caller(call).user,
      create_time: call.world.now(),
      expiry_time: call.world.clock.timestamp(call.world.clock.now() + VALID_MS),
    });
    recordInOrganization(call, organization_id, "organization_user_invite", `Invited user ${email}`);
    return undefined;
  },

  OrganizationUserInvitationsList: ({ organization_id }, call) => {
    requireOrganization(call, organization_id);
    const rows = organizationInvitations(call.world).under(`${organization_id}/`);
    return {
      invitations: rows.map(({ create_time, expiry_time, invited_by, user_email }) => ({
        create_time,
        expiry_time,
        invited_by,
        user_email,
      })),
    };
  },

  OrganizationUserInvitationAccept: ({ organization_id, user_email }, call) => {
    const row = requireInvitation(call, organization_id, user_email);
    const { user_id, user } = caller(call);
    if (user !== row.user_email) throw new ApiFailure(403, "The invitation is for another user", "permission_denied");
    if (isExpired(call, row)) throw new ApiFailure(410, "Invitation has expired", "invitation_expired");
    organizationInvitations(call.world).delete(`${organization_id}/${row.user_email}`);
    joinOrganization(call.world, organization_id, user_id);
    recordInOrganization(call, organization_id, "organization_user_join", `User ${user} joined`);
    return undefined;
  },

  OrganizationUserInvitationDelete: ({ organization_id, user_email }, call) => {
    requireOrganization(call, organization_id);
    const row = requireInvitation(call, organization_id, user_email);
    organizationInvitations(call.world).delete(`${organization_id}/${row.user_email}`);
    const what = `Withdrew the invitation of user ${row.user_email}`;
    recordInOrganization(call, organization_id, "organization_user_invite_delete", what);
    return undefined;
  },
};

function requireInvitation(call: Call, organization_id: string, email: string): OrganizationInvitationRow {
  const row = organizationInvitations(call.world).get(`${organization_id}/${email.toLowerCase()}`);
  return found(row, "Invitation does not exist", "invitation_not_found");
}

function isExpired({ world }: Call, { expiry_time }: OrganizationInvitationRow): boolean {
  return Date.parse(expiry_time) <= world.clock.now();
}
