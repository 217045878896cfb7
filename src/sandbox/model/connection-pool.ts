import { conflict } from "../errors.js";
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

/**
 * Refuses to take away a database or user that pools need: PostgreSQL drops no database that a pooler holds connections
 * to, and a pool whose user is gone could not log in.
 */
export function requireUnpooled(world: World, service: ServiceRow, field: "database" | "username", name: string): void {
  const pools = connectionPoolsOf(world, service).filter((pool) => pool[field] === name);
  if (pools.length === 0) return;
  const what = field === "database" ? "Database" : "Service user";
  throw conflict(`${what} ${name} is in use by connection pools: ${pools.map((pool) => pool.pool_name).join(", ")}`);
}
