import * as answering from "./answering.js";
import type { Speed } from "./clock.js";
import type { FoundEngines } from "./data-plane/found.js";
import type { Faults } from "./faults.js";
import type { RequestLog } from "./request-log.js";
import type { Scenario } from "./scenarios/scenario.js";
import { type SandboxOptions, serve } from "./serve.js";

export type { Speed } from "./clock.js";
export type { FoundEngines } from "./data-plane/found.js";
export type { Fault, FaultKind, FaultSpec } from "./faults.js";
export type { LoggedRequest } from "./request-log.js";
export type { Scenario } from "./scenarios/scenario.js";
export type { SandboxOptions } from "./serve.js";

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
  const { url, dataPlane, instance: load, close } = await serve(options, async () => answering);
  const instance = await load().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const upcoming = () => {
    const next = instance.upcoming();
    return next && { at: next.at, event: next.kind, of: next.key };
  };
  return {
    url,
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
    advanceTo: (at) => instance.advance(at - instance.world.clock.now()),
    advanceToNext: () => {
      const next = upcoming();
      if (next) instance.advance(Math.max(0, next.at - instance.world.clock.now()));
      return next;
    },
    setSpeed: (speed) => instance.setSpeed(speed),
    reset: (scenario) => instance.reset(scenario),
    dataPlane,
    close,
  };
}
