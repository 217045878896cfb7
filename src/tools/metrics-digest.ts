import { isObject } from "../core/view.js";

/** Time series as figures: a week of points says no more to a reader than its mean, its peak and where it stands. */
export function digestMetrics(answer: unknown): unknown {
  if (!isObject(answer) || !isObject(answer["metrics"])) return answer;
  return { ...answer, metrics: Object.entries(answer["metrics"]).flatMap(([name, metric]) => rowsOf(name, metric)) };
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
