import { AivenError } from "../core/errors.js";
import { nearestOf } from "../core/nearest.js";
import { isObject } from "../core/view.js";
import type { Door } from "./door.js";
import { isTame } from "./fence.js";
import { LISTINGS, type Listing, listNames, SERVICE_TYPE } from "./listings.js";
import type { Operation } from "./operation.js";
import { nicknamedType } from "./service-types.js";

type Input = Readonly<Record<string, unknown>>;

/** A name in an input, of something that should be there. */
interface Mention {
  readonly field: string;
  readonly listing: Listing;
  readonly name: string;
  /** What it takes to list what there is. */
  readonly where: Input;
}

/** A name of nothing, and what there is. */
export interface MissingName {
  readonly field: string;
  readonly noun: string;
  readonly name: string;
  readonly names: readonly string[];
}

/** The names that an input holds of what should exist, from the outside in; what the operation creates is not among them. */
export function mentionsIn(input: Input, operation?: Operation): Mention[] {
  const integrations = Array.isArray(input["service_integrations"]) ? input["service_integrations"] : [];
  const inner = [input["user_config"], ...integrations].filter(isObject);
  return LISTINGS.flatMap((listing) => {
    const [own, ...others] = listing.fields;
    const isNew = operation !== undefined && listing.createdBy === operation.id;
    const fields = isNew || own === undefined ? others : listing.fields;
    return [
      ...mentionsOf(listing, fields, input, input),
      ...inner.flatMap((part) => mentionsOf(listing, others, part, input)),
    ];
  });
}

/** The field with the project of a service that need not be in the call's own. */
const PROJECT_OF: Readonly<Record<string, string>> = {
  source_service: "source_project",
  dest_service: "dest_project",
  service_to_fork_from: "project_to_fork_from",
};

function mentionsOf(listing: Listing, fields: readonly string[], part: Input, whole: Input): Mention[] {
  return fields.flatMap((field) => {
    const name = part[field];
    if (typeof name !== "string" || name === "") return [];
    const project = part[PROJECT_OF[field] ?? ""] || whole["project"];
    return [{ field, listing, name, where: { ...whole, project } }];
  });
}

/** The first of some names that is of nothing; undefined when each is of something or cannot be looked up. */
export async function findMissing(door: Door, mentions: readonly Mention[]): Promise<MissingName | undefined> {
  for (const { field, listing, name, where } of mentions) {
    const names = await namesFor(door, listing, where);
    if (names && !names.includes(name)) return { field, noun: listing.noun, name, names };
  }
  return undefined;
}

async function namesFor(door: Door, listing: Listing, where: Input): Promise<readonly string[] | undefined> {
  try {
    const names = await listNames(door, listing, await withType(door, listing, where));
    // A name can be anything that a database takes as one.
    return names?.filter(isTame);
  } catch (error) {
    // What exists is told as a courtesy; the error that it would explain is what counts.
    if (error instanceof AivenError) return undefined;
    throw error;
  }
}

/** Plans are of a type, which a service knows. */
async function withType(door: Door, { operation }: Listing, where: Input): Promise<Input> {
  const { project = door.project, service_name, service_type } = where;
  if (operation !== "ProjectServicePlanList" || service_type !== undefined) return where;
  if (typeof project !== "string" || typeof service_name !== "string") return where;
  const { service } = await door.client.call("ServiceGet", { project, service_name });
  return { ...where, service_type: service.service_type };
}

const MAX_NAMES = 5;

/** `There is no service "demo-pq"; did you mean demo-pg?` */
export function suggest({ noun, name, names }: MissingName): string {
  if (names.length === 0) return `There is no ${noun} at all there.`;
  const meant = noun === SERVICE_TYPE ? nicknamedType(name) : "";
  const close = names.includes(meant) ? [meant] : nearestOf(name, names, 3);
  if (close.length > 0) return `There is no ${noun} "${name}"; did you mean ${close.join(" or ")}?`;
  const some = names.slice(0, MAX_NAMES).join(", ");
  return `There is no ${noun} "${name}"; there ${names.length === 1 ? "is" : "are"} ${some}${names.length > MAX_NAMES ? " …" : ""}.`;
}
