import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Download } from "../core/catalogue/index.js";
import { stringifyJson } from "../core/json.js";
import type { DataPlane } from "./data-plane/index.js";
import { type ApiAnswer, type Dispatcher, dispatch } from "./dispatch.js";

const MAX_BODY = 16 * 1024 * 1024;

/** Serves the API over HTTP on a loopback address. Resolves when it listens. */
export async function listen(
  api: Dispatcher,
  host: string,
  port: number,
  dataPlane: DataPlane | undefined,
): Promise<Server> {
  const server = createServer((request, response) => {
    answer(api, dataPlane, request, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return server;
}

/** Where a server listens, as a base URL. */
export function urlOf(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}

async function answer(
  api: Dispatcher,
  dataPlane: DataPlane | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  if (body === undefined)
    return write(response, { status: 413, data: { message: "Request too large" }, operationId: undefined });
  const { method = "GET", url = "/", headers } = request;
  // Another request may take what was prepared before this one's turn comes.
  while (dataPlane && !dataPlane.isPrepared) await dataPlane.prepare();
  const answered = dispatch(api, { method, url, headers, body });
  await dataPlane?.follow(api.world);
  write(response, answered);
}

async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function write(response: ServerResponse, { status, data }: ApiAnswer): void {
  if (data === undefined) {
    response.writeHead(status).end();
    return;
  }
  const { contentType, bytes } = isDownload(data)
    ? data
    : { contentType: "application/json", bytes: Buffer.from(stringifyJson(data)) };
  response.writeHead(status, { "content-type": contentType, "content-length": bytes.length }).end(bytes);
}

function isDownload(data: unknown): data is Download {
  return typeof data === "object" && data !== null && "bytes" in data && data.bytes instanceof Uint8Array;
}
