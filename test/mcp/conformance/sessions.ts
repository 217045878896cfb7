import { randomUUID } from "node:crypto";
import {
  isLegacyRequest,
  type McpServerFactory,
  WebStandardStreamableHTTPServerTransport,
} from "@modelcontextprotocol/server";
import { createProtocol, type Protocol } from "../../../src/mcp/http/protocol.js";

/**
 * Our protocol with sessions for clients of 2025-11-25 that open one: in that protocol the client's answer to a question
 * of the server comes in a request of its own, and only a session brings it to the call that asks. Our server asks nothing.
 */
export function withSessions(factory: McpServerFactory): Protocol {
  const stateless = createProtocol(factory);
  const sessions = new Map<string, WebStandardStreamableHTTPServerTransport>();

  async function open(): Promise<WebStandardStreamableHTTPServerTransport> {
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => void sessions.set(id, transport),
      onsessionclosed: (id) => void sessions.delete(id),
    });
    const server = await factory({ era: "legacy" });
    await server.connect(transport);
    return transport;
  }

  return {
    async handle(request, options) {
      const body = options.parsedBody as { method?: string } | undefined;
      const id = request.headers.get("mcp-session-id");
      const legacy = await isLegacyRequest(request, body);
      const session = id ? sessions.get(id) : legacy && body?.method === "initialize" ? await open() : undefined;
      if (session) return session.handleRequest(request, options);
      if (id) return new Response(null, { status: 404 });
      return stateless.handle(request, options);
    },
    async close() {
      for (const session of sessions.values()) await session.close();
      await stateless.close();
    },
  };
}
