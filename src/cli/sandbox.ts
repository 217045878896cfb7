import { InputError } from "../core/errors.js";
import { type Speed, startSandbox } from "../sandbox/index.js";
import { print } from "./print.js";

/** Serves a sandbox until the process is told to end. */
export async function sandbox(options: { port: string; host: string; speed: string; seed?: string }): Promise<void> {
  const port = Number(options.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new InputError([{ field: "--port", message: "must be a number from 0 to 65535" }]);
  }
  const running = await startSandbox({ port, host: options.host, speed: options.speed as Speed, seed: options.seed });
  const { url, token, project } = running;
  print(JSON.stringify({ url, token, project }));
  const stop = () => void running.close().finally(() => process.exit(0));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}
