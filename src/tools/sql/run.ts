import { InputError } from "../../core/errors.js";
import type { Door } from "../run.js";
import { CLICKHOUSE_DATABASE, overviewClickHouse, queryClickHouse } from "./clickhouse.js";
import type { DrivenType, SqlDrivers, SqlResult, SqlStatement } from "./driver.js";
import { MAX_TABLES, OVERVIEW_SQL, type TableOverview, tablesOf } from "./overview.js";
import { type Rows, rowsOf } from "./rows.js";
import { requireReading, type SqlType } from "./statement.js";
import { readService, readTarget, requireSql, type Service, type Where } from "./target.js";

export interface SqlRequest {
  readonly project?: string | undefined;
  readonly service_name: string;
  /** Left out: an overview of the tables. */
  readonly query?: string | undefined;
  readonly database?: string | undefined;
  readonly limit?: number | undefined;
  /** Rows to leave out: those before the page that is wanted. */
  readonly offset?: number | undefined;
  readonly write?: boolean | undefined;
}

/** What the caller of a query can take. */
export interface SqlLimits {
  readonly maxRows: number;
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
}

export interface QueryAnswer extends Rows {
  readonly row_count: number;
  /** Why there are not all rows. */
  readonly cut: SqlResult["cut"];
  readonly affected: number | undefined;
}

export interface OverviewAnswer {
  readonly service_type: SqlType;
  readonly database: string;
  readonly databases: readonly string[];
  readonly tables: readonly TableOverview[];
  readonly more: string | undefined;
}

const TIMEOUT_MS = 30_000;
/** What is kept of the time of a call to end a query and to answer. */
const RESERVE_MS = 5_000;
/** An overview is made of long texts and cut where it is shown. */
const OVERVIEW_BYTES = 4_000_000;

/**
 * Runs one statement on a service, or shows what tables there are. Reads only, in a transaction in which the database
 * refuses to write, unless asked to write where the operator allows that.
 */
export async function runSql(
  door: Door,
  drivers: SqlDrivers,
  request: SqlRequest,
  limits: SqlLimits,
): Promise<QueryAnswer | OverviewAnswer> {
  const { service_name, database, write = false } = request;
  const project = request.project ?? door.project;
  if (project === undefined) throw new InputError([{ field: "project", message: "is required" }]);
  const where = { project, service_name };
  door.policy.checkSql({ ...where, database, write });
  const service = await readService(door, where);
  const type = requireSql(service);
  const query = request.query?.trim().replace(/;$/, "").trimEnd();
  if (!query) return overview(door, drivers, { where, service, type, database, limits });
  if (!write) requireReading(type, query);
  const maxRows = request.limit ?? limits.maxRows;
  const statement = { sql: query, write, ...limits, skipRows: request.offset, maxRows, timeoutMs: timeLeft(door) };
  const result = await run(door, drivers, { where, service, type, database }, statement);
  const shown = rowsOf(result);
  return { ...shown, row_count: shown.rows.length, cut: result.cut, affected: result.affected };
}

interface Place {
  readonly where: Where;
  readonly service: Service;
  readonly type: SqlType;
  readonly database: string | undefined;
}

async function run(door: Door, drivers: SqlDrivers, place: Place, statement: SqlStatement): Promise<SqlResult> {
  const { where, service, type, database } = place;
  if (type !== "clickhouse") {
    const target = await readTarget(door, where, service, database);
    return (await drivers[type]())(target, statement);
  }
  const { sql, write, skipRows = 0, maxRows, timeoutMs, signal } = statement;
  const result = await queryClickHouse(
    door,
    where,
    { database: database ?? CLICKHOUSE_DATABASE, query: sql, write },
    { signal, totalTimeoutMs: timeoutMs },
  );
  const rows = result.rows.slice(skipRows, skipRows + maxRows);
  return { ...result, rows, ...(skipRows + rows.length < result.rows.length ? { cut: "rows" } : {}) };
}

async function overview(
  door: Door,
  drivers: SqlDrivers,
  { limits, ...place }: Place & { readonly limits: SqlLimits },
): Promise<OverviewAnswer> {
  const { where, service, type } = place;
  const { signal } = limits;
  const standard = type === "clickhouse" ? CLICKHOUSE_DATABASE : "defaultdb";
  const database = place.database ?? service.service_uri_params?.["dbname"] ?? standard;
  const tables =
    type === "clickhouse"
      ? await overviewClickHouse(door, where, database, { signal, totalTimeoutMs: timeLeft(door) })
      : tablesOf(await run(door, drivers, place, overviewStatement(door, type, signal)));
  return {
    service_type: type,
    database,
    databases: service.databases ?? [],
    tables,
    more: tables.length < MAX_TABLES ? undefined : `Only the first ${MAX_TABLES} tables: ask the catalogue for others.`,
  };
}

function overviewStatement(door: Door, type: DrivenType, signal: AbortSignal | undefined): SqlStatement {
  return {
    sql: OVERVIEW_SQL[type],
    write: false,
    maxRows: MAX_TABLES,
    maxBytes: OVERVIEW_BYTES,
    timeoutMs: timeLeft(door),
    signal,
  };
}

function timeLeft({ deadline = Number.POSITIVE_INFINITY, now }: Door): number {
  return Math.max(1_000, Math.min(TIMEOUT_MS, deadline - now() - RESERVE_MS));
}
