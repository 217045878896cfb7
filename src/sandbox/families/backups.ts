import { SERVICE_TYPES } from "../data/service-types.js";
import { backupsOf } from "../model/backup.js";
import { requireService } from "../model/service.js";
import { backupSchedule } from "../service/lifecycle.js";
import type { Handlers } from "../world.js";

export const handlers: Handlers = {
  ServiceBackupsGet: (input, call) => {
    const row = requireService(call, input);
    const backups = backupsOf(call.world, row);
    const mode = SERVICE_TYPES.get(row.service_type)?.backups ?? "none";
    const primary_region = { pitr_range_start: backups[0]?.backup_time ?? null, pitr_range_end: null };
    return {
      backups: backups.map(({ backup_name, backup_time, data_size, storage_location }) => ({
        backup_name,
        backup_time,
        data_size,
        storage_location,
      })),
      ...(mode === "pitr" ? { pitr: { additional_regions: [], primary_region } } : {}),
      ...(mode === "none" ? {} : { scheduled_backup_time: backupSchedule(call.world, row) }),
    };
  },
};
