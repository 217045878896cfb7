import { ConfigError } from "../core/errors.js";
import { type HttpFlags, readHttpOptions } from "../mcp/http/options.js";
import { serveHttp } from "../mcp/http/server.js";
import type { Settings } from "../node/settings.js";
import { print } from "./print.js";

/** Serves MCP over HTTP until the process is told to end, and then until running calls are done. */
export async function http(settings: Settings, stateKey: string | undefined, flags: HttpFlags): Promise<void> {
  const options = readHttpOptions(flags, settings);
  const server = await serveHttp(settings, stateKey, options).catch((error: NodeJS.ErrnoException) => {
    if (error.syscall !== "listen" && error.syscall !== "getaddrinfo") throw error;
    const hint = "Take another --port or --host; --port 0 takes a free one.";
    throw new ConfigError(`Nothing can listen on ${options.host}:${options.port} (${error.code})`, { hint });
  });
  if (settings.credential) {
    const note = `Requests without a token of their own act with the one from ${settings.credential.source}: everyone on this machine may send them.`;
    process.stderr.write(`${note}\n`);
  }
  const stop = () => void server.close().finally(() => process.exit(0));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  print(JSON.stringify({ url: server.url }));
}
