import { ApiFailure, found } from "../errors.js";
import type { Table } from "../store.js";
import type { World } from "../world.js";
import { type ServiceRow, serviceKey } from "./service.js";

/** Of SQL statements, or of a JAR that runs the user's own code. */
export type FlinkKind = "sql" | "jar";

/** A Flink application; keyed `project/service_name/id`. */
export interface FlinkApplicationRow {
  readonly kind: FlinkKind;
  readonly id: string;
  readonly name: string;
  readonly created_at: string;
  readonly created_by: string;
  readonly updated_at: string;
  readonly updated_by: string;
}

/** A table that an application reads or writes. */
export interface FlinkTable {
  readonly columns: readonly { readonly name: string; readonly data_type: string; readonly nullable: boolean }[];
  readonly create_table: string;
  readonly integration_id?: string;
  readonly options: Readonly<Record<string, string>>;
  readonly table_id: string;
  readonly table_name: string;
}

/** The JAR of a version: told where to upload it, then what arrived. */
export interface FlinkFile {
  readonly file_status: "INITIAL" | "READY" | "FAILED";
  readonly url?: string;
  readonly file_sha256?: string;
  readonly file_size?: number;
  readonly verify_error_code?: number;
  readonly verify_error_message?: string;
}

/** A version of an application; keyed `project/service_name/application_id/id`. */
export interface FlinkVersionRow {
  readonly id: string;
  readonly version: number;
  readonly created_at: string;
  readonly created_by: string;
  readonly sinks: readonly FlinkTable[];
  readonly sources: readonly FlinkTable[];
  readonly statement: string;
  /** Of JAR applications only. */
  readonly file_info: FlinkFile | null;
}

export function flinkApplications(world: World): Table<FlinkApplicationRow> {
  return world.table<FlinkApplicationRow>("flink_applications");
}

export function applicationKey(service: ServiceRow, id: string): string {
  return `${serviceKey(service)}/${id}`;
}

export function flinkApplicationsOf(world: World, service: ServiceRow, kind: FlinkKind): FlinkApplicationRow[] {
  return flinkApplications(world)
    .under(`${serviceKey(service)}/`)
    .filter((row) => row.kind === kind);
}

export function requireApplication(
  world: World,
  service: ServiceRow,
  kind: FlinkKind,
  id: string,
): FlinkApplicationRow {
  const row = flinkApplications(world).get(applicationKey(service, id));
  return found(row?.kind === kind ? row : undefined, `Application ${id} does not exist`);
}

export function flinkVersions(world: World): Table<FlinkVersionRow> {
  return world.table<FlinkVersionRow>("flink_versions");
}

export function versionKey(service: ServiceRow, application_id: string, id: string): string {
  return `${applicationKey(service, application_id)}/${id}`;
}

/** The versions of an application, the newest first. */
export function flinkVersionsOf(world: World, service: ServiceRow, application_id: string): FlinkVersionRow[] {
  return flinkVersions(world)
    .under(`${applicationKey(service, application_id)}/`)
    .toReversed();
}

export function requireVersion(world: World, service: ServiceRow, application_id: string, id: string): FlinkVersionRow {
  const row = flinkVersions(world).get(versionKey(service, application_id, id));
  return found(row, `Application version ${id} does not exist`);
}

/** What has deployments cannot be deleted; the provider's clients wait on this status. */
export function requireUndeployed(what: string, deployments: number): void {
  if (deployments === 0) return;
  throw new ApiFailure(417, `${what} deletion forbidden because it has ${deployments} deployment(s).`);
}
