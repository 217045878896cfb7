import type { ServerContext } from "@modelcontextprotocol/server";
import type { INodeExecutionData, INodeType } from "n8n-workflow";
import * as catalogue from "../../src/core/catalogue/index.js";
import { type OperationFacts, type OperationId, operationFacts } from "../../src/core/catalogue/index.js";
import { createClient } from "../../src/core/client.js";
import type { Transport } from "../../src/core/transport.js";
import { callTool } from "../../src/mcp/call-tool.js";
import { createPlanner } from "../../src/mcp/plan.js";
import type { Session } from "../../src/mcp/server.js";
import { createSurface } from "../../src/mcp/surface.js";
import { TOOL_OF_RISK } from "../../src/tools/describe.js";
import { assessRisk } from "../../src/tools/gates.js";
import { requireOperation } from "../../src/tools/operation.js";
import { createPolicy, DEFAULT_POLICY } from "../../src/tools/policy.js";
import { toAnswer } from "../mcp/server.js";
import type { TestCalls } from "../sandbox/api.js";
import { fakeNode, type Sent } from "./fake-node.js";

type Input = Readonly<Record<string, unknown>>;

/** Where the doors believe the API to be: nothing listens there, all is answered in the process. */
const BASE_URL = "http://127.0.0.1:1";

/** A sandbox, and the operation whose requests are of interest. */
export interface Watched {
  readonly api: TestCalls;
  readonly token: string;
  readonly id: OperationId;
}

/** What the typed client sends. */
export async function sentByClient(watched: Watched, input: Input): Promise<readonly Sent[]> {
  const { client, kept } = watchedClient(watched);
  await client.callAny(watched.id, input);
  return kept;
}

const POLICY = { ...DEFAULT_POLICY, mode: "full" as const };
const surface = createSurface(POLICY);
const policy = createPolicy(POLICY);
const planner = createPlanner(undefined);

/** What the assistant's tools send, called as a client of MCP calls them: what destroys is planned, approved and done. */
export async function sentByTools(watched: Watched, input: Input): Promise<readonly Sent[]> {
  const { door, kept, call } = openTools(watched);
  const asked = { operation: watched.id, input: overTheWire(input) };
  const { risk } = await assessRisk(door, requireOperation(watched.id), input);
  await approved(call, TOOL_OF_RISK[risk], asked);
  return kept;
}

/** What the tool for changing configurations sends. */
export async function sentByConfigure(watched: Watched, args: Input): Promise<readonly Sent[]> {
  const { kept, call } = openTools(watched);
  await approved(call, "aiven_configure", args);
  return kept;
}

type Call = (name: string, args: Input) => Promise<Record<string, unknown>>;

/** Calls a tool; where it asks for approval, calls it again with it. */
async function approved(call: Call, name: string, args: Input): Promise<void> {
  const { next, plan } = await call(name, args);
  const confirm = /confirm: "([^"]*)"/.exec(String(next))?.[1];
  if (confirm !== undefined) await call(name, { ...args, plan, confirm });
}

function openTools(watched: Watched) {
  const { client, kept } = watchedClient(watched);
  const door = { client, policy, sleep: async () => undefined, now: Date.now };
  const credential = { token: watched.token, source: "test" };
  const session = {
    settings: { credential, policy: POLICY, confirm: "typed", tools: ["default"], baseUrl: BASE_URL },
    surface,
    open: async () => ({ connection: { door, close: async () => undefined }, planner, principal: "test" }),
    close: async () => undefined,
  } as unknown as Session;
  const context = { mcpReq: { signal: new AbortController().signal, _meta: {}, notify: async () => undefined } };
  const call: Call = async (name, args) => {
    const result = await callTool(session, name, args, context as unknown as ServerContext);
    const { isError, text, data } = toAnswer(result as Record<string, unknown>);
    if (isError) throw new Error(`${name}: ${text}`);
    return data;
  };
  return { door, kept, call };
}

/** What a node sends where the requests of interest are not answered but kept. */
export async function sentByNode(watched: Watched, type: INodeType, parameters: Input): Promise<readonly Sent[]> {
  const kept: Sent[] = [];
  await executeNode(watched, type, parameters, async (sent) => {
    if (!isOf(watched.id, sent)) return undefined;
    kept.push(sent);
    return {};
  });
  return kept;
}

/** What came of a node's run of one item. */
export interface Executed {
  readonly items: readonly INodeExecutionData[];
  /** The requests of interest. */
  readonly sent: readonly Sent[];
  /** The answers to them. */
  readonly answers: readonly Response[];
}

/** Executes a node for one item. */
export async function executeNode(
  { api, token, id }: Watched,
  type: INodeType,
  parameters: Input,
  answer?: (sent: Sent) => Promise<unknown>,
): Promise<Executed> {
  const answers: Response[] = [];
  const { node, sent } = fakeNode(type, {
    credential: { token, baseUrl: BASE_URL },
    items: [parameters],
    binary: new TextEncoder().encode("text"),
    fetch: async (url, init = {}) => {
      const response = await api.fetch(pathOf(url), init);
      if (isOf(id, { method: init.method ?? "GET", path: pathOf(url) })) answers.push(response.clone());
      return response;
    },
    ...(answer ? { answer } : {}),
  });
  const outputs = (await type.execute?.call(node)) as INodeExecutionData[][] | undefined;
  return { items: outputs?.[0] ?? [], sent: sent.filter((each) => isOf(id, each)), answers };
}

function watchedClient({ api, token, id }: Watched) {
  const kept: Sent[] = [];
  const transport: Transport = async ({ method, url, headers, body }) => {
    const sent = { method, path: pathOf(url), body: body && Buffer.from(body).toString() };
    if (isOf(id, sent)) {
      kept.push(sent);
      return { status: 200, headers: {}, body: Buffer.from("{}") };
    }
    const content = typeof body === "string" || body === undefined ? body : Buffer.from(body);
    const response = await api.fetch(sent.path, {
      method,
      headers,
      ...(content === undefined ? {} : { body: content }),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { status: response.status, headers: Object.fromEntries(response.headers), body: bytes };
  };
  const client = createClient({
    transport,
    catalogue: () => catalogue,
    sleep: async () => undefined,
    now: Date.now,
    random: Math.random,
    baseUrl: BASE_URL,
    token,
  });
  return { client, kept };
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

/** Whether a request is of an operation, whatever it is about. */
function isOf(id: OperationId, { method, path }: Pick<Sent, "method" | "path">): boolean {
  const facts = operationFacts(id) as OperationFacts;
  const pattern = facts.path.replace(/[.]/g, "\\$&").replace(/\{[^}]+\}/g, "[^/]+");
  return method === facts.method && new RegExp(`^${pattern}$`).test(path.split("?")[0] ?? "");
}

/** An input as a model writes it: JSON has neither bytes nor integers beyond 2^53. */
function overTheWire(input: Input): Input {
  const walk = (value: unknown): unknown => {
    if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
    if (typeof value === "bigint") return String(value);
    return value;
  };
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [name, walk(value)]));
}
