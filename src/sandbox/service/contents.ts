import { SERVICE_TYPES } from "../data/service-types.js";
import { createDefaultDatabase } from "../model/clickhouse-database.js";
import { createDatabase } from "../model/database.js";
import { followMigration } from "../model/migration.js";
import { createFirstIndices } from "../model/opensearch-index.js";
import type { ServiceRow } from "../model/service.js";
import { createPrimaryUser } from "../model/service-user.js";
import type { World } from "../world.js";

/** What a new service has in it from the start. */
export function createContents(world: World, service: ServiceRow): void {
  createPrimaryUser(world, service);
  if (SERVICE_TYPES.get(service.service_type)?.databases) createDatabase(world, service, "defaultdb");
  if (service.service_type === "opensearch") createFirstIndices(world, service);
  if (service.service_type === "clickhouse") createDefaultDatabase(world, service);
  followMigration(world, service, undefined);
}
