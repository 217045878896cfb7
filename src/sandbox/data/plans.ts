import type { Cloud } from "./clouds.js";
import { SERVICE_TYPES } from "./service-types.js";

/** What a plan gives. Names and sizes follow the provider's public ones; they are not its exact list. */
export interface Plan {
  readonly service_type: string;
  readonly service_plan: string;
  readonly tier: Tier;
  readonly node_count: number;
  readonly node_cpu_count: number;
  readonly node_memory_mb: number;
  /** Disk of the whole service, in megabytes. */
  readonly disk_space_mb: number;
  /** By how much disk can be added and up to where; 0 where the disk is fixed. */
  readonly disk_space_step_mb: number;
  readonly disk_space_cap_mb: number;
}

export type Tier = "free" | "hobbyist" | "startup" | "business" | "premium";

/** Gigabytes of memory of a node, its CPUs, gigabytes of disk of the service. */
type Size = readonly [memoryGb: number, cpus: number, diskGb: number];

/** Disk cannot grow where it only serves as swap or cache. */
const FIXED_DISK = new Set(["application", "flink", "grafana", "kafka_connect", "kafka_mirrormaker", "valkey"]);

const RELATIONAL: readonly Size[] = [
  [4, 2, 80],
  [8, 2, 175],
  [16, 4, 350],
  [32, 8, 700],
  [64, 16, 1000],
];
const IN_MEMORY: readonly Size[] = [
  [1, 1, 1],
  [4, 2, 4],
  [8, 2, 8],
  [16, 4, 16],
  [32, 8, 32],
];
const STATELESS: readonly Size[] = [
  [1, 1, 16],
  [4, 2, 16],
  [8, 2, 16],
  [16, 4, 16],
];

const PLANS: readonly Plan[] = [
  plan("application", "startup-50-1024", "startup", 1, [1, 1, 10]),
  plan("application", "startup-100-2048", "startup", 1, [2, 1, 10]),
  plan("application", "startup-200-4096", "startup", 1, [4, 2, 10]),
  ...tier("clickhouse", "startup", 1, [[16, 2, 225]]),
  ...tier("clickhouse", "business", 3, [
    [16, 2, 690],
    [32, 4, 1380],
    [64, 8, 2760],
  ]),
  plan("clickhouse", "premium-6x-16", "premium", 6, [16, 2, 1380]),
  plan("clickhouse", "premium-6x-32", "premium", 6, [32, 4, 2760]),
  ...tier("flink", "business", 3, STATELESS.slice(1)),
  ...tier("grafana", "startup", 1, STATELESS.slice(0, 3)),
  plan("kafka", "free-0", "free", 2, [1, 1, 5]),
  ...tier("kafka", "startup", 3, [[2, 2, 90]]),
  ...tier("kafka", "business", 3, [
    [4, 2, 600],
    [8, 2, 1200],
    [16, 4, 2400],
    [32, 8, 4800],
  ]),
  plan("kafka", "premium-6x-8", "premium", 6, [8, 2, 2400]),
  plan("kafka", "premium-6x-16", "premium", 6, [16, 4, 4800]),
  plan("kafka", "premium-6x-32", "premium", 6, [32, 8, 9600]),
  ...tier("kafka_connect", "startup", 1, STATELESS.slice(0, 2)),
  ...tier("kafka_connect", "business", 3, STATELESS.slice(1)),
  plan("kafka_connect", "premium-6x-4", "premium", 6, [4, 2, 16]),
  ...tier("kafka_mirrormaker", "startup", 1, STATELESS.slice(1, 2)),
  ...tier("kafka_mirrormaker", "business", 3, STATELESS.slice(1, 3)),
  plan("kafka_mirrormaker", "premium-6x-4", "premium", 6, [4, 2, 16]),
  plan("mysql", "free-1-1gb", "free", 1, [1, 1, 1]),
  plan("mysql", "hobbyist", "hobbyist", 1, [2, 1, 8]),
  ...tier("mysql", "startup", 1, RELATIONAL),
  ...tier("mysql", "business", 2, RELATIONAL),
  ...tier("mysql", "premium", 3, RELATIONAL),
  plan("opensearch", "hobbyist", "hobbyist", 1, [2, 1, 8]),
  ...tier("opensearch", "startup", 1, RELATIONAL.slice(0, 4)),
  ...tier("opensearch", "business", 3, [
    [4, 2, 240],
    [8, 2, 525],
    [16, 4, 1050],
    [32, 8, 2100],
  ]),
  plan("opensearch", "premium-6x-8", "premium", 6, [8, 2, 1050]),
  plan("opensearch", "premium-6x-16", "premium", 6, [16, 4, 2100]),
  plan("pg", "free-1-1gb", "free", 1, [1, 1, 1]),
  plan("pg", "hobbyist", "hobbyist", 1, [2, 1, 8]),
  ...tier("pg", "startup", 1, RELATIONAL),
  ...tier("pg", "business", 2, RELATIONAL),
  ...tier("pg", "premium", 3, RELATIONAL),
  ...tier("thanos", "startup", 1, RELATIONAL.slice(0, 2)),
  ...tier("thanos", "business", 3, RELATIONAL.slice(0, 3)),
  plan("valkey", "free-1", "free", 1, [1, 1, 1]),
  plan("valkey", "hobbyist", "hobbyist", 1, [1, 1, 1]),
  ...tier("valkey", "startup", 1, IN_MEMORY),
  ...tier("valkey", "business", 2, IN_MEMORY),
  ...tier("valkey", "premium", 3, IN_MEMORY.slice(1)),
];

