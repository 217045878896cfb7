import type { Table } from "../store.js";
import type { Call, World } from "../world.js";
import { type Actor, actorOf } from "./event.js";

/** An entry of an organization's event log; keyed `organization_id/number`, in the order of time. */
export interface AccountEventRow {
  readonly log_entry_id: number;
  readonly action_type: string;
  readonly action_description: string;
  /** Email address of who did it. */
  readonly actor: string;
  readonly actor_user_id: string;
  readonly create_time: string;
  /** Null where it concerns no team. */
  readonly team_id: string | null;
}

export function accountEvents(world: World): Table<AccountEventRow> {
  return world.table<AccountEventRow>("account_events");
}

/** Writes an entry of what the caller does: `user_group_create` and what happened in words. */
export function recordInOrganization(
  call: Call,
  organization_id: string,
  action_type: string,
  action_description: string,
  team_id: string | null = null,
): void {
  recordAccountEvent(actorOf(call), organization_id, action_type, action_description, team_id);
}

/** Writes an entry of what somebody does, who need not be a caller with a token. */
export function recordAccountEvent(
  { world, userId, email }: Actor,
  organization_id: string,
  action_type: string,
  action_description: string,
  team_id: string | null = null,
): void {
  const log_entry_id = world.next("account event");
  accountEvents(world).put(`${organization_id}/${log_entry_id}`, {
    log_entry_id,
    action_type,
    action_description,
    actor: email,
    actor_user_id: userId,
    create_time: world.now(),
    team_id,
  });
}
