import { backupConfig, planByName } from "../data/plans.js";
import type { Table } from "../store.js";
import type { World } from "../world.js";
import { type ServiceRow, serviceKey } from "./service.js";

/** A backup; keyed `project/service_name/backup_name`. */
export interface BackupRow {
  readonly project: string;
  readonly service_name: string;
  readonly backup_name: string;
  readonly backup_time: string;
  /** Bytes before compression. */
  readonly data_size: number;
  readonly storage_location: string;
}

function backups(world: World): Table<BackupRow> {
  return world.table<BackupRow>("backups");
}

/** The backups of a service, the oldest first. */
export function backupsOf(world: World, service: ServiceRow): BackupRow[] {
  return backups(world).under(`${serviceKey(service)}/`);
}

/** Takes a backup, named as its tool would if not otherwise, and removes those that the plan no longer keeps. */
export function takeBackup(world: World, service: ServiceRow, name?: string): void {
  const { project, service_name, cloud_name } = service;
  const plan = planByName(service.service_type, service.plan);
  const kept = plan ? backupConfig(plan).max_count : 0;
  if (kept === 0) return;
  const ageDays = (world.clock.now() - Date.parse(service.create_time)) / (24 * 3600_000);
  const backup_name = name ?? nameOf(service, world.now());
  backups(world).put(`${serviceKey(service)}/${backup_name}`, {
    project,
    service_name,
    backup_name,
    backup_time: world.now(),
    data_size: 31_500_000 + Math.round(260_000 * ageDays),
    storage_location: cloud_name,
  });
  for (const old of backupsOf(world, service).slice(0, -kept)) {
    backups(world).delete(`${serviceKey(service)}/${old.backup_name}`);
  }
}

/** The tools that take the backups name them: `2026-11-22_00-11_0.00000000.pghoard` for pg. */
function nameOf({ service_type }: ServiceRow, time: string): string {
  const stamp = time.slice(0, 16).replace("T", "_").replace(":", "-");
  switch (service_type) {
    case "pg":
      return `${stamp}_0.00000000.pghoard`;
    case "mysql":
      return `mysql_backup_${time.replace(/[-:]/g, "")}`;
    default:
      return `backup-${stamp}`;
  }
}
