import { found } from "../errors.js";
import type { Table } from "../store.js";
import type { World } from "../world.js";

/** An account inside an organization's account, which holds projects; keyed `organization_id/account_id`. */
export interface UnitRow {
  readonly account_id: string;
  readonly account_name: string;
  readonly organization_id: string;
  /** The organization's account or another unit. */
  readonly parent_account_id: string;
  readonly account_owner_team_id: string;
  readonly create_time: string;
  readonly update_time: string;
}

export function units(world: World): Table<UnitRow> {
  return world.table<UnitRow>("units");
}

export function unitOf(world: World, account_id: string): UnitRow | undefined {
  return units(world).where((row) => row.account_id === account_id)[0];
}

/** A unit with all units around it, from the inside out; nothing where the id is not a unit's. */
export function unitsAround(world: World, account_id: string): UnitRow[] {
  const around: UnitRow[] = [];
  for (let unit = unitOf(world, account_id); unit; unit = unitOf(world, unit.parent_account_id)) around.push(unit);
  return around;
}

/** Where in an organization a project lies: in the organization itself unless the parent is a unit of it. */
export function placeIn(
  world: World,
  organization: { readonly organization_id: string; readonly account_id: string },
  parent_id: string | undefined,
): { parent_id: string; account_id: string } {
  const { organization_id, account_id } = organization;
  if (parent_id === undefined || parent_id === organization_id || parent_id === account_id) {
    return { parent_id: organization_id, account_id };
  }
  const unit = units(world).get(`${organization_id}/${parent_id}`);
  found(unit, "Parent account does not exist", "parent_account_not_found");
  return { parent_id, account_id: parent_id };
}
