import { responses } from "../core/catalogue/generated/responses/index.js";
import { Clock, type Speed } from "./clock.js";
import type { FoundEngines } from "./data-plane/found.js";
import { effects, handlers } from "./families/index.js";
import { Router } from "./router.js";
import { createDemo } from "./scenario.js";
import { listen, urlOf } from "./server.js";
import { resumeEndpoints } from "./service/endpoint.js";
import { World } from "./world.js";

export type { Speed } from "./clock.js";
export type { FoundEngines } from "./data-plane/found.js";

export interface SandboxOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number | undefined;
  /** A loopback address; the default is 127.0.0.1. */
  readonly host?: string | undefined;
  readonly speed?: Speed | undefined;
  /** Same seed, same ids and passwords. */
  readonly seed?: string | undefined;
  /** Virtual time at the start, in milliseconds since the epoch; the default is the present. */
  readonly start?: number | undefined;
  /** Puts servers that are installed on this machine behind new services of their types. */
  readonly dataPlane?: boolean | undefined;
}

/** A running sandbox. */
export interface Sandbox {
  /** Base URL without a version, for AIVEN_WEB_URL. */
  readonly url: string;
  /** A token of the demo user. */
  readonly token: string;
  /** The demo project. */
  readonly project: string;
  /** Which servers the data plane has found; undefined without one. */
  readonly dataPlane: FoundEngines | undefined;
  /** Lets so many virtual milliseconds pass at once. */
  advance(ms: number): void;
  close(): Promise<void>;
}

/** Starts a sandbox of the Aiven API on loopback: nothing in it is real or billed. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, host = "127.0.0.1", speed = "fast", seed = "aiven", start } = options;
  const clock = new Clock(speed, Date.now, start);
  const dataPlane = options.dataPlane ? await (await import("./data-plane/index.js")).openDataPlane() : undefined;
  const world = new World({ clock, seed, effects, offerEngine: dataPlane?.offer });
  const { token, project } = createDemo(world);
  resumeEndpoints(world, dataPlane?.found ?? {});
  const byOperation = (id: string) => Object.values(responses).find((family) => Object.hasOwn(family, id))?.[id];
  const server = await listen({ router: new Router(), handlers, responses: byOperation, world }, host, port, dataPlane);
  return {
    url: urlOf(server),
    token,
    project,
    dataPlane: dataPlane?.found,
    advance: (ms) => clock.advance(ms),
    close: async () => {
      await new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      });
      await dataPlane?.close();
    },
  };
}
