import { retiredType } from "../core/configuration/retired.js";
import type { InputIssue } from "../core/errors.js";
import { isObject } from "../core/view.js";
import type { Door } from "./door.js";
import { readBeside } from "./unread.js";

type Input = Readonly<Record<string, unknown>>;

/** A service from which a new one would take its data. */
export interface Origin {
  readonly project: string | undefined;
  readonly service_name: string;
  readonly as: "fork" | "read replica";
}

/** The services from which a call of ServiceCreate takes data. */
export function originsOf(input: Input): Origin[] {
  const config = isObject(input["user_config"]) ? input["user_config"] : {};
  const links = [input["service_integrations"] ?? []].flat().filter(isObject);
  const replicas = links.filter((link) => link["integration_type"] === "read_replica");
  const origin = (as: Origin["as"], name: unknown, project: unknown): Origin[] =>
    typeof name === "string" && name !== ""
      ? [{ as, service_name: name, project: String(project || input["project"]) }]
      : [];
  return [
    ...origin("fork", config["service_to_fork_from"], config["project_to_fork_from"]),
    ...replicas.flatMap((link) => origin("read replica", link["source_service"], link["source_project"])),
  ];
}

/** What says of a fork as of when, or from where: alone it says nothing, and the new service would be empty. */
const OF_A_FORK = ["recovery_target_time", "recovery_basebackup_name", "project_to_fork_from"];

/** What is wrong with how a call of ServiceCreate says where its data comes from. */
export function originIssues(input: Input): InputIssue[] {
  const config = isObject(input["user_config"]) ? input["user_config"] : {};
  const ways = originsOf(input).map((origin) => origin.as);
  if (ways.includes("fork")) {
    if (!ways.includes("read replica")) return [];
    const message = "makes a fork, and a read replica is asked for beside it: a service is one of them";
    return [{ field: "user_config.service_to_fork_from", message }];
  }
  const message = "is about a fork: name its source in service_to_fork_from, else the new service is empty";
  const given = OF_A_FORK.filter((name) => (config[name] ?? null) !== null);
  return given.map((name) => ({ field: `user_config.${name}`, message }));
}

/** The type that a service has to have that comes from another one, where it would have a wrong one. */
export async function typeOfOrigin(door: Door, origin: Origin, type: string): Promise<string | undefined> {
  const { project, service_name } = origin;
  if (project === undefined) return undefined;
  const source = (await readBeside(door, "ServiceGet", { project, service_name }))?.service?.service_type;
  // A retired type goes on as what took its place.
  const fits = source === undefined || source === type || retiredType(source)?.successor === type;
  return fits ? undefined : source;
}

/** Why a service of a type cannot come from another one. */
export function unlikeOrigin({ service_name, as }: Origin, source: string): string {
  return `must be ${source}: a ${as} is of the type of its source, and ${service_name} is of type ${source}`;
}

/** What is wrong with where a new service would take its data from. */
export async function wrongOrigin(door: Door, input: Input, status: number): Promise<string | undefined> {
  for (const origin of originsOf(input)) {
    const source = await typeOfOrigin(door, origin, String(input["service_type"]));
    if (source !== undefined) return `service_type ${unlikeOrigin(origin, source)}.`;
    const { project, service_name, as } = origin;
    if (status !== 403 || as !== "read replica" || project === undefined) continue;
    const backups = (await readBeside(door, "ServiceBackupsGet", { project, service_name }))?.backups;
    if (backups?.length === 0) {
      return `${service_name} has no backup yet, and a read replica is filled from one: try again when ServiceBackupsGet lists one.`;
    }
  }
  return undefined;
}
