import {
  clickHouseDatabaseKey,
  clickHouseDatabases,
  orderClickHouseDatabase,
  removeClickHouseDatabase,
} from "../model/clickhouse-database.js";
import { createDatabase, databaseKey, databases } from "../model/database.js";
import { partPair } from "../model/disaster-recovery.js";
import { createIntegration, type IntegrationRow, type IntegrationSpec, integrations } from "../model/integration.js";
import { endpoints } from "../model/integration-endpoint.js";
import { indexKey, indices, indicesOf, putIndex } from "../model/opensearch-index.js";
import { type ServiceRow, services } from "../model/service.js";
import type { Effects, World } from "../world.js";
import { shareContents } from "./disaster-recovery.js";

const DAY_MS = 24 * 3600_000;
const LOG_DAYS = 3;

/** Makes an integration, and what it puts into its destination. */
export function connect(world: World, spec: IntegrationSpec): IntegrationRow {
  const row = createIntegration(world, spec);
  const dest = destOf(world, row);
  if (!dest) return row;
  const source = services(world).get(`${row.source_project}/${row.source_service}`);
  if (source && row.integration_type === "disaster_recovery") shareContents(world, source, dest);
  if (row.integration_type === "logs") world.schedule("log-index", row.service_integration_id, 0);
  if (row.integration_type === "metrics" && dest.service_type === "pg") {
    const name = setting(row, "database", "metrics");
    if (!databases(world).has(databaseKey(dest, name))) createDatabase(world, dest, name);
  }
  for (const { name, engine } of mirrored(world, row)) {
    if (!clickHouseDatabases(world).has(clickHouseDatabaseKey(dest, name))) {
      orderClickHouseDatabase(world, dest, name, engine);
    }
  }
  return row;
}

/** Ends an integration. What it has written stays; databases that only show the source go. */
export function disconnect(world: World, row: IntegrationRow): void {
  const dest = destOf(world, row);
  integrations(world).delete(row.service_integration_id);
  world.cancelAll(row.service_integration_id);
  partPair(world, row);
  if (dest) for (const { name } of mirrored(world, row)) removeClickHouseDatabase(world, dest, name);
}

export const effects: Effects = {
  // Logs go to an index a day, and the days before the last ones are removed.
  "log-index": (id, world) => {
    const row = integrations(world).get(id);
    const dest = row && destOf(world, row);
    if (!row || !dest) return;
    world.scheduleAt("log-index", id, world.clock.now() - (world.clock.now() % DAY_MS) + DAY_MS);
    if (dest.nodes.length === 0) return;
    const prefix = setting(row, "elasticsearch_index_prefix", "logs");
    const today = `${prefix}-${world.now().slice(0, 10)}`;
    if (!indices(world).has(indexKey(dest, today))) putIndex(world, dest, today, { docs: 4_320, size: 1_240_000 });
    const days = row.user_config["elasticsearch_index_days_max"];
    const kept = typeof days === "number" ? days : LOG_DAYS;
    const daily = indicesOf(world, dest).filter(({ index_name }) => isDaily(index_name, prefix));
    for (const { index_name } of daily.slice(0, -kept)) indices(world).delete(indexKey(dest, index_name));
  },
};

function isDaily(index_name: string, prefix: string): boolean {
  return index_name.startsWith(`${prefix}-`) && /^\d{4}-\d\d-\d\d$/.test(index_name.slice(prefix.length + 1));
}

/** The databases of ClickHouse in which an integration shows its source, named after it. */
function mirrored(world: World, row: IntegrationRow): { name: string; engine: string }[] {
  const endpoint = endpoints(world).get(`${row.source_project}/${row.source_endpoint_id}`);
  const source = row.source_service ? `service_${row.source_service}` : `endpoint_${endpoint?.endpoint_name ?? ""}`;
  switch (row.integration_type) {
    case "clickhouse_kafka":
      return [{ name: source, engine: "Atomic" }];
    case "clickhouse_postgresql":
      return pgDatabases(row).map((name) => ({ name: `${source}_${name}`, engine: "PostgreSQL" }));
    default:
      return [];
  }
}

function pgDatabases({ user_config }: IntegrationRow): string[] {
  const given: unknown = user_config["databases"];
  if (!Array.isArray(given) || given.length === 0) return ["defaultdb_public"];
  return given.map((item: unknown) => {
    const fields = new Map<string, unknown>(Object.entries(typeof item === "object" && item !== null ? item : {}));
    return `${fields.get("database") ?? "defaultdb"}_${fields.get("schema") ?? "public"}`;
  });
}

function setting({ user_config }: IntegrationRow, name: string, fallback: string): string {
  const value = user_config[name];
  return typeof value === "string" ? value : fallback;
}

function destOf(world: World, { dest_project, dest_service }: IntegrationRow): ServiceRow | undefined {
  return services(world).get(`${dest_project}/${dest_service}`);
}
