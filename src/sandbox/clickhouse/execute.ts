import { clickHouseUsersOf, rolesOf } from "../model/clickhouse-access.js";
import { changeGrants, createRoles, dropRoles, requireRole, type Scope, showGrants } from "./access.js";
import { clickHouseError } from "./errors.js";
import { select } from "./select.js";
import { databaseRows, type Relation, relation } from "./tables.js";
import { Cursor, tokenize } from "./tokens.js";

/** Statements that change something and answer with nothing. */
const COMMANDS: readonly (readonly [phrase: string, run: (scope: Scope, cursor: Cursor) => void])[] = [
  ["CREATE ROLE", createRoles],
  ["DROP ROLE", dropRoles],
  ["GRANT", (scope, cursor) => changeGrants(scope, cursor, "GRANT")],
  ["REVOKE", (scope, cursor) => changeGrants(scope, cursor, "REVOKE")],
];

/**
 * Runs a statement as far as there is state behind it: literals, the tables of the system, roles and grants. No data is
 * kept, so that everything else is refused in the words of ClickHouse.
 */
export function execute(scope: Scope, sql: string): Relation {
  const { world, service, database } = scope;
  if (!databaseRows(world, service).some(({ name }) => name === database)) {
    throw clickHouseError("UNKNOWN_DATABASE", `Database ${database} does not exist`);
  }
  const cursor = new Cursor(tokenize(sql));
  if (cursor.take("SELECT")) return select(world, service, database, cursor);
  if (cursor.take("SHOW")) return show(scope, cursor);
  if (cursor.take("EXISTS DATABASE")) {
    const name = cursor.name();
    return one("result", "UInt8", [databaseRows(world, service).some((row) => row.name === name) ? 1 : 0]);
  }
  for (const [phrase, run] of COMMANDS) {
    if (!cursor.take(phrase)) continue;
    run(scope, cursor);
    return { columns: [], rows: [] };
  }
  if (
    ["CREATE DATABASE", "DROP DATABASE", "CREATE USER", "DROP USER", "ALTER USER"].some((text) => cursor.sees(text))
  ) {
    throw clickHouseError(
      "ACCESS_DENIED",
      "avnadmin: Not enough privileges: databases and users are managed by the API",
    );
  }
  const verb = cursor.next().text.toUpperCase();
  const known = [
    "ALTER",
    "ATTACH",
    "CREATE",
    "DELETE",
    "DESC",
    "DESCRIBE",
    "DROP",
    "EXISTS",
    "EXPLAIN",
    "INSERT",
    "KILL",
  ];
  if ([...known, "OPTIMIZE", "RENAME", "SET", "SYSTEM", "TRUNCATE", "USE", "WITH"].includes(verb)) {
    throw clickHouseError("NOT_IMPLEMENTED", `The sandbox keeps no tables: ${verb} is not supported`);
  }
  throw clickHouseError("SYNTAX_ERROR", `Syntax error: failed at position 1 ('${verb}')`);
}

function show({ world, service, database }: Scope, cursor: Cursor): Relation {
  const scope = { world, service, database };
  if (cursor.take("GRANTS")) return one("GRANTS", "String", showGrants(scope, cursor));
  if (cursor.take("CREATE ROLE")) {
    const name = cursor.name();
    cursor.end();
    requireRole(scope, name);
    return one(`CREATE ROLE ${name}`, "String", [`CREATE ROLE ${name}`]);
  }
  const what = cursor.name().toUpperCase();
  switch (what) {
    case "DATABASES":
      cursor.end();
      return one(
        "name",
        "String",
        databaseRows(world, service)
          .map(({ name }) => name)
          .toSorted(),
      );
    case "TABLES":
      if (cursor.take("FROM") || cursor.take("IN")) cursor.name();
      cursor.end();
      return one("name", "String", []);
    case "USERS":
      cursor.end();
      return one(
        "name",
        "String",
        clickHouseUsersOf(world, service).map(({ name }) => name),
      );
    case "ROLES":
      cursor.end();
      return one(
        "name",
        "String",
        rolesOf(world, service).map(({ name }) => name),
      );
    case "PROCESSLIST":
      cursor.end();
      return one("query", "String", []);
    default:
      throw clickHouseError("SYNTAX_ERROR", `Syntax error: failed at '${what}'`);
  }
}

function one(name: string, type: string, values: readonly (string | number)[]): Relation {
  return relation(
    { [name]: type },
    values.map((value) => [value]),
  );
}
