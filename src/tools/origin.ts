import { retiredType } from "../core/configuration/retired.js";
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

/** The type that a service has to have that comes from another one, where it would have a wrong one. */
export async function typeOfOrigin(door: Door, origin: Origin, type: string): Promise<string | undefined> {
  const { project, service_name } = origin;
  if (project === undefined) return undefined;
  const source = (await readBeside(door, "ServiceGet", { project, service_name }))?.service.service_type;
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
