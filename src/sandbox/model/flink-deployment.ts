import { found } from "../errors.js";
import type { Table } from "../store.js";
import type { Effects, World } from "../world.js";
import { applicationKey } from "./flink-application.js";
import { type ServiceRow, serviceKey, services } from "./service.js";

type FlinkStatus =
  | "INITIALIZING"
  | "RUNNING"
  | "FAILED"
  | "CANCELLING_REQUESTED"
  | "CANCELLING"
  | "CANCELED"
  | "SAVING_AND_STOP_REQUESTED"
  | "SAVING_AND_STOP"
  | "FINISHED"
  | "DELETE_REQUESTED"
  | "DELETING";

/** A deployment of a version of an application; keyed `project/service_name/application_id/id`. */
export interface FlinkDeploymentRow {
  readonly application_id: string;
  readonly application_name: string;
  readonly id: string;
  readonly version_id: string;
  readonly status: FlinkStatus;
  readonly job_id: string | null;
  readonly parallelism: number;
  readonly restart_enabled: boolean;
  readonly starting_savepoint: string | null;
  readonly last_savepoint: string | null;
  readonly error_msg: string | null;
  readonly created_at: string;
  readonly created_by: string;
  /** Virtual milliseconds at which its job began and ended. */
  readonly started: number | null;
  readonly ended: number | null;
  readonly entry_class: string | null;
  readonly program_args: readonly string[];
}

/** How long a deployment stays in each state that passes by itself. */
const STEP_MS = 5_000;

/** What follows on the states that pass by themselves; `INITIALIZING` ends in one of two, `DELETING` in none. */
const NEXT: Partial<Record<FlinkStatus, FlinkStatus>> = {
  CANCELLING_REQUESTED: "CANCELLING",
  CANCELLING: "CANCELED",
  SAVING_AND_STOP_REQUESTED: "SAVING_AND_STOP",
  SAVING_AND_STOP: "FINISHED",
  DELETE_REQUESTED: "DELETING",
};

const ENDED: ReadonlySet<FlinkStatus> = new Set(["FAILED", "CANCELED", "FINISHED"]);

export function flinkDeployments(world: World): Table<FlinkDeploymentRow> {
  return world.table<FlinkDeploymentRow>("flink_deployments");
}

/** The deployments of an application, or of all of a service, the newest first. */
export function flinkDeploymentsOf(world: World, service: ServiceRow, application_id?: string): FlinkDeploymentRow[] {
  const prefix = application_id === undefined ? serviceKey(service) : applicationKey(service, application_id);
  return flinkDeployments(world).under(`${prefix}/`).toReversed();
}

export function requireDeployment(
  world: World,
  service: ServiceRow,
  application_id: string,
  id: string,
): FlinkDeploymentRow {
  const row = flinkDeployments(world).get(`${applicationKey(service, application_id)}/${id}`);
  return found(row, `Deployment ${id} does not exist`);
}

/** Whether a deployment has come to its end. */
export function isEnded({ status }: FlinkDeploymentRow): boolean {
  return ENDED.has(status);
}

/** Writes a deployment in a state from which it goes on by itself. */
export function setInMotion(
  world: World,
  service: ServiceRow,
  row: FlinkDeploymentRow,
  status: FlinkStatus,
): FlinkDeploymentRow {
  const key = `${applicationKey(service, row.application_id)}/${row.id}`;
  world.schedule("flink-deployment", key, STEP_MS);
  return flinkDeployments(world).put(key, { ...row, status });
}

/** How many subtasks a service can run, and how many of those are taken. */
export function slotsOf(world: World, service: ServiceRow): { total: number; used: number } {
  const slots = service.user_config["number_of_task_slots"];
  const running = service.nodes.filter(({ state }) => state === "running").length;
  const used = flinkDeploymentsOf(world, service).filter(({ job_id, ended }) => job_id !== null && ended === null);
  return {
    total: running * (typeof slots === "number" ? slots : 1),
    used: used.reduce((sum, { parallelism }) => sum + parallelism, 0),
  };
}

export const effects: Effects = {
  "flink-deployment": (key, world) => {
    const row = flinkDeployments(world).get(key);
    const service = row && services(world).get(key.split("/").slice(0, 2).join("/"));
    if (!row || !service) return;
    if (row.status === "INITIALIZING") {
      start(world, service, row, key);
      return;
    }
    if (row.status === "DELETING") {
      flinkDeployments(world).delete(key);
      return;
    }
    const status = NEXT[row.status];
    if (!status) return;
    if (ENDED.has(status)) end(world, row, key, status);
    else setInMotion(world, service, row, status);
  },
};

/** A job that needs more slots than are free fails. */
function start(world: World, service: ServiceRow, row: FlinkDeploymentRow, key: string): void {
  const { total, used } = slotsOf(world, service);
  const started = world.clock.now();
  if (row.parallelism > total - used) {
    const error_msg = `Could not acquire the minimum required resources: ${row.parallelism} slots, ${total - used} free`;
    flinkDeployments(world).patch(key, { status: "FAILED", error_msg, ended: started });
    return;
  }
  const job_id = world.hex(`flink job ${key}`, 32);
  flinkDeployments(world).patch(key, { status: "RUNNING", job_id, started });
}

function end(world: World, row: FlinkDeploymentRow, key: string, status: FlinkStatus): void {
  const last_savepoint =
    status === "FINISHED"
      ? `s3://flink-savepoints/${row.id}/savepoint-${row.job_id?.slice(0, 12)}`
      : row.last_savepoint;
  flinkDeployments(world).patch(key, { status, last_savepoint, ended: world.clock.now() });
}
