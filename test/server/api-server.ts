import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { onTestFinished } from "vitest";
import * as catalogue from "../../src/core/catalogue/index.js";
import { type CallEvent, type Client, type ClientOptions, createClient } from "../../src/core/client.js";
import { createTransport, type TransportOptions } from "../../src/node/transport.js";

export const TOKEN = "t0ken/s3cr3t+canary==";

/** One request as the server saw it. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What the server does with a request. */
export type Reply = (response: ServerResponse, request: Received, socket: Socket) => void;

export interface ApiServer {
  readonly url: string;
  readonly requests: Received[];
  /** How many connections were opened. */
  connections(): number;
  close(): Promise<void>;
}

/**
 * A server that plays the API on a free port of this machine: each request gets the next reply, the last one for ever.
 * It ends with the test.
 */
export async function serveApi(replies: readonly Reply[], tls?: { key: string; cert: string }): Promise<ApiServer> {
  const requests: Received[] = [];
  let connections = 0;
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const index = Math.min(requests.length, replies.length - 1);
    const place = requests.push({ method: "", url: "", headers: {}, body: "" }) - 1;
    const body: Buffer[] = [];
    for await (const chunk of request) body.push(chunk);
    const { method = "", url = "", headers } = request;
    const received = { method, url, headers, body: Buffer.concat(body).toString() };
    requests[place] = received;
    replies[index]?.(response, received, request.socket);
  };
  const server = tls ? createSecureServer(tls, handle) : createServer(handle);
  server.on("connection", () => connections++);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  onTestFinished(close);
  const { port } = server.address() as AddressInfo;
  const url = `${tls ? "https" : "http"}://127.0.0.1:${port}`;
  return { url, requests, connections: () => connections, close };
}

export function json(status: number, value: unknown, headers: Record<string, string> = {}): Reply {
  return raw(status, JSON.stringify(value), { "content-type": "application/json", ...headers });
}

export function raw(status: number, body: string | Uint8Array, headers: Record<string, string> = {}): Reply {
  return (response) => response.writeHead(status, headers).end(body);
}

/** An error answer in the API's form. */
export function apiError(status: number, message: string, code?: string, headers: Record<string, string> = {}): Reply {
  return json(status, { errors: [{ message, status, ...(code ? { error_code: code } : {}) }], message }, headers);
}

/** Never answers. */
export const silence: Reply = () => {};

export interface TestClient extends Client {
  /** Every wait between attempts, in milliseconds; none of them takes time. */
  readonly waits: number[];
  readonly log: CallEvent[];
}

/** A client over the real transport whose waits take no time. It ends with the test. */
export function clientOf(url: string, options: Partial<ClientOptions> & TransportOptions = {}): TestClient {
  const { caFile, ...rest } = options;
  const transport = createTransport({ caFile });
  onTestFinished(() => transport.close());
  const waits: number[] = [];
  const log: CallEvent[] = [];
  let waited = 0;
  const client = createClient({
    transport: transport.send,
    catalogue: () => catalogue,
    baseUrl: url,
    token: TOKEN,
    sleep: async (ms) => {
      waits.push(ms);
      waited += ms;
    },
    now: () => Date.now() + waited,
    random: () => 0,
    log: (event) => log.push(event),
    ...rest,
  });
  return { ...client, waits, log };
}

/** A port of this machine on which nobody listens. */
export async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}
