import { planByName } from "../data/plans.js";
import { badRequest } from "../errors.js";
import { billingGroups, monthStart, nextMonth } from "../model/billing-group.js";
import { type ChargeRow, chargesBetween } from "../model/meter.js";
import { requireOrganization } from "../model/organization.js";
import { projects } from "../model/project.js";
import type { Handlers, World } from "../world.js";
import { moment } from "./organization-invoices.js";

const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;
const DEFAULT_DAYS = 30;
const MOST_BUCKETS = 400;
/** Invented: what a CPU of a node emits in an hour. */
const KG_PER_CPU_HOUR = 0.004;

export const handlers: Handlers = {
  OrganizationEmissionsGet: (input, call) => {
    const { organization_id, granularity = "day", group_by = "none" } = input;
    requireOrganization(call, organization_id);
    const { world } = call;
    const to = moment(input.ending_time, "ending_time") ?? world.clock.now();
    const from = moment(input.starting_time, "starting_time") ?? to - DEFAULT_DAYS * DAY_MS;
    if (from >= to) throw badRequest("starting_time must lie before ending_time");
    const buckets = bucketsOf(from, to, granularity);
    const charged = chargesBetween(world, from, to, (row) => {
      const own = billingGroups(world).get(row.billing_group_id)?.organization_id === organization_id;
      return (
        own &&
        row.line_type === "service_charge" &&
        (input.project_id?.includes(row.project) ?? true) &&
        (input.billing_group_id?.includes(row.billing_group_id) ?? true)
      );
    });
    const names = new Set(group_by === "none" ? [""] : charged.map((row) => groupOf(world, row, group_by)));
    return {
      ending_time: world.clock.timestamp(to),
      granularity,
      groups: [...names].map((group_name) => ({
        buckets: buckets.map(({ begin, end }) => ({
          bucket_start: world.clock.timestamp(begin),
          co2eq_kg: emitted(
            charged.filter((row) => groupOf(world, row, group_by) === group_name),
            begin,
            end,
          ),
        })),
        deleted: group_by === "project" && !projects(world).has(group_name),
        ...(group_by === "none" ? {} : { group_name }),
      })),
      starting_time: world.clock.timestamp(from),
    };
  },
};

function groupOf(world: World, row: ChargeRow, group_by: "none" | "project" | "billing_group"): string {
  if (group_by === "none") return "";
  if (group_by === "project") return row.project;
  return billingGroups(world).get(row.billing_group_id)?.billing_group_name ?? row.billing_group_id;
}

interface Bucket {
  readonly begin: number;
  readonly end: number;
}

/** Days or months of the calendar, the first and last of them cut to the span. UTC. */
function bucketsOf(from: number, to: number, granularity: "day" | "month"): Bucket[] {
  const buckets: Bucket[] = [];
  let begin = granularity === "day" ? from - (from % DAY_MS) : monthStart(from);
  while (begin < to) {
    if (buckets.length === MOST_BUCKETS) throw badRequest(`The span holds more than ${MOST_BUCKETS} buckets`);
    const end = granularity === "day" ? begin + DAY_MS : nextMonth(begin);
    buckets.push({ begin, end });
    begin = end;
  }
  return buckets;
}

function emitted(rows: readonly (ChargeRow & { readonly end: number })[], begin: number, end: number): number {
  const kilograms = rows.reduce((total, row) => {
    const hours = Math.max(0, Math.min(row.end, end) - Math.max(row.begin, begin)) / HOUR_MS;
    const plan = planByName(row.service_type ?? "", row.plan ?? "");
    return total + hours * (plan ? plan.node_count * plan.node_cpu_count : 0) * KG_PER_CPU_HOUR;
  }, 0);
  return Math.round(kilograms * 1e6) / 1e6;
}
