import { badRequest, conflict } from "../errors.js";
import { actorOf, recordOn } from "../model/event.js";
import { type FlinkKind, requireApplication, requireVersion } from "../model/flink-application.js";
import {
  type FlinkDeploymentRow,
  flinkDeploymentsOf,
  isEnded,
  requireDeployment,
  setInMotion,
} from "../model/flink-deployment.js";
import { requireAnswering, type ServiceRow } from "../model/service.js";
import type { Call, Handlers } from "../world.js";

export { effects } from "../model/flink-deployment.js";

type Path = Parameters<typeof requireAnswering>[1] & { readonly application_id: string };
type InDeployment = Path & { readonly deployment_id: string };

interface Spec {
  readonly version_id: string;
  readonly parallelism?: number;
  readonly restart_enabled?: boolean;
  readonly starting_savepoint?: string;
  readonly entry_class?: string;
  readonly program_args?: readonly string[];
}

export const handlers: Handlers = {
  ServiceFlinkListApplicationDeployments: (input, call) => ({
    deployments: list(call, input, "sql").map(toDeployment),
  }),
  ServiceFlinkListJarApplicationDeployments: (input, call) => ({
    deployments: list(call, input, "jar").map(toJarDeployment),
  }),

  ServiceFlinkGetApplicationDeployment: (input, call) => toDeployment(find(call, input, "sql").row),
  ServiceFlinkGetJarApplicationDeployment: (input, call) => toJarDeployment(find(call, input, "jar").row),

  ServiceFlinkCreateApplicationDeployment: (input, call) => toDeployment(deploy(call, input, input, "sql")),
  ServiceFlinkCreateJarApplicationDeployment: (input, call) => toJarDeployment(deploy(call, input, input, "jar")),

  ServiceFlinkCancelApplicationDeployment: (input, call) =>
    toDeployment(interrupt(call, input, "sql", "CANCELLING_REQUESTED")),
  ServiceFlinkCancelJarApplicationDeployment: (input, call) =>
    toJarDeployment(interrupt(call, input, "jar", "CANCELLING_REQUESTED")),

  ServiceFlinkStopApplicationDeployment: (input, call) =>
    toDeployment(interrupt(call, input, "sql", "SAVING_AND_STOP_REQUESTED")),
  ServiceFlinkStopJarApplicationDeployment: (input, call) =>
    toJarDeployment(interrupt(call, input, "jar", "SAVING_AND_STOP_REQUESTED")),

  ServiceFlinkDeleteApplicationDeployment: (input, call) => toDeployment(remove(call, input, "sql")),
  ServiceFlinkDeleteJarApplicationDeployment: (input, call) => toJarDeployment(remove(call, input, "jar")),
};

export function toDeployment(row: FlinkDeploymentRow) {
  return { ...described(row), restart_enabled: row.restart_enabled };
}

export function toJarDeployment(row: FlinkDeploymentRow) {
  const { entry_class, program_args } = row;
  return { ...described(row), ...(entry_class ? { entry_class } : {}), program_args: [...program_args] };
}

/** What both kinds of applications show; what is not known yet is left out. */
function described(row: FlinkDeploymentRow) {
  const { id, version_id, status, parallelism, created_at, created_by } = row;
  const { job_id, error_msg, last_savepoint, starting_savepoint } = row;
  return {
    created_at,
    created_by,
    ...(error_msg ? { error_msg } : {}),
    id,
    ...(job_id ? { job_id } : {}),
    ...(last_savepoint ? { last_savepoint } : {}),
    parallelism,
    ...(starting_savepoint ? { starting_savepoint } : {}),
    status,
    version_id,
  };
}

function list(call: Call, input: Path, kind: FlinkKind): FlinkDeploymentRow[] {
  const { service, application_id } = inApplication(call, input, kind);
  return flinkDeploymentsOf(call.world, service, application_id);
}

function inApplication(call: Call, input: Path, kind: FlinkKind) {
  const service = requireAnswering(call, input, "Flink applications", "flink");
  const { id, name } = requireApplication(call.world, service, kind, input.application_id);
  return { service, application_id: id, application_name: name };
}

function find(call: Call, input: InDeployment, kind: FlinkKind): { service: ServiceRow; row: FlinkDeploymentRow } {
  const { service, application_id } = inApplication(call, input, kind);
  return { service, row: requireDeployment(call.world, service, application_id, input.deployment_id) };
}

function deploy(call: Call, input: Path, spec: Spec, kind: FlinkKind): FlinkDeploymentRow {
  const { world } = call;
  const { service, application_id, application_name } = inApplication(call, input, kind);
  const { file_info } = requireVersion(world, service, application_id, spec.version_id);
  if (file_info && file_info.file_status !== "READY") {
    throw badRequest(`The JAR file of the version is not ready: ${file_info.file_status}`);
  }
  const active = flinkDeploymentsOf(world, service, application_id).find((row) => !isEnded(row));
  if (active) throw conflict(`Application ${application_name} already has an active deployment ${active.id}`);
  recordOn(call, service, "service_flink_deployment_create", `Deployed application ${application_name}`);
  const row: FlinkDeploymentRow = {
    application_id,
    application_name,
    id: world.uuid(),
    version_id: spec.version_id,
    status: "INITIALIZING",
    job_id: null,
    parallelism: spec.parallelism ?? 1,
    restart_enabled: spec.restart_enabled ?? true,
    starting_savepoint: spec.starting_savepoint ?? null,
    last_savepoint: null,
    error_msg: null,
    created_at: world.now(),
    created_by: actorOf(call).email,
    started: null,
    ended: null,
    entry_class: spec.entry_class ?? null,
    program_args: spec.program_args ?? [],
  };
  return setInMotion(world, service, row, "INITIALIZING");
}

/** Cancels a job, or stops it with a savepoint, for which it has to run. */
function interrupt(
  call: Call,
  input: InDeployment,
  kind: FlinkKind,
  status: "CANCELLING_REQUESTED" | "SAVING_AND_STOP_REQUESTED",
): FlinkDeploymentRow {
  const { service, row } = find(call, input, kind);
  const allowed = status === "CANCELLING_REQUESTED" ? ["INITIALIZING", "RUNNING"] : ["RUNNING"];
  if (!allowed.includes(row.status)) throw conflict(`Deployment ${row.id} is ${row.status}`);
  const what = status === "CANCELLING_REQUESTED" ? "cancel" : "stop";
  recordOn(call, service, `service_flink_deployment_${what}`, `Asked to ${what} application ${row.application_name}`);
  return setInMotion(call.world, service, row, status);
}

function remove(call: Call, input: InDeployment, kind: FlinkKind): FlinkDeploymentRow {
  const { service, row } = find(call, input, kind);
  if (!isEnded(row)) throw conflict(`Deployment ${row.id} is ${row.status}: cancel or stop it first`);
  recordOn(call, service, "service_flink_deployment_delete", `Deleted a deployment of ${row.application_name}`);
  return setInMotion(call.world, service, row, "DELETE_REQUESTED");
}
