import { badRequest } from "../errors.js";
import { requireService, type ServiceRow, serviceKey } from "../model/service.js";
import { type LogLine, logLine } from "../service/log-lines.js";
import { noise } from "../service/noise.js";
import type { Handlers, World } from "../world.js";

/** Every service writes a line so often, from its creation until it is powered off. */
const INTERVAL_MS = 20_000;
/** Logs are kept so long (source: the provider's documentation). */
const KEPT_MS = 4 * 24 * 3600_000;

const SEVERITIES = ["emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"];

export const handlers: Handlers = {
  /**
   * Lines are not stored: the n-th line of a service is reckoned from n, so an offset is the number of a line.
   * With an offset, the lines after it come when ascending, those before it when descending.
   */
  ProjectGetServiceLogs: (
    { limit = 100, offset, severity = "debug", sort_order = "desc", log_type, ...input },
    call,
  ) => {
    const row = requireService(call, input);
    const source = log_type && row.service_type === "application" ? log_type : row.service_type;
    const numbers = numbersOf(call.world, row);
    const step = sort_order === "asc" ? 1 : -1;
    const start = step > 0 ? numbers.first : numbers.last;
    const found: { number: number; log: ReturnType<typeof toLog> }[] = [];
    for (
      let number = offset === undefined ? start : parseOffset(offset) + step;
      number >= numbers.first && number <= numbers.last && found.length < limit;
      number += step
    ) {
      const log = toLog(call.world, row, number, source);
      if (SEVERITIES.indexOf(log.severity.toLowerCase()) <= SEVERITIES.indexOf(severity)) found.push({ number, log });
    }
    const [first, last] = [found[0], found.at(-1)];
    return {
      first_log_offset: first ? toOffset(first.number) : (offset ?? null),
      logs: found.map(({ log }) => log),
      offset: last ? toOffset(last.number) : (offset ?? null),
    };
  },
};

/** The first and last line that there is, counted from the creation; the first is greater when there is none. */
function numbersOf(world: World, row: ServiceRow): { first: number; last: number } {
  const end = row.poweroff_time === null ? world.clock.now() : Date.parse(row.poweroff_time);
  const created = Date.parse(row.create_time);
  const begin = Math.max(created, world.clock.now() - KEPT_MS);
  return { first: Math.ceil((begin - created) / INTERVAL_MS), last: Math.floor((end - created) / INTERVAL_MS) };
}

function toLog(world: World, row: ServiceRow, number: number, source: string): LogLine & { readonly time: string } {
  const random = noise(world, `logs ${serviceKey(row)}`);
  const time = new Date(Date.parse(row.create_time) + number * INTERVAL_MS).toISOString();
  return { ...logLine(source, random(2 * number), random(2 * number + 1)), time };
}

function toOffset(number: number): string {
  return Buffer.from(`line ${number}`).toString("base64url");
}

function parseOffset(offset: string): number {
  const number = /^line (\d+)$/.exec(Buffer.from(offset, "base64url").toString())?.[1];
  if (number === undefined) throw badRequest("Invalid offset");
  return Number(number);
}
