import { serveStdio } from "@modelcontextprotocol/server/stdio";
import type { Settings } from "../node/settings.js";
import { createServer, createSession } from "./server.js";
import { surfaceMaker } from "./surface.js";

/** Serves MCP over this process's stdin and stdout, until the client goes away or the process is told to end. */
export async function serve(settings: Settings, stateKey: string | undefined): Promise<void> {
  const makeSurface = await surfaceMaker(settings.tools);
  const session = createSession(settings, makeSurface(settings.policy), stateKey);
  const connection = serveStdio(() => createServer(session), {
    onerror: ({ message }) => process.stderr.write(`aiven-mcp: ${toLine(message)}\n`),
  });
  // Without its client the server has no reason to live, and an embedded sandbox would keep it alive.
  const end = () => void Promise.allSettled([connection.close(), session.close()]);
  process.stdin.once("end", end);
  process.stdout.once("error", end);
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
}

const LONGEST_LINE = 300;

/** What is wrong with a message can be told at great length, once for each of them. */
function toLine(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE)}…`;
}
