import { randomInt } from "node:crypto";
import { createServer, type Server } from "node:net";

/** Below the ports that systems give to outgoing connections, so that a service finds its own free after a pause. */
const FIRST = 12_000;
const LAST = 28_000;

/** A port that is kept from others until an engine takes it. */
export interface Reservation {
  readonly port: number;
  release(): Promise<void>;
}

/** Reserves a free port on loopback. */
export async function reservePort(): Promise<Reservation> {
  for (let tries = 0; tries < 100; tries++) {
    const port = randomInt(FIRST, LAST);
    const holder = createServer((socket) => socket.destroy());
    if (await holds(holder, port)) {
      holder.unref();
      return { port, release: () => new Promise((resolve) => holder.close(() => resolve())) };
    }
  }
  throw new Error(`no free port from ${FIRST} to ${LAST}`);
}

function holds(holder: Server, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    holder.once("error", () => resolve(false));
    holder.listen(port, "127.0.0.1", () => resolve(true));
  });
}
