import { badRequest, conflict } from "../errors.js";
import { createDatabase, databaseKey, databases, databasesOf } from "../model/database.js";
import {
  type DisasterRecoveryRole,
  disasterRecoveryRole,
  type Pair,
  pairOf,
  sideOf,
  takeOver,
} from "../model/disaster-recovery.js";
import type { Actor } from "../model/event.js";
import type { ServiceRow } from "../model/service.js";
import { serviceUserKey, serviceUsers, serviceUsersOf } from "../model/service-user.js";
import type { World } from "../world.js";
import { build, powerOff } from "./lifecycle.js";

/**
 * Gives a service another role in its pair. `failed` destroys the primary service and lets the recovery service take over;
 * `passive` builds a failed one anew, or hands over; `active` takes over from the peer (source: the provider's documentation).
 */
export function changeRole({ world }: Actor, row: ServiceRow, role: DisasterRecoveryRole): ServiceRow {
  const pair = pairOf(world, row);
  const now = disasterRecoveryRole(world, row);
  if (!pair || !now) throw badRequest(`Service ${row.service_name} has no disaster recovery peer`);
  if (role === now) return row;
  const side = sideOf(pair, row);
  const [peer, other] = side === "primary" ? [pair.recovery, "recovery" as const] : [pair.primary, "primary" as const];
  if (role === "failed") {
    if (side === "recovery") throw badRequest("Only the primary service of a disaster recovery pair can be failed");
    if (now !== "active")
      throw conflict(`Service ${row.service_name} is ${now}, so there is nothing to fail over from`);
    requireRunning(peer);
    handOver(world, pair, row, peer, { active: other, primary_failed: true });
    return powerOff(world, row);
  }
  if (now === "failed") {
    if (role === "active") throw conflict(`Service ${row.service_name} is failed: make it passive before it is active`);
    takeOver(world, pair, { primary_failed: false });
    return build(world, row);
  }
  if (role === "active") {
    requireRunning(row);
    handOver(world, pair, peer, row, { active: side });
  } else {
    requireRunning(peer);
    handOver(world, pair, row, peer, { active: other });
  }
  return row;
}

/** A failed service comes back by its role, not by its power switch. */
export function requireNotFailed(world: World, row: ServiceRow): void {
  if (disasterRecoveryRole(world, row) !== "failed") return;
  throw conflict(
    `Service ${row.service_name} has failed over: set its disaster_recovery_role to passive to restore it`,
  );
}

/** Gives a service the users, passwords and databases of its peer: both are reached by the same URI. */
export function shareContents(world: World, from: ServiceRow, to: ServiceRow): void {
  for (const user of serviceUsersOf(world, from)) {
    const { project, service_name } = to;
    serviceUsers(world).put(serviceUserKey(to, user.username), { ...user, project, service_name });
  }
  for (const { database_name, lc_collate, lc_ctype } of databasesOf(world, from)) {
    if (databases(world).has(databaseKey(to, database_name))) continue;
    createDatabase(world, to, database_name, { lc_collate, lc_ctype });
  }
}

function handOver(world: World, pair: Pair, from: ServiceRow, to: ServiceRow, change: Parameters<typeof takeOver>[2]) {
  shareContents(world, from, to);
  takeOver(world, pair, change);
}

function requireRunning({ service_name, state }: ServiceRow): void {
  if (state !== "RUNNING") throw conflict(`Service ${service_name} is ${state}, so it cannot take over yet`);
}
