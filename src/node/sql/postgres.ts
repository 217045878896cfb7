import pg from "pg";
import { SqlError } from "../../core/errors.js";
import { own } from "../../core/own.js";
import type { SqlDriver, SqlResult, SqlStatement, SqlTarget } from "../../tools/sql/driver.js";
import { brokenError, connectError, timeoutError } from "./failures.js";
import { LimitedQuery } from "./postgres-query.js";
import { untilDone } from "./running.js";
import { toPostgresValue } from "./values.js";

const CONNECT_MS = 10_000;

/** Runs one statement on PostgreSQL, on a connection of its own that is closed after it. */
export const runPostgres: SqlDriver = async (target, statement) => {
  statement.signal?.throwIfAborted();
  const client = await open(target);
  // Whatever happens to the connection, the query is told.
  client.on("error", () => {});
  try {
    const result = prepareAndRun(client, statement);
    const cancel = () => cancelBackend(target, client);
    const drop = () => void client.connection.stream.destroy();
    return await untilDone({ result, cancel, drop }, statement);
  } catch (error) {
    throw explain(error, statement);
  } finally {
    // A transaction that is open ends with its connection, and nothing of it stays.
    await client.end();
  }
};

async function open({ host, port, user, password, database, ca, unreachable }: SqlTarget): Promise<pg.Client> {
  const client = new pg.Client({
    host,
    port,
    user,
    password,
    database,
    // With an authority named, the certificate and the host's name in it are checked.
    ssl: { ca },
    connectionTimeoutMillis: CONNECT_MS,
    application_name: "aiven-mcp",
    keepAlive: true,
  });
  try {
    await client.connect();
    return client;
  } catch (error) {
    client.connection.stream.destroy();
    throw error instanceof pg.DatabaseError ? toSqlError(error) : connectError({ unreachable }, error);
  }
}

async function prepareAndRun(client: pg.Client, statement: SqlStatement): Promise<SqlResult> {
  const { timeoutMs, write } = statement;
  await client.query(write ? settings(timeoutMs) : settings(timeoutMs) + READ_ONLY);
  const query = client.query(new LimitedQuery(statement));
  const { fields, rows, cut, affected } = await query.done;
  return {
    columns: fields.map(({ name }) => name),
    rows: rows.map((row) => row.map((text, index) => toPostgresValue(fields[index]?.dataTypeID, text))),
    cut,
    affected: write ? affected : undefined,
  };
}

function settings(timeoutMs: number): string {
  return `SET statement_timeout = ${Math.ceil(timeoutMs)}; SET idle_in_transaction_session_timeout = 10000; SET bytea_output = hex;`;
}

/** Once a transaction has made a query, it cannot be turned into one that writes. */
const READ_ONLY = "SET default_transaction_read_only = on; BEGIN TRANSACTION READ ONLY; SELECT 1";

async function cancelBackend(target: SqlTarget, { processID }: pg.Client & { readonly processID?: number | null }) {
  const other = await open(target);
  try {
    await other.query("SELECT pg_cancel_backend($1)", [processID]);
  } finally {
    await other.end();
  }
}

function explain(error: unknown, { timeoutMs, write }: SqlStatement): unknown {
  if (error instanceof pg.DatabaseError) return error.code === "57014" ? timeoutError(timeoutMs) : toSqlError(error);
  const broken =
    error instanceof Error && /Connection terminated|ECONNRESET|EPIPE/.test(`${error.message} ${codeOf(error)}`);
  return broken ? brokenError(write) : error;
}

function codeOf(error: Error & { readonly code?: unknown }): string {
  return String(error.code ?? "");
}

/** Hints for what happens most; PostgreSQL's own say the rest. */
const HINTS: Readonly<Record<string, string>> = {
  "25006":
    "A statement only reads unless it is called with write: true, where AIVEN_SQL_WRITE=1 is set by the operator.",
  "28P01": "The password may have been changed a moment ago: try again.",
  "3D000": "Call without query to see the databases.",
  "42P01": "Call without query to see the tables.",
  "42703": "Call without query to see the columns.",
  "42601": "One statement at a time.",
};

function toSqlError({ message, code, detail, hint, position }: pg.DatabaseError): SqlError {
  const place = position === undefined ? "" : ` (at character ${position})`;
  const more = [detail, hint, code === undefined ? undefined : own(HINTS, code)].filter((line) => line !== undefined);
  return new SqlError(`${message}${place}`, { code, hint: more.join(" ") || undefined });
}
