import type { Output } from "../core/catalogue/index.js";
import { ApiError } from "../core/errors.js";
import type { Door } from "./door.js";

/** Hours that the provider reckons to a month. */
const HOURS_PER_MONTH = 730;

const MB_PER_GB = 1024;

/** A plan in a cloud. */
export interface PlanPlace {
  readonly project?: string | undefined;
  readonly service_type: string;
  readonly plan: string;
  readonly cloud: string;
}

/** What a plan costs, in US dollars per hour. */
interface PlanPrice {
  readonly perHour: number;
  /** Where disk space can be added: what a GB of it costs, and how much the plan has without. */
  readonly disk?: { readonly perGb: number; readonly includedMb: number } | undefined;
}

/** US dollars per hour of a plan in a cloud; undefined when the API does not price it. */
export async function pricePerHour(door: Door, where: PlanPlace): Promise<number | undefined> {
  return toNumber((await readPrice(door, where))?.base_price_usd);
}

/** The price of a plan, and that of disk space added to it; undefined when the API does not price it. */
export async function planPrice(door: Door, where: PlanPlace): Promise<PlanPrice | undefined> {
  const price = await readPrice(door, where);
  const perHour = toNumber(price?.base_price_usd);
  if (perHour === undefined) return undefined;
  const perGb = toNumber(price?.extra_disk_price_per_gb_usd);
  const includedMb = perGb ? await includedDisk(door, where) : undefined;
  return { perHour, disk: perGb !== undefined && includedMb !== undefined ? { perGb, includedMb } : undefined };
}

/** US dollars per month of a GB in object storage, beside a plan; undefined when the API does not price it. */
export async function storagePerGb(door: Door, where: PlanPlace): Promise<number | undefined> {
  const perHour = toNumber((await readPrice(door, where))?.object_storage_gb_price_usd);
  return perHour === undefined ? undefined : Number((perHour * HOURS_PER_MONTH).toPrecision(3));
}

/** What a service of a plan costs per hour, with the disk space that it has beyond its plan's. */
export function withDisk({ perHour, disk }: PlanPrice, diskMb: number | undefined): number {
  if (!disk || diskMb === undefined) return perHour;
  return perHour + (Math.max(0, diskMb - disk.includedMb) / MB_PER_GB) * disk.perGb;
}

async function readPrice(door: Door, where: PlanPlace): Promise<Output<"ProjectServicePlanPriceGet"> | undefined> {
  const { project = door.project ?? "", service_type, plan: service_plan, cloud } = where;
  return unlessUnknown(door.client.call("ProjectServicePlanPriceGet", { project, service_type, service_plan, cloud }));
}

async function includedDisk(door: Door, where: PlanPlace): Promise<number | undefined> {
  const { project = door.project ?? "", service_type, plan: service_plan } = where;
  const specs = door.client.call("ProjectServicePlanSpecsGet", { project, service_type, service_plan });
  return (await unlessUnknown(specs))?.disk_space_mb;
}

/** Custom plans and custom clouds have no list price. */
async function unlessUnknown<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError && (error.status === 404 || error.status === 400 || error.status === 403))
      return undefined;
    throw error;
  }
}

/** Money comes as text. */
function toNumber(text: string | undefined): number | undefined {
  const number = Number(text ?? Number.NaN);
  return Number.isFinite(number) ? number : undefined;
}

/** A price per hour as a price per month, in whole cents. */
export function perMonth(perHour: number): number {
  return Math.round(perHour * HOURS_PER_MONTH * 100) / 100;
}
