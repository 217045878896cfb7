import { ApiError } from "../core/errors.js";
import type { Door } from "./door.js";

/** Hours that the provider reckons to a month. */
const HOURS_PER_MONTH = 730;

/** US dollars per hour of a plan in a cloud; undefined when the API does not price it. */
export async function pricePerHour(
  door: Door,
  where: { project?: string | undefined; service_type: string; plan: string; cloud: string },
): Promise<number | undefined> {
  const { project = door.project ?? "", service_type, plan: service_plan, cloud } = where;
  try {
    const price = await door.client.call("ProjectServicePlanPriceGet", { project, service_type, service_plan, cloud });
    const perHour = Number(price.base_price_usd);
    return Number.isFinite(perHour) ? perHour : undefined;
  } catch (error) {
    // Custom plans and custom clouds have no list price.
    if (error instanceof ApiError && (error.status === 404 || error.status === 400 || error.status === 403))
      return undefined;
    throw error;
  }
}

/** A price per hour as a price per month, in whole cents. */
export function perMonth(perHour: number): number {
  return Math.round(perHour * HOURS_PER_MONTH * 100) / 100;
}
