import type { Output } from "../core/catalogue/index.js";
import { type Door, read } from "./run.js";

/** The projects that the token reaches and the operator allows. */
export async function visibleProjects(door: Door): Promise<Output<"ProjectList">["projects"]> {
  const { projects } = await read(door, "ProjectList", {});
  const allowed = door.policy.settings.projects;
  return allowed.length === 0 ? projects : projects.filter(({ project_name }) => allowed.includes(project_name));
}
