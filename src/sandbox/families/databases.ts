import { SERVICE_TYPES } from "../data/service-types.js";
import { badRequest, conflict, found } from "../errors.js";
import { requireUnpooled } from "../model/connection-pool.js";
import { createDatabase, databaseKey, databases, databasesOf } from "../model/database.js";
import { recordOn } from "../model/event.js";
import { requireReachable, requireService, type ServiceRow } from "../model/service.js";
import type { Call, Handlers } from "../world.js";

const NAME = /^[a-zA-Z0-9_][a-zA-Z0-9_-]{0,39}$/;

export const handlers: Handlers = {
  ServiceDatabaseList: ({ limit, ...input }, call) => {
    const service = requireDatabases(call, input);
    const rows = databasesOf(call.world, service).slice(0, limit);
    return {
      databases: rows.map(({ database_name, lc_collate, lc_ctype }) =>
        service.service_type === "pg" ? { database_name, lc_collate, lc_ctype } : { database_name },
      ),
    };
  },

  ServiceDatabaseCreate: (input, call) => {
    const service = requireDatabases(call, input);
    const { database, lc_collate, lc_ctype } = input;
    if (!NAME.test(database)) throw badRequest(`Invalid database name '${database}'`);
    if (databases(call.world).has(databaseKey(service, database))) {
      throw conflict(`Database ${database} already exists`);
    }
    createDatabase(call.world, service, database, { lc_collate, lc_ctype });
    recordOn(call, service, "service_database_create", `Created database ${database}`);
    return { message: "created" };
  },

  ServiceDatabaseDelete: (input, call) => {
    const service = requireDatabases(call, input);
    const row = databases(call.world).get(databaseKey(service, input.dbname));
    const { database_name } = found(row, `Database ${input.dbname} does not exist`);
    requireUnpooled(call.world, service, "database", database_name);
    databases(call.world).delete(databaseKey(service, database_name));
    recordOn(call, service, "service_database_delete", `Deleted database ${database_name}`);
    return { message: "deleted" };
  },
};

/** A service whose databases the API manages, and can reach. */
function requireDatabases(call: Call, input: { readonly project: string; readonly service_name: string }): ServiceRow {
  const service = requireReachable(requireService(call, input));
  if (SERVICE_TYPES.get(service.service_type)?.databases) return service;
  throw badRequest(`Service type '${service.service_type}' does not support databases`);
}
