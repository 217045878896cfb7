import { conflict } from "../errors.js";
import { actorOf, record } from "../model/event.js";
import { integrationsOf } from "../model/integration.js";
import { stopMeters } from "../model/meter.js";
import { requireProject } from "../model/project.js";
import { requirePowered, requireService, type ServiceRow, serviceKey, services, servicesOf } from "../model/service.js";
import { releaseStaticIps } from "../model/static-ip.js";
import { createService } from "../service/create.js";
import { assignEndpoint } from "../service/endpoint.js";
import { disconnect } from "../service/integration-effects.js";
import { maintain } from "../service/lifecycle.js";
import { requireUnprotected, updateService } from "../service/update.js";
import { toService } from "../service/view.js";
import type { Handlers, World } from "../world.js";

export { effects } from "../service/lifecycle.js";

export const handlers: Handlers = {
  ServiceList: ({ project, include_secrets = false }, call) => {
    requireProject(call, project);
    const rows = servicesOf(call.world, project);
    return { services: rows.map((row) => toService(call.world, row, include_secrets)) };
  },

  ServiceGet: ({ include_secrets = false, ...input }, call) => ({
    service: toService(call.world, requireService(call, input), include_secrets),
  }),

  // Who orders or changes a service gets its secrets: these operations have no parameter to ask for them.
  ServiceCreate: (input, call) => {
    const project = requireProject(call, input.project);
    const row = assignEndpoint(call.world, createService(actorOf(call), project, input));
    return { service: toService(call.world, row, true) };
  },

  ServiceUpdate: (input, call) => {
    const row = updateService(actorOf(call), requireService(call, input), input);
    return { service: toService(call.world, row, true) };
  },

  ServiceDelete: (input, call) => {
    const row = requireService(call, input);
    requireUnprotected(row);
    remove(call.world, row);
    record(actorOf(call), row.project, "service_delete", "Deleted the service", row.service_name);
    return { message: "deleted" };
  },

  ServiceMaintenanceStart: (input, call) => {
    const row = requirePowered(requireService(call, input));
    if (row.state === "REBUILDING") throw conflict("Service is being rebuilt");
    if (row.maintenance_updates.length === 0) return { message: "No maintenance updates are available" };
    maintain(call.world, row);
    record(actorOf(call), row.project, "service_maintenance_start", "Started maintenance", row.service_name);
    return { message: "Maintenance started" };
  },
};

/** Removes a service and everything of it; integrations end with either of their ends. */
function remove(world: World, row: ServiceRow): void {
  for (const integration of integrationsOf(world, row)) disconnect(world, integration);
  releaseStaticIps(world, row);
  stopMeters(world, row.project, row.service_name);
  world.cancelAll(serviceKey(row));
  world.deleteUnder(`${serviceKey(row)}/`);
  services(world).delete(serviceKey(row));
}
