import { CONTROL_PATH, control } from "./control.js";
import type { DataPlane } from "./data-plane/index.js";
import type { HttpRequest } from "./dispatch.js";
import type { Delivery } from "./exchange.js";
import { Instance, type InstanceOptions } from "./instance.js";

/** An instance with the answers to all that reaches it. */
export interface Answering {
  readonly instance: Instance;
  perform(request: HttpRequest): Delivery | Promise<Delivery>;
}

/**
 * Opens what stands behind a server. `remote` lets it be steered from other machines. Throws InputError on a scenario that
 * cannot be, ConfigError on a state file that cannot be used.
 */
export function openAnswering(options: InstanceOptions, plane: DataPlane | undefined, remote: boolean): Answering {
  const instance = new Instance(options, plane);
  const perform = (request: HttpRequest): Delivery =>
    isControl(request.url) ? { answer: control(instance, request, { remote }) } : instance.exchange.perform(request);
  return { instance, perform: plane ? followed(plane, instance, perform) : perform };
}

/** Answers only when the engines have what a request has changed. */
function followed(plane: DataPlane, { world }: Instance, perform: (request: HttpRequest) => Delivery) {
  return async (request: HttpRequest): Promise<Delivery> => {
    // Another request may take what was prepared before this one's turn comes.
    while (!plane.isPrepared) await plane.prepare();
    const delivery = perform(request);
    await plane.follow(world);
    return delivery;
  };
}

function isControl(url: string): boolean {
  return url === CONTROL_PATH || url.startsWith(`${CONTROL_PATH}/`) || url.startsWith(`${CONTROL_PATH}?`);
}
