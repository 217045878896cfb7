import type { ServiceUserRow } from "../model/service-user.js";
import type { Contents } from "./engine.js";

/** What the server has for itself. */
const RESERVED = new Set(["postgres", "template0", "template1"]);

/**
 * What psql has to do so that the users and databases of the API are there. What was made by SQL beside them stays, as
 * does what is there already: the server may have been filled before this process began.
 */
export function contentsSql(before: Contents, after: Contents): string {
  const users = after.users.filter(({ username }) => !RESERVED.has(username));
  const owner = users.find(({ type }) => type === "primary");
  const databases = databaseNames(after);
  const gone = databaseNames(before).filter((name) => !databases.includes(name));
  const left = before.users.filter(({ username }) => !after.users.some((user) => user.username === username));
  const changed = users.filter((user) => !before.users.includes(user));
  const made = databases.filter((name) => !databaseNames(before).includes(name));
  return [
    ...gone.map((name) => `DROP DATABASE IF EXISTS ${quoted(name)} WITH (FORCE);`),
    ...changed.flatMap(userSql),
    ...made.map((name) =>
      unless(
        `SELECT FROM pg_database WHERE datname = ${literal(name)}`,
        `CREATE DATABASE ${quoted(name)} TEMPLATE template0${owner ? ` OWNER ${quoted(owner.username)}` : ""}`,
      ),
    ),
    ...left.filter(({ username }) => !RESERVED.has(username)).flatMap((user) => removalSql(user, owner, databases)),
  ].join("\n");
}

/** As on the real one, the primary user may make databases and users, and is no superuser. */
function userSql({ username, password, type, access_control }: ServiceUserRow): string[] {
  const isPrimary = type === "primary";
  const replicates = isPrimary || access_control?.["pg_allow_replication"] === true;
  const rights = [
    "LOGIN",
    isPrimary ? "CREATEDB CREATEROLE" : "",
    replicates ? "REPLICATION" : "NOREPLICATION",
    `PASSWORD ${literal(password)}`,
  ];
  return [
    unless(`SELECT FROM pg_roles WHERE rolname = ${literal(username)}`, `CREATE ROLE ${quoted(username)}`),
    `ALTER ROLE ${quoted(username)} ${rights.filter((right) => right !== "").join(" ")};`,
    ...(isPrimary ? [`GRANT pg_monitor, pg_signal_backend TO ${quoted(username)};`] : []),
  ];
}

/** What a user owned goes to the primary one: a role that owns something cannot go. */
function removalSql({ username }: ServiceUserRow, owner: ServiceUserRow | undefined, databases: readonly string[]) {
  const exists = `SELECT FROM pg_roles WHERE rolname = ${literal(username)}`;
  const leave = databases.flatMap((name) => [
    `\\connect ${quoted(name)}`,
    ...(owner ? [provided(exists, `REASSIGN OWNED BY ${quoted(username)} TO ${quoted(owner.username)}`)] : []),
    provided(exists, `DROP OWNED BY ${quoted(username)}`),
  ]);
  return [...leave, `DROP ROLE IF EXISTS ${quoted(username)};`];
}

/** Runs a statement when a query finds nothing. */
function unless(query: string, statement: string): string {
  return `SELECT ${literal(statement)} WHERE NOT EXISTS (${query}) \\gexec`;
}

function provided(query: string, statement: string): string {
  return `SELECT ${literal(statement)} WHERE EXISTS (${query}) \\gexec`;
}

function databaseNames({ databases }: Contents): string[] {
  return databases.map(({ database_name }) => database_name).filter((name) => !RESERVED.has(name));
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
