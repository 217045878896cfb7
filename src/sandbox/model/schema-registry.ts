import { ApiFailure, found } from "../errors.js";
import type { Table } from "../store.js";
import type { Call, World } from "../world.js";
import { requireKafka } from "./kafka-topic.js";
import { type ServiceRow, serviceKey } from "./service.js";

export type SchemaType = "AVRO" | "JSON" | "PROTOBUF";
export type Compatibility =
  | "BACKWARD"
  | "BACKWARD_TRANSITIVE"
  | "FORWARD"
  | "FORWARD_TRANSITIVE"
  | "FULL"
  | "FULL_TRANSITIVE"
  | "NONE";

export interface SchemaReference {
  readonly name: string;
  readonly subject: string;
  readonly version: number;
}

/** A schema under its id; keyed `project/service_name/id`. It stays when its subjects go. */
export interface SchemaRow {
  readonly id: number;
  readonly schemaType: SchemaType;
  readonly schema: string;
  readonly references: readonly SchemaReference[];
}

/** A version of a subject; keyed `project/service_name/subject/version`, the subject encoded as in a URL. */
export interface SchemaVersionRow {
  readonly subject: string;
  readonly version: number;
  readonly id: number;
  /** Softly: it can still be read by the id of its schema. */
  readonly deleted: boolean;
}

export function schemas(world: World): Table<SchemaRow> {
  return world.table<SchemaRow>("schemas");
}

export function schemaVersions(world: World): Table<SchemaVersionRow> {
  return world.table<SchemaVersionRow>("schema_versions");
}

/** A Kafka service whose Schema Registry is on; 403 where it is off (source: the Terraform provider). */
export function requireRegistry(
  call: Call,
  input: { readonly project: string; readonly service_name: string },
): ServiceRow {
  const service = requireKafka(call, input);
  if (service.user_config["schema_registry"] === true) return service;
  throw new ApiFailure(403, `Schema Registry is not enabled for service ${service.service_name}`);
}

export function subjectKey(service: ServiceRow, subject: string): string {
  return `${serviceKey(service)}/${encodeURIComponent(subject)}`;
}

export function versionKey(service: ServiceRow, { subject, version }: SchemaVersionRow): string {
  return `${subjectKey(service, subject)}/${version}`;
}

/** All versions of a subject, the deleted ones too, by age. */
export function versionsOf(world: World, service: ServiceRow, subject: string): SchemaVersionRow[] {
  return schemaVersions(world).under(`${subjectKey(service, subject)}/`);
}

export function requireSchemaRow(world: World, service: ServiceRow, id: number | string): SchemaRow {
  return found(schemas(world).get(`${serviceKey(service)}/${id}`), "Schema not found");
}

/** The versions of a subject that are not deleted. Throws where there are none. */
export function requireSubject(world: World, service: ServiceRow, subject: string): SchemaVersionRow[] {
  const live = versionsOf(world, service, subject).filter(({ deleted }) => !deleted);
  if (live.length === 0) throw new ApiFailure(404, `Subject '${subject}' not found.`);
  return live;
}

/** A number of a version, or undefined for the latest one. Throws the registry's refusal for anything else. */
export function versionNumber(version_id: string): number | undefined {
  if (version_id === "latest" || version_id === "-1") return undefined;
  const version = Number(version_id);
  if (/^\d+$/.test(version_id) && version >= 1 && version < 2 ** 31) return version;
  throw new ApiFailure(
    422,
    `The specified version '${version_id}' is not a valid version id. Allowed values are between [1, 2^31-1] and the string "latest"`,
  );
}

/** A version of a subject by number, or `latest`. */
export function requireVersion(
  world: World,
  service: ServiceRow,
  subject: string,
  version_id: string,
): SchemaVersionRow {
  const number = versionNumber(version_id);
  const live = requireSubject(world, service, subject);
  const row = number === undefined ? live.at(-1) : live.find(({ version }) => version === number);
  return found(row, `Version ${version_id} not found.`);
}

/** Compatibility of a service, or of one of its subjects; undefined where none is set. */
export function compatibilityOf(world: World, service: ServiceRow, subject = ""): Compatibility | undefined {
  return configs(world).get(subjectKey(service, subject))?.compatibility;
}

export function setCompatibility(
  world: World,
  service: ServiceRow,
  compatibility: Compatibility,
  subject = "",
): Compatibility {
  return configs(world).put(subjectKey(service, subject), { compatibility }).compatibility;
}

function configs(world: World): Table<{ readonly compatibility: Compatibility }> {
  return world.table("schema_configs");
}
