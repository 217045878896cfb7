import { pathParameters } from "../core/catalogue/index.js";
import type { Door } from "./door.js";
import type { Operation } from "./operation.js";

import type { Gate } from "./words.js";

/** What a destructive call would do, read from the real state. */
export interface Impact {
  /** What it is about, by path parameter: project, service, topic … */
  readonly target: Readonly<Record<string, string>>;
  /** The name that whoever approves must repeat. */
  readonly confirm: string;
  /** Tells this thing from another of the same name that comes later. */
  readonly identity: string;
  /** What happens and what is lost, a sentence each. */
  readonly effects: readonly string[];
  /** Why it would be refused as things stand. */
  readonly blockers: readonly string[];
}

/** Reads what a call would touch. Throws the client's errors, e.g. 404 when the target does not exist. */
export async function assess(
  door: Door,
  operation: Operation,
  input: Readonly<Record<string, unknown>>,
  gates: readonly Gate[],
): Promise<Impact> {
  const names = pathParameters(operation.facts.path);
  const target = Object.fromEntries(names.map((name) => [name, String(input[name])]));
  const confirm = String(input[names.at(-1) ?? ""] ?? operation.id);
  const effects = gates.length > 0 ? gates.map(({ because }) => sentence(because)) : [operation.words.summary];
  const { project, service_name } = input;
  if (typeof project !== "string" || typeof service_name !== "string") {
    return { target, confirm, identity: "", effects, blockers: [] };
  }
  const service = await serviceFacts(door, project, service_name);
  const wholeService = operation.id === "ServiceDelete" || operation.id === "ServiceUpdate";
  return {
    target,
    confirm,
    identity: service.identity,
    effects: operation.id === "ServiceDelete" ? [...effects, ...service.losses] : effects,
    blockers: wholeService && isTakenDown(operation, input) ? service.protection : [],
  };
}

function isTakenDown({ id }: Operation, input: Readonly<Record<string, unknown>>): boolean {
  return id === "ServiceDelete" || (id === "ServiceUpdate" && input["powered"] === false);
}

interface ServiceFacts {
  readonly identity: string;
  readonly losses: readonly string[];
  readonly protection: readonly string[];
}

async function serviceFacts(door: Door, project: string, service_name: string): Promise<ServiceFacts> {
  const { service } = await door.client.call("ServiceGet", { project, service_name });
  const dependants = service.service_integrations
    .filter((integration) => integration.source_service === service_name && integration.dest_service !== service_name)
    .map(
      (integration) =>
        `${integration.dest_service ?? integration.dest_endpoint ?? "another"} (${integration.integration_type})`,
    );
  return {
    identity: `${service.service_type} ${service.create_time}`,
    losses: [
      `A ${service.service_type} service on ${service.plan} in ${service.cloud_name}, ${service.state}, created ${service.create_time}.`,
      ...counted(service.databases, "database"),
      ...counted(service.topics, "topic"),
      ...counted(service.users, "user"),
      ...counted(service.connection_pools, "connection pool"),
      ...(dependants.length > 0 ? [`Feeds ${dependants.join(", ")}.`] : []),
      service.backups?.length
        ? `Its backups (${service.backups.length}) go with it; the newest is of ${service.backups.at(-1)?.backup_time}.`
        : "It has no backup.",
    ],
    protection: service.termination_protection
      ? ["Termination protection is on: turn it off first (ServiceUpdate with termination_protection: false)."]
      : [],
  };
}

function counted(items: readonly unknown[] | undefined, noun: string): string[] {
  if (!items || items.length === 0) return [];
  return [`${items.length} ${noun}${items.length === 1 ? "" : "s"}.`];
}

function sentence(clause: string): string {
  const text = clause.charAt(0).toUpperCase() + clause.slice(1);
  return text.endsWith(".") ? text : `${text}.`;
}
