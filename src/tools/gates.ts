import type { OperationId } from "../core/catalogue/index.js";
import type { Door } from "./door.js";
import type { Operation } from "./operation.js";
import { pricePerHour } from "./prices.js";
import { gatesOf } from "./risk.js";
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
  const harmless = (await HARMLESS[operation.id]?.(door, input, new Set(gates.map(({ field }) => field)))) ?? new Set();
  const open = gates.filter(({ field }) => !harmless.has(field));
  return { risk: open.length > 0 ? "destructive" : "write", gates: open };
}

/** Fields that are gated and harmless as things stand, by operation. */
const HARMLESS: {
  readonly [Id in OperationId]?: (door: Door, input: Input, gated: ReadonlySet<string>) => Promise<ReadonlySet<string>>;
} = { ServiceUpdate: harmlessUpdates };

async function harmlessUpdates(door: Door, input: Input, gated: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const harmless = new Set<string>();
  const {
    project = door.project ?? "",
    service_name = "",
    plan,
    disk_space_mb,
  } = input as Record<string, string | undefined>;
  if (!gated.has("plan") && !gated.has("disk_space_mb")) return harmless;
  const { service } = await door.client.call("ServiceGet", { project, service_name });
  if (Number(disk_space_mb) >= (service.disk_space_mb ?? Number.POSITIVE_INFINITY)) harmless.add("disk_space_mb");
  if (plan !== undefined && (await isAtLeast(door, project, service, plan))) harmless.add("plan");
  return harmless;
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
    door.client.call("ProjectServicePlanSpecsGet", { project, service_type: service.service_type, service_plan: plan }),
  ]);
  if (before === undefined || after === undefined) return false;
  const { node_count = 0, disk_space_mb = 0 } = service;
  return after >= before && specs.node_count >= node_count && specs.disk_space_mb >= disk_space_mb;
}
