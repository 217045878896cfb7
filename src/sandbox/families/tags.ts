import { actorOf, record } from "../model/event.js";
import { projects, requireProject } from "../model/project.js";
import { patchService, requireService } from "../model/service.js";
import { mergeTags, type Tags } from "../model/tags.js";
import type { Call, Handlers } from "../world.js";

export const handlers: Handlers = {
  ProjectTagsList: ({ project }, call) => ({ tags: requireProject(call, project).tags }),

  ProjectTagsReplace: ({ project, tags }, call) => setProjectTags(call, project, () => mergeTags({}, tags)),

  ProjectTagsUpdate: ({ project, tags }, call) => setProjectTags(call, project, (current) => mergeTags(current, tags)),

  ProjectServiceTagsList: (input, call) => ({ tags: requireService(call, input).tags }),

  ProjectServiceTagsReplace: (input, call) => setServiceTags(call, input, () => mergeTags({}, input.tags)),

  ProjectServiceTagsUpdate: (input, call) => setServiceTags(call, input, (current) => mergeTags(current, input.tags)),
};

type Change = (current: Tags) => Tags;

function setProjectTags(call: Call, project: string, change: Change) {
  const row = requireProject(call, project);
  projects(call.world).patch(project, { tags: change(row.tags) });
  record(actorOf(call), project, "project_tags_update", "Changed the tags of the project");
  return { message: "Project tags updated" };
}

function setServiceTags(call: Call, input: { project: string; service_name: string }, change: Change) {
  const row = requireService(call, input);
  patchService(call.world, row, { tags: change(row.tags) });
  const { project, service_name } = row;
  record(actorOf(call), project, "service_tags_update", "Changed the tags of the service", service_name);
  return { message: "Service tags updated" };
}
