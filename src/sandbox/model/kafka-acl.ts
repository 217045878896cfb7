import type { Input } from "../../core/catalogue/index.js";
import type { Table } from "../store.js";
import type { World } from "../world.js";
import { type ServiceRow, serviceKey } from "./service.js";

type NativeAcl = Input<"ServiceKafkaNativeAclAdd">;

/** An entry of the provider's own ACL; keyed `project/service_name/id`. */
export interface AclRow {
  readonly id: string;
  readonly permission: "admin" | "read" | "readwrite" | "write";
  readonly topic: string;
  readonly username: string;
}

/** An entry of Kafka's own ACL; keyed likewise. */
export interface NativeAclRow {
  readonly id: string;
  readonly host: string;
  readonly operation: NativeAcl["operation"];
  readonly pattern_type: "LITERAL" | "PREFIXED";
  readonly permission_type: "ALLOW" | "DENY";
  readonly principal: string;
  readonly resource_name: string;
  readonly resource_type: NativeAcl["resource_type"];
}

/** An entry of Schema Registry's ACL; keyed likewise. */
export interface SchemaAclRow {
  readonly id: string;
  readonly permission: "schema_registry_read" | "schema_registry_write";
  readonly resource: string;
  readonly username: string;
}

export function acls(world: World): Table<AclRow> {
  return world.table<AclRow>("kafka_acls");
}

export function nativeAcls(world: World): Table<NativeAclRow> {
  return world.table<NativeAclRow>("kafka_native_acls");
}

export function schemaAcls(world: World): Table<SchemaAclRow> {
  return world.table<SchemaAclRow>("schema_registry_acls");
}

/** The entries of a service in one of the tables. */
export function aclsOf<Row extends object>(table: Table<Row>, service: ServiceRow): Row[] {
  return table.under(`${serviceKey(service)}/`);
}

export function aclKey(service: ServiceRow, id: string): string {
  return `${serviceKey(service)}/${id}`;
}

/** What a new Kafka service allows: everything to its primary user. */
export function createDefaultAcls(world: World, service: ServiceRow, username: string): void {
  const access = { id: "default", permission: "admin", topic: "*", username } as const;
  acls(world).put(aclKey(service, access.id), access);
  for (const [id, resource] of [
    ["default-sr-admin-config", "Config:"],
    ["default-sr-admin-subject", "Subject:*"],
  ] as const) {
    const permission = "schema_registry_write";
    schemaAcls(world).put(aclKey(service, id), { id, permission, resource, username });
  }
}
