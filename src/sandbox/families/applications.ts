import { conflict } from "../errors.js";
import { recordOn } from "../model/event.js";
import { requirePowered, requireServiceOf } from "../model/service.js";
import { build } from "../service/lifecycle.js";
import type { Handlers } from "../world.js";
import { metricsOf } from "./metrics.js";

export const handlers: Handlers = {
  ApplicationRedeploy: (input, call) => {
    const service = requirePowered(requireServiceOf(call, input, "deployments", "application"));
    if (service.state === "REBUILDING") throw conflict("Service is being rebuilt");
    build(call.world, service);
    recordOn(call, service, "service_application_redeploy", "Started to build and deploy the application anew");
    return undefined;
  },

  ApplicationMetricsGet: (input, call) => {
    const service = requirePowered(requireServiceOf(call, input, "application metrics", "application"));
    return { metrics: metricsOf(call.world, service, "hour") };
  },
};
