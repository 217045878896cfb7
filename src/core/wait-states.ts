import { own } from "./own.js";
import { pathSteps } from "./path-tree.js";
import { isObject } from "./view.js";

/** What answers say about how far something has come. */

type Input = Readonly<Record<string, unknown>>;
type Thing = Readonly<Record<string, unknown>>;

/** "2 of 3 nodes running, pg-2 syncing_data". */
export function nodesDetail(answer: unknown): string | undefined {
  const nodes = list(at(answer, "service.node_states"));
  if (nodes.length === 0) return undefined;
  const busy = nodes.filter((node) => node["state"] !== "running");
  const others = busy.slice(0, 3).map((node) => `${node["name"]} ${node["state"]}`);
  return [`${nodes.length - busy.length} of ${nodes.length} nodes running`, ...others].join(", ");
}

/** A VPC can be peered with networks of one name in several accounts, regions and resource groups. */
export function findPeering(answer: unknown, input: Input): Thing | undefined {
  const key = input["peering_connection_id"] === undefined ? "peer_vpc" : "peering_connection_id";
  const others = ["peer_cloud_account", "peer_region", "peer_resource_group"];
  return list(at(answer, "peering_connections")).find(
    (peering) =>
      isSameName(peering[key], input[key]) &&
      others.every((name) => isSameName(peering[name] ?? input[name], input[name] ?? peering[name])),
  );
}

/** What the other side has to accept: the provider's words, and its ids. */
export function peeringDetail(peering: unknown): string | undefined {
  const info = at(peering, "state_info");
  if (!isObject(info)) return undefined;
  const { type: _, message, ...ids } = info;
  const named = Object.entries(ids).flatMap(([name, id]) => (typeof id === "string" ? [`${name} ${id}`] : []));
  return [...(typeof message === "string" ? [message] : []), ...named].join(", ");
}

function isSameName(a: unknown, b: unknown): boolean {
  return String(a ?? "").toLowerCase() === String(b ?? "").toLowerCase();
}

/** A service user can be there before its password is. */
export function userState(answer: unknown): string {
  return at(answer, "user.password") === "" ? "without password" : "ready";
}

export function taskState(answer: unknown): string {
  if (!at(answer, "task.result")) return "running";
  return at(answer, "task.success") === true ? "succeeded" : "failed";
}

/** Finds a thing in a list of the answer by the field that the input names it with, which may be called otherwise there. */
export function findIn(path: string, key: string, field = key) {
  return (answer: unknown, input: Input): Thing | undefined =>
    list(at(answer, path)).find((item) => item[key] === input[field]);
}

function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** "1 of 2 tasks running", and why one has failed. */
export function tasksDetail(answer: unknown): string | undefined {
  const tasks = list(at(answer, "status.tasks"));
  if (tasks.length === 0) return undefined;
  const running = tasks.filter((task) => task["state"] === "RUNNING").length;
  // The first line says what; the rest is a stack trace.
  const [why = ""] = (text(failedTask(answer)?.["trace"]) ?? "").split("\n");
  return [`${running} of ${tasks.length} tasks running`, why].filter((part) => part !== "").join(", ");
}

export function failedTask(answer: unknown): Thing | undefined {
  return list(at(answer, "status.tasks")).find((task) => task["state"] === "FAILED");
}

export function messages(errors: unknown): string | undefined {
  const said = list(errors).flatMap(({ message }) => text(message) ?? []);
  return said.length > 0 ? said.join("; ") : undefined;
}

/** A text that says something. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** The value at a dotted path, or undefined. */
export function at(value: unknown, path: string): unknown {
  return pathSteps(path).reduce<unknown>((inner, step) => (isObject(inner) ? own(inner, step) : undefined), value);
}
