import { own } from "../own.js";

/** A service type that can no longer be created, and what took its place (source: the provider's end-of-life pages). */
export interface RetiredType {
  readonly successor: string;
  /** When its services were removed. */
  readonly end_of_life: string;
  readonly last_version: string;
}

export const RETIRED_TYPES: Readonly<Record<string, RetiredType>> = {
  alloydbomni: { successor: "pg", end_of_life: "2025-12-05", last_version: "15" },
  cassandra: { successor: "clickhouse", end_of_life: "2026-01-07", last_version: "4.1" },
  dragonfly: { successor: "valkey", end_of_life: "2026-09-30", last_version: "1" },
  elasticsearch: { successor: "opensearch", end_of_life: "2022-03-23", last_version: "7" },
  influxdb: { successor: "thanos", end_of_life: "2025-04-30", last_version: "1.8" },
  m3aggregator: { successor: "thanos", end_of_life: "2025-04-30", last_version: "1.5" },
  m3db: { successor: "thanos", end_of_life: "2025-04-30", last_version: "1.5" },
  redis: { successor: "valkey", end_of_life: "2025-03-31", last_version: "7" },
};

/** What is known of a service type that is retired; undefined for any other. */
export function retiredType(type: string): RetiredType | undefined {
  return own(RETIRED_TYPES, type);
}
