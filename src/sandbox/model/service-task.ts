import type { Output } from "../../core/catalogue/index.js";
import { found } from "../errors.js";
import type { Table } from "../store.js";
import type { Effects, World } from "../world.js";
import { type ServiceRow, serviceKey } from "./service.js";

/** What a task finds out; known when it begins, told when it ends. */
export interface Outcome {
  readonly success: boolean;
  readonly result: string;
  readonly result_codes?: readonly { readonly code: string; readonly dbname?: string }[];
}

/** A task of a service; keyed `project/service_name/task_id`. */
interface ServiceTaskRow {
  readonly task_id: string;
  readonly task_type: string;
  readonly create_time: string;
  readonly running: boolean;
  readonly outcome: Outcome;
}

const TASK_MS = 15_000;

function serviceTasks(world: World): Table<ServiceTaskRow> {
  return world.table<ServiceTaskRow>("service_tasks");
}

/** Begins a task that ends some virtual seconds later, or at once. */
export function startServiceTask(
  world: World,
  service: ServiceRow,
  task_type: string,
  outcome: Outcome,
  atOnce: boolean,
): ServiceTaskRow {
  const task_id = world.uuid();
  const key = `${serviceKey(service)}/${task_id}`;
  if (!atOnce) world.schedule("service-task-done", key, TASK_MS);
  return serviceTasks(world).put(key, { task_id, task_type, create_time: world.now(), running: !atOnce, outcome });
}

export function requireServiceTask(world: World, service: ServiceRow, task_id: string): ServiceTaskRow {
  return found(serviceTasks(world).get(`${serviceKey(service)}/${task_id}`), `Task ${task_id} does not exist`);
}

/** A task in the API's form: while it runs its result is empty. */
export function toServiceTask({ task_id, task_type, create_time, running, outcome }: ServiceTaskRow): Task {
  const { success, result, result_codes } = running ? { success: false, result: "" } : outcome;
  return {
    create_time,
    result,
    ...(result_codes ? { result_codes: [...result_codes] } : {}),
    success,
    task_id,
    task_type,
  };
}

type Task = Output<"ServiceTaskGet">["task"];

export const effects: Effects = {
  "service-task-done": (key, world) => {
    if (serviceTasks(world).has(key)) serviceTasks(world).patch(key, { running: false });
  },
};
