import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { AuthInfo } from "@modelcontextprotocol/server";
import { InputError, PolicyError } from "../../core/errors.js";
import { createShared } from "../../node/connection.js";
import type { Settings } from "../../node/settings.js";
import { VERSION } from "../../version.js";
import { createServer, type Session } from "../server.js";
import { hostnamesOf, identify, isOwn, type Refusal, refuseOrigin, refuseToken } from "./access.js";
import { refuse, sendJson } from "./bridge.js";
import { createExchanges, type Exchanges, type Sender } from "./exchanges.js";
import { metadataOf } from "./metadata.js";
import { narrow } from "./narrowing.js";
import type { HttpOptions } from "./options.js";
import { createProtocol } from "./protocol.js";
import { createSessions, type RequestSession, type SessionMaker } from "./sessions.js";

/** A server that is listening. */
export interface RunningServer {
  /** The MCP endpoint. */
  readonly url: string;
  /** Takes nothing new, lets running calls finish, then closes. */
  close(): Promise<void>;
}

const ENDPOINT = "/mcp";
const METADATA = "/.well-known/oauth-protected-resource";
/** A request has to arrive in this time; how long a call takes is limited where it runs. */
const REQUEST_MS = 30_000;
const HEADERS_MS = 10_000;
const IDLE_MS = 60_000;

/** Serves MCP over Streamable HTTP, without sessions: every request stands for itself. Resolves when it listens. */
export async function serveHttp(
  settings: Settings,
  stateKey: string | undefined,
  options: HttpOptions,
): Promise<RunningServer> {
  const shared = createShared(settings);
  const sessions = await createSessions(settings, stateKey, shared);
  const exchanges = createExchanges(
    createProtocol(({ authInfo }) => createServer(sessionIn(authInfo))),
    options,
  );
  const server = createHttpServer({
    requestTimeout: REQUEST_MS,
    headersTimeout: HEADERS_MS,
    keepAliveTimeout: IDLE_MS,
  });
  await listen(server, options);
  const base = options.publicUrl?.origin ?? originOf(server);
  const route = createRoute(settings, options, exchanges, sessions, base);
  server.on("request", (request, response) => {
    route(request, response).catch(() => response.destroy());
  });
  return {
    url: base + ENDPOINT,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await exchanges.close();
      server.closeAllConnections();
      await closed;
      await shared.close();
    },
  };
}

/** A request's sender. What it carries to the server that is made for it is its session; the SDK only passes it on. */
function senderOf(session: RequestSession, metadataUrl: string): Sender {
  const { credential } = session.settings;
  return {
    principal: credential?.token ?? "",
    authInfo: { token: "", clientId: "", scopes: [], extra: { session } },
    // Of a token that is the operator's the tool's own answer tells.
    ...(isOwn(credential) ? { refusal: () => (session.isTokenRefused() ? refuseToken(metadataUrl) : undefined) } : {}),
  };
}

function sessionIn(authInfo: AuthInfo | undefined): Session {
  return authInfo?.extra?.["session"] as Session;
}

async function listen(server: Server, { host, port }: HttpOptions): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
}

function originOf(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}

type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

function createRoute(
  settings: Settings,
  options: HttpOptions,
  exchanges: Exchanges,
  sessionOf: SessionMaker,
  base: string,
): Route {
  const hostnames = hostnamesOf(options);
  const metadata = metadataOf(base + ENDPOINT, options);
  const metadataUrl = base + METADATA + ENDPOINT;
  return async (request, response) => {
    const url = URL.canParse(request.url ?? "", base) ? new URL(request.url ?? "", base) : undefined;
    // Whoever watches over the server calls it by an address that it need not know.
    if (url?.pathname === "/health") return sendHealth(response, exchanges);
    const refusal = refuseOrigin(request.headers, hostnames);
    if (refusal) return refuse(response, refusal);
    if (url?.pathname === METADATA || url?.pathname === METADATA + ENDPOINT) return sendJson(response, 200, metadata);
    if (url?.pathname !== ENDPOINT) return refuse(response, { status: 404, message: `MCP is served at ${ENDPOINT}` });

    const caller = identify(request.headers, settings, options, metadataUrl);
    if ("refusal" in caller) return refuse(response, caller.refusal);
    try {
      const rules = narrow(settings, url.searchParams, request.headers);
      const session = await sessionOf(caller.credential, rules);
      await exchanges.serve(request, response, url, senderOf(session, metadataUrl));
    } catch (error) {
      const known = toRefusal(error);
      if (!known) throw error;
      refuse(response, known);
    }
  };
}

function sendHealth(response: ServerResponse, { stopping }: Exchanges): void {
  sendJson(response, stopping() ? 503 : 200, { status: stopping() ? "stopping" : "ok", version: VERSION });
}

function toRefusal(error: unknown): Refusal | undefined {
  if (error instanceof InputError) return { status: 400, message: error.message };
  if (error instanceof PolicyError) return { status: 403, message: `${error.message}. ${error.hint}` };
  return undefined;
}
