import { execute } from "../clickhouse/execute.js";
import { badRequest, conflict, found } from "../errors.js";
import {
  clickHouseUsersOf,
  findGrantee,
  forgetGrants,
  type GranteeRow,
  grant,
  grantsOf,
  requireUserByUuid,
  rolesOf,
} from "../model/clickhouse-access.js";
import {
  clickHouseDatabaseKey,
  clickHouseDatabases,
  clickHouseDatabasesOf,
  orderClickHouseDatabase,
  removeClickHouseDatabase,
} from "../model/clickhouse-database.js";
import { recordOn } from "../model/event.js";
import { requireAnswering, type ServiceRow } from "../model/service.js";
import {
  createServiceUser,
  requireServiceUser,
  resetCredentials,
  serviceUserKey,
  serviceUsers,
} from "../model/service-user.js";
import type { Call, Handlers, World } from "../world.js";

export { effects } from "../model/clickhouse-database.js";

const NAME = /^[a-zA-Z_][a-zA-Z0-9_-]*$/;

export const handlers: Handlers = {
  ServiceClickHouseDatabaseList: (input, call) => ({
    databases: clickHouseDatabasesOf(call.world, requireClickHouse(call, input)),
  }),

  ServiceClickHouseDatabaseCreate: (input, call) => {
    const service = requireClickHouse(call, input);
    const { database } = input;
    if (!NAME.test(database)) throw badRequest(`Invalid database name '${database}'`);
    if (clickHouseDatabases(call.world).has(clickHouseDatabaseKey(service, database))) {
      throw conflict(`Database ${database} already exists`);
    }
    orderClickHouseDatabase(call.world, service, database);
    recordOn(call, service, "service_clickhouse_database_create", `Created database ${database}`);
    return { message: "created" };
  },

  ServiceClickHouseDatabaseDelete: (input, call) => {
    const service = requireClickHouse(call, input);
    const row = clickHouseDatabases(call.world).get(clickHouseDatabaseKey(service, input.database));
    const { name, required } = found(row, `Database ${input.database} does not exist`, "database_not_found");
    if (required) throw badRequest(`Database ${name} cannot be deleted`);
    removeClickHouseDatabase(call.world, service, name);
    recordOn(call, service, "service_clickhouse_database_delete", `Deleted database ${name}`);
    return { message: "deleted" };
  },

  ServiceClickHouseUserList: (input, call) => {
    const service = requireClickHouse(call, input);
    return { users: clickHouseUsersOf(call.world, service).map((user) => toUser(call.world, service, user)) };
  },

  ServiceClickHouseUserCreate: (input, call) => {
    const service = requireClickHouse(call, input);
    const { name, password, roles = [] } = input;
    if (!NAME.test(name)) throw badRequest(`Invalid username '${name}'`);
    if (findGrantee(call.world, service, name)) throw conflict(`User ${name} already exists`);
    const known = rolesOf(call.world, service);
    const granted = roles.map(({ uuid }) =>
      found(
        known.find((role) => role.uuid === uuid),
        `Role ${uuid} does not exist`,
      ),
    );
    const made = createServiceUser(call.world, service, { username: name, type: "normal", password });
    for (const role of granted) grant(call.world, service, roleGrant(role.name, name));
    recordOn(call, service, "service_clickhouse_user_create", `Created user ${name}`);
    const user = clickHouseUsersOf(call.world, service).find((each) => each.name === name);
    return {
      user: { ...toUser(call.world, service, found(user, `User ${name} does not exist`)), password: made.password },
    };
  },

  ServiceClickHouseUserDelete: (input, call) => {
    const service = requireClickHouse(call, input);
    const user = requireUserByUuid(call.world, service, input.user_uuid);
    if (user.required) throw badRequest(`User ${user.name} cannot be deleted`);
    forgetGrants(call.world, service, user.name);
    serviceUsers(call.world).delete(serviceUserKey(service, user.name));
    recordOn(call, service, "service_clickhouse_user_delete", `Deleted user ${user.name}`);
    return { message: "deleted" };
  },

  ServiceClickHousePasswordReset: (input, call) => {
    const service = requireClickHouse(call, input);
    const { name } = requireUserByUuid(call.world, service, input.user_uuid);
    const before = requireServiceUser(call.world, service, name);
    resetCredentials(call.world, service, before, input.password ?? undefined);
    recordOn(call, service, "service_clickhouse_password_reset", `Reset the password of user ${name}`);
    return { password: requireServiceUser(call.world, service, name).password };
  },

  ServiceClickHouseQuery: (input, call) => {
    const service = requireClickHouse(call, input);
    const { columns, rows } = execute({ world: call.world, service, database: input.database }, input.query);
    const bytes = JSON.stringify(rows).length;
    return {
      data: rows.map((row) => [...row]),
      meta: [...columns],
      summary: {
        elapsed_ns: 1_000_000,
        read_bytes: bytes,
        read_rows: rows.length,
        result_bytes: bytes,
        result_rows: rows.length,
        written_bytes: 0,
        written_rows: 0,
      },
    };
  },

  // Only the queries of the API run here, and those end before the next call begins.
  ServiceClickHouseCurrentQueries: (input, call) => {
    requireClickHouse(call, input);
    return { queries: [] };
  },
};

/** A ClickHouse service that answers. */
export function requireClickHouse(call: Call, input: Parameters<typeof requireAnswering>[1]): ServiceRow {
  return requireAnswering(call, input, "ClickHouse databases and users", "clickhouse");
}

/** A role granted to somebody, without the right to pass it on. */
export function roleGrant(role: string, grantee: string) {
  return { grantee, role, access_type: "", database: null, table: null, column: null, grant_option: false };
}

/** A user in the API's form, with the roles and privileges that it has itself. */
function toUser(world: World, service: ServiceRow, { name, required, uuid }: GranteeRow) {
  const own = grantsOf(world, service).filter(({ grantee }) => grantee === name);
  const roles = rolesOf(world, service);
  return {
    name,
    privileges: own
      .filter(({ role }) => role === null)
      .map(({ access_type, database, table, column, grant_option }) => ({
        access_type,
        column: column ?? "",
        database: database ?? "",
        grant_option,
        is_partial_revoke: false,
        table: table ?? "",
      })),
    required,
    roles: roles.flatMap((role) => {
      const held = own.find((each) => each.role === role.name);
      return held ? [{ is_default: true, name: role.name, uuid: role.uuid, with_admin_option: held.grant_option }] : [];
    }),
    uuid,
  };
}
