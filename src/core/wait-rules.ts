import { own } from "./own.js";
import { pathSteps } from "./path-tree.js";
import { isObject } from "./view.js";

/** How to tell that something asynchronous is done. */
export interface WaitRule {
  /** Operations that read it. Of those whose required fields the input has, the first counts that knows the thing. */
  readonly reads: readonly string[];
  /** Fields of the reading operation by the name that they have in what begins it, in its input or its answer. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Where its state is in the answer. A function where the answer lists several. */
  readonly state: string | ((answer: unknown, input: Input) => unknown);
  readonly done: readonly string[];
  /** States from which it will not get there by itself. */
  readonly failed?: readonly string[];
  /** Whether a 404 means that it is done, or that it is not there yet. */
  readonly missing: "done" | "pending";
  /** What is going on, for a person who waits. */
  readonly detail?: (answer: unknown, input: Input) => string | undefined;
}

type Input = Readonly<Record<string, unknown>>;

const FLINK_STATES = {
  aliases: { deployment_id: "id" },
  state: "status",
  done: ["RUNNING", "FINISHED"],
  failed: ["FAILED", "CANCELED", "DELETE_REQUESTED", "DELETING"],
  missing: "pending",
  detail: (answer: unknown) => text(at(answer, "error_msg")),
} as const;

/** Rules for everything in the API that takes time (source: the state machines of the API, and how its clients wait). */
export const WAIT_RULES = {
  service: {
    reads: ["ServiceGet"],
    state: "service.state",
    done: ["RUNNING"],
    failed: ["POWEROFF"],
    missing: "pending",
    detail: nodesDetail,
  },
  "service-off": { reads: ["ServiceGet"], state: "service.state", done: ["POWEROFF"], missing: "pending" },
  "service-gone": { reads: ["ServiceGet"], state: "service.state", done: [], missing: "done" },
  vpc: {
    reads: ["VpcGet", "OrganizationVpcGet"],
    state: "state",
    done: ["ACTIVE"],
    failed: ["DELETING", "DELETED"],
    missing: "pending",
  },
  peering: {
    reads: ["VpcGet", "OrganizationVpcGet"],
    state: (answer, input) => findPeering(answer, input)?.["state"],
    detail: peeringDetail,
    done: ["ACTIVE"],
    failed: ["INVALID_SPECIFICATION", "REJECTED_BY_PEER", "DELETED_BY_PEER", "ERROR", "DELETING", "DELETED"],
    missing: "pending",
  },
  topic: {
    reads: ["ServiceKafkaTopicGet"],
    state: "topic.state",
    done: ["ACTIVE"],
    failed: ["DELETING"],
    missing: "pending",
  },
  connector: {
    reads: ["ServiceKafkaConnectGetConnectorStatus"],
    aliases: { connector_name: "name" },
    // A connector that runs while its tasks have failed moves nothing.
    state: (answer) => (failedTask(answer) ? "FAILED" : at(answer, "status.state")),
    done: ["RUNNING", "PAUSED", "STOPPED"],
    failed: ["FAILED"],
    missing: "pending",
    detail: tasksDetail,
  },
  integration: {
    reads: ["ServiceIntegrationGet"],
    aliases: { integration_id: "service_integration_id" },
    state: (answer) => (at(answer, "service_integration.active") === true ? "active" : "inactive"),
    done: ["active"],
    missing: "pending",
    detail: (answer) => text(at(answer, "service_integration.integration_status.status_user_desc")),
  },
  "static-ip": {
    reads: ["StaticIPList"],
    state: (answer, input) => find(at(answer, "static_ips"), "static_ip_address_id", input)?.["state"],
    done: ["created", "available", "assigned"],
    failed: ["deleting", "deleted"],
    missing: "pending",
  },
  "clickhouse-database": {
    reads: ["ServiceClickHouseDatabaseList"],
    state: (answer, input) => list(at(answer, "databases")).find(({ name }) => name === input["database"])?.["state"],
    done: ["ok"],
    failed: ["pending_deletion"],
    missing: "pending",
  },
  task: {
    reads: ["ServiceTaskGet"],
    state: taskState,
    done: ["succeeded"],
    failed: ["failed"],
    missing: "pending",
    detail: (answer) => text(at(answer, "task.result")) ?? text(at(answer, "task.task_type")),
  },
  "flink-deployment": {
    reads: ["ServiceFlinkGetApplicationDeployment"],
    ...FLINK_STATES,
  },
  "flink-jar-deployment": {
    reads: ["ServiceFlinkGetJarApplicationDeployment"],
    ...FLINK_STATES,
  },
  privatelink: {
    reads: ["ServicePrivatelinkAWSGet", "ServicePrivatelinkAzureGet", "ServicePrivatelinkGoogleGet"],
    state: "state",
    done: ["active"],
    failed: ["deleting"],
    missing: "pending",
  },
  "custom-cloud": {
    reads: ["CustomCloudEnvironmentGet"],
    state: "custom_cloud_environment.state",
    done: ["active"],
    failed: ["creation_failed", "deleting", "deletion_failed", "deleted"],
    missing: "pending",
    detail: (answer) => messages(at(answer, "custom_cloud_environment.errors")),
  },
} as const satisfies Record<string, WaitRule>;

