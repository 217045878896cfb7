import type { Table } from "../store.js";
import type { Call, World } from "../world.js";
import { caller } from "./user.js";

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

/** Writes an entry: `user_group_create` and what happened in words. */
export function recordInOrganization(
  call: Call,
  organization_id: string,
  action_type: string,
  action_description: string,
  team_id: string | null = null,
): void {
  const { user_id, user } = caller(call);
  const log_entry_id = call.world.next("account event");
  accountEvents(call.world).put(`${organization_id}/${log_entry_id}`, {
    log_entry_id,
    action_type,
    action_description,
    actor: user,
    actor_user_id: user_id,
    create_time: call.world.now(),
    team_id,
  });
}
