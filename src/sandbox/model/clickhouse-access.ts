import { found } from "../errors.js";
import type { Table } from "../store.js";
import type { World } from "../world.js";
import { type ServiceRow, serviceKey } from "./service.js";
import { serviceUsersOf } from "./service-user.js";

/** A user or a role of a ClickHouse service, who can be granted something. */
export interface GranteeRow {
  readonly kind: "user" | "role";
  readonly uuid: string;
  readonly name: string;
  /** Whether the service cannot be without it. */
  readonly required: boolean;
}

/** A privilege or a role that a user or a role has; keyed `project/service_name/number`. */
export interface GrantRow {
  readonly grantee: string;
  /** The role, where a role is granted; else null. */
  readonly role: string | null;
  readonly access_type: string;
  /** Null for all of them. */
  readonly database: string | null;
  readonly table: string | null;
  readonly column: string | null;
  /** May be passed on: `WITH GRANT OPTION`, and of roles `WITH ADMIN OPTION`. */
  readonly grant_option: boolean;
}

/** The roles; keyed `project/service_name/name`. */
function roles(world: World): Table<GranteeRow> {
  return world.table<GranteeRow>("clickhouse_roles");
}

export function rolesOf(world: World, service: ServiceRow): GranteeRow[] {
  return roles(world).under(`${serviceKey(service)}/`);
}

/** The users, who are the service users: only here do they have a UUID. */
export function clickHouseUsersOf(world: World, service: ServiceRow): GranteeRow[] {
  return serviceUsersOf(world, service).map(({ username, type }) => {
    const hex = world.hex(`clickhouse user ${serviceKey(service)}/${username}`, 32);
    const uuid = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
    return { kind: "user", uuid, name: username, required: type === "primary" };
  });
}

/** Users and roles share their names. */
export function findGrantee(world: World, service: ServiceRow, name: string): GranteeRow | undefined {
  return [...clickHouseUsersOf(world, service), ...rolesOf(world, service)].find((each) => each.name === name);
}

export function createRole(world: World, service: ServiceRow, name: string): void {
  const role: GranteeRow = { kind: "role", uuid: world.uuid(), name, required: false };
  roles(world).put(`${serviceKey(service)}/${name}`, role);
}

export function dropRole(world: World, service: ServiceRow, name: string): void {
  roles(world).delete(`${serviceKey(service)}/${name}`);
  forgetGrants(world, service, name);
}

/** Removes what was granted to a user or role that is gone and, of a role, the grants of it. */
export function forgetGrants(world: World, service: ServiceRow, name: string): void {
  for (const [key, grant] of grants(world).entriesUnder(`${serviceKey(service)}/`)) {
    if (grant.grantee === name || grant.role === name) grants(world).delete(key);
  }
}

export function requireUserByUuid(world: World, service: ServiceRow, uuid: string): GranteeRow {
  const row = clickHouseUsersOf(world, service).find((user) => user.uuid === uuid);
  return found(row, `ClickHouse user ${uuid} does not exist`);
}

function grants(world: World): Table<GrantRow> {
  return world.table<GrantRow>("clickhouse_grants");
}

/** All grants, those that the administrator has from the start first. */
export function grantsOf(world: World, service: ServiceRow): GrantRow[] {
  const administrators = clickHouseUsersOf(world, service).filter(({ required }) => required);
  return [...administrators.map(({ name }) => everythingTo(name)), ...grants(world).under(`${serviceKey(service)}/`)];
}

/** Grants something, in the place of the same grant with another option. */
export function grant(world: World, service: ServiceRow, row: GrantRow): void {
  revoke(world, service, row);
  grants(world).put(`${serviceKey(service)}/${world.next("clickhouse grant")}`, row);
}

/** Takes a grant back; taking back what was never granted changes nothing. */
export function revoke(world: World, service: ServiceRow, row: GrantRow): void {
  for (const [key, existing] of grants(world).entriesUnder(`${serviceKey(service)}/`)) {
    if (isSame(existing, row)) grants(world).delete(key);
  }
}

function isSame(a: GrantRow, b: GrantRow): boolean {
  return (
    a.grantee === b.grantee &&
    a.role === b.role &&
    a.access_type === b.access_type &&
    a.database === b.database &&
    a.table === b.table &&
    a.column === b.column
  );
}

function everythingTo(grantee: string): GrantRow {
  return { grantee, role: null, access_type: "ALL", database: null, table: null, column: null, grant_option: true };
}
