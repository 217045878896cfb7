import mysql, { type Connection, type FieldPacket, type QueryError } from "mysql2";
import { SqlError } from "../../core/errors.js";
import type { SqlDriver, SqlResult, SqlStatement, SqlTarget } from "../../tools/sql/driver.js";
import { brokenError, connectError, FLOOD_FACTOR, floodError, timeoutError } from "./failures.js";
import { untilDone } from "./running.js";
import { toMysqlValue } from "./values.js";

const CONNECT_MS = 10_000;
/** MariaDB calls the time limit by another name, and counts in seconds. */
const UNKNOWN_VARIABLE = 1193;
/** Ended by its own time limit (MySQL, MariaDB), or by KILL QUERY. */
const ENDED = new Set([3024, 1969, 1317]);

/** Runs one statement on MySQL, on a connection of its own that is closed after it. */
export const runMysql: SqlDriver = async (target, statement) => {
  statement.signal?.throwIfAborted();
  const connection = await open(target);
  // Whatever happens to the connection, the query is told.
  connection.on("error", () => {});
  try {
    const result = prepareAndRun(connection, statement);
    const cancel = () => killQuery(target, connection.threadId);
    const drop = () => connection.destroy();
    return await untilDone({ result, cancel, drop }, statement);
  } catch (error) {
    throw explain(error, statement);
  } finally {
    // A transaction that is open ends with its connection, and nothing of it stays.
    connection.destroy();
  }
};

async function open({ host, port, user, password, database, ca, unreachable }: SqlTarget): Promise<Connection> {
  const connection = mysql.createConnection({
    host,
    port,
    user,
    password,
    database,
    ssl: { ca, rejectUnauthorized: true, verifyIdentity: true },
    connectTimeout: CONNECT_MS,
    charset: "utf8mb4",
    // One statement, and no file of this machine.
    multipleStatements: false,
    flags: ["-LOCAL_FILES"],
    // Values are read here, digit by digit; no code is made up for it.
    typeCast: false,
    rowsAsArray: true,
    disableEval: true,
  });
  try {
    await new Promise<void>((resolve, reject) => connection.connect((error) => (error ? reject(error) : resolve())));
    return connection;
  } catch (error) {
    connection.destroy();
    throw isQueryError(error) && error.errno !== undefined && error.sqlState !== undefined
      ? toSqlError(error)
      : connectError({ unreachable }, error);
  }
}

async function prepareAndRun(connection: Connection, statement: SqlStatement): Promise<SqlResult> {
  const { timeoutMs, skipRows = 0, maxRows, write } = statement;
  const rows = `sql_select_limit = ${write ? "DEFAULT" : skipRows + maxRows + 1}`;
  try {
    await command(connection, `SET SESSION max_execution_time = ${Math.ceil(timeoutMs)}, ${rows}`);
  } catch (error) {
    if (!isQueryError(error) || error.errno !== UNKNOWN_VARIABLE) throw error;
    await command(connection, `SET SESSION max_statement_time = ${timeoutMs / 1000}, ${rows}`);
  }
  if (!write) {
    await command(connection, "SET SESSION TRANSACTION READ ONLY");
    await command(connection, "START TRANSACTION READ ONLY");
  }
  return run(connection, statement);
}

function command(connection: Connection, sql: string): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.query(sql, (error) => (error ? reject(error) : resolve()));
  });
}

/** Runs a statement and stops listening when there is more than may come back. */
function run(connection: Connection, statement: SqlStatement): Promise<SqlResult> {
  const { sql, write, skipRows = 0, maxRows, maxBytes } = statement;
  return new Promise((resolve, reject) => {
    let fields: readonly FieldPacket[] = [];
    const rows: (Buffer | null)[][] = [];
    let bytes = 0;
    let toSkip = skipRows;
    let cut: SqlResult["cut"];
    let affected: number | undefined;
    const finish = () =>
      resolve({
        columns: fields.map(({ name }) => name),
        rows: rows.map((row) => row.map((value, index) => toValue(fields[index], value))),
        cut,
        affected: write ? affected : undefined,
      });
    const query = connection.query(sql);
    query.on("error", reject);
    query.on("fields", (found: FieldPacket[] | undefined) => {
      fields = found ?? [];
    });
    query.on("result", (row: (Buffer | null)[] | { readonly affectedRows: number }) => {
      if (!Array.isArray(row)) {
        affected = row.affectedRows;
        return;
      }
      if (cut) return;
      if (toSkip > 0) {
        toSkip--;
        return;
      }
      bytes += row.reduce((sum, value) => sum + (value?.length ?? 0), 0);
      if (rows.length === maxRows) cut = "rows";
      else if (bytes > maxBytes && rows.length > 0) cut = "bytes";
      else rows.push(row);
      if (bytes > FLOOD_FACTOR * maxBytes) reject(floodError(bytes));
      // What reads loses nothing when it is not heard to its end: its connection is closed at once.
      else if (cut && !write) finish();
    });
    query.on("end", finish);
  });
}

function toValue(field: FieldPacket | undefined, value: Buffer | null) {
  return toMysqlValue(field?.columnType, field?.characterSet, value);
}

async function killQuery(target: SqlTarget, threadId: number): Promise<void> {
  const other = await open(target);
  try {
    await command(other, `KILL QUERY ${threadId}`);
  } finally {
    other.destroy();
  }
}

function isQueryError(
  error: unknown,
): error is QueryError & { readonly sqlState?: string; readonly sqlMessage?: string } {
  return error instanceof Error && "errno" in error;
}

function explain(error: unknown, { timeoutMs, write }: SqlStatement): unknown {
  if (!isQueryError(error)) return error;
  if (error.sqlState === undefined) return brokenError(write);
  return ENDED.has(error.errno ?? 0) ? timeoutError(timeoutMs) : toSqlError(error);
}

/** Hints for what happens most. */
const HINTS: Readonly<Record<number, string>> = {
  1792: "A statement only reads unless it is called with write: true, where AIVEN_SQL_WRITE=1 is set by the operator.",
  1064: "One statement at a time.",
  1045: "The password may have been changed a moment ago: try again.",
  1049: "Call without query to see the databases.",
  1146: "Call without query to see the tables.",
  1054: "Call without query to see the columns.",
};

function toSqlError({
  message,
  sqlMessage = message,
  code,
  errno = 0,
}: QueryError & { readonly sqlMessage?: string }): SqlError {
  return new SqlError(sqlMessage, { code, hint: HINTS[errno] });
}
