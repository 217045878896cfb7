import type { CallOptions } from "../../core/client.js";
import { stringifyJson } from "../../core/json.js";
import { items, requireList } from "../../core/parts.js";
import { explain } from "../explain.js";
import { type Operation, requireOperation } from "../operation.js";
import { type Door, prepare } from "../run.js";
import type { SqlResult, SqlValue } from "./driver.js";
import { MAX_TABLES, type TableOverview } from "./overview.js";
import { rowsOf } from "./rows.js";
import type { Where } from "./target.js";

/** The database that ClickHouse means when none is named. */
export const CLICKHOUSE_DATABASE = "default";

export interface ClickHouseStatement {
  readonly database: string;
  readonly query: string;
  readonly write: boolean;
}

/**
 * Runs a statement through the API, as the service's default user. There is no read-only transaction here: what reads is
 * known by its first word, because no SELECT changes anything in ClickHouse.
 */
export async function queryClickHouse(
  door: Door,
  where: Where,
  { write, ...statement }: ClickHouseStatement,
  options: CallOptions,
): Promise<SqlResult> {
  const operation = requireOperation("ServiceClickHouseQuery");
  const input = prepare(door, write ? operation : asReading(operation), { ...where, ...statement });
  try {
    const { meta, data } = await door.client.call("ServiceClickHouseQuery", { ...where, ...statement }, options);
    const rows = requireList(data, "data", operation.id).map((row) => [row].flat().map(toValue));
    return { columns: items(meta).map(({ name }) => String(name ?? "")), rows };
  } catch (error) {
    throw await explain(door, operation, input, error);
  }
}

/** The operation as the policy has to see it when the statement only reads. */
function asReading({ words, ...operation }: Operation): Operation {
  const { gates: _, marks: __, ...rest } = words;
  return { ...operation, words: { ...rest, risk: "read" } };
}

function toValue(value: unknown): SqlValue {
  switch (typeof value) {
    case "string":
    case "number":
    case "bigint":
    case "boolean":
      return value;
    default:
      return value === null || value === undefined ? null : stringifyJson(value);
  }
}

/** The tables of one database. Two plain queries rather than a join: their answers are put together here. */
export async function overviewClickHouse(
  door: Door,
  where: Where,
  database: string,
  options: CallOptions,
): Promise<TableOverview[]> {
  const named = `'${database.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  const run = async (query: string) =>
    rowsOf(await queryClickHouse(door, where, { database, query, write: false }, options)).rows;
  const [tables, columns] = await Promise.all([
    run(
      `SELECT name, engine, total_rows, sorting_key FROM system.tables WHERE database = ${named} ORDER BY name LIMIT ${MAX_TABLES}`,
    ),
    run(`SELECT table, name, type FROM system.columns WHERE database = ${named} LIMIT ${MAX_TABLES * 100}`),
  ]);
  return tables.map(([name = null, engine, rows = null, sorting]) => ({
    table: String(name),
    kind: String(engine),
    rows,
    columns: columns
      .filter(([table]) => table === name)
      .map(([, column, type]) => `${column} ${type}`)
      .join(", "),
    indexes: sorting ? `order by (${sorting})` : "",
  }));
}
