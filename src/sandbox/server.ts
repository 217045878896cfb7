import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { Download } from "../core/catalogue/index.js";
import { stringifyJson } from "../core/json.js";
import type { ApiAnswer, HttpRequest } from "./dispatch.js";
import type { Delivery } from "./exchange.js";
import type { Fault } from "./faults.js";

const MAX_BODY = 16 * 1024 * 1024;
const SLOW_MS = 1000;
const SLOW_PIECES = 10;

/** Serves over HTTP. Resolves when it listens. */
export async function listen(
  perform: (request: HttpRequest) => Delivery | Promise<Delivery>,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Server> {
  const server = createServer((request, response) => {
    answer(perform, request, response).catch(() => response.destroy());
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
  perform: (request: HttpRequest) => Delivery | Promise<Delivery>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  const { method = "GET", url = "/", headers, socket } = request;
  const delivery: Delivery = body
    ? await perform({ method, url, headers, body, remoteAddress: socket.remoteAddress ?? "" })
    : { answer: { status: 413, data: { message: "Request too large" }, operationId: undefined } };
  if (delivery.fault?.fault === "reset") socket.resetAndDestroy();
  else await write(response, delivery);
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

async function write(response: ServerResponse, { answer, fault }: Delivery): Promise<void> {
  const { status, headers = {} } = answer;
  if (answer.data === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  const { contentType, bytes } = contentOf(answer);
  response.writeHead(status, { ...headers, "content-type": contentType, "content-length": bytes.length });
  if (fault?.fault === "cut") {
    const half = bytes.subarray(0, bytes.length >> 1);
    response.write(half, () => response.destroy());
  } else if (fault?.fault === "slow") {
    await trickle(response, bytes, fault);
  } else {
    response.end(bytes);
  }
}

async function trickle(response: ServerResponse, bytes: Uint8Array, { ms = SLOW_MS }: Fault): Promise<void> {
  const size = Math.ceil(bytes.length / SLOW_PIECES);
  for (let at = 0; at < bytes.length && !response.destroyed; at += size) {
    await wait(ms / SLOW_PIECES, undefined, { ref: false });
    response.write(bytes.subarray(at, at + size));
  }
  response.end();
}

/** What an answer is as bytes. */
export function contentOf({ data }: ApiAnswer): Download {
  if (isDownload(data)) return data;
  return { contentType: "application/json", bytes: Buffer.from(stringifyJson(data)) };
}

function isDownload(data: unknown): data is Download {
  return typeof data === "object" && data !== null && "bytes" in data && data.bytes instanceof Uint8Array;
}
