import type { SampleQuery } from "../data/sample-queries.js";
import { type ServiceRow, serviceKey } from "../model/service.js";
import type { World } from "../world.js";

const HOUR_MS = 3600_000;

/** A query with how often it ran since the statistics began. */
export interface CountedQuery extends SampleQuery {
  readonly calls: number;
  /** Milliseconds of all calls. */
  readonly total: number;
}

function resets(world: World) {
  return world.table<{ readonly at: number }>("query_statistics_resets");
}

/** Lets the statistics of a service begin anew. */
export function resetQueryStatistics(world: World, service: ServiceRow): void {
  resets(world).put(`${serviceKey(service)}/queries`, { at: world.clock.now() });
}

/** Since when the queries of a service are counted. */
export function countedSince(world: World, service: ServiceRow): number {
  return resets(world).get(`${serviceKey(service)}/queries`)?.at ?? Date.parse(service.create_time);
}

/** What ran since the statistics began: nothing is stored, all is reckoned from the time. */
export function countQueries(world: World, service: ServiceRow, queries: readonly SampleQuery[]): CountedQuery[] {
  const hours = (world.clock.now() - countedSince(world, service)) / HOUR_MS;
  return queries
    .map((query) => ({ ...query, calls: Math.floor(hours * query.callsPerHour) }))
    .filter(({ calls }) => calls > 0)
    .map((query) => ({ ...query, total: round(query.calls * query.meanMs) }));
}

/** Three digits are all that the times are good for. */
export function round(value: number): number {
  return Number(value.toFixed(3));
}
