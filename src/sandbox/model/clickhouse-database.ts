import type { Table } from "../store.js";
import type { Effects, World } from "../world.js";
import { type ServiceRow, serviceKey } from "./service.js";

/** A database of a ClickHouse service; keyed `project/service_name/name`. */
export interface ClickHouseDatabaseRow {
  readonly name: string;
  readonly engine: string;
  /** Whether the service cannot be without it. */
  readonly required: boolean;
  readonly state: "ok" | "pending_creation" | "pending_removal";
}

const PENDING_MS = 5_000;

export function clickHouseDatabases(world: World): Table<ClickHouseDatabaseRow> {
  return world.table<ClickHouseDatabaseRow>("clickhouse_databases");
}

export function clickHouseDatabasesOf(world: World, service: ServiceRow): ClickHouseDatabaseRow[] {
  return clickHouseDatabases(world).under(`${serviceKey(service)}/`);
}

export function clickHouseDatabaseKey(service: ServiceRow, name: string): string {
  return `${serviceKey(service)}/${name}`;
}

/** Orders a database, which is there some virtual seconds later. */
export function orderClickHouseDatabase(world: World, service: ServiceRow, name: string, engine = "Replicated"): void {
  const key = clickHouseDatabaseKey(service, name);
  clickHouseDatabases(world).put(key, { name, engine, required: false, state: "pending_creation" });
  world.schedule("clickhouse-database-pending", key, PENDING_MS);
}

/** Lets a database go, which takes some virtual seconds. */
export function removeClickHouseDatabase(world: World, service: ServiceRow, name: string): void {
  const key = clickHouseDatabaseKey(service, name);
  if (!clickHouseDatabases(world).has(key)) return;
  clickHouseDatabases(world).patch(key, { state: "pending_removal" });
  world.schedule("clickhouse-database-pending", key, PENDING_MS);
}

/** The database that every service has. */
export function createDefaultDatabase(world: World, service: ServiceRow): void {
  const row: ClickHouseDatabaseRow = { name: "default", engine: "Replicated", required: true, state: "ok" };
  clickHouseDatabases(world).put(clickHouseDatabaseKey(service, row.name), row);
}

export const effects: Effects = {
  "clickhouse-database-pending": (key, world) => {
    const row = clickHouseDatabases(world).get(key);
    if (row?.state === "pending_creation") clickHouseDatabases(world).patch(key, { state: "ok" });
    if (row?.state === "pending_removal") clickHouseDatabases(world).delete(key);
  },
};
