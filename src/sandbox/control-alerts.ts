import { InputError } from "../core/errors.js";
import { nearest } from "../core/nearest.js";
import { alertsOf, raiseAlert } from "./model/alert.js";
import { type ServiceRow, services } from "./model/service.js";
import type { World } from "./world.js";

type Body = Readonly<Record<string, unknown>>;

/** Raises an alert as the control API is told to; answers with those of the service. Throws InputError on what cannot be. */
export function raise(world: World, body: Body) {
  const service = serviceOf(world, body);
  const { event, severity = "warning" } = body;
  if (typeof event !== "string" || event === "") throw new InputError([{ field: "event", message: "must be a text" }]);
  if (typeof severity !== "string" || severity === "") {
    throw new InputError([{ field: "severity", message: "must be a text" }]);
  }
  raiseAlert(world, service, event, severity);
  return { alerts: alertsOf(world, service) };
}

/** All alerts of all services. */
export function allAlerts(world: World) {
  return { alerts: [...services(world).rows()].flatMap((service) => alertsOf(world, service)) };
}

function serviceOf(world: World, { project, service_name }: Body): ServiceRow {
  const name = `${project}/${service_name}`;
  const row = services(world).get(name);
  if (row) return row;
  const known = [...services(world).rows()].map((each) => `${each.project}/${each.service_name}`);
  const message = `has no service "${name}" (project/service_name)`;
  throw new InputError([{ field: "service_name", message, nearest: nearest(name, known) }]);
}
