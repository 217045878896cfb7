import { requireProject } from "../model/project.js";
import { requireService } from "../model/service.js";
import type { Handlers } from "../world.js";

/** Nothing here is ever short of disk or memory, so there are no alerts. */
export const handlers: Handlers = {
  ProjectAlertsList: ({ project }, call) => {
    requireProject(call, project);
    return { alerts: [] };
  },

  ServiceAlertsList: (input, call) => {
    requireService(call, input);
    return { alerts: [] };
  },
};
