import { responses } from "../core/catalogue/generated/responses/index.js";
import { Clock, type Speed } from "./clock.js";
import { effects, handlers } from "./families/index.js";
import { Router } from "./router.js";
import { createDemo } from "./scenario.js";
import { listen, urlOf } from "./server.js";
import { World } from "./world.js";

export type { Speed } from "./clock.js";

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
}

/** A running sandbox. */
export interface Sandbox {
  /** Base URL without a version, for AIVEN_WEB_URL. */
  readonly url: string;
  /** A token of the demo user. */
  readonly token: string;
  /** The demo project. */
  readonly project: string;
  /** Lets so many virtual milliseconds pass at once. */
  advance(ms: number): void;
  close(): Promise<void>;
}

/** Starts a sandbox of the Aiven API on loopback: nothing in it is real or billed. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, host = "127.0.0.1", speed = "fast", seed = "aiven", start } = options;
  const clock = new Clock(speed, Date.now, start);
  const world = new World({ clock, seed, effects });
  const { token, project } = createDemo(world);
  const byOperation = (id: string) => Object.values(responses).find((family) => Object.hasOwn(family, id))?.[id];
  const server = await listen({ router: new Router(), handlers, responses: byOperation, world }, host, port);
  return {
    url: urlOf(server),
    token,
    project,
    advance: (ms) => clock.advance(ms),
    close: () =>
      new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
