import { redactText } from "../../core/redact.js";
import type { SqlResult, SqlValue } from "./driver.js";

/** A text longer than this is cut in its cell. */
const MAX_TEXT = 2_000;

/** What a query answers with: the names of the columns once, and rows in their order. */
export interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqlValue[])[];
}

/**
 * The one place through which everything passes that comes out of a database. Its texts are written by anybody: they are
 * data, and what is recognisable as a secret in them is hidden.
 */
export function rowsOf({ columns, rows }: Pick<SqlResult, "columns" | "rows">): Rows {
  return { columns: columns.map(toText), rows: rows.map((row) => row.map(toCell)) };
}

function toCell(value: SqlValue): SqlValue {
  return typeof value === "string" ? toText(value) : value;
}

function toText(text: string): string {
  const clean = redactText(text);
  if (clean.length <= MAX_TEXT) return clean;
  return `${clean.slice(0, MAX_TEXT)}… (+${clean.length - MAX_TEXT} characters)`;
}
