import type { World } from "../world.js";
import { type ServiceRow, serviceKey } from "./service.js";

/** How busy a service is, as a share of the usual load. */
export function loadOf(world: World, service: ServiceRow): number {
  return loads(world).get(loadKey(service))?.share ?? 1;
}

export function setLoad(world: World, service: ServiceRow, share: number): void {
  loads(world).put(loadKey(service), { share });
}

function loads(world: World) {
  return world.table<{ readonly share: number }>("loads");
}

/** Under the service's own key, so that it goes with the service. */
function loadKey(service: ServiceRow): string {
  return `${serviceKey(service)}/load`;
}
