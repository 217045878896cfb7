import type { ServiceRow } from "../model/service.js";
import type { World } from "../world.js";
import { clickHouseError } from "./errors.js";
import { type Cell, databaseRows, type Relation, systemTable } from "./tables.js";
import type { Cursor } from "./tokens.js";

interface Literal {
  readonly name: string;
  readonly type: string;
  readonly value: Cell;
}

/** `SELECT` of literals, or of columns, `*` or `count()` of a table of the system with conditions of equality. */
export function select(world: World, service: ServiceRow, database: string, cursor: Cursor): Relation {
  const wanted = columnList(cursor);
  if (!cursor.take("FROM")) {
    cursor.end();
    return ofLiterals(world, service, wanted);
  }
  const table = findTable(world, service, database, cursor);
  const filtered = where(table, cursor);
  if (cursor.take("ORDER BY")) return limit(ordered(filtered, wanted, cursor), wanted, cursor);
  return limit(filtered, wanted, cursor);
}

interface Wanted {
  /** A column, `*`, a function's name with `()`, or undefined for a literal. */
  readonly reference?: string;
  readonly literal?: Literal;
  readonly alias?: string;
}

function columnList(cursor: Cursor): Wanted[] {
  const wanted: Wanted[] = [];
  do wanted.push(column(cursor));
  while (cursor.take(","));
  return wanted;
}

function column(cursor: Cursor): Wanted {
  if (cursor.take("*")) return { reference: "*" };
  const value = expression(cursor);
  return cursor.take("AS") ? { ...value, alias: cursor.name() } : value;
}

function expression(cursor: Cursor): Wanted {
  const negative = cursor.take("-");
  const { kind, text } = cursor.next();
  if (kind === "number") {
    const value = Number(negative ? `-${text}` : text);
    const type = Number.isInteger(value) ? integerType(value) : "Float64";
    return { literal: { name: String(value), type, value } };
  }
  if (negative) throw cursor.unexpected("expected a number");
  if (kind === "string") return { literal: { name: `'${text}'`, type: "String", value: text } };
  if (kind === "symbol") throw clickHouseError("SYNTAX_ERROR", `Syntax error: failed at '${text}'`);
  if (!cursor.take("(")) return { reference: text };
  cursor.take("*");
  cursor.expect(")");
  return { reference: `${text}()` };
}

function integerType(value: number): string {
  const bits = [8, 16, 32].find((size) => (value < 0 ? -value <= 2 ** (size - 1) : value < 2 ** size)) ?? 64;
  return `${value < 0 ? "" : "U"}Int${bits}`;
}

function ofLiterals(world: World, service: ServiceRow, wanted: readonly Wanted[]): Relation {
  const values = wanted.map(({ literal, reference = "", alias }) => {
    const value = literal ?? callOf(world, service, reference);
    return { ...value, name: alias ?? value.name };
  });
  return { columns: values.map(({ name, type }) => ({ name, type })), rows: [values.map(({ value }) => value)] };
}

function callOf(world: World, service: ServiceRow, name: string): Literal {
  switch (name.toLowerCase()) {
    case "version()":
      return { name, type: "String", value: `${service.user_config["clickhouse_version"]}.1.1` };
    case "now()":
      return { name, type: "DateTime", value: world.now().slice(0, 19).replace("T", " ") };
    case "currentuser()":
      return { name, type: "String", value: "avnadmin" };
    case "currentdatabase()":
      return { name, type: "String", value: "default" };
    default:
      throw clickHouseError("UNKNOWN_IDENTIFIER", `Unknown expression identifier \`${name}\` in scope SELECT ${name}`);
  }
}

function findTable(world: World, service: ServiceRow, current: string, cursor: Cursor): Relation {
  const first = cursor.name();
  const [database, name] = cursor.take(".") ? [first, cursor.name()] : [current, first];
  if (!databaseRows(world, service).some((row) => row.name === database)) {
    throw clickHouseError("UNKNOWN_DATABASE", `Database ${database} does not exist`);
  }
  const table = database === "system" ? systemTable(world, service, name) : undefined;
  if (!table) throw clickHouseError("UNKNOWN_TABLE", `Unknown table expression identifier '${database}.${name}'`);
  return table;
}

function where(table: Relation, cursor: Cursor): Relation {
  if (!cursor.take("WHERE")) return table;
  let { rows } = table;
  do {
    const at = indexOf(table, cursor.name());
    const isEqual = cursor.take("=");
    if (!isEqual) cursor.expect("! =");
    const { literal } = expression(cursor);
    if (!literal) throw cursor.unexpected("expected a literal");
    rows = rows.filter((row) => (row[at] === literal.value) === isEqual);
  } while (cursor.take("AND"));
  return { columns: table.columns, rows };
}

function ordered(table: Relation, wanted: readonly Wanted[], cursor: Cursor): Relation {
  const name = cursor.name();
  const at = indexOf(table, wanted.find(({ alias }) => alias === name)?.reference ?? name);
  const sign = cursor.take("DESC") ? -1 : 1;
  cursor.take("ASC");
  const compare = (a: Cell | undefined, b: Cell | undefined) => String(a ?? "").localeCompare(String(b ?? ""));
  return { columns: table.columns, rows: table.rows.toSorted((a, b) => sign * compare(a[at], b[at])) };
}

function limit(table: Relation, wanted: readonly Wanted[], cursor: Cursor): Relation {
  const projected = project(table, wanted);
  const count = cursor.take("LIMIT") ? Number(cursor.next().text) : projected.rows.length;
  cursor.end();
  return { columns: projected.columns, rows: projected.rows.slice(0, count) };
}

function project(table: Relation, wanted: readonly Wanted[]): Relation {
  const [only] = wanted;
  if (only?.reference?.toLowerCase() === "count()" && wanted.length === 1) {
    return { columns: [{ name: only.alias ?? "count()", type: "UInt64" }], rows: [[table.rows.length]] };
  }
  const parts = wanted.flatMap(({ reference, literal, alias }) => {
    if (literal) return [{ name: alias ?? literal.name, type: literal.type, cell: () => literal.value }];
    const names = reference === "*" ? table.columns.map(({ name }) => name) : [reference ?? ""];
    return names.map((name) => {
      const at = indexOf(table, name);
      const type = table.columns[at]?.type ?? "String";
      return { name: alias ?? name, type, cell: (row: readonly Cell[]) => row[at] ?? null };
    });
  });
  return {
    columns: parts.map(({ name, type }) => ({ name, type })),
    rows: table.rows.map((row) => parts.map(({ cell }) => cell(row))),
  };
}

function indexOf({ columns }: Relation, name: string): number {
  const at = columns.findIndex((column) => column.name === name);
  if (at < 0) throw clickHouseError("UNKNOWN_IDENTIFIER", `Unknown expression identifier \`${name}\``);
  return at;
}
