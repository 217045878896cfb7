import { isIPv4 } from "node:net";
import { InputError } from "../core/errors.js";
import { nearest } from "../core/nearest.js";
import { type Speed, startSandbox } from "../sandbox/index.js";
import { print } from "./print.js";

/** Serves a sandbox until the process is told to end. */
export async function sandbox(options: {
  port: unknown;
  host: unknown;
  speed: unknown;
  seed: unknown;
  dataPlane?: boolean;
}): Promise<void> {
  const running = await startSandbox({
    port: readPort(options.port),
    host: readHost(options.host),
    speed: readSpeed(options.speed),
    seed: String(options.seed),
    dataPlane: options.dataPlane,
  });
  const { url, token, project, dataPlane } = running;
  print(JSON.stringify({ url, token, project, data_plane: dataPlane }));
  for (const [type, found] of Object.entries(dataPlane ?? {})) if (found === null) process.stderr.write(missing(type));
  const stop = () => void running.close().finally(() => process.exit(0));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

function missing(type: string): string {
  const server =
    type === "pg" ? "PostgreSQL server and no @electric-sql/pglite-socket" : "valkey-server or redis-server";
  return `No ${server} on this machine: of ${type} services only the control plane is emulated.\n`;
}

function readPort(value: unknown): number {
  const port = Number(value);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InputError([{ field: "--port", message: "must be a number from 0 to 65535" }]);
}

/** A sandbox accepts its printed token from whoever reaches it, so nobody else may reach it. */
function readHost(value: unknown): string {
  const host = String(value);
  if (host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."))) return host;
  throw new InputError([{ field: "--host", message: "must be a loopback address", allowed: ["127.0.0.1", "::1"] }]);
}

const SPEEDS: readonly Speed[] = ["instant", "fast", "real"];

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