export type WaitName = keyof typeof WAIT_RULES;

/** "2 of 3 nodes running, pg-2 syncing_data". */
function nodesDetail(answer: unknown): string | undefined {
  const nodes = list(at(answer, "service.node_states"));
  if (nodes.length === 0) return undefined;
  const busy = nodes.filter((node) => node["state"] !== "running");
  const others = busy.slice(0, 3).map((node) => `${node["name"]} ${node["state"]}`);
  return [`${nodes.length - busy.length} of ${nodes.length} nodes running`, ...others].join(", ");
}

/** A VPC can be peered with networks of one name in several accounts, regions and resource groups. */
function findPeering(answer: unknown, input: Input): Record<string, unknown> | undefined {
  const peerings = list(at(answer, "peering_connections"));
  const key = input["peering_connection_id"] === undefined ? "peer_vpc" : "peering_connection_id";
  if (input[key] === undefined) return undefined;
  const others = ["peer_cloud_account", "peer_region", "peer_resource_group"];
  return peerings.find(
    (peering) =>
      isSameName(peering[key], input[key]) &&
      others.every((name) => isSameName(peering[name] ?? input[name], input[name] ?? peering[name])),
  );
}

/** What the other side has to accept: the provider's words, and its ids. */
function peeringDetail(answer: unknown, input: Input): string | undefined {
  const info = findPeering(answer, input)?.["state_info"];
  if (!isObject(info)) return undefined;
  const { type: _, message, ...ids } = info;
  const named = Object.entries(ids).flatMap(([name, id]) => (typeof id === "string" ? [`${name} ${id}`] : []));
  return [...(typeof message === "string" ? [message] : []), ...named].join(", ");
}

function isSameName(a: unknown, b: unknown): boolean {
  return String(a ?? "").toLowerCase() === String(b ?? "").toLowerCase();
}

function taskState(answer: unknown): string {
  if (!at(answer, "task.result")) return "running";
  return at(answer, "task.success") === true ? "succeeded" : "failed";
}

function find(items: unknown, key: string, input: Input): Record<string, unknown> | undefined {
  return list(items).find((item) => item[key] === input[key]);
}

function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** "1 of 2 tasks running", and why one has failed. */
function tasksDetail(answer: unknown): string | undefined {
  const tasks = list(at(answer, "status.tasks"));
  if (tasks.length === 0) return undefined;
  const running = tasks.filter((task) => task["state"] === "RUNNING").length;
  // The first line says what; the rest is a stack trace.
  const [why = ""] = (text(failedTask(answer)?.["trace"]) ?? "").split("\n");
  return [`${running} of ${tasks.length} tasks running`, why].filter((part) => part !== "").join(", ");
}

function failedTask(answer: unknown): Record<string, unknown> | undefined {
  return list(at(answer, "status.tasks")).find((task) => task["state"] === "FAILED");
}

function messages(errors: unknown): string | undefined {
  const said = list(errors).flatMap(({ message }) => text(message) ?? []);
  return said.length > 0 ? said.join("; ") : undefined;
}

/** A text that says something. */
function text(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** The value at a dotted path, or undefined. */
export function at(value: unknown, path: string): unknown {
  return pathSteps(path).reduce<unknown>((inner, step) => (isObject(inner) ? own(inner, step) : undefined), value);
}
