import { authorityOf } from "../certificate/authority.js";
import { requireProject } from "../model/project.js";
import type { Handlers } from "../world.js";

export const handlers: Handlers = {
  ProjectKmsGetCA: ({ project }, call) => ({
    certificate: authorityOf(call.world, requireProject(call, project).organization_id),
  }),
};
