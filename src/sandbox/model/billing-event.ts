import type { Table } from "../store.js";
import type { World } from "../world.js";
import type { Actor } from "./event.js";

/** An entry of a billing group's event log; keyed `billing_group_id/log_entry_id`, in the order of time. */
export interface BillingEventRow {
  readonly billing_group_id: string;
  readonly log_entry_id: number;
  readonly actor: string;
  readonly event_type: string;
  readonly event_desc: string;
  readonly project: string | null;
  readonly create_time: string;
}

export function billingEvents(world: World): Table<BillingEventRow> {
  return world.table<BillingEventRow>("billing_events");
}

export function recordBilling(
  { world, email }: Actor,
  billing_group_id: string,
  event_type: string,
  event_desc: string,
  project: string | null = null,
): void {
  const log_entry_id = world.next("billing event");
  const entry = { billing_group_id, log_entry_id, actor: email, event_type, event_desc, project };
  billingEvents(world).put(`${billing_group_id}/${log_entry_id}`, { ...entry, create_time: world.now() });
}
