import type { Table } from "../store.js";
import type { World } from "../world.js";

/** Who is to become a member of a project; keyed `project/email`. */
export interface ProjectInvitationRow {
  readonly project: string;
  readonly invited_user_email: string;
  readonly inviting_user_email: string;
  readonly member_type: string;
  /** What the link in the mail would hold; the invited user sees it in UserInfo. */
  readonly invite_code: string;
  readonly invite_time: string;
}

export function projectInvitations(world: World): Table<ProjectInvitationRow> {
  return world.table<ProjectInvitationRow>("project_invitations");
}

export function projectInvitationsOf(world: World, email: string): ProjectInvitationRow[] {
  return projectInvitations(world).where((row) => row.invited_user_email === email);
}
