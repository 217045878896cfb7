import { cloudByName } from "../data/clouds.js";
import { planByName } from "../data/plans.js";
import { diskPrice, planPrice } from "../data/prices.js";
import type { Table } from "../store.js";
import type { World } from "../world.js";
import { projects } from "./project.js";
import type { ServiceRow } from "./service.js";

/** What is charged by the hour while it lasts. */
export interface Metered {
  readonly project: string;
  readonly service_name: string | null;
  readonly service_type: string | null;
  readonly plan: string | null;
  readonly cloud_name: string;
  readonly line_type: "service_charge" | "extra_charge";
  readonly description: string;
  /** Dollars per hour, as a decimal. */
  readonly price_usd: string;
}

/** Something metered since a moment, and until another once that has come. Milliseconds since the epoch. */
export interface ChargeRow extends Metered {
  readonly billing_group_id: string;
  readonly begin: number;
  readonly end: number | null;
}

/** What runs now, keyed by what it is: `service demo/pg`. */
function meters(world: World): Table<ChargeRow> {
  return world.table<ChargeRow>("meters");
}

/** What has ended, keyed by number: it outlives what it was for. */
function charges(world: World): Table<ChargeRow> {
  return world.table<ChargeRow>("charges");
}

/** Lets a meter run for this from now on; undefined stops it. */
export function meter(world: World, name: string, metered: Metered | undefined): void {
  const running = meters(world).get(name);
  if (running && metered && isSame(running, metered)) return;
  stop(world, name, running);
  if (!metered) return;
  const billing_group_id = projects(world).get(metered.project)?.billing_group_id;
  if (billing_group_id === undefined) return;
  meters(world).put(name, { ...metered, billing_group_id, begin: world.clock.now(), end: null });
}

function stop(world: World, name: string, running: ChargeRow | undefined): void {
  if (!running) return;
  meters(world).delete(name);
  const end = world.clock.now();
  if (end > running.begin) charges(world).put(String(world.next("charge")), { ...running, end });
}

function isSame(row: ChargeRow, metered: Metered): boolean {
  return Object.entries(metered).every(([key, value]) => row[key as keyof Metered] === value);
}

/** Stops whatever runs for a project, or for one of its services. */
export function stopMeters(world: World, project: string, service_name?: string): void {
  for (const [name, row] of [...meters(world).entries()]) {
    if (row.project !== project) continue;
    if (service_name === undefined || row.service_name === service_name) stop(world, name, row);
  }
}

/** Lets what runs for a project be charged to its billing group of now, under its name of now. */
export function moveMeters(world: World, from: string, project: string): void {
  const payer = projects(world).get(project)?.billing_group_id;
  for (const [name, row] of [...meters(world).entries()]) {
    if (row.project !== from || (from === project && row.billing_group_id === payer)) continue;
    stop(world, name, row);
    const { billing_group_id: _, begin: __, end: ___, ...metered } = row;
    meter(world, name.replace(` ${from}/`, ` ${project}/`), { ...metered, project });
  }
}

/** Meters a service, which costs what its plan does and more for added disk, as long as it is on. */
export function meterService(world: World, row: ServiceRow): void {
  const { project, service_name, service_type, plan: planName, cloud_name } = row;
  const cloud = cloudByName(cloud_name);
  const plan = planByName(service_type, planName);
  const key = `${project}/${service_name}`;
  if (!cloud || !plan || row.state === "POWEROFF") {
    meter(world, `service ${key}`, undefined);
    meter(world, `disk ${key}`, undefined);
    return;
  }
  const common = { project, service_name, service_type, plan: planName, cloud_name };
  meter(world, `service ${key}`, {
    ...common,
    line_type: "service_charge",
    description: `${service_type} ${service_name} with plan ${planName}`,
    price_usd: planPrice(plan, cloud),
  });
  const addedGb = Math.max(0, (row.disk_space_mb ?? 0) - plan.disk_space_mb) / 1024;
  const disk = {
    ...common,
    line_type: "extra_charge" as const,
    description: `${addedGb} GB of disk added to ${service_name}`,
    price_usd: (addedGb * Number(diskPrice(cloud))).toFixed(5),
  };
  meter(world, `disk ${key}`, addedGb > 0 ? disk : undefined);
}

/** What was charged in a span of time, cut to it, by age. */
export function chargesBetween(
  world: World,
  from: number,
  to: number,
  matches: (row: ChargeRow) => boolean,
): (ChargeRow & { readonly end: number })[] {
  const now = world.clock.now();
  return [...charges(world).rows(), ...meters(world).rows()]
    .filter(matches)
    .map((row) => ({ ...row, begin: Math.max(row.begin, from), end: Math.min(row.end ?? now, to) }))
    .filter(({ begin, end }) => end > begin)
    .sort((one, other) => one.begin - other.begin);
}

const HOUR_MS = 3600_000;

/** What a charge comes to, in dollars. */
export function dollarsOf(row: { readonly begin: number; readonly end: number; readonly price_usd: string }): number {
  return (Number(row.price_usd) * (row.end - row.begin)) / HOUR_MS;
}
