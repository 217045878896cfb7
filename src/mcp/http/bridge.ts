import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Refusal } from "./access.js";

/** A request may hold a file for an upload, and not much more. */
const MAX_BODY = 4 * 1024 * 1024;

/** The body of a request, or undefined when it is too large. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The same request in the form that the SDK takes. Its signal tells when the client has gone away. */
export function toWebRequest(
  { method = "GET", headers }: IncomingMessage,
  url: URL,
  body: Buffer,
  signal: AbortSignal,
): Request {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((text): [string, string] => [name, text]),
  );
  const init = { method, headers: entries, signal };
  return new Request(url, body.length > 0 ? { ...init, body: new Uint8Array(body) } : init);
}

/**
 * Sends an answer of the SDK. What depends on who asks is kept by nobody in between. Where the API may refuse the caller, a
 * stream begins when there is something in it: a refusal that is known by then can still take its place.
 */
export async function sendWeb(
  answer: Response,
  response: ServerResponse,
  refusal?: () => Refusal | undefined,
): Promise<void> {
  const isStream = answer.headers.get("content-type") === "text/event-stream" && answer.body !== null;
  const body = isStream ? Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]) : undefined;
  if (body && refusal) await once(body, "readable");
  const refused = refusal?.();
  if (refused) {
    body?.destroy();
    return refuse(response, refused);
  }
  response.writeHead(answer.status, { ...Object.fromEntries(answer.headers), "cache-control": "no-store" });
  if (body) await pipeline(body, response);
  else response.end(await answer.text());
}

export function sendJson(response: ServerResponse, status: number, data: unknown): void {
  // As a text the body leaves with its head, in one piece.
  const body = JSON.stringify(data);
  const length = Buffer.byteLength(body);
  const headers = { "content-type": "application/json", "content-length": length, "cache-control": "no-store" };
  response.writeHead(status, headers).end(body);
}

/** What the protocol has for requests that are refused before they are understood: an error without an id. */
export function refuse(response: ServerResponse, { status, message, headers = {} }: Refusal): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  sendJson(response, status, { jsonrpc: "2.0", id: null, error: { code: -32_000, message } });
}
