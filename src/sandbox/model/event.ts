import type { Table } from "../store.js";
import type { Call, World } from "../world.js";
import { caller } from "./user.js";

/** An entry of a project's event log; keyed `project/number`, in the order of time. */
export interface EventRow {
  readonly project: string;
  readonly id: string;
  /** Email address of who did it. */
  readonly actor: string;
  readonly event_type: string;
  readonly event_desc: string;
  /** Empty where it concerns the project itself. */
  readonly service_name: string;
  readonly time: string;
}

/** Who does something, and where. */
export interface Actor {
  readonly world: World;
  readonly userId: string;
  readonly email: string;
}

export function actorOf(call: Call): Actor {
  const { user_id, user } = caller(call);
  return { world: call.world, userId: user_id, email: user };
}

export function events(world: World): Table<EventRow> {
  return world.table<EventRow>("events");
}

/** Writes an entry: `service_create`, what happened in words, and the service that it concerns. */
export function record(actor: Actor, project: string, event_type: string, event_desc: string, service_name = ""): void {
  const { world, email } = actor;
  events(world).put(`${project}/${world.next("event")}`, {
    project,
    id: world.uuid(),
    actor: email,
    event_type,
    event_desc,
    service_name,
    time: world.now(),
  });
}

/** Writes an entry about something of a service, done by the caller. */
export function recordOn(
  call: Call,
  { project, service_name }: { readonly project: string; readonly service_name: string },
  event_type: string,
  event_desc: string,
): void {
  record(actorOf(call), project, event_type, event_desc, service_name);
}
