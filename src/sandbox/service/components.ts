import { planByName } from "../data/plans.js";
import { disasterRecoveryRole, pairOf } from "../model/disaster-recovery.js";
import { connectedTo } from "../model/privatelink.js";
import type { ServiceRow } from "../model/service.js";
import type { World } from "../world.js";

/** A part of a service that clients connect to, in the API's form. */
export interface Component {
  readonly component: string;
  readonly host: string;
  readonly port: number;
  readonly route: "dynamic" | "public" | "private" | "privatelink";
  readonly usage: "primary" | "replica" | "disaster_recovery";
  readonly ssl?: boolean;
  readonly kafka_authentication_method?: "certificate" | "sasl";
  readonly kafka_ssl_ca?: "project_ca";
  readonly path?: string;
  readonly privatelink_connection_id?: string;
}

interface Part {
  readonly component: string;
  /** Distance from the service's first port; undefined for 443. */
  readonly offset?: number;
  readonly usage?: "replica";
  readonly method?: "certificate" | "sasl";
  /** Whether a service has it; every service of the type when undefined. */
  readonly when?: (row: ServiceRow) => boolean;
}

const HTTPS = 443;

const PARTS: Readonly<Record<string, readonly Part[]>> = {
  application: [{ component: "application" }],
  clickhouse: [
    { component: "clickhouse", offset: 0 },
    { component: "clickhouse_https", offset: 1 },
    { component: "clickhouse_mysql", offset: 2 },
  ],
  flink: [{ component: "flink", offset: 0 }],
  grafana: [{ component: "grafana" }],
  kafka: [
    { component: "kafka", offset: 3, method: "certificate" },
    { component: "kafka", offset: 14, method: "sasl", when: hasSasl },
    { component: "kafka_connect", when: isOn("kafka_connect") },
    { component: "kafka_rest", offset: 5, when: isOn("kafka_rest") },
    { component: "schema_registry", offset: 6, when: isOn("schema_registry") },
  ],
  kafka_connect: [{ component: "kafka_connect" }],
  kafka_mirrormaker: [{ component: "kafka_mirrormaker", offset: 0 }],
  mysql: [
    { component: "mysql", offset: 0 },
    { component: "mysql", offset: 0, usage: "replica", when: hasStandby },
    { component: "mysqlx", offset: 3 },
  ],
  opensearch: [{ component: "opensearch", offset: 0 }, { component: "opensearch_dashboards" }],
  pg: [
    { component: "pg", offset: 0 },
    { component: "pg", offset: 0, usage: "replica", when: hasStandby },
    { component: "pgbouncer", offset: 1, when: hasPooling },
  ],
  thanos: [
    { component: "query_frontend", offset: 0 },
    { component: "receiver_remote_write", offset: 1 },
    { component: "query", offset: 2 },
  ],
  valkey: [
    { component: "valkey", offset: 0 },
    { component: "valkey", offset: 0, usage: "replica", when: hasStandby },
  ],
};

/**
 * The components of a service. Those of a disaster recovery pair share the address of the primary service, behind which is
 * whichever is active; the recovery service has an address of its own beside it.
 */
export function componentsOf(world: World, row: ServiceRow): Component[] {
  const pair = pairOf(world, row);
  if (!pair) return ownComponents(world, row);
  const active = disasterRecoveryRole(world, pair.recovery) === "active" ? pair.recovery : pair.primary;
  // A name can move from one to the other, the port of an engine cannot.
  const shared = ownComponents(world, active.endpoint ? active : pair.primary).filter(
    ({ usage }) => usage === "primary",
  );
  const standbys = ownComponents(world, row).filter(({ usage }) => usage === "replica");
  const recovery = ownComponents(world, pair.recovery).filter(({ usage }) => usage === "primary");
  return [...shared, ...standbys, ...recovery.map((each) => ({ ...each, usage: "disaster_recovery" as const }))];
}

/** What the engine of a service serves, else what a real one would have, where nothing listens. */
function ownComponents(world: World, row: ServiceRow): Component[] {
  if (row.endpoint) {
    const { host, port } = row.endpoint;
    return [{ component: row.service_type, host, port, route: "dynamic", usage: "primary", ssl: true }];
  }
  const parts = (PARTS[row.service_type] ?? []).filter((part) => part.when?.(row) ?? true);
  // Where there is no VPC, the usual route is the public one.
  const inVpc = (access: string) => (part: Part) => row.project_vpc_id !== null && allows(row, access, part);
  return [
    ...parts.map((part) => toComponent(row, part, "dynamic")),
    ...parts.filter(inVpc("public_access")).map((part) => toComponent(row, part, "public")),
    ...parts.filter(inVpc("private_access")).map((part) => toComponent(row, part, "private")),
    ...connectedTo(world, row).flatMap(({ privatelink_connection_id }, index) =>
      parts
        .filter((part) => allows(row, "privatelink_access", part))
        .map((part) => ({ ...toComponent(row, part, "privatelink", index + 1), privatelink_connection_id })),
    ),
  ];
}

function toComponent(row: ServiceRow, part: Part, route: Component["route"], number = 0): Component {
  const { component, offset, usage = "primary", method } = part;
  const prefix = { dynamic: "", public: "public-", private: "private-", privatelink: `privatelink-${number}-` }[route];
  const host = `${usage === "replica" ? "replica." : ""}${prefix}${hostOf(row)}`;
  return {
    component,
    host,
    port: offset === undefined ? HTTPS : row.base_port + offset,
    route,
    usage,
    ssl: true,
    ...(method ? { kafka_authentication_method: method, kafka_ssl_ca: "project_ca" } : {}),
    ...(component === "application" ? { path: `https://${host}` } : {}),
  };
}

/** The host name of a service (source: seen in many connection strings). */
function hostOf({ project, service_name }: ServiceRow): string {
  return `${service_name}-${project}.h.aivencloud.com`;
}

function isOn(key: string): (row: ServiceRow) => boolean {
  return (row) => row.user_config[key] === true;
}

function hasSasl({ user_config }: ServiceRow): boolean {
  return hasFlag(user_config["kafka_authentication_methods"], "sasl");
}

function allows({ user_config }: ServiceRow, access: string, { component }: Part): boolean {
  return hasFlag(user_config[access], component);
}

function hasFlag(options: unknown, name: string): boolean {
  return (
    typeof options === "object" &&
    options !== null &&
    Object.entries(options).some(([key, on]) => key === name && on === true)
  );
}

function hasStandby({ service_type, plan }: ServiceRow): boolean {
  return (planByName(service_type, plan)?.node_count ?? 1) > 1;
}

/** Whether connections to a PostgreSQL service can be pooled. */
export function hasPooling({ service_type, plan }: ServiceRow): boolean {
  const tier = planByName(service_type, plan)?.tier;
  return tier !== "free" && tier !== "hobbyist";
}
