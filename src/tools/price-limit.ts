import { PolicyError } from "../core/errors.js";
import type { Door } from "./door.js";
import type { Operation } from "./operation.js";
import { pricePerHour } from "./prices.js";
import { givenFields } from "./risk.js";

/**
 * Refuses what would cost more per hour than the operator allows, and what is billed at a price that the API does not tell.
 * Throws PolicyError; does nothing where there is no limit.
 */
export async function checkPrice(
  door: Door,
  operation: Operation,
  input: Readonly<Record<string, unknown>>,
): Promise<void> {
  const limit = door.policy.settings.maxUsdPerHour;
  if (limit === undefined || !isPriced(operation)) return;
  const price = await priceOf(door, operation, givenFields(input));
  if (price === "unchanged" || (typeof price === "number" && price <= limit)) return;
  const cost = price === undefined ? "at a price that the API does not tell" : `at ${price} USD per hour`;
  throw new PolicyError(`${operation.id} would be billed ${cost}; the limit is ${limit} USD per hour`, {
    rule: "price",
    hint: "Choose something smaller, or the operator can raise AIVEN_MAX_USD_PER_HOUR.",
  });
}

/** What runs and is billed; moving bills and credits about is not. */
function isPriced({ family, words }: Operation): boolean {
  const runs = family === "service" || family === "network" || family === "cloud";
  return runs && words.marks?.includes("billed") === true;
}

async function priceOf(
  door: Door,
  { id }: Operation,
  input: Readonly<Record<string, unknown>>,
): Promise<number | "unchanged" | undefined> {
  const {
    project = "",
    service_name = "",
    service_type,
    plan,
    cloud,
  } = input as Readonly<Record<string, string | undefined>>;
  if (id === "ServiceCreate") {
    return plan && service_type && cloud ? pricePerHour(door, { project, service_type, plan, cloud }) : undefined;
  }
  if (id === "ServiceUpdate") {
    if (!plan && !cloud && input["powered"] !== true) return "unchanged";
    const { service } = await door.client.call("ServiceGet", { project, service_name });
    const now = { service_type: service.service_type, plan: service.plan, cloud: service.cloud_name };
    return pricePerHour(door, { ...now, project, ...(plan ? { plan } : {}), ...(cloud ? { cloud } : {}) });
  }
  return undefined;
}
