import { serveStdio } from "@modelcontextprotocol/server/stdio";
import type { Settings } from "../node/settings.js";
import { createServer, createSession } from "./server.js";

/** Serves MCP over this process's stdin and stdout, until the client goes away or the process is told to end. */
export function serve(settings: Settings, stateKey: string | undefined): void {
  const session = createSession(settings, stateKey);
  const connection = serveStdio(() => createServer(session), {
    onerror: (error) => process.stderr.write(`aiven-mcp: ${error.message}\n`),
  });
  // Without its client the server has no reason to live, and an embedded sandbox would keep it alive.
  const end = () => void Promise.allSettled([connection.close(), session.close()]);
  process.stdin.once("end", end);
  process.stdout.once("error", end);
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
}
