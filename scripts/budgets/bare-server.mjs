// A server of the MCP SDK alone, whose one tool makes the request that a read of UserInfo makes: less than this no server costs.
import { Server } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { Agent, request } from "undici";

const { AIVEN_TOKEN, AIVEN_WEB_URL } = process.env;
const dispatcher = new Agent();
const headers = { authorization: `aivenv1 ${AIVEN_TOKEN}` };

serveStdio(() => {
  const server = new Server({ name: "bare", version: "1" }, { capabilities: { tools: {} } });
  server.setRequestHandler("tools/list", () => ({ tools: [] }));
  server.setRequestHandler("tools/call", async () => {
    const { body } = await request(`${AIVEN_WEB_URL}/v1/me`, { headers, dispatcher });
    return { content: [{ type: "text", text: JSON.stringify(JSON.parse(await body.text())) }] };
  });
  return server;
});
