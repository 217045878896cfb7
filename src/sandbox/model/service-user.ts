import { SERVICE_TYPES } from "../data/service-types.js";
import { found } from "../errors.js";
import type { Table } from "../store.js";
import type { World } from "../world.js";
import { createDefaultAcls } from "./kafka-acl.js";
import { type ServiceRow, serviceKey } from "./service.js";

/** A user of a service; keyed `project/service_name/username`. */
export interface ServiceUserRow {
  readonly project: string;
  readonly service_name: string;
  readonly username: string;
  /** `primary` for the one that the service has from the start. */
  readonly type: "primary" | "normal";
  readonly password: string;
  readonly password_updated_time: string;
  readonly authentication: "caching_sha2_password" | "mysql_native_password" | null;
  readonly access_control: Readonly<Record<string, unknown>> | null;
  /** Client certificate, where the type uses them. */
  readonly certificate: CertificateRow | null;
  /** When the certificate before the last reset ceases to work; null once its renewal is acknowledged. */
  readonly expiring_cert_not_valid_after_time: string | null;
}

/** Which certificate a user has; the certificate itself is issued when it is shown. */
interface CertificateRow {
  readonly serial: number;
  readonly not_valid_after_time: string;
}

export interface ServiceUserSpec {
  readonly username: string;
  readonly type: ServiceUserRow["type"];
  readonly password?: string | undefined;
  readonly authentication?: ServiceUserRow["authentication"] | undefined;
  readonly access_control?: ServiceUserRow["access_control"] | undefined;
}

/** How long a client certificate is valid: about 820 days. */
const CERTIFICATE_MS = 820 * 24 * 3600_000;

export function serviceUsers(world: World): Table<ServiceUserRow> {
  return world.table<ServiceUserRow>("service_users");
}

/** The users of a service, the primary one first. */
export function serviceUsersOf(world: World, service: ServiceRow): ServiceUserRow[] {
  return serviceUsers(world).under(`${serviceKey(service)}/`);
}

export function serviceUserKey(service: ServiceRow, username: string): string {
  return `${serviceKey(service)}/${username}`;
}

export function requireServiceUser(world: World, service: ServiceRow, username: string): ServiceUserRow {
  const row = serviceUsers(world).get(serviceUserKey(service, username));
  return found(row, `User ${username} with component main not found`);
}

/** The user that a service has from the start; undefined where the type has no users. */
export function primaryUser(world: World, service: ServiceRow): ServiceUserRow | undefined {
  return serviceUsersOf(world, service).find((user) => user.type === "primary");
}

/** Makes the user that a service of this type has from the start, if it has one. */
export function createPrimaryUser(world: World, service: ServiceRow): void {
  const { admin_username, admin_password } = service.user_config;
  const username = SERVICE_TYPES.get(service.service_type)?.adminUser;
  if (username === undefined) return;
  const user = createServiceUser(world, service, {
    username: typeof admin_username === "string" ? admin_username : username,
    type: "primary",
    password: typeof admin_password === "string" ? admin_password : undefined,
  });
  if (service.service_type === "kafka") createDefaultAcls(world, service, user.username);
}

export function createServiceUser(world: World, service: ServiceRow, spec: ServiceUserSpec): ServiceUserRow {
  const { project, service_name, service_type } = service;
  return serviceUsers(world).put(serviceUserKey(service, spec.username), {
    project,
    service_name,
    username: spec.username,
    type: spec.type,
    password: spec.password ?? world.password(),
    password_updated_time: world.now(),
    authentication: spec.authentication ?? (service_type === "mysql" ? "caching_sha2_password" : null),
    access_control: spec.access_control ?? null,
    certificate: service_type === "kafka" ? newCertificate(world) : null,
    expiring_cert_not_valid_after_time: null,
  });
}

/** Gives a user a new password, and a new certificate where it has one: the old one works for two more weeks. */
export function resetCredentials(world: World, service: ServiceRow, user: ServiceUserRow, password?: string): void {
  const grace = world.clock.timestamp(world.clock.now() + 14 * 24 * 3600_000);
  serviceUsers(world).put(serviceUserKey(service, user.username), {
    ...user,
    password: password ?? world.password(),
    password_updated_time: world.now(),
    certificate: user.certificate && newCertificate(world),
    expiring_cert_not_valid_after_time: user.certificate && grace,
  });
}

function newCertificate(world: World): CertificateRow {
  return {
    serial: world.next("certificate"),
    not_valid_after_time: world.clock.timestamp(world.clock.now() + CERTIFICATE_MS),
  };
}
