import { conflict } from "../errors.js";
import { actorOf, recordOn } from "../model/event.js";
import {
  applicationKey,
  type FlinkApplicationRow,
  type FlinkKind,
  flinkApplications,
  flinkApplicationsOf,
  flinkVersions,
  flinkVersionsOf,
  requireApplication,
  requireUndeployed,
} from "../model/flink-application.js";
import { flinkDeploymentsOf } from "../model/flink-deployment.js";
import { requireAnswering, type ServiceRow } from "../model/service.js";
import type { Call, Handlers, World } from "../world.js";
import { toDeployment, toJarDeployment } from "./flink-deployments.js";
import { addVersion, requireCustomCode, toJarVersion, toVersion } from "./flink-versions.js";

type Path = Parameters<typeof requireAnswering>[1];
type InApplication = Path & { readonly application_id: string };

export const handlers: Handlers = {
  ServiceFlinkListApplications: (input, call) => list(call, input, "sql"),
  ServiceFlinkListJarApplications: (input, call) => list(call, input, "jar"),

  ServiceFlinkGetApplication: (input, call) => toApplication(call.world, ...find(call, input, "sql")),
  ServiceFlinkGetJarApplication: (input, call) => toJarApplication(call.world, ...find(call, input, "jar")),

  ServiceFlinkCreateApplication: (input, call) => {
    const service = requireFlink(call, input);
    const row = create(call, service, "sql", input.name);
    if (input.application_version) addVersion(call, service, row, input.application_version);
    return toApplication(call.world, service, row);
  },

  ServiceFlinkCreateJarApplication: (input, call) => {
    const service = requireFlink(call, input);
    requireCustomCode(service);
    return toJarApplication(call.world, service, create(call, service, "jar", input.name));
  },

  ServiceFlinkUpdateApplication: (input, call) => {
    const [service, row] = find(call, input, "sql");
    return toApplication(call.world, service, rename(call, service, row, input.name));
  },

  ServiceFlinkUpdateJarApplication: (input, call) => {
    const [service, row] = find(call, input, "jar");
    return toJarApplication(call.world, service, rename(call, service, row, input.name));
  },

  ServiceFlinkDeleteApplication: (input, call) => {
    const [service, row] = find(call, input, "sql");
    const answer = toApplication(call.world, service, row);
    remove(call, service, row);
    return answer;
  },

  ServiceFlinkDeleteJarApplication: (input, call) => {
    const [service, row] = find(call, input, "jar");
    const answer = toJarApplication(call.world, service, row);
    remove(call, service, row);
    return answer;
  },
};

/** A Flink service that answers. */
export function requireFlink(call: Call, input: Path): ServiceRow {
  return requireAnswering(call, input, "Flink applications", "flink");
}

function find(call: Call, input: InApplication, kind: FlinkKind): [ServiceRow, FlinkApplicationRow] {
  const service = requireFlink(call, input);
  return [service, requireApplication(call.world, service, kind, input.application_id)];
}

function list(call: Call, input: Path, kind: FlinkKind) {
  return { applications: flinkApplicationsOf(call.world, requireFlink(call, input), kind).map(described) };
}

function create(call: Call, service: ServiceRow, kind: FlinkKind, name: string): FlinkApplicationRow {
  requireFreeName(call, service, name);
  const { email } = actorOf(call);
  const [id, now] = [call.world.uuid(), call.world.now()];
  const times = { created_at: now, created_by: email, updated_at: now, updated_by: email };
  recordOn(call, service, "service_flink_application_create", `Created Flink application ${name}`);
  return flinkApplications(call.world).put(applicationKey(service, id), { kind, id, name, ...times });
}

function rename(call: Call, service: ServiceRow, row: FlinkApplicationRow, name: string): FlinkApplicationRow {
  if (name !== row.name) requireFreeName(call, service, name);
  recordOn(call, service, "service_flink_application_update", `Renamed Flink application ${row.name} to ${name}`);
  return flinkApplications(call.world).patch(applicationKey(service, row.id), {
    name,
    updated_at: call.world.now(),
    updated_by: actorOf(call).email,
  });
}

function requireFreeName({ world }: Call, service: ServiceRow, name: string): void {
  const all = [...flinkApplicationsOf(world, service, "sql"), ...flinkApplicationsOf(world, service, "jar")];
  if (all.some((row) => row.name === name)) throw conflict(`Flink application ${name} already exists`);
}

function remove(call: Call, service: ServiceRow, { id, name }: FlinkApplicationRow): void {
  requireUndeployed("Application", flinkDeploymentsOf(call.world, service, id).length);
  flinkApplications(call.world).delete(applicationKey(service, id));
  for (const [key] of flinkVersions(call.world).entriesUnder(`${applicationKey(service, id)}/`)) {
    flinkVersions(call.world).delete(key);
  }
  recordOn(call, service, "service_flink_application_delete", `Deleted Flink application ${name}`);
}

function toApplication(world: World, service: ServiceRow, row: FlinkApplicationRow) {
  const [current] = flinkDeploymentsOf(world, service, row.id);
  return {
    ...described(row),
    application_versions: flinkVersionsOf(world, service, row.id).map(toVersion),
    ...(current ? { current_deployment: toDeployment(current) } : {}),
  };
}

function toJarApplication(world: World, service: ServiceRow, row: FlinkApplicationRow) {
  const [current] = flinkDeploymentsOf(world, service, row.id);
  return {
    ...described(row),
    application_versions: flinkVersionsOf(world, service, row.id).map(toJarVersion),
    ...(current ? { current_deployment: toJarDeployment(current) } : {}),
  };
}

function described({ kind: _, ...row }: FlinkApplicationRow) {
  return row;
}
