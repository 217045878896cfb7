import { InputError } from "../core/errors.js";
import type { Speed } from "./clock.js";
import { CONTROL_PATH, control, isLoopback } from "./control.js";
import type { FoundEngines } from "./data-plane/found.js";
import type { DataPlane } from "./data-plane/index.js";
import type { HttpRequest } from "./dispatch.js";
import type { Delivery } from "./exchange.js";
import type { Faults } from "./faults.js";
import { Instance, type InstanceOptions } from "./instance.js";
import type { RequestLog } from "./request-log.js";
import type { Scenario } from "./scenarios/scenario.js";
import { listen, urlOf } from "./server.js";

export { SPEEDS, type Speed } from "./clock.js";
export { isLoopback } from "./control.js";
export type { FoundEngines } from "./data-plane/found.js";
export type { Fault, FaultKind, FaultSpec } from "./faults.js";
export type { LoggedRequest } from "./request-log.js";
export type { Scenario } from "./scenarios/scenario.js";

export interface SandboxOptions extends InstanceOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number | undefined;
  /** A loopback address; the default is 127.0.0.1. */
  readonly host?: string | undefined;
  /** Allows other addresses than loopback ones, and to be steered from there. */
  readonly allowRemote?: boolean | undefined;
  /** Puts servers that are installed on this machine behind new services of their types. */
  readonly dataPlane?: boolean | undefined;
}

/** Something that will happen by itself. */
export interface Upcoming {
  /** Virtual milliseconds since the epoch. */
  readonly at: number;
  readonly event: string;
  /** What it happens to, such as `project/service`. */
  readonly of: string;
}

/** A running sandbox. */
export interface Sandbox {
  /** Base URL without a version, for AIVEN_WEB_URL. */
  readonly url: string;
  /** A token of the scenario's user; it also opens the control API. */
  readonly token: string;
  /** The first project of the scenario; empty when there is none. */
  readonly project: string;
  /** Which servers the data plane has found; undefined without one. */
  readonly dataPlane: FoundEngines | undefined;
  /** Faults to inject: `add`, `list`, `remove`, `clear`. */
  readonly faults: Pick<Faults, "add" | "list" | "remove" | "clear">;
  /** The requests received so far: `list`, `clear`. */
  readonly requests: Pick<RequestLog, "list" | "clear">;
  readonly speed: Speed;
  /** Virtual milliseconds since the epoch. */
  now(): number;
  /** What will happen next; undefined when nothing will. */
  upcoming(): Upcoming | undefined;
  /** Lets so many virtual milliseconds pass at once. */
  advance(ms: number): void;
  /** Jumps to a moment, in virtual milliseconds since the epoch. */
  advanceTo(at: number): void;
  /** Jumps to what will happen next; answers with it. */
  advanceToNext(): Upcoming | undefined;
  setSpeed(speed: Speed): void;
  /** Begins anew, with the same scenario or another: its name, file or data. */
  reset(scenario?: string | Scenario): void;
  close(): Promise<void>;
}

/** Starts a sandbox of the Aiven API on loopback: nothing in it is real or billed. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, host = "127.0.0.1", allowRemote: remote = false } = options;
  if (!remote && !isLoopback(host)) {
    throw new InputError([{ field: "host", message: "must be a loopback address" }], "Or set allowRemote.");
  }
  const plane = options.dataPlane ? await (await import("./data-plane/index.js")).openDataPlane() : undefined;
  const instance = await open(options, plane);
  const upcoming = () => {
    const next = instance.upcoming();
    return next && { at: next.at, event: next.kind, of: next.key };
  };
  const advanceTo = (at: number) => instance.advance(at - instance.world.clock.now());
  try {
    const perform = (request: HttpRequest): Delivery =>
      isControl(request.url) ? { answer: control(instance, request, { remote }) } : instance.exchange.perform(request);
    const server = await listen(plane ? followed(plane, instance, perform) : perform, { host, port });
    return {
      url: urlOf(server),
      get token() {
        return instance.token;
      },
      get project() {
        return instance.project;
      },
      get speed() {
        return instance.speed;
      },
      faults: instance.faults,
      requests: instance.requests,
      now: () => instance.world.clock.now(),
      upcoming,
      advance: (ms) => instance.advance(ms),
      advanceTo,
      advanceToNext: () => {
        const next = upcoming();
        if (next) instance.advance(Math.max(0, next.at - instance.world.clock.now()));
        return next;
      },
      setSpeed: (speed) => instance.setSpeed(speed),
      reset: (scenario) => instance.reset(scenario),
      dataPlane: plane?.found,
      close: async () => {
        await new Promise<void>((resolve, reject) => {
          server.close((error) => (error ? reject(error) : resolve()));
          server.closeAllConnections();
        }).finally(() => instance.close());
        await plane?.close();
      },
    };
  } catch (error) {
    instance.close();
    await plane?.close();
    throw error;
  }
}

async function open(options: SandboxOptions, plane: DataPlane | undefined): Promise<Instance> {
  try {
    return new Instance(options, plane);
  } catch (error) {
    await plane?.close();
    throw error;
  }
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
