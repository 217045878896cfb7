import * as fc from "fast-check";
import { Command } from "./command.js";
import { at, type Model, type Service } from "./model.js";
import { names } from "./services.js";

const databaseNames = fc.constantFrom("shop", "books", "defaultdb");
const poolNames = fc.constantFrom("p", "q");
/** Null for the primary user. */
const poolUsers = fc.constantFrom("app", "reader", null);

/** The status with which a service refuses everything about databases; undefined where it does not. */
function withoutDatabases(service: Service | undefined): number | undefined {
  if (!service) return 404;
  if (!service.powered) return 503;
  return service.type === "pg" ? undefined : 400;
}

export const createDatabase = fc.tuple(names, databaseNames).map(
  ([name, database]) =>
    new Command(`create database ${name}/${database}`, (model, real) => {
      const service = model.services.get(name);
      const refused = withoutDatabases(service) ?? (service?.databases.has(database) ? 409 : undefined);
      real.expect(refused ?? 200, "ServiceDatabaseCreate", { ...at(name), database });
      if (!refused) service?.databases.add(database);
    }),
);

export const deleteDatabase = fc.tuple(names, databaseNames).map(
  ([name, dbname]) =>
    new Command(`delete database ${name}/${dbname}`, (model, real) => {
      const service = model.services.get(name);
      const isPooled = [...(service?.pools.values() ?? [])].some(({ database }) => database === dbname);
      const refused = withoutDatabases(service) ?? (!service?.databases.has(dbname) ? 404 : isPooled ? 409 : undefined);
      real.expect(refused ?? 200, "ServiceDatabaseDelete", { ...at(name), dbname });
      if (!refused) service?.databases.delete(dbname);
    }),
);

/** The status with which a service refuses everything about pools; undefined where it does not. */
function withoutPools(service: Service | undefined): number | undefined {
  if (!service) return 404;
  if (service.type !== "pg") return 400;
  return service.powered ? undefined : 409;
}

/** Why a pool cannot lead there; undefined where it can. */
function misled(service: Service | undefined, database: string, username: string | null): number | undefined {
  if (!service?.databases.has(database)) return 400;
  return username === null || service.users.has(username) ? undefined : 404;
}

export const createPool = fc.tuple(names, poolNames, databaseNames, poolUsers).map(
  ([name, pool_name, database, username]) =>
    new Command(`create pool ${name}/${pool_name} to ${database} as ${username}`, (model, real) => {
      const service = model.services.get(name);
      const refused =
        withoutPools(service) ?? (service?.pools.has(pool_name) ? 409 : misled(service, database, username));
      const input = { ...at(name), pool_name, database, ...(username === null ? {} : { username }) };
      real.expect(refused ?? 200, "ServicePGBouncerCreate", input);
      if (!refused) service?.pools.set(pool_name, { database, username });
    }),
);

export const updatePool = fc.tuple(names, poolNames, databaseNames).map(
  ([name, pool_name, database]) =>
    new Command(`lead pool ${name}/${pool_name} to ${database}`, (model, real) => {
      const { service, pool } = find(model, name, pool_name);
      const refused = withoutPools(service) ?? (pool ? misled(service, database, pool.username) : 404);
      real.expect(refused ?? 200, "ServicePGBouncerUpdate", { ...at(name), pool_name, database });
      if (!refused && pool) service?.pools.set(pool_name, { ...pool, database });
    }),
);

export const deletePool = fc.tuple(names, poolNames).map(
  ([name, pool_name]) =>
    new Command(`delete pool ${name}/${pool_name}`, (model, real) => {
      const { service, pool } = find(model, name, pool_name);
      const refused = withoutPools(service) ?? (pool ? undefined : 404);
      real.expect(refused ?? 200, "ServicePGBouncerDelete", { ...at(name), pool_name });
      if (!refused) service?.pools.delete(pool_name);
    }),
);

function find(model: Model, name: string, pool_name: string) {
  const service = model.services.get(name);
  return { service, pool: service?.pools.get(pool_name) };
}
