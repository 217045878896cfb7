import type { Output } from "../../core/catalogue/index.js";
import { items } from "../../core/parts.js";
import type { Door } from "../door.js";
import { perMonth, pricePerHour } from "../prices.js";
import { givenFields } from "../risk.js";
import { capped, type Target } from "./target.js";

type Input = Readonly<Record<string, unknown>>;
export type Service = Output<"ServiceGet">["service"];

/** Tells a service from another that takes its name later. */
export function identityOfService({ service_type, create_time }: Service): string {
  return `${service_type} ${create_time}`;
}

/** What goes with a service: names, so that whoever approves can recognise it. */
export function lookAtDeletion(service: Service): Target {
  const { service_type, plan, cloud_name, state, create_time } = service;
  const backups = items(service.backups);
  return {
    identity: "",
    found: {
      service: `${service_type} on ${plan} in ${cloud_name}, ${state}, created ${create_time}`,
      databases: capped(items(service.databases)),
      topics: capped(items(service.topics).map(({ topic_name }) => topic_name)),
      users: capped(items(service.users).map(({ username }) => username)),
      connection_pools: capped(items(service.connection_pools).map(({ pool_name }) => pool_name)),
      feeds: capped(feedsOf(service)),
      backups: backups.length,
      newest_backup: backups.at(-1)?.backup_time,
    },
    blockers: protectionOf(service),
  };
}

function feedsOf({ service_name, service_integrations }: Service): string[] {
  return items(service_integrations)
    .filter(({ source_service, dest_service }) => source_service === service_name && dest_service !== service_name)
    .map(({ dest_service, dest_endpoint, integration_type }) => {
      return `${dest_service ?? dest_endpoint ?? "another"} (${integration_type})`;
    });
}

function protectionOf({ termination_protection }: Service): string[] {
  if (!termination_protection) return [];
  return ["Termination protection is on: turn it off first (ServiceUpdate with termination_protection: false)."];
}

/** What another plan, disk or power state means for a service, before and after. */
export async function lookAtUpdate(door: Door, service: Service, input: Input): Promise<Target> {
  const given = givenFields(input);
  const isOff = given["powered"] === false;
  const plan = typeof given["plan"] === "string" ? given["plan"] : undefined;
  const disk = given["disk_space_mb"];
  const topics = items(service.topics).map(({ topic_name }) => topic_name);
  return {
    identity: "",
    found: {
      ...(plan === undefined ? {} : await planChange(door, service, plan, input)),
      ...(disk === undefined ? {} : { disk_mb: `${service.disk_space_mb} → ${String(disk)}` }),
      ...(isOff
        ? { ...(await costOf(door, service, input)), topics: capped(topics), feeds: capped(feedsOf(service)) }
        : {}),
    },
    blockers: isOff ? protectionOf(service) : [],
  };
}

async function planChange(door: Door, service: Service, plan: string, { project }: Input): Promise<Input> {
  const { service_type, cloud_name: cloud, node_count, disk_space_mb } = service;
  const where = { project: String(project), service_type, cloud };
  const [before, after, specs] = await Promise.all([
    pricePerHour(door, { ...where, plan: service.plan }),
    pricePerHour(door, { ...where, plan }),
    door.client.call("ProjectServicePlanSpecsGet", { project: where.project, service_type, service_plan: plan }),
  ]);
  return {
    plan: `${service.plan} → ${plan}`,
    nodes: `${node_count} → ${specs.node_count}`,
    disk_mb: `${disk_space_mb} → ${specs.disk_space_mb}`,
    ...(before === undefined || after === undefined
      ? {}
      : {
          usd_per_hour: `${before} → ${after}`,
          usd_per_month: `${perMonth(before)} → ${perMonth(after)} (${signed(perMonth(after - before))})`,
        }),
  };
}

async function costOf(door: Door, service: Service, { project }: Input): Promise<Input> {
  const { service_type, plan, cloud_name: cloud, node_count, disk_space_mb } = service;
  const perHour = await pricePerHour(door, { project: String(project), service_type, plan, cloud });
  return {
    nodes: node_count,
    disk_mb: disk_space_mb,
    ...(perHour === undefined ? {} : { saves_usd_per_hour: perHour, saves_usd_per_month: perMonth(perHour) }),
  };
}

function signed(amount: number): string {
  return amount > 0 ? `+${amount}` : String(amount);
}
