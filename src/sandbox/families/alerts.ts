import { alertsOf } from "../model/alert.js";
import { requireProject } from "../model/project.js";
import { requireService, servicesOf } from "../model/service.js";
import type { Handlers } from "../world.js";

export const handlers: Handlers = {
  ProjectAlertsList: ({ project }, call) => {
    requireProject(call, project);
    return { alerts: servicesOf(call.world, project).flatMap((service) => alertsOf(call.world, service)) };
  },

  ServiceAlertsList: (input, call) => ({ alerts: alertsOf(call.world, requireService(call, input)) }),
};
