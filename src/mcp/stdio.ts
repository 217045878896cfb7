import { serveStdio } from "@modelcontextprotocol/server/stdio";
import type { Settings } from "../node/settings.js";
import { createServer, createSession } from "./server.js";

/** Serves MCP over this process's stdin and stdout, until stdin ends. */
export function serve(settings: Settings, stateKey: string | undefined): void {
  const session = createSession(settings, stateKey);
  serveStdio(() => createServer(session), {
    onerror: (error) => process.stderr.write(`aiven-mcp: ${error.message}\n`),
  });
  // Without its client the server has no reason to live, and an embedded sandbox would keep it alive.
  process.stdin.once("end", () => void session.close().catch(() => {}));
}
