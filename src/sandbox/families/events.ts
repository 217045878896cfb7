import { type EventRow, events } from "../model/event.js";
import { requireProject } from "../model/project.js";
import type { Handlers } from "../world.js";

const DEFAULT_LIMIT = 100;

export const handlers: Handlers = {
  ProjectGetEventLogs: ({ project, limit = DEFAULT_LIMIT }, call) => {
    requireProject(call, project);
    const newest = events(call.world).under(`${project}/`).reverse();
    return { events: newest.slice(0, limit).map(toEvent) };
  },
};

function toEvent({ actor, event_desc, event_type, id, service_name, time }: EventRow) {
  return { actor, event_desc, event_type, id, service_name, time };
}
