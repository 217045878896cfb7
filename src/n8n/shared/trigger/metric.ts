import { ApiError } from "../../../core/errors.js";
import { at } from "../../../core/wait.js";
import type { Door } from "../../../tools/door.js";
import { explain } from "../../../tools/explain.js";
import { requireOperation } from "../../../tools/operation.js";
import { mapLimited } from "../../../tools/parallel.js";
import type { Question } from "./question.js";
import { type Row, readServices, type Source, showService } from "./reading.js";

/** Until when a metric was read, by the API's own clock, and whether it was above the threshold then. */
export interface Level {
  readonly until: number;
  readonly above: boolean;
}

interface Point {
  readonly time: number;
  readonly value: number;
}

const PERIODS = ["hour", "day", "week", "month", "year"];
const AT_ONCE = 5;

/**
 * Every rise of a metric above the threshold, from the history that the API gives since the last one that was read: what rose
 * and fell between two polls or in an outage is told, and what was forgotten in a restart is read again.
 */
export const readRises: Source = async (door, question, memory) => {
  const services = await readWatched(door, question);
  const levels = memory?.levels ?? {};
  const newest = Math.max(0, ...Object.values(levels).map(({ until }) => until));
  const seen = await mapLimited(services, AT_ONCE, async (row) => {
    // A service that is new begins where the others stand.
    const level = memory && (levels[keyOf(row)] ?? { until: newest, above: false });
    const points = isWatched(question, row) ? await readPoints(door, question, row, level?.until) : [];
    return { row, points, ...follow(points, question.threshold, level) };
  });
  const [shown] = seen.filter(({ points }) => points.length > 0);
  const last = shown?.points.at(-1);
  return {
    events: seen.flatMap(({ row, rises }) => rises.map((point) => toRise(question, row, point))),
    sample: shown && last && toRise(question, shown.row, last),
    remember: { levels: Object.fromEntries(seen.map(({ row, level }) => [keyOf(row), level])) },
  };
};

/** A service of the same name that was created later is another one. */
function keyOf(row: Row): string {
  return `${row["service_name"]} ${row["create_time"] ?? ""}`;
}

function toRise({ metric, threshold }: Question, row: Row, { value, time }: Point): Row {
  const service = showService(row);
  return { service_name: row["service_name"], metric, value, threshold, time: new Date(time).toISOString(), service };
}

/** Goes through the points after those that were read. The first time, only where it stands now counts. */
function follow(points: readonly Point[], threshold: number, before: Level | undefined) {
  const last = points.at(-1);
  const unread = before ? points.filter(({ time }) => time > before.until) : last ? [last] : [];
  const rises: Point[] = [];
  let { until, above } = before ?? { until: 0, above: false };
  for (const point of unread) {
    if (point.value > threshold && !above) rises.push(point);
    above = point.value > threshold;
    until = point.time;
  }
  return { rises, level: { until, above } };
}

/** The services that may be watched. Throws when the one that is asked for does not exist. */
async function readWatched(door: Door, question: Question): Promise<Row[]> {
  const { project, service } = question;
  const services = await readServices(door, question);
  if (service && services.length === 0) {
    const input = { project, service_name: service };
    await door.client.callAny("ServiceGet", input).catch(async (error: unknown) => {
      throw await explain(door, requireOperation("ServiceGet"), input, error);
    });
  }
  return services;
}

/** One that is powered off has no metrics. */
function isWatched({ service, serviceType, tag }: Question, row: Row): boolean {
  if (row["state"] === "POWEROFF") return false;
  return service !== "" || ((!serviceType || row["service_type"] === serviceType) && (!tag || hasTag(row, tag)));
}

function hasTag(row: Row, tag: string): boolean {
  const [name = "", ...rest] = tag.split("=");
  const value = at(row["tags"], name.trim());
  return rest.length === 0 ? value !== undefined : value === rest.join("=").trim();
}

/** The points of a metric, oldest first, as far back as what was read; the shorter the period, the finer they are. */
async function readPoints(door: Door, question: Question, row: Row, until: number | undefined): Promise<Point[]> {
  const { project, metric } = question;
  const input = { project, service_name: row["service_name"] };
  let points: Point[] = [];
  for (const period of PERIODS) {
    const answer = await door.client.callAny("ServiceMetricsFetch", { ...input, period }).catch((error: unknown) => {
      // It was deleted or powered off since the services were listed.
      if (error instanceof ApiError && (error.status === 404 || error.status === 409)) return undefined;
      throw error;
    });
    if (answer === undefined) return [];
    points = pointsOf(at(answer, `metrics.${metric}.data.rows`));
    const [oldest] = points;
    if (!until || !oldest || oldest.time <= until) return points;
  }
  return points;
}

/** The highest value of all nodes at each time. */
function pointsOf(rows: unknown): Point[] {
  return (Array.isArray(rows) ? rows : []).flatMap((row: unknown) => {
    if (!Array.isArray(row)) return [];
    const time = typeof row[0] === "number" ? row[0] : Date.parse(String(row[0]));
    const values = row.slice(1).filter((value) => typeof value === "number");
    return values.length > 0 && Number.isFinite(time) ? [{ time, value: Math.max(...values) }] : [];
  });
}
