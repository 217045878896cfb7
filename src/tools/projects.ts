import type { Output } from "../core/catalogue/index.js";
import { AivenError, InputError, type InputIssue } from "../core/errors.js";
import { items } from "../core/parts.js";
import type { Door } from "./door.js";
import { read } from "./perform.js";

/** The projects that the token reaches and the operator allows. */
export async function visibleProjects(door: Door): Promise<Output<"ProjectList">["projects"]> {
  const projects = [...items((await read(door, "ProjectList", {})).projects)];
  const allowed = door.policy.settings.projects;
  return allowed.length === 0 ? projects : projects.filter(({ project_name }) => allowed.includes(project_name));
}

/** So many projects are named to whoever has to name one. */
const MAX_NAMED = 10;

/** An error answer that asks for a project, with those that there are; any other as it is. */
export async function nameProjects(door: Door, error: unknown): Promise<unknown> {
  if (!(error instanceof InputError) || !error.issues.some(asksForProject)) return error;
  try {
    const names = (await visibleProjects(door)).map(({ project_name }) => project_name);
    const allowed = [
      ...names.slice(0, MAX_NAMED),
      ...(names.length > MAX_NAMED ? [`${names.length - MAX_NAMED} more`] : []),
    ];
    return new InputError(
      error.issues.map((issue) => (asksForProject(issue) ? { ...issue, allowed } : issue)),
      error.hint,
    );
  } catch (failure) {
    // Their names are a courtesy.
    if (failure instanceof AivenError) return error;
    throw failure;
  }
}

function asksForProject({ field, message }: InputIssue): boolean {
  return /(^|\.)project$/.test(field) && message === "is required";
}
