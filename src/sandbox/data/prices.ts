import type { Cloud } from "./clouds.js";
import type { Plan, Tier } from "./plans.js";

/**
 * US dollars per hour for a gigabyte of memory of a node, on Google Cloud. That of pg gives the live price of startup-4
 * in June 2026 (0.13562); the rest is invented, near the public price list.
 */
const PER_GB: Readonly<Record<string, number>> = {
  application: 0.016,
  clickhouse: 0.036,
  flink: 0.0342,
  grafana: 0.029,
  kafka: 0.033,
  kafka_connect: 0.0315,
  kafka_mirrormaker: 0.0315,
  mysql: 0.033905,
  opensearch: 0.0345,
  pg: 0.033905,
  thanos: 0.0335,
  valkey: 0.0322,
};

const TIER_FACTOR: Readonly<Record<Tier, number>> = {
  free: 0,
  hobbyist: 0.4,
  startup: 1,
  business: 0.97,
  premium: 0.95,
};

/** What a gigabyte of added disk costs per hour on Google Cloud, in US dollars. */
const DISK_GB = 0.00032;
const OBJECT_STORAGE_GB = 0.00005;

/** What beside services costs per hour on Google Cloud, in US dollars; invented, near the public prices. */
const STATIC_IP = 0.0075;
const PRIVATELINK = 0.055;
const TRANSIT_GATEWAY = 0.07;
/** Providers that have them. */
const WITH_STATIC_IPS: readonly string[] = ["aws", "azure", "google"];
const WITH_PRIVATELINK: readonly string[] = ["aws", "azure", "google"];

/** US dollars per hour of a plan in a cloud, as the decimal string of the API. */
export function planPrice(plan: Plan, cloud: Cloud): string {
  const gigabytes = (plan.node_memory_mb / 1024) * plan.node_count;
  return decimal(gigabytes * (PER_GB[plan.service_type] ?? 0.03) * TIER_FACTOR[plan.tier] * cloud.priceFactor);
}

/** US dollars per hour of a gigabyte added to the plan's disk. */
export function diskPrice(cloud: Cloud): string {
  return decimal(DISK_GB * cloud.priceFactor);
}

/** US dollars per hour of a gigabyte of object storage, where the type moves old data there. */
export function objectStoragePrice(plan: Plan, cloud: Cloud): string | undefined {
  const tiered = ["clickhouse", "kafka", "thanos"].includes(plan.service_type) && plan.tier !== "free";
  return tiered ? decimal(OBJECT_STORAGE_GB * cloud.priceFactor) : undefined;
}

/** US dollars per hour of a static IP address; undefined where there are none. */
export function staticIpPrice(cloud: Cloud): string | undefined {
  return WITH_STATIC_IPS.includes(cloud.provider) ? decimal(STATIC_IP * cloud.priceFactor) : undefined;
}

/** US dollars per hour of a service's PrivateLink; undefined where there is none. */
export function privatelinkPrice(cloud: Cloud): string | undefined {
  return WITH_PRIVATELINK.includes(cloud.provider) ? decimal(PRIVATELINK * cloud.priceFactor) : undefined;
}

/** US dollars per hour of a VPC peering connection: only attachments to a transit gateway cost anything. */
export function peeringPrice(type: string, cloud: Cloud): string {
  return decimal(type === "aws-tgw-vpc-attachment" ? TRANSIT_GATEWAY * cloud.priceFactor : 0);
}

function decimal(dollars: number): string {
  return dollars.toFixed(5);
}
