import { AivenError, InputError } from "../core/errors.js";
import { isObject } from "../core/view.js";
import type { Operation } from "./operation.js";
import { mapLimited } from "./parallel.js";
import { visibleProjects } from "./projects.js";
import { type Door, prepare, runOperation } from "./run.js";

type Input = Readonly<Record<string, unknown>>;

/** What stands for all projects in the place of one. */
const EVERY = "*";
/** Projects read at once; the API limits requests per minute. */
const AT_ONCE = 6;
/** Projects read for one answer; what comes after them is for the next. */
const WINDOW = 50;

interface Failure {
  readonly project: string;
  readonly error: AivenError;
}

/** The answers of several projects as one. */
export interface OfEveryProject {
  readonly value: Record<string, unknown>;
  /** Projects that could not be read, each with why. */
  readonly failed: readonly Failure[];
  readonly read: number;
  readonly total: number;
  /** The project to go on with; undefined when there are no more. */
  readonly next: number | undefined;
}

/** Whether an input asks for all projects of an operation that takes one. */
export function isOfEveryProject({ facts }: Operation, input: Input): boolean {
  return input["project"] === EVERY && facts.required?.includes("project") === true;
}

/**
 * Runs a read in all projects that the token reaches and the operator allows, from one of them on. Each answer is changed
 * by `view`; then their lists are joined, with the project in each row. One project that fails does not spoil the others.
 */
export async function readEveryProject(
  door: Door,
  operation: Operation,
  input: Input,
  { from, view }: { readonly from: number; readonly view: (answer: unknown) => unknown },
): Promise<OfEveryProject> {
  const names = (await visibleProjects(door)).map(({ project_name }) => project_name).sort();
  const chosen = names.slice(from, from + WINDOW);
  const [first] = chosen;
  // What is wrong with the input is wrong with it in every project.
  if (first !== undefined) prepare(door, operation, { ...input, project: first });
  const failed: Failure[] = [];
  const parts = await mapLimited(chosen, AT_ONCE, async (project): Promise<Part | undefined> => {
    try {
      return { project, value: view(await runOperation(door, operation, { ...input, project })) };
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
    failed,
    read: chosen.length,
    total: names.length,
    next: next < names.length ? next : undefined,
  };
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
