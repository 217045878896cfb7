import { badRequest } from "../errors.js";
import { brokerConfig, effective, isEnabled } from "../kafka/topic-config.js";
import { logOf, sizeOf } from "../kafka/topic-log.js";
import { requireKafka, topicsOf } from "../model/kafka-topic.js";
import type { ServiceRow } from "../model/service.js";
import type { Call, Handlers, World } from "../world.js";

/** USD for a gigabyte in an hour. */
const RATE = 0.0001095;
const HOUR_MS = 3600_000;
const GIGABYTE = 1024 ** 3;
/** How far the history of usage goes back. */
const HISTORY_HOURS = 24;

export const handlers: Handlers = {
  ServiceKafkaTieredStorageSummary: (input, call) => {
    const service = requireTieredStorage(call, input);
    const now = call.world.clock.now();
    const hourly = Array.from({ length: HISTORY_HOURS }, (_, index) => {
      const start = now - (now % HOUR_MS) - (HISTORY_HOURS - 1 - index) * HOUR_MS;
      const peak_stored_bytes = total(usage(call.world, service, start + HOUR_MS));
      return {
        estimated_cost: money(cost(peak_stored_bytes)),
        hour_start: call.world.clock.timestamp(start),
        peak_stored_bytes,
      };
    });
    const stored = total(usage(call.world, service, now));
    const spent = hourly.reduce((sum, { peak_stored_bytes }) => sum + cost(peak_stored_bytes), 0);
    return {
      current_cost: money(spent),
      forecasted_cost: money(spent + cost(stored) * hoursLeft(now)),
      forecasted_rate: String(RATE),
      storage_usage_history: { hourly },
      total_storage_usage: stored,
    };
  },

  ServiceKafkaTieredStorageStorageUsageByTopic: (input, call) => {
    const service = requireTieredStorage(call, input);
    return { storage_usage: Object.fromEntries(usage(call.world, service, call.world.clock.now())) };
  },

  ServiceKafkaTieredStorageStorageUsageTotal: (input, call) => {
    const service = requireTieredStorage(call, input);
    return { total_storage_usage: total(usage(call.world, service, call.world.clock.now())) };
  },
};

/** A service with tiered storage; 400 without (source: the provider's description). */
function requireTieredStorage(
  call: Call,
  input: { readonly project: string; readonly service_name: string },
): ServiceRow {
  const service = requireKafka(call, input);
  if (isEnabled(service, "tiered_storage")) return service;
  throw badRequest("Tiered storage is not enabled for this service");
}

/** Bytes that each topic had in object storage at a moment: whatever was written until then. */
function usage(world: World, service: ServiceRow, until: number): [string, number][] {
  return topicsOf(world, service)
    .filter(({ config }) => effective(brokerConfig(service), config, "remote_storage_enable") === true)
    .map((topic) => {
      const rows = [...logOf(world, service, topic).values()].flat();
      return [topic.topic_name, sizeOf(rows.filter(({ time }) => time <= until))];
    });
}

function total(topics: readonly [string, number][]): number {
  return topics.reduce((sum, [, bytes]) => sum + bytes, 0);
}

function cost(bytes: number): number {
  return (bytes / GIGABYTE) * RATE;
}

function money(usd: number): string {
  return usd.toFixed(2);
}

/** Hours until the calendar month ends, which is the billing period. */
function hoursLeft(now: number): number {
  const date = new Date(now);
  return (Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) - now) / HOUR_MS;
}