function tier(service_type: string, name: Tier, nodes: number, sizes: readonly Size[]): Plan[] {
  return sizes.map((size) => plan(service_type, `${name}-${size[0]}`, name, nodes, size));
}

function plan(service_type: string, service_plan: string, tier: Tier, nodes: number, size: Size): Plan {
  const [memoryGb, node_cpu_count, diskGb] = size;
  const fixed = tier === "free" || tier === "hobbyist" || FIXED_DISK.has(service_type);
  // Where each node has a share of the data, disk grows on all of them at once.
  const sharded = nodes >= 3 && !SERVICE_TYPES.get(service_type)?.databases;
  return {
    service_type,
    service_plan,
    tier,
    node_count: nodes,
    node_cpu_count,
    node_memory_mb: memoryGb * 1024,
    disk_space_mb: diskGb * 1024,
    disk_space_step_mb: fixed ? 0 : 10 * 1024 * (sharded ? nodes : 1),
    disk_space_cap_mb: fixed ? 0 : diskGb * 1024 * 3,
  };
}

export function plansOf(service_type: string): readonly Plan[] {
  return PLANS.filter((plan) => plan.service_type === service_type);
}

export function planByName(service_type: string, service_plan: string): Plan | undefined {
  return PLANS.find((plan) => plan.service_type === service_type && plan.service_plan === service_plan);
}

/** Providers on whose European clouds there are free plans (source: live price lists of June 2026). */
export const FREE_PLAN_PROVIDERS: readonly string[] = ["aws", "do", "upcloud"];

/** Whether a plan can be had in a cloud: free ones only in some. */
export function isOffered(plan: Plan, cloud: Cloud): boolean {
  if (plan.tier !== "free") return true;
  return cloud.geo_region === "europe" && FREE_PLAN_PROVIDERS.includes(cloud.provider);
}

/** What the plan keeps of backups, in the API's form. Kept days by tier are the documented ones of pg. */
export function backupConfig({ service_type, tier }: Plan) {
  const mode = SERVICE_TYPES.get(service_type)?.backups ?? "none";
  const kept: Readonly<Record<Tier, number>> = { free: 1, hobbyist: 2, startup: 3, business: 15, premium: 31 };
  return {
    interval: mode === "none" ? 0 : 24,
    max_count: mode === "none" ? 0 : kept[tier],
    recovery_mode: mode === "pitr" ? "pitr" : "basic",
  } as const;
}
