import { badRequest, found } from "../errors.js";
import { type BackupRow, backupsOf } from "../model/backup.js";
import { createDatabase, databasesOf } from "../model/database.js";
import type { Actor } from "../model/event.js";
import { requireMember } from "../model/project.js";
import { type ServiceRow, serviceKey, services } from "../model/service.js";
import { createServiceUser, serviceUserKey, serviceUsers, serviceUsersOf } from "../model/service-user.js";
import type { World } from "../world.js";
import type { UserConfig } from "./config.js";

/**
 * The service that a new one is to be a fork of, by its user_config; undefined when it is none. Throws when there is no
 * backup to fork from, or none of the wanted name or time.
 */
export function forkSource(
  actor: Actor,
  target: { readonly project: string; readonly service_type: string },
  config: UserConfig,
): ServiceRow | undefined {
  const named = forkOf(target.project, config);
  if (!named) return undefined;
  requireMember(actor.world, actor.userId, named.project);
  const name = named.service_name;
  const source = found(forkedService(actor.world, target.project, config), `Service ${name} does not exist`);
  if (source.service_type !== target.service_type) {
    throw badRequest(`Cannot fork service type '${source.service_type}' into '${target.service_type}'`);
  }
  requireBackup(actor.world, backupsOf(actor.world, source), name, config);
  return source;
}

/** Whether a configuration is that of a fork. */
export function isForked(config: UserConfig): boolean {
  return forkOf("", config) !== undefined;
}

/** The service that a service of a project is a fork of, if that is there. */
export function forkedService(world: World, project: string, config: UserConfig): ServiceRow | undefined {
  const named = forkOf(project, config);
  return named && services(world).get(serviceKey(named));
}

function forkOf(own: string, config: UserConfig): { project: string; service_name: string } | undefined {
  const service_name = config["service_to_fork_from"] ?? config["pg_service_to_fork_from"];
  if (typeof service_name !== "string") return undefined;
  const { project_to_fork_from: project } = config;
  return { project: typeof project === "string" ? project : own, service_name };
}

function requireBackup(world: World, backups: readonly BackupRow[], service: string, config: UserConfig): void {
  const [first] = backups;
  if (!first) throw badRequest(`Service ${service} has no backups to fork from`);
  const { recovery_basebackup_name: name, recovery_target_time: time } = config;
  if (typeof name === "string" && !backups.some((backup) => backup.backup_name === name)) {
    throw badRequest(`Service ${service} has no backup named '${name}'`);
  }
  if (typeof time === "string") {
    const at = Date.parse(time);
    if (Number.isNaN(at)) throw badRequest(`Invalid user_config: '${time}' is not a valid recovery_target_time`);
    if (at < Date.parse(first.backup_time) || at > world.clock.now()) {
      throw badRequest(`recovery_target_time must lie between ${first.backup_time} and now`);
    }
  }
}

/** Gives a fork the databases and users of its source. The users get passwords of their own. */
export function copyContents(world: World, source: ServiceRow, target: ServiceRow): void {
  for (const { database_name, lc_collate, lc_ctype } of databasesOf(world, source)) {
    createDatabase(world, target, database_name, { lc_collate, lc_ctype });
  }
  for (const { username, type, authentication, access_control } of serviceUsersOf(world, source)) {
    if (serviceUsers(world).has(serviceUserKey(target, username))) continue;
    if (type === "normal") createServiceUser(world, target, { username, type, authentication, access_control });
  }
}
