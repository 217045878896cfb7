import { InputError } from "../core/errors.js";
import { nearest } from "../core/nearest.js";
import { SPEEDS, type Speed, startSandbox } from "../sandbox/index.js";
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
}

/** Serves a sandbox until the process is told to end. */
export async function sandbox(options: Options): Promise<void> {
  const { allowRemote, speed, seed, scenario, state } = options;
  const running = await startSandbox({
    port: readPort(options.port),
    host: String(options.host),
    allowRemote,
    speed: speed === undefined ? undefined : readSpeed(speed),
    seed: text(seed),
    scenario: text(scenario),
    state: text(state),
  });
  const { url, token, project } = running;
  print(JSON.stringify({ url, token, project }));
  const stop = () => void running.close().finally(() => process.exit(0));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

function text(value: unknown): string | undefined {
  return value === undefined ? undefined : String(value);
}

function readPort(value: unknown): number {
  const port = Number(value);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InputError([{ field: "--port", message: "must be a number from 0 to 65535" }]);
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
