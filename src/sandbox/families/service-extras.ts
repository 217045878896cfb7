import { PG_EXTENSIONS } from "../data/extensions.js";
import { badRequest, conflict } from "../errors.js";
import { recordOn } from "../model/event.js";
import { migrationOf } from "../model/migration.js";
import { requirePowered, requireService, requireServiceOf } from "../model/service.js";
import { toService } from "../service/view.js";
import type { Handlers } from "../world.js";

export { effects } from "../model/migration.js";

/** How long a full database may be written to again. */
const WRITABLE_MS = 15 * 60_000;

/** Single operations of single service types. */
export const handlers: Handlers = {
  PGServiceAvailableExtensions: (input, call) => {
    requirePowered(requireServiceOf(call, input, "extensions", "pg"));
    const extensions = PG_EXTENSIONS.map(({ name, version }) => ({
      default_version: version,
      name,
      versions: [version],
    }));
    return { extensions };
  },

  ServiceGetMigrationStatus: (input, call) => {
    const service = requireServiceOf(call, input, "migrations", "mysql", "pg", "valkey");
    return migrationOf(call.world, requirePowered(service));
  },

  ServiceEnableWrites: (input, call) => {
    const service = requirePowered(requireServiceOf(call, input, "enabling writes", "mysql", "pg"));
    recordOn(call, service, "service_enable_writes", "Enabled writes for a while");
    const until = call.world.clock.timestamp(call.world.clock.now() + WRITABLE_MS);
    return { message: "Writes enabled", until };
  },

  // Types that can become another one are retired, so that no service of them exists here.
  ServiceServiceTypeUpdate: (input, call) => {
    const service = requireService(call, input);
    if (service.service_type === input.service_type) return { service: toService(call.world, service, true) };
    const change = `from '${service.service_type}' to '${input.service_type}'`;
    throw badRequest(`Changing the service type ${change} is not allowed`, "service_type_not_allowed");
  },

  ServiceDataHubRotateInternalSecrets: (input, call) => {
    const { service_type } = requireService(call, input);
    throw conflict(`Service type '${service_type}' has no internal secrets to rotate`, "service_type_not_allowed");
  },

  ServiceBackupToAnotherRegionReport: (input, call) => {
    const { user_config, service_type } = requireService(call, input);
    const regions = user_config["additional_backup_regions"];
    if (!Array.isArray(regions) || regions.length === 0) {
      throw badRequest(`Service of type '${service_type}' has no additional_backup_regions configured`);
    }
    return { metrics: {} };
  },
};
