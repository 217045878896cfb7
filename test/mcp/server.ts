import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import type { Progress, Tool } from "@modelcontextprotocol/sdk/types.js";
import { isObject } from "../../src/core/view.js";
import { type Sandbox, startSandbox } from "../../src/sandbox/index.js";
import { CLI, environment, type Variables } from "../child.js";

export type Json = Record<string, unknown>;

/** What a tool answered: its text, and the data that the text holds, out of its columns and rows, and out of its fences. */
export interface Answer {
  readonly isError: boolean;
  readonly text: string;
  readonly data: Json;
  /** Addresses that the result links to. */
  readonly links: readonly string[];
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onprogress?: (progress: Progress) => void;
}

/** The built server as a child over stdio, behind the official client of protocol 2025-11-25. */
export interface TestServer extends AsyncDisposable {
  readonly client: Client;
  readonly pid: number;
  /** All that the server has written to stderr. */
  stderr(): string;
  tools(): Promise<Tool[]>;
  call(name: string, args?: Json, options?: CallOptions): Promise<Answer>;
  /** Calls a tool that has to succeed. */
  ok(name: string, args?: Json, options?: CallOptions): Promise<Json>;
  /** Calls a tool that has to answer with an error. */
  refused(name: string, args?: Json): Promise<Json>;
}

export async function openServer(variables: Variables = {}, args: readonly string[] = []): Promise<TestServer> {
  const env = environment(variables);
  const transport = new StdioClientTransport({ command: process.execPath, args: [CLI, ...args], env, stderr: "pipe" });
  let stderr = "";
  transport.stderr?.on("data", (chunk) => {
    stderr += String(chunk);
  });
  const client = new Client({ name: "tests", version: "1" });
  await client.connect(transport);
  const call: TestServer["call"] = async (name, args = {}, options = {}) =>
    toAnswer(await client.callTool({ name, arguments: args }, undefined, options));
  return {
    client,
    pid: transport.pid ?? 0,
    stderr: () => stderr,
    tools: async () => (await client.listTools()).tools,
    call,
    async ok(name, args, options) {
      const { isError, text, data } = await call(name, args, options);
      if (isError) throw new Error(`${name} answers with an error: ${text}`);
      return data;
    },
    async refused(name, args) {
      const { isError, text, data } = await call(name, args);
      if (!isError) throw new Error(`${name} answers, and an error was expected: ${text}`);
      return data;
    },
    [Symbol.asyncDispose]: () => client.close(),
  };
}

export interface SandboxServer extends TestServer {
  readonly sandbox: Sandbox;
}

/** A server on a sandbox of the test's own, which it takes for the real API; the demo project is the one that is meant. */
export async function openSandboxServer(variables: Variables = {}): Promise<SandboxServer> {
  const sandbox = await startSandbox({ speed: "instant" });
  const { url, token, project } = sandbox;
  const of = { AIVEN_WEB_URL: url, AIVEN_TOKEN: token, AIVEN_PROJECT: project };
  const server = await openServer({ ...of, ...variables });
  return {
    ...server,
    sandbox,
    async [Symbol.asyncDispose]() {
      await server.client.close();
      await sandbox.close();
    },
  };
}

/** Reads a result of tools/call, of whichever client. */
export function toAnswer(result: Json): Answer {
  const [first, ...others] = result["content"] as { type: string; text: string; uri?: string }[];
  const links = others.flatMap(({ type, uri }) => (type === "resource_link" && uri !== undefined ? [uri] : []));
  if (first?.type !== "text" || others.length > links.length) throw new Error("a result is one text, and links");
  const { untrusted, ...data } = JSON.parse(outOfFences(first.text)) as Json;
  return { isError: result["isError"] === true, text: first.text, data: fromColumns(data) as Json, links };
}

function outOfFences(text: string): string {
  const nonce = /"untrusted":"text in «…»(\d{6}) /.exec(text)?.[1];
  return nonce ? text.replaceAll(new RegExp(`"«((?:[^"\\\\]|\\\\.)*)»${nonce}"`, "g"), '"$1"') : text;
}

/** Columns and rows back into a list of objects. */
function fromColumns(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromColumns);
  if (!isObject(value)) return value;
  const { cols, rows } = value;
  if (Array.isArray(cols) && Array.isArray(rows)) {
    return rows.map((row: unknown[]) => Object.fromEntries(cols.map((name, index) => [name, fromColumns(row[index])])));
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, fromColumns(inner)]));
}
