import { badRequest } from "./errors.js";

/** One page of rows in the order that the caller wants: `order_by` as `calls:desc`, or several with commas between. */
export function pageOf<Row extends object>(
  rows: readonly Row[],
  { order_by, offset = 0, limit = 100 }: { order_by?: string; offset?: number; limit?: number },
  columns: readonly string[],
): Row[] {
  const order = (order_by ? order_by.split(",") : []).map((term) => parse(term.trim(), columns));
  const sorted = rows.toSorted((a, b) => {
    for (const { column, sign } of order) {
      const difference = compare(field(a, column), field(b, column));
      if (difference !== 0) return sign * difference;
    }
    return 0;
  });
  return sorted.slice(offset, offset + limit);
}

function parse(term: string, columns: readonly string[]): { column: string; sign: number } {
  const [column = "", direction = "asc"] = term.split(":");
  if (!columns.includes(column) || !["asc", "desc"].includes(direction)) {
    throw badRequest(`Invalid order_by '${term}': expected a column and 'asc' or 'desc', one of ${columns.join(", ")}`);
  }
  return { column, sign: direction === "desc" ? -1 : 1 };
}

function field(row: object, column: string): unknown {
  return new Map<string, unknown>(Object.entries(row)).get(column);
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a ?? "").localeCompare(String(b ?? ""));
}
