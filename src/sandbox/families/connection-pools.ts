import { planByName } from "../data/plans.js";
import { badRequest, conflict, found } from "../errors.js";
import { type ConnectionPoolRow, connectionPoolKey, connectionPools } from "../model/connection-pool.js";
import { databaseKey, databases } from "../model/database.js";
import { recordOn } from "../model/event.js";
import { requirePowered, requireServiceOf, type ServiceRow } from "../model/service.js";
import { requireServiceUser } from "../model/service-user.js";
import { hasPooling } from "../service/components.js";
import type { Call, Handlers, World } from "../world.js";

const NAME = /^[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,62}$/;
const DEFAULT_SIZE = 10;
/** Connections that a server takes for each gigabyte of memory, and at most (source: the provider's documentation). */
const CONNECTIONS_PER_GB = 25;
const MOST_CONNECTIONS = 1000;

export const handlers: Handlers = {
  ServicePGBouncerCreate: (input, call) => {
    const service = requirePools(call, input);
    const { pool_name, pool_mode = "transaction", pool_size = DEFAULT_SIZE } = input;
    if (!NAME.test(pool_name)) throw badRequest(`Invalid connection pool name '${pool_name}'`, "pg_pool_invalid_name");
    const key = connectionPoolKey(service, pool_name);
    if (connectionPools(call.world).has(key)) {
      throw conflict(`Connection pool ${pool_name} already exists`, "pg_pool_already_exists");
    }
    const row = { pool_name, database: input.database, pool_mode, pool_size, username: input.username ?? null };
    connectionPools(call.world).put(key, checked(call.world, service, row));
    recordOn(call, service, "service_pg_pool_create", `Created connection pool ${pool_name}`);
    return { message: "created" };
  },

  ServicePGBouncerUpdate: (input, call) => {
    const service = requirePools(call, input);
    const row = requirePool(call.world, service, input.pool_name);
    const next = {
      pool_name: row.pool_name,
      database: input.database ?? row.database,
      pool_mode: input.pool_mode ?? row.pool_mode,
      pool_size: input.pool_size ?? row.pool_size,
      username: input.username ?? row.username,
    };
    connectionPools(call.world).put(connectionPoolKey(service, row.pool_name), checked(call.world, service, next));
    recordOn(call, service, "service_pg_pool_update", `Changed connection pool ${row.pool_name}`);
    return { message: "updated" };
  },

  ServicePGBouncerDelete: (input, call) => {
    const service = requirePools(call, input);
    const { pool_name } = requirePool(call.world, service, input.pool_name);
    connectionPools(call.world).delete(connectionPoolKey(service, pool_name));
    recordOn(call, service, "service_pg_pool_delete", `Deleted connection pool ${pool_name}`);
    return { message: "deleted" };
  },
};

function requirePools(call: Call, input: Parameters<typeof requireServiceOf>[1]): ServiceRow {
  const service = requirePowered(requireServiceOf(call, input, "connection pools", "pg"));
  if (hasPooling(service)) return service;
  throw badRequest(`Plan '${service.plan}' does not support connection pools`, "pg_pool_not_supported");
}

function requirePool(world: World, service: ServiceRow, pool_name: string): ConnectionPoolRow {
  const row = connectionPools(world).get(connectionPoolKey(service, pool_name));
  return found(row, `Connection pool ${pool_name} does not exist`, "pg_pool_not_found");
}

/** A pool needs its database and user, and must not be greater than what the server takes. */
function checked(world: World, service: ServiceRow, row: ConnectionPoolRow): ConnectionPoolRow {
  if (!databases(world).has(databaseKey(service, row.database))) {
    throw badRequest(`Database ${row.database} does not exist`, "pg_pool_invalid_database");
  }
  if (row.username !== null) requireServiceUser(world, service, row.username);
  const memoryGb = (planByName(service.service_type, service.plan)?.node_memory_mb ?? 0) / 1024;
  const most = Math.min(memoryGb * CONNECTIONS_PER_GB, MOST_CONNECTIONS);
  if (row.pool_size > most) {
    throw badRequest(`Pool size ${row.pool_size} is above the ${most} connections of the plan`, "pg_pool_too_big");
  }
  return row;
}
