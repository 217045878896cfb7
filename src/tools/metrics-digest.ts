import { isObject } from "../core/view.js";

/** Time series as figures: a week of points says no more to a reader than its mean, its peak and where it stands. */
export function digestMetrics(answer: unknown): unknown {
  if (!isObject(answer) || !isObject(answer["metrics"])) return answer;
  return { ...answer, metrics: Object.entries(answer["metrics"]).flatMap(([name, metric]) => rowsOf(name, metric)) };
}

const COLUMNS = ["metric", "title", "node", "last", "mean", "max"];

/**
 * The figures of some metrics, or some of the figures: fields are names of metrics and of columns. Undefined where one is neither:
 * whoever names a part of the series wants the series.
 */
export function pickMetrics(answer: unknown, fields: readonly string[]): unknown {
  const digested = digestMetrics(answer);
  if (!isObject(answer) || !isObject(answer["metrics"]) || !isObject(digested)) return undefined;
  const known = Object.keys(answer["metrics"]);
  const plain = fields.map((name) => name.replace(/^metrics(\[\])?\./, ""));
  if (!plain.every((name) => known.includes(name) || COLUMNS.includes(name))) return undefined;
  const metrics = plain.filter((name) => known.includes(name));
  const columns = plain.filter((name) => COLUMNS.includes(name));
  const shown = columns.length === 0 ? COLUMNS : ["metric", "node", ...columns];
  const rows = (digested["metrics"] as Record<string, unknown>[])
    .filter(({ metric }) => metrics.length === 0 || metrics.includes(String(metric)))
    .map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => shown.includes(name))));
  return { metrics: rows };
}

/** A row for each node: the first column is the time, the others are nodes. */
function rowsOf(metric: string, value: unknown): Record<string, unknown>[] {
  const { data, hints } = isObject(value) ? value : {};
  const { cols, rows } = isObject(data) ? data : {};
  if (!Array.isArray(cols) || !Array.isArray(rows)) return [];
  const title = isObject(hints) ? hints["title"] : undefined;
  return cols.slice(1).flatMap((column, index) => {
    const points = rows.flatMap((row) =>
      Array.isArray(row) && typeof row[index + 1] === "number" ? [row[index + 1]] : [],
    );
    if (points.length === 0) return [];
    return [{ metric, title, node: labelOf(column), ...figuresOf(points) }];
  });
}

function labelOf(column: unknown): unknown {
  return isObject(column) ? column["label"] : column;
}

function figuresOf(points: readonly number[]): Record<string, number> {
  const sum = points.reduce((total, point) => total + point, 0);
  const max = points.reduce((most, point) => Math.max(most, point), Number.NEGATIVE_INFINITY);
  return { last: round(points.at(-1) ?? 0), mean: round(sum / points.length), max: round(max) };
}

/** Two decimals of what is small, none of what is large. */
function round(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 100) / 100;
}
