import type { Input } from "../../core/catalogue/index.js";
import { planByName } from "../data/plans.js";
import { SERVICE_TYPES } from "../data/service-types.js";
import { ApiFailure } from "../errors.js";
import { chooseCmk } from "../model/cmk.js";
import { requireCloudAccess } from "../model/custom-cloud.js";
import { type Actor, record } from "../model/event.js";
import { followMigration } from "../model/migration.js";
import { patchService, type ServiceRow } from "../model/service.js";
import { chooseVpc } from "../model/vpc.js";
import { mergeConfig } from "./config.js";
import { changeRole, requireNotFailed } from "./disaster-recovery.js";
import { chooseDisk } from "./disk.js";
import { build, powerOff } from "./lifecycle.js";
import { requirePlacement } from "./placement.js";

export type ServiceChange = Omit<Input<"ServiceUpdate">, "project" | "service_name">;

/** Refuses to take away a service that is protected. */
export function requireUnprotected({ termination_protection }: Pick<ServiceRow, "termination_protection">): void {
  if (!termination_protection) return;
  const message = "Service is protected against termination and shutdown. Remove termination protection first.";
  throw new ApiFailure(403, message);
}

/** Changes a service. What needs other nodes rebuilds it; what is left out of the change stays. */
export function updateService(actor: Actor, row: ServiceRow, change: ServiceChange): ServiceRow {
  const changed = applyChange(actor, row, change);
  followMigration(actor.world, changed, row.user_config["migration"]);
  const { disaster_recovery_role: role } = change;
  return role === undefined ? changed : changeRole(actor, changed, role);
}

function applyChange(actor: Actor, row: ServiceRow, change: ServiceChange): ServiceRow {
  const { world } = actor;
  const fields = changedFields(actor, row, change);
  const isOn = row.state !== "POWEROFF";
  const { powered = isOn } = change;
  if (isOn && !powered) requireUnprotected({ ...row, ...fields });
  const settings = settingsOf(change);
  if (settings.length > 0) note(actor, row, "service_update", `Changed ${settings.join(", ")}`);

  if (isOn && !powered) {
    note(actor, row, "service_poweroff", "Powered off the service");
    return powerOff(world, row, fields);
  }
  if (!isOn && powered) {
    requireNotFailed(world, row);
    note(actor, row, "service_poweron", "Powered on the service");
    // Whoever comes up again comes up with the newest software.
    return build(world, row, { ...fields, maintenance_updates: [] });
  }
  return isOn && (needsNodes(row, fields) || redeploys(row, change, settings))
    ? build(world, row, fields)
    : patchService(world, row, fields);
}

function changedFields({ world }: Actor, row: ServiceRow, change: ServiceChange): Partial<ServiceRow> {
  const cloud_name = change.cloud ?? row.cloud_name;
  if (cloud_name !== row.cloud_name) requireCloudAccess(world, row.project, cloud_name);
  const plan = requirePlacement(row.service_type, change.plan ?? row.plan, cloud_name);
  const where = { project: row.project, cloud_name };
  const moves = cloud_name !== row.cloud_name || change.project_vpc_id !== undefined;
  const disk = change.disk_space_mb ?? keptDisk(row, plan.disk_space_mb);
  return {
    plan: plan.service_plan,
    cloud_name,
    project_vpc_id: moves ? chooseVpc(world, where, change.project_vpc_id) : row.project_vpc_id,
    disk_space_mb: chooseDisk(plan, disk),
    user_config: change.user_config
      ? mergeConfig(world, row.service_type, row.user_config, change.user_config)
      : row.user_config,
    termination_protection: change.termination_protection ?? row.termination_protection,
    maintenance: {
      dow: change.maintenance?.dow ?? row.maintenance.dow,
      time: change.maintenance?.time ?? row.maintenance.time,
    },
    tech_emails: change.tech_emails ?? row.tech_emails,
    cmk_id: change.cmk_id ? chooseCmk(world, row.project, change.cmk_id) : row.cmk_id,
    group_name: change.group_name ?? row.group_name,
  };
}

/** Disk that was added stays, unless the plan gives as much anyway. */
function keptDisk({ disk_space_mb }: ServiceRow, given: number): number | undefined {
  return disk_space_mb !== null && disk_space_mb > given ? disk_space_mb : undefined;
}

function needsNodes(row: ServiceRow, fields: Partial<ServiceRow>): boolean {
  const next: ServiceRow = { ...row, ...fields };
  const versionKey = SERVICE_TYPES.get(row.service_type)?.versionKey;
  return (
    next.plan !== row.plan ||
    next.cloud_name !== row.cloud_name ||
    next.project_vpc_id !== row.project_vpc_id ||
    // Disks grow where they are, but do not shrink.
    diskOf(next) < diskOf(row) ||
    (versionKey !== undefined && next.user_config[versionKey] !== row.user_config[versionKey])
  );
}

/** An application is built anew when its configuration changes, or when nothing does: that is how it is asked for. */
function redeploys({ service_type }: ServiceRow, { user_config }: ServiceChange, settings: readonly string[]): boolean {
  return service_type === "application" && (user_config !== undefined || settings.length === 0);
}

function diskOf({ service_type, plan, disk_space_mb }: ServiceRow): number {
  return disk_space_mb ?? planByName(service_type, plan)?.disk_space_mb ?? 0;
}

/** What a change says beside power, for the event log. */
function settingsOf(change: ServiceChange): string[] {
  const silent = new Set(["powered", "allow_unclean_poweroff", "project", "service_name"]);
  return Object.keys(change).filter((name) => !silent.has(name));
}

function note(actor: Actor, { project, service_name }: ServiceRow, event_type: string, event_desc: string): void {
  record(actor, project, event_type, event_desc, service_name);
}
