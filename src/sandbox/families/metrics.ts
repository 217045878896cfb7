import { loadOf } from "../model/load.js";
import { requireService, type ServiceRow, serviceKey } from "../model/service.js";
import { noise } from "../service/noise.js";
import type { Handlers, World } from "../world.js";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

type Period = "hour" | "day" | "week" | "month" | "year";

/** How far a period goes back, and how far its points are apart. */
const PERIODS: Readonly<Record<Period, { readonly span: number; readonly step: number }>> = {
  hour: { span: 60 * MINUTE, step: MINUTE / 2 },
  day: { span: DAY, step: 5 * MINUTE },
  week: { span: 7 * DAY, step: 30 * MINUTE },
  month: { span: 30 * DAY, step: 180 * MINUTE },
  year: { span: 365 * DAY, step: DAY },
};

/** What is measured: its name in the API, its title, the value that it keeps to and how far it swings. */
const METRICS: readonly (readonly [name: string, title: string, level: number, swing: number])[] = [
  ["cpu_usage", "CPU usage %", 14, 10],
  ["disk_usage", "Disk space usage %", 22, 1],
  ["diskio_read", "Disk iops (reads)", 3, 3],
  ["diskio_writes", "Disk iops (writes)", 18, 12],
  ["load_average", "Load average (5 min)", 0.3, 0.25],
  ["mem_available", "Memory available %", 56, 4],
  ["mem_usage", "Memory usage %", 44, 4],
  ["net_receive", "Network received (bytes/s)", 21_000, 12_000],
  ["net_send", "Network transmitted (bytes/s)", 34_000, 20_000],
];

/** What is there whether a service is used or not. */
const STEADY: ReadonlySet<string> = new Set(["disk_usage", "mem_available", "mem_usage"]);

export const handlers: Handlers = {
  ServiceMetricsFetch: ({ period = "hour", ...input }, call) => {
    const row = requireService(call, input);
    return { metrics: metricsOf(call.world, row, period) };
  },
};

/** All metrics of a service over a period, by name. */
export function metricsOf(world: World, row: ServiceRow, period: Period) {
  const times = timesOf(world, row, period);
  return Object.fromEntries(METRICS.map((metric) => [metric[0], series(world, row, metric, times)]));
}

/** Points on a fixed grid, so that a point stays the same from one call to the next, while the service is there. */
function timesOf(world: World, row: ServiceRow, period: Period): number[] {
  const { span, step } = PERIODS[period];
  const now = world.clock.now();
  const from = Math.max(now - span, Date.parse(row.create_time));
  const times: number[] = [];
  if (row.nodes.length === 0) return times;
  for (let time = Math.ceil(from / step) * step; time <= now; time += step) times.push(time);
  return times;
}

/** A metric in the form of Google's charts: a column for the time and one for each node. */
function series(
  world: World,
  row: ServiceRow,
  [name, title, level, swing]: (typeof METRICS)[number],
  times: readonly number[],
) {
  const load = STEADY.has(name) ? 1 : loadOf(world, row);
  const columns = row.nodes.map((node) => ({ node, random: noise(world, `${name} ${serviceKey(row)} ${node.name}`) }));
  return {
    data: {
      cols: [{ label: "time", type: "date" }, ...columns.map(({ node }) => ({ label: node.name, type: "number" }))],
      rows: times.map((time) => [
        new Date(time).toISOString(),
        ...columns.map(({ random }) => value(level * load, swing * load, time, random(time / 1000))),
      ]),
    },
    hints: { title },
  };
}

/** More by day than by night, with some unrest. */
function value(level: number, swing: number, time: number, random: number): number {
  const day = Math.sin(((time % DAY) / DAY) * 2 * Math.PI - Math.PI / 2);
  return Math.max(0, Number((level + swing * (0.6 * day + 0.8 * (random - 0.5))).toFixed(3)));
}
