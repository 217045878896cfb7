import type { Table } from "../store.js";
import type { World } from "../world.js";
import { type ServiceRow, serviceKey } from "./service.js";

/** A PgBouncer connection pool; keyed `project/service_name/pool_name`. */
export interface ConnectionPoolRow {
  readonly pool_name: string;
  readonly database: string;
  readonly pool_mode: "session" | "transaction" | "statement";
  /** Connections that the pool may hold to the database. */
  readonly pool_size: number;
  /** Null lets each client connect as itself. */
  readonly username: string | null;
}

export function connectionPools(world: World): Table<ConnectionPoolRow> {
  return world.table<ConnectionPoolRow>("connection_pools");
}

export function connectionPoolsOf(world: World, service: ServiceRow): ConnectionPoolRow[] {
  return connectionPools(world).under(`${serviceKey(service)}/`);
}

export function connectionPoolKey(service: ServiceRow, pool_name: string): string {
  return `${serviceKey(service)}/${pool_name}`;
}
