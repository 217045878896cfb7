/** Serves the conformance suite's own tools on our HTTP code; prints one line of JSON with the URL. Used by `npm run conformance`. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { refuseOrigin } from "../../../src/mcp/http/access.js";
import { refuse } from "../../../src/mcp/http/bridge.js";
import { createExchanges } from "../../../src/mcp/http/exchanges.js";
import { withSessions } from "./sessions.js";
import { createSuiteServer } from "./suite-server.js";

const exchanges = createExchanges(withSessions(createSuiteServer), { maxCalls: 128, maxCallsEach: 128 });
const hostnames = ["localhost", "127.0.0.1"];

const server = createServer((request, response) => {
  const refusal = refuseOrigin(request.headers, hostnames);
  if (refusal) return refuse(response, refusal);
  const url = new URL(request.url ?? "", "http://localhost");
  const authInfo = { token: "", clientId: "", scopes: [] };
  exchanges.serve(request, response, url, { principal: "", authInfo }).catch(() => response.destroy());
});
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}/mcp` })}\n`);
});
process.once("SIGTERM", () => process.exit(0));
