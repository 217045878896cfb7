import { clickHouseUsersOf, findGrantee, grantsOf, rolesOf } from "../model/clickhouse-access.js";
import { clickHouseDatabasesOf } from "../model/clickhouse-database.js";
import type { ServiceRow } from "../model/service.js";
import type { World } from "../world.js";

export type Cell = string | number | null;

/** Rows with the names and types of their columns. */
export interface Relation {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A table of the database `system`, as far as there is state behind it. */
export function systemTable(world: World, service: ServiceRow, name: string): Relation | undefined {
  switch (name) {
    case "one":
      return relation({ dummy: "UInt8" }, [[0]]);
    case "databases":
      return relation(
        { name: "String", engine: "String" },
        databaseRows(world, service).map(({ name: database, engine }) => [database, engine]),
      );
    case "tables":
      return relation(
        { database: "String", name: "String", engine: "String", total_rows: "Nullable(UInt64)", sorting_key: "String" },
        [],
      );
    case "columns":
      return relation({ database: "String", table: "String", name: "String", type: "String" }, []);
    case "users":
      return relation(
        { name: "String", id: "UUID" },
        clickHouseUsersOf(world, service).map((user) => [user.name, user.uuid]),
      );
    case "roles":
      return relation(
        { name: "String", id: "UUID" },
        rolesOf(world, service).map((role) => [role.name, role.uuid]),
      );
    case "grants":
      return grantsTable(world, service);
    case "role_grants":
      return roleGrantsTable(world, service);
    default:
      return undefined;
  }
}

export function relation(columns: Readonly<Record<string, string>>, rows: Relation["rows"]): Relation {
  return { columns: Object.entries(columns).map(([name, type]) => ({ name, type })), rows };
}

/** The databases that queries can name: those of the API, and what ClickHouse brings. */
export function databaseRows(world: World, service: ServiceRow): { name: string; engine: string }[] {
  const own = clickHouseDatabasesOf(world, service).filter(({ state }) => state === "ok");
  return [...own, { name: "information_schema", engine: "Memory" }, { name: "system", engine: "Atomic" }];
}

function grantsTable(world: World, service: ServiceRow): Relation {
  const rows = grantsOf(world, service)
    .filter(({ role }) => role === null)
    .map(({ grantee, access_type, database, table, column, grant_option }): Cell[] => [
      ...namesOf(world, service, grantee),
      access_type,
      database,
      table,
      column,
      0,
      grant_option ? 1 : 0,
    ]);
  return relation(
    {
      user_name: "Nullable(String)",
      role_name: "Nullable(String)",
      access_type: "Enum16",
      database: "Nullable(String)",
      table: "Nullable(String)",
      column: "Nullable(String)",
      is_partial_revoke: "UInt8",
      grant_option: "UInt8",
    },
    rows,
  );
}

function roleGrantsTable(world: World, service: ServiceRow): Relation {
  const rows = grantsOf(world, service).flatMap(({ grantee, role, grant_option }): Cell[][] =>
    role === null ? [] : [[...namesOf(world, service, grantee), role, 1, grant_option ? 1 : 0]],
  );
  return relation(
    {
      user_name: "Nullable(String)",
      role_name: "Nullable(String)",
      granted_role_name: "String",
      granted_role_is_default: "UInt8",
      with_admin_option: "UInt8",
    },
    rows,
  );
}

/** Who was granted something, in the column of users or in that of roles. */
function namesOf(world: World, service: ServiceRow, grantee: string): [string | null, string | null] {
  return findGrantee(world, service, grantee)?.kind === "role" ? [null, grantee] : [grantee, null];
}
