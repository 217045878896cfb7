import { AivenError, InputError } from "../core/errors.js";
import { nearest } from "../core/nearest.js";
import { isObject } from "../core/view.js";
import type { Door } from "./door.js";
import type { Operation } from "./operation.js";
import { mapLimited } from "./parallel.js";
import { read } from "./perform.js";
import { visibleProjects } from "./projects.js";
import { prepare } from "./run.js";

type Input = Readonly<Record<string, unknown>>;

/** What stands for all projects in the place of one. */
export const EVERY = "*";
/** Projects read at once; the API limits requests per minute. */
const AT_ONCE = 6;
/** Projects read for one answer; what comes after them is for the next. */
const WINDOW = 50;

/** Projects that could not be read, for the same reason. */
export interface Failure {
  readonly projects: readonly string[];
  /** Of the first of them. */
  readonly error: AivenError;
}

/** The answers of several projects as one. */
export interface OfEveryProject {
  readonly value: Record<string, unknown>;
  readonly failed: readonly Failure[];
  readonly read: number;
  readonly total: number;
  /** The project to go on with; undefined when there are no more. */
  readonly next: number | undefined;
}

export interface EveryOptions {
  /** The number of the project to begin with. */
  readonly from: number;
  /** Reads one project. */
  readonly call: (project: string) => Promise<unknown>;
  /** What is shown of each answer. */
  readonly view: (answer: unknown) => unknown;
}

/** Whether an input asks for all projects of an operation that takes one. */
export function isOfEveryProject({ facts }: Operation, input: Input): boolean {
  return input["project"] === EVERY && facts.required?.includes("project") === true;
}

/**
 * Reads several projects, from one of them on. Each answer is changed by `view`; then their lists are joined, with the project in
 * each row. One project that fails does not spoil the others.
 */
export async function readEveryProject(
  names: readonly string[],
  { from, call, view }: EveryOptions,
): Promise<OfEveryProject> {
  const chosen = names.slice(from, from + WINDOW);
  const failed: { project: string; error: AivenError }[] = [];
  const parts = await mapLimited(chosen, AT_ONCE, async (project): Promise<Part | undefined> => {
    try {
      return { project, value: view(await call(project)) };
    } catch (error) {
      if (!(error instanceof AivenError)) throw error;
      failed.push({ project, error });
      return undefined;
    }
  });
  const refused = failed.find(({ error }) => error instanceof InputError);
  if (refused && failed.length === parts.length) throw refused.error;
  const next = from + chosen.length;
  return {
    value: join(parts.filter((part) => part !== undefined)),
    failed: fold(failed),
    read: chosen.length,
    total: names.length,
    next: next < names.length ? next : undefined,
  };
}

/**
 * The names of the projects to read, in order: all that the token reaches and the operator allows, or where it is about a service
 * those that have it. Throws InputError for what is wrong with the input in every project.
 */
export async function projectsFor(door: Door, operation: Operation, input: Input): Promise<string[]> {
  const names = (await visibleProjects(door)).map(({ project_name }) => project_name).sort();
  const [first] = names;
  if (first !== undefined) prepare(door, operation, { ...input, project: first });
  const service = input["service_name"];
  return typeof service === "string" && operation.facts.required?.includes("service_name")
    ? having(door, names, service)
    : names;
}

/** Projects that have a service of a name. Asking each of them for the thing itself would give an error for all others. */
async function having(door: Door, projects: readonly string[], service: string): Promise<string[]> {
  const lists = await mapLimited(projects, AT_ONCE, async (project) => {
    try {
      return ((await read(door, "ServiceList", { project })).services ?? []).map(({ service_name }) => service_name);
    } catch (error) {
      if (error instanceof AivenError) return [];
      throw error;
    }
  });
  const found = projects.filter((_, at) => lists[at]?.includes(service));
  if (found.length > 0) return found;
  const message = `No project that can be read has a service "${service}"`;
  throw new InputError([{ field: "service_name", message, nearest: nearest(service, lists.flat()) }]);
}

/** Failures for the same reason as one: what they say differs in the name of the project alone. */
function fold(failed: readonly { readonly project: string; readonly error: AivenError }[]): Failure[] {
  const folded = new Map<string, { projects: string[]; error: AivenError }>();
  for (const { project, error } of failed) {
    const reason = `${error.name} ${error.message.replaceAll(project, EVERY)}`;
    const known = folded.get(reason);
    if (known) known.projects.push(project);
    else folded.set(reason, { projects: [project], error });
  }
  return [...folded.values()];
}

interface Part {
  readonly project: string;
  readonly value: unknown;
}

/** Lists of one name become one list, anything else a list with a row for each project. */
function join(parts: readonly Part[]): Record<string, unknown[]> {
  const joined: Record<string, unknown[]> = {};
  for (const { project, value } of parts) {
    for (const [name, inner] of Object.entries(isObject(value) ? value : { result: value })) {
      const rows = Array.isArray(inner) ? inner : [inner];
      joined[name] = [...(joined[name] ?? []), ...rows.map((row) => toRow(project, row))];
    }
  }
  return joined;
}

function toRow(project: string, row: unknown): Record<string, unknown> {
  return Object.assign({ project }, isObject(row) ? row : { value: row }, { project });
}
