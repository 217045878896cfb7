import type { OperationId } from "../core/catalogue/index.js";
import { ApiError } from "../core/errors.js";
import { requirePart } from "../core/parts.js";
import { isObject } from "../core/view.js";
import { harmfulPart } from "./configuration/harm.js";
import type { Door } from "./door.js";
import { plansOf, requirePlan } from "./offers.js";
import type { Operation } from "./operation.js";
import { pricePerHour } from "./prices.js";
import { gatesOf, givenFields } from "./risk.js";
import type { Gate, Risk } from "./words.js";

type Input = Readonly<Record<string, unknown>>;

/** The risk of one call, and the gates that make it destructive as things stand. */
export interface AssessedRisk {
  readonly risk: Risk;
  readonly gates: readonly Gate[];
}

/** Judges a call by its arguments and, where they alone cannot tell, by the present state: a bigger plan loses nothing. */
export async function assessRisk(door: Door, operation: Operation, input: Input): Promise<AssessedRisk> {
  const { risk } = operation.words;
  const gates = gatesOf(operation, input);
  if (risk !== "write" || gates.length === 0) return { risk, gates };
  const isHarmless = await HARMLESS[operation.id]?.(door, input, new Set(gates.map(({ field }) => field)));
  const open = gates.filter((gate) => !isHarmless?.(gate));
  return { risk: open.length > 0 ? "destructive" : "write", gates: open };
}

type IsHarmless = (gate: Gate) => boolean;

/** Which gates are harmless as things stand, by operation. */
const HARMLESS: {
  readonly [Id in OperationId]?: (door: Door, input: Input, gated: ReadonlySet<string>) => Promise<IsHarmless>;
} = { ServiceUpdate: harmlessUpdates };

async function harmlessUpdates(door: Door, input: Input, gated: ReadonlySet<string>): Promise<IsHarmless> {
  const { project = door.project ?? "", service_name = "", plan } = input as Record<string, string | undefined>;
  if (!["plan", "disk_space_mb", "user_config"].some((field) => gated.has(field))) return () => false;
  const answer = await door.client.call("ServiceGet", { project, service_name });
  const service = requirePart(answer.service, "service", "ServiceGet");
  const { disk_space_mb, user_config } = givenFields(input);
  const growsDisk = Number(disk_space_mb) >= (service.disk_space_mb ?? Number.POSITIVE_INFINITY);
  const growsPlan = plan !== undefined && gated.has("plan") && (await isAtLeast(door, project, service, plan));
  const harmful = isObject(user_config) ? harmfulPart(service.user_config, user_config) : user_config;
  return ({ field, when }) => {
    if (field === "disk_space_mb") return growsDisk;
    if (field === "plan") return growsPlan;
    return field === "user_config" && when !== undefined && !when(harmful);
  };
}

/** Throws InputError with the nearest where there is no such plan. */
async function specsOf(door: Door, project: string, service_type: string, service_plan: string) {
  try {
    return await door.client.call("ProjectServicePlanSpecsGet", { project, service_type, service_plan });
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) {
      requirePlan(service_plan, await plansOf(door, project, service_type));
    }
    throw error;
  }
}

/** Whether a plan costs no less and has no fewer nodes and no less disk than what a service has now. */
async function isAtLeast(
  door: Door,
  project: string,
  service: {
    service_type: string;
    plan: string;
    cloud_name: string;
    node_count?: number | undefined;
    disk_space_mb?: number | undefined;
  },
  plan: string,
): Promise<boolean> {
  if (plan === service.plan) return true;
  const where = { project, service_type: service.service_type, cloud: service.cloud_name };
  const [before, after, specs] = await Promise.all([
    pricePerHour(door, { ...where, plan: service.plan }),
    pricePerHour(door, { ...where, plan }),
    specsOf(door, project, service.service_type, plan),
  ]);
  if (before === undefined || after === undefined) return false;
  const { node_count = 0, disk_space_mb = 0 } = service;
  return after >= before && specs.node_count >= node_count && specs.disk_space_mb >= disk_space_mb;
}
