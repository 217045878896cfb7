import { once } from "node:events";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";
import { startSandbox } from "../../../src/sandbox/index.js";
import { type Outcome, outcomeOf, spawnCli, type Variables } from "../../child.js";
import { type Answer, type Json, toAnswer } from "../server.js";

/** The built server over HTTP, in a process of its own. */
export interface HttpServer {
  readonly url: string;
  /** Scheme, host and port. */
  readonly origin: string;
  readonly pid: number;
  kill(signal: NodeJS.Signals): void;
  readonly outcome: Promise<Outcome>;
}

export async function openHttpServer(args: readonly string[] = [], variables: Variables = {}): Promise<HttpServer> {
  const child = spawnCli(["--http", "--port", "0", ...args], variables);
  const outcome = outcomeOf(child);
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([once(lines, "line").then(([text]) => String(text)), outcome.then(failed)]);
  const { url } = JSON.parse(line) as { url: string };
  return { url, origin: new URL(url).origin, pid: child.pid ?? 0, kill: (signal) => void child.kill(signal), outcome };
}

function failed({ stderr }: Outcome): never {
  throw new Error(`the server did not start: ${stderr}`);
}

/** A sandbox that the server takes for the real API: what its settings and a token of it are. */
export async function serveSandbox() {
  const sandbox = await startSandbox({ speed: "instant" });
  onTestFinished(() => sandbox.close());
  return { sandbox, variables: { AIVEN_WEB_URL: sandbox.url }, token: sandbox.token };
}

export interface Sent {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The message, whether it came as JSON or in a stream. */
  readonly message: { readonly id?: unknown; readonly result?: Json; readonly error?: Json };
}

const LEGACY_HEADERS = {
  "content-type": "application/json",
  accept: "application/json, text/event-stream",
  "mcp-protocol-version": "2025-11-25",
};

/** Posts a body as a client of 2025-11-25 does. */
export async function post(url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Sent> {
  const response = await fetch(url, {
    method: "POST",
    headers: { ...LEGACY_HEADERS, ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, message: readMessage(text) };
}

function readMessage(text: string): Sent["message"] {
  const data = text.startsWith("{")
    ? text
    : text
        .split("\n")
        .findLast((line) => line.startsWith("data: {"))
        ?.slice(6);
  return data === undefined ? {} : (JSON.parse(data) as Sent["message"]);
}

export function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

let lastId = 0;

export function toolCall(name: string, args: Json = {}): Json {
  lastId += 1;
  return { jsonrpc: "2.0", id: lastId, method: "tools/call", params: { name, arguments: args } };
}

export const LIST = { jsonrpc: "2.0", id: "list", method: "tools/list", params: {} };

/** Calls a tool and reads its result. */
export async function callTool(
  url: string,
  name: string,
  args: Json = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const { message, text } = await post(url, toolCall(name, args), headers);
  if (!message.result) throw new Error(`${name} answers ${text}`);
  return toAnswer(message.result);
}
