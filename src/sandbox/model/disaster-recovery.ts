import type { Table } from "../store.js";
import type { World } from "../world.js";
import { type IntegrationRow, integrationsOf } from "./integration.js";
import { type ServiceRow, serviceKey, services } from "./service.js";

/** What a service of a pair does: it takes writes, follows the one that does, or is gone. */
export type DisasterRecoveryRole = "active" | "passive" | "failed";

/** Who is in charge of a pair after a takeover; keyed by its integration. Without a row the primary service is. */
interface TakeoverRow {
  readonly active: "primary" | "recovery";
  readonly primary_failed: boolean;
}

/** Two services that a `disaster_recovery` integration joins: its source is the primary one. */
export interface Pair {
  readonly integration: IntegrationRow;
  readonly primary: ServiceRow;
  readonly recovery: ServiceRow;
}

const ORDINARY: TakeoverRow = { active: "primary", primary_failed: false };

function takeovers(world: World): Table<TakeoverRow> {
  return world.table<TakeoverRow>("disaster_recovery_takeovers");
}

/** The pair that a service is part of. */
export function pairOf(world: World, row: ServiceRow): Pair | undefined {
  const integration = integrationsOf(world, row).find((each) => each.integration_type === "disaster_recovery");
  if (!integration) return undefined;
  const { source_project, source_service, dest_project, dest_service } = integration;
  const primary = services(world).get(`${source_project}/${source_service}`);
  const recovery = services(world).get(`${dest_project}/${dest_service}`);
  return primary && recovery && { integration, primary, recovery };
}

/** The role of a service; undefined where it has no part in disaster recovery. */
export function disasterRecoveryRole(world: World, row: ServiceRow): DisasterRecoveryRole | undefined {
  const pair = pairOf(world, row);
  if (!pair) return undefined;
  const { active, primary_failed } = takeoverOf(world, pair);
  const side = sideOf(pair, row);
  if (side === active) return "active";
  return side === "primary" && primary_failed ? "failed" : "passive";
}

/** Which of the two a service is. */
export function sideOf({ primary }: Pair, row: ServiceRow): TakeoverRow["active"] {
  return serviceKey(primary) === serviceKey(row) ? "primary" : "recovery";
}

/** Puts one of the two in charge, or tells that the primary one is gone. */
export function takeOver(world: World, pair: Pair, change: Partial<TakeoverRow>): void {
  takeovers(world).put(pair.integration.service_integration_id, { ...takeoverOf(world, pair), ...change });
}

/** Forgets who was in charge, when the two are parted. */
export function partPair(world: World, integration: IntegrationRow): void {
  takeovers(world).delete(integration.service_integration_id);
}

function takeoverOf(world: World, { integration }: Pair): TakeoverRow {
  return takeovers(world).get(integration.service_integration_id) ?? ORDINARY;
}
