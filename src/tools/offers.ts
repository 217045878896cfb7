import type { Output } from "../core/catalogue/index.js";
import { InputError } from "../core/errors.js";
import { nearest } from "../core/nearest.js";
import { items } from "../core/parts.js";
import { isObject } from "../core/view.js";
import { retiredIssue } from "./configuration/check.js";
import type { Door } from "./door.js";
import { mapLimited } from "./parallel.js";
import { read } from "./perform.js";
import { perMonth, pricePerHour } from "./prices.js";
import { nicknamedType } from "./service-types.js";

type Cloud = Output<"ListProjectClouds">["clouds"][number];
type Plan = Output<"ProjectServicePlanList">["service_plans"][number];

/** Throws InputError with the nearest type that there is. */
export async function requireServiceType(door: Door, project: string | undefined, type: string): Promise<void> {
  const known = Object.keys((await read(door, "ProjectServiceTypesList", { project })) ?? {});
  if (known.length === 0 || known.includes(type)) return;
  const meant = nicknamedType(type);
  const close = known.includes(meant) ? meant : nearest(type, known);
  const message = `"${type}" is not a service type`;
  const issue = retiredIssue(type.toLowerCase()) ?? { field: "service_type", message, nearest: close, allowed: known };
  throw new InputError([issue]);
}

export async function cloudsOf(door: Door, project: string | undefined): Promise<readonly Cloud[]> {
  return items((await read(door, "ListProjectClouds", { project })).clouds);
}

export async function plansOf(door: Door, project: string | undefined, service_type: string): Promise<readonly Plan[]> {
  return items((await read(door, "ProjectServicePlanList", { project, service_type })).service_plans);
}

/**
 * Whether it is a cloud: otherwise it is a part of the names or places of some, among which to choose. Throws InputError with the
 * nearest where it is neither.
 */
export function isCloud(cloud: string, clouds: readonly Cloud[]): boolean {
  const names = clouds.flatMap(({ cloud_name }) => cloud_name ?? []).map(String);
  if (names.length === 0 || names.includes(cloud)) return true;
  if (clouds.some((one) => isLike(one, cloud))) return false;
  const message = `"${cloud}" is not a cloud; part of a name or place lists those that have it`;
  throw new InputError([{ field: "cloud", message, nearest: nearest(cloud, names) }]);
}

function isLike({ cloud_name, cloud_description, geo_region }: Cloud, part: string): boolean {
  const wanted = part.toLowerCase();
  return [cloud_name, cloud_description, geo_region].some((text) =>
    String(text ?? "")
      .toLowerCase()
      .includes(wanted),
  );
}

const MAX_CLOUDS = 25;

/** What is known of the choice. */
export interface CloudWish {
  /** Part of the name or place. */
  readonly cloud?: string | undefined;
  readonly plan?: string | undefined;
  /** Clouds in which the project has services already, the likeliest first. */
  readonly inUse: readonly string[];
}

/** The clouds to choose from, those in use first, each with the price of the plan, or else of the cheapest. */
export function chooseCloud(
  clouds: readonly Cloud[],
  plans: readonly Plan[],
  { cloud: part, plan, inUse }: CloudWish,
): Record<string, unknown> {
  const isUsed = ({ cloud_name }: Cloud) => inUse.includes(cloud_name);
  const like = part === undefined ? clouds : clouds.filter((cloud) => isLike(cloud, part));
  const used = like.filter(isUsed).sort((a, b) => inUse.indexOf(a.cloud_name) - inUse.indexOf(b.cloud_name));
  const fitting = [...used, ...like.filter((cloud) => !isUsed(cloud))];
  const priced = plan === undefined ? plans : plans.filter(({ service_plan }) => service_plan === plan);
  const shown = fitting.slice(0, MAX_CLOUDS).map(({ cloud_name, cloud_description }) => {
    const price = cheapest(priced, cloud_name);
    const cost = price === undefined ? {} : { [plan === undefined ? "from_usd_month" : "usd_month"]: perMonth(price) };
    return { cloud: cloud_name, where: cloud_description, ...cost };
  });
  const more =
    fitting.length > shown.length
      ? ` ${shown.length} of ${fitting.length} shown: part of a name or place as cloud shows others, e.g. ${regions(fitting)}.`
      : "";
  return {
    choose: "cloud",
    note: `Ask where the data should live, then call again with cloud.${more}`,
    in_use: used.map(({ cloud_name }) => cloud_name),
    clouds: shown,
    total: fitting.length,
  };
}

function regions(clouds: readonly Cloud[]): string {
  return [...new Set(clouds.map(({ geo_region }) => geo_region))].slice(0, 6).join(", ");
}

function cheapest(plans: readonly Plan[], cloud: string): number | undefined {
  const prices = plans.flatMap((plan) => priceIn(plan, cloud) ?? []).filter((price) => price > 0);
  return prices.length > 0 ? Math.min(...prices) : undefined;
}

/** US dollars per hour, where the list of plans says it. */
function priceIn(plan: Plan, cloud: string): number | undefined {
  const price = Number(regionOf(plan, cloud)?.["price_usd"] ?? Number.NaN);
  return Number.isFinite(price) ? price : undefined;
}

function regionOf({ regions: all }: Plan, cloud: string): Readonly<Record<string, unknown>> | undefined {
  const region: unknown = all?.[cloud];
  return isObject(region) ? region : undefined;
}

const AT_ONCE = 6;

/** The plans to choose from in a cloud, each with price and size. */
export async function choosePlan(
  door: Door,
  where: { readonly project: string | undefined; readonly service_type: string; readonly cloud: string },
  all: readonly Plan[],
): Promise<Record<string, unknown>> {
  const { cloud } = where;
  const plans = await mapLimited(all, AT_ONCE, async (one) => {
    const { service_plan: plan, node_count } = one;
    const region = regionOf(one, cloud);
    const perHour = priceIn(one, cloud) ?? (await pricePerHour(door, { ...where, plan }));
    return {
      plan,
      usd_month: perHour === undefined ? undefined : perMonth(perHour),
      nodes: node_count,
      cpu: region?.["node_cpu_count"],
      memory_mb: region?.["node_memory_mb"],
      disk_mb: region?.["disk_space_mb"],
    };
  });
  const offered = plans.filter((plan) => plan.usd_month !== undefined);
  offered.sort((a, b) => (a.usd_month ?? 0) - (b.usd_month ?? 0));
  return { choose: "plan", cloud, note: "Cheapest first, list prices. Call again with plan.", plans: offered };
}

/** Throws InputError with the nearest plan that there is. */
export function requirePlan(plan: string, plans: readonly Plan[]): void {
  const names = plans.flatMap(({ service_plan }) => service_plan ?? []).map(String);
  if (names.length === 0 || names.includes(plan)) return;
  throw new InputError([
    { field: "plan", message: `"${plan}" is not a plan of this type`, nearest: nearest(plan, names), allowed: names },
  ]);
}
