import type { Output } from "../../core/catalogue/index.js";
import { found } from "../errors.js";
import type { Effects, World } from "../world.js";
import { type ServiceRow, serviceKey, services } from "./service.js";

type Status = Output<"ServiceGetMigrationStatus">;

/** A migration of data into a service, as its user_config orders it; keyed `project/service_name/migration`. */
interface MigrationRow {
  readonly method: "" | "dump" | "mysqldump" | "pg_dump" | "replication" | "scan";
  readonly dbname: string;
  readonly status: "running" | "done" | "syncing";
}

const COPY_MS = 120_000;

function migrations(world: World) {
  return world.table<MigrationRow>("migrations");
}

function migrationKey(service: ServiceRow): string {
  return `${serviceKey(service)}/migration`;
}

/** Begins the migration that a change of user_config orders, or ends it when the order is taken back. */
export function followMigration(world: World, service: ServiceRow, before: unknown): void {
  const { migration } = service.user_config;
  if (JSON.stringify(migration) === JSON.stringify(before)) return;
  const key = migrationKey(service);
  world.cancelAll(key);
  if (typeof migration !== "object" || migration === null) {
    migrations(world).delete(key);
    return;
  }
  const fields = new Map<string, unknown>(Object.entries(migration));
  const dbname = fields.get("dbname");
  const method = methodOf(service.service_type, fields.get("method"));
  migrations(world).put(key, { method, dbname: typeof dbname === "string" ? dbname : "defaultdb", status: "running" });
  world.schedule("migration-copied", key, COPY_MS);
}

function methodOf(service_type: string, wanted: unknown): MigrationRow["method"] {
  const dumps = wanted === "dump";
  switch (service_type) {
    case "pg":
      return dumps ? "pg_dump" : "replication";
    case "mysql":
      return dumps ? "mysqldump" : "replication";
    default:
      return wanted === "scan" ? "scan" : "replication";
  }
}

/** How far the migration of a service is. No data is copied. */
export function migrationOf(world: World, service: ServiceRow): Status {
  const row = found(migrations(world).get(migrationKey(service)), "No migration has been configured for the service");
  const { method, status, dbname } = row;
  const link = service.service_type === "valkey" && status === "syncing";
  return {
    migration: {
      ...(link ? { master_last_io_seconds_ago: 1, master_link_status: "up" } : {}),
      method,
      status,
    },
    migration_detail: [{ dbname: service.service_type === "valkey" ? "0" : dbname, method, status }],
  };
}

export const effects: Effects = {
  // Replication goes on, in step with the source, until the migration is taken out of the configuration.
  "migration-copied": (key, world) => {
    const row = migrations(world).get(key);
    const service = services(world).get(key.replace(/\/migration$/, ""));
    if (!row || !service) return;
    migrations(world).patch(key, { status: row.method === "replication" ? "syncing" : "done" });
  },
};
