import { InputError } from "../core/errors.js";
import { nearest } from "../core/nearest.js";
import { SPEEDS, type Speed } from "../sandbox/clock.js";
import { isLoopback } from "../sandbox/loopback.js";
import { serve } from "../sandbox/serve.js";
import { print } from "./print.js";

/** The command's options as the parser gives them; what is not given is undefined. */
interface Options {
  readonly port: unknown;
  readonly host: unknown;
  readonly allowRemote?: boolean;
  readonly speed?: unknown;
  readonly seed?: unknown;
  readonly scenario?: unknown;
  readonly state?: unknown;
  readonly dataPlane?: boolean;
}

/** Serves a sandbox until the process is told to end. */
export async function sandbox(options: Options): Promise<void> {
  const { allowRemote, speed, seed, scenario, state } = options;
  const running = await serve({
    port: readPort(options.port),
    host: readHost(options.host, allowRemote),
    allowRemote,
    speed: speed === undefined ? undefined : readSpeed(speed),
    seed: text(seed),
    scenario: text(scenario),
    state: text(state),
    dataPlane: options.dataPlane,
  });
  const { url, token, project, dataPlane } = running;
  const stop = () => void running.close().finally(() => process.exit(0));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  print(JSON.stringify({ url, token, project, data_plane: dataPlane }));
  for (const [type, found] of Object.entries(dataPlane ?? {}))
    if (found === null) process.stderr.write(missingServer(type));
  // Whoever waits for that line learns it first; by the next request everything is there.
  await running.instance();
}

/** Why services of a type have no server behind them. */
export function missingServer(type: string, platform: NodeJS.Platform = process.platform): string {
  const only = `of ${type} services only the control plane is emulated.\n`;
  if (platform === "win32") return `Windows has no data plane, WSL has: ${only}`;
  const server =
    type === "pg" ? "PostgreSQL server and no @electric-sql/pglite-socket" : "valkey-server or redis-server";
  return `No ${server} on this machine: ${only}`;
}

function text(value: unknown): string | undefined {
  return value === undefined ? undefined : String(value);
}

function readPort(value: unknown): number {
  const port = Number(value);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InputError([{ field: "--port", message: "must be a number from 0 to 65535" }]);
}

/** A sandbox accepts its printed token from whoever reaches it, so nobody else may reach it unless that is wanted. */
function readHost(value: unknown, allowRemote = false): string {
  const host = String(value);
  if (allowRemote || isLoopback(host)) return host;
  const issue = { field: "--host", message: "must be a loopback address", allowed: ["127.0.0.1", "::1"] };
  throw new InputError(
    [issue],
    "With --allow-remote it may be another: then whoever reaches it can change everything.",
  );
}

function readSpeed(value: unknown): Speed {
  const speed = SPEEDS.find((known) => known === value);
  if (speed) return speed;
  const issue = {
    field: "--speed",
    message: `has no "${value}"`,
    nearest: nearest(String(value), SPEEDS),
    allowed: SPEEDS,
  };
  throw new InputError([issue]);
}
