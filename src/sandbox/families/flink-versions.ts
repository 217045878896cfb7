import type { Input } from "../../core/catalogue/index.js";
import { badRequest, found } from "../errors.js";
import { uploadUrl } from "../flink/jar-upload.js";
import { readCreateTable, statementError } from "../flink/sql.js";
import { actorOf, recordOn } from "../model/event.js";
import {
  type FlinkApplicationRow,
  type FlinkFile,
  type FlinkTable,
  type FlinkVersionRow,
  flinkVersions,
  flinkVersionsOf,
  requireApplication,
  requireUndeployed,
  requireVersion,
  versionKey,
} from "../model/flink-application.js";
import { flinkDeploymentsOf } from "../model/flink-deployment.js";
import { integrations } from "../model/integration.js";
import { requireAnswering, type ServiceRow } from "../model/service.js";
import type { Call, Handlers } from "../world.js";

type Spec = Pick<Input<"ServiceFlinkCreateApplicationVersion">, "sinks" | "sources" | "statement">;
type TableSpec = Spec["sinks"][number];
type Path = Parameters<typeof requireAnswering>[1] & { readonly application_id: string };

export const handlers: Handlers = {
  ServiceFlinkCreateApplicationVersion: (input, call) => {
    const service = requireFlinkService(call, input);
    const application = requireApplication(call.world, service, "sql", input.application_id);
    return toVersion(addVersion(call, service, application, input));
  },

  ServiceFlinkValidateApplicationVersion: (input, call) => {
    const service = requireFlinkService(call, input);
    requireApplication(call.world, service, "sql", input.application_id);
    const { statement } = input;
    const sinks = input.sinks.map((table) => validated(call, service, table));
    const names = sinks.flatMap((table) => ("table_name" in table ? [table.table_name] : []));
    const message = statement === undefined ? undefined : statementError(statement, names);
    return {
      sinks,
      sources: input.sources.map((table) => validated(call, service, table)),
      ...(statement === undefined ? {} : { statement }),
      ...(message === undefined ? {} : { statement_error: { message, position: BEGINNING } }),
    };
  },

  ServiceFlinkGetApplicationVersion: (input, call) => toVersion(find(call, input, "sql").version),
  ServiceFlinkGetJarApplicationVersion: (input, call) => toJarVersion(find(call, input, "jar").version),

  ServiceFlinkDeleteApplicationVersion: (input, call) => toVersion(remove(call, input, "sql")),
  ServiceFlinkDeleteJarApplicationVersion: (input, call) => toJarVersion(remove(call, input, "jar")),

  ServiceFlinkCreateJarApplicationVersion: (input, call) => {
    const service = requireFlinkService(call, input);
    requireCustomCode(service);
    const application = requireApplication(call.world, service, "jar", input.application_id);
    return toJarVersion(add(call, service, application, { sinks: [], sources: [], statement: "" }));
  },
};

/** Where a fault lies that concerns the whole of a text. */
const BEGINNING = { character_number: 1, end_character_number: 1, end_line_number: 1, line_number: 1 };

/** Adds a version of SQL, in which every table and the statement have to be right. */
export function addVersion(call: Call, service: ServiceRow, application: FlinkApplicationRow, spec: Spec) {
  const sinks = spec.sinks.map((table) => requireTable(call, service, table));
  const sources = spec.sources.map((table) => requireTable(call, service, table));
  const wrong = statementError(
    spec.statement,
    sinks.map(({ table_name }) => table_name),
  );
  if (wrong) throw badRequest(`Invalid statement: ${wrong}`);
  return add(call, service, application, { sinks, sources, statement: spec.statement });
}

/** Own code runs only where it was allowed when the service was made. */
export function requireCustomCode({ user_config }: ServiceRow): void {
  if (user_config["custom_code"] === true) return;
  throw badRequest("JAR applications need a service with 'custom_code' enabled in its user_config");
}

export function toVersion({ file_info: _, ...row }: FlinkVersionRow) {
  return row;
}

export function toJarVersion({ sinks: _, sources: __, statement: ___, file_info, ...row }: FlinkVersionRow) {
  return { ...row, ...(file_info ? { file_info } : {}) };
}

function requireFlinkService(call: Call, input: Parameters<typeof requireAnswering>[1]): ServiceRow {
  return requireAnswering(call, input, "Flink applications", "flink");
}

function add(
  call: Call,
  service: ServiceRow,
  { id: application_id, name, kind }: FlinkApplicationRow,
  content: Pick<FlinkVersionRow, "sinks" | "sources" | "statement">,
): FlinkVersionRow {
  const [latest] = flinkVersionsOf(call.world, service, application_id);
  const id = call.world.uuid();
  const key = versionKey(service, application_id, id);
  const file_info: FlinkFile | null = kind === "jar" ? { file_status: "INITIAL", url: uploadUrl(call, key) } : null;
  const row: FlinkVersionRow = {
    id,
    version: (latest?.version ?? 0) + 1,
    created_at: call.world.now(),
    created_by: actorOf(call).email,
    ...content,
    file_info,
  };
  recordOn(call, service, "service_flink_version_create", `Created version ${row.version} of application ${name}`);
  return flinkVersions(call.world).put(key, row);
}

function find(
  call: Call,
  input: Path & { readonly application_version_id: string },
  kind: FlinkApplicationRow["kind"],
): { service: ServiceRow; version: FlinkVersionRow } {
  const service = requireFlinkService(call, input);
  const { id } = requireApplication(call.world, service, kind, input.application_id);
  return { service, version: requireVersion(call.world, service, id, input.application_version_id) };
}

function remove(
  call: Call,
  input: Path & { readonly application_version_id: string },
  kind: FlinkApplicationRow["kind"],
): FlinkVersionRow {
  const { service, version } = find(call, input, kind);
  const deployments = flinkDeploymentsOf(call.world, service, input.application_id);
  requireUndeployed("Application version", deployments.filter(({ version_id }) => version_id === version.id).length);
  flinkVersions(call.world).delete(versionKey(service, input.application_id, version.id));
  recordOn(call, service, "service_flink_version_delete", `Deleted version ${version.version} of an application`);
  return version;
}

function requireTable(call: Call, service: ServiceRow, { create_table, integration_id }: TableSpec): FlinkTable {
  const definition = readCreateTable(create_table);
  if (typeof definition === "string") throw badRequest(`Invalid table: ${definition}`);
  if (integration_id !== undefined) requireOwnIntegration(call, service, integration_id);
  const link = integration_id === undefined ? {} : { integration_id };
  return { ...definition, create_table, ...link, table_id: call.world.uuid() };
}

/** A table as validation shows it: what it says, or what is wrong. */
function validated(call: Call, service: ServiceRow, { create_table, integration_id }: TableSpec) {
  const definition = readCreateTable(create_table);
  const link = integration_id === undefined ? {} : { integration_id };
  if (integration_id !== undefined) requireOwnIntegration(call, service, integration_id);
  if (typeof definition === "string") return { create_table, ...link, message: definition, position: BEGINNING };
  return { ...definition, create_table, ...link };
}

/** The tables of an application lie in what is integrated with its service. */
function requireOwnIntegration({ world }: Call, service: ServiceRow, integration_id: string): void {
  const row = integrations(world).get(integration_id);
  const isOwn = row?.dest_project === service.project && row.dest_service === service.service_name;
  found(
    isOwn ? row : undefined,
    `Service integration ${integration_id} does not exist`,
    "service_integration_not_found",
  );
}
