import { badRequest, conflict, found } from "../errors.js";
import type { Table } from "../store.js";
import type { World } from "../world.js";

/** Credits that a billing group has claimed; keyed `billing_group_id/code`. */
export interface CreditRow {
  readonly billing_group_id: string;
  readonly code: string;
  readonly type: "promotion";
  readonly value_cents: number;
  readonly remaining_cents: number;
  readonly start_time: string;
  readonly expire_time: string;
}

const CODE = /^[A-Za-z0-9][A-Za-z0-9_-]{3,63}$/;
const VALUES = [100_00, 300_00, 500_00];
const LASTS_MS = 365 * 24 * 3600_000;

export function credits(world: World): Table<CreditRow> {
  return world.table<CreditRow>("credits");
}

export function creditsOf(world: World, billing_group_id: string): CreditRow[] {
  return credits(world).under(`${billing_group_id}/`);
}

/** What is left of a billing group's credits that have not expired, those that expire first at the front. */
export function usableCredits(world: World, billing_group_id: string): CreditRow[] {
  return creditsOf(world, billing_group_id)
    .filter((row) => row.remaining_cents > 0 && Date.parse(row.expire_time) > world.clock.now())
    .sort((one, other) => Date.parse(one.expire_time) - Date.parse(other.expire_time));
}

/** Refuses a code that there is not. Here there is any well-formed one, but for those that begin with INVALID. */
export function requireCode(code: string): void {
  if (!CODE.test(code)) throw badRequest(`Invalid credit code '${code}'`);
  found(/^invalid/i.test(code) ? undefined : code, `Credit code '${code}' does not exist`);
}

/** Each code can be claimed once, by whoever comes first. */
export function requireUnclaimed(world: World, code: string): void {
  requireCode(code);
  if ([...credits(world).rows()].some((row) => row.code === code)) {
    throw conflict(`Credit code '${code}' has already been claimed`);
  }
}

export function claimCredit(world: World, billing_group_id: string, code: string): CreditRow {
  requireUnclaimed(world, code);
  const value_cents = VALUES[Number.parseInt(world.hex(`credit ${code}`, 6), 16) % VALUES.length] ?? 100_00;
  return credits(world).put(`${billing_group_id}/${code}`, {
    billing_group_id,
    code,
    type: "promotion",
    value_cents,
    remaining_cents: value_cents,
    start_time: world.now(),
    expire_time: world.clock.timestamp(world.clock.now() + LASTS_MS),
  });
}
