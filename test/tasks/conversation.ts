import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { expect, it } from "vitest";
import type { Input, OperationId, Output } from "../../src/core/catalogue/index.js";
import type { Scenario } from "../../src/sandbox/index.js";
import { type Json, openServer, type TestServer } from "../mcp/server.js";
import { BUILT_MS, openSandbox, type TestApi } from "../sandbox/api.js";

/** What a conversation took: tool calls, and tokens of their results as a model counts them. */
export interface Cost {
  readonly calls: number;
  readonly tokens: number;
}

declare module "vitest" {
  interface TaskMeta {
    /** For the table of docs/benchmarks.md. */
    conversation?: Cost & {
      readonly id: string;
      readonly title: string;
      readonly needs: readonly OperationId[];
      readonly budget: Cost;
      readonly tools: string[];
    };
  }
}

export interface Task {
  readonly id: string;
  /** What the user asks for, in short. */
  readonly title: string;
  /** Operations of the API that the task cannot be done without: the server has to have called each of them. */
  readonly needs: readonly OperationId[];
  readonly budget: Cost;
  /** Settings of the operator that the task needs beyond the usual ones. */
  readonly variables?: Readonly<Record<string, string>>;
  /** What the sandbox begins with; its demo unless told. */
  readonly scenario?: Scenario;
  /** Puts real servers behind services that are created, where this machine has them. */
  readonly dataPlane?: boolean;
  /** What is there before, made over the API. */
  readonly before?: (api: TestApi) => Promise<void>;
  /** What an assistant does, and what is there afterwards by the API's own word. */
  readonly talk: (conversation: Conversation) => Promise<void>;
}

/** What an assistant can do: every call of these is counted, and nothing else is known to it. */
export interface Conversation {
  readonly project: string;
  /** Where the operator lets connection details be written. */
  readonly folder: string;
  /** The present, which everybody knows, in milliseconds since the epoch. */
  now(): number;
  /** The API with the user's token: for what is there afterwards, never for the assistant. */
  readonly api: TestApi;
  /** Calls a tool that has to succeed. */
  call(tool: string, args?: Json): Promise<Json>;
  /** What the last result links to. */
  links(): readonly string[];
  /** Opens a link, as a client does for its user: counted as a call, whose file is no text for the model. */
  open(uri: string): Promise<Buffer>;
  /** Makes a plan, has it approved by the user, and applies it with what the plan asks for: two calls. */
  destroy(args: Json): Promise<Json>;
  /** Finds operations by what is wanted, and requires that these come with a ready call or a line of their own. */
  find(query: string, ...operations: OperationId[]): Promise<void>;
}

/** Any day has to do: tasks run in the middle of a month, in which the demo has an invoice of the month before. */
const START = Date.UTC(2026, 10, 23, 12);
/** Engines take seconds, whatever the time. */
const PATIENCE_MS = 120_000;

/** A task as a test: a conversation over the built server with a sandbox that it takes for the real API. */
export function task({ id, title, needs, budget, variables, scenario, dataPlane, before, talk }: Task): void {
  it(`${id}: ${title}`, { timeout: PATIENCE_MS }, async ({ task: { meta }, onTestFinished }) => {
    const folder = mkdtempSync(join(tmpdir(), "aiven-task-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    await using api = await openSandbox({ speed: "fast", start: START, scenario, dataPlane });
    await before?.(api);
    const { url, token, project } = api.sandbox;
    const of = { AIVEN_WEB_URL: url, AIVEN_TOKEN: token, AIVEN_PROJECT: project, AIVEN_CONNECT_DIR: folder };
    await using server = await openServer({ ...of, ...variables });
    const tools: string[] = [];
    let tokens = 0;
    const called = new Set<string | null>();
    const count = (tool: string, text: string) => {
      tools.push(tool);
      tokens += encode(text).length;
    };
    // Requests of the server and of the test itself look the same, and never overlap.
    const watched: TestServer = {
      ...server,
      async call(name, args) {
        api.sandbox.requests.clear();
        const answer = await server.call(name, args);
        for (const { operation } of api.sandbox.requests.list()) called.add(operation);
        return answer;
      },
    };
    await talk({ project, folder, now: api.sandbox.now, api, ...assistant(watched, count) });
    meta.conversation = { id, title, needs, budget, calls: tools.length, tokens, tools };
    expect(needs.filter((operation) => !called.has(operation))).toEqual([]);
    expect(tools.length, `calls: ${tools.join(", ")}`).toBeLessThanOrEqual(budget.calls);
    expect(tokens, "tokens of results").toBeLessThanOrEqual(budget.tokens);
  });
}

function assistant(
  server: TestServer,
  count: (tool: string, text: string) => void,
): Pick<Conversation, "call" | "links" | "open" | "destroy" | "find"> {
  let linked: readonly string[] = [];
  const call: Conversation["call"] = async (tool, args) => {
    const { isError, text, data, links } = await server.call(tool, args);
    count(tool, text);
    linked = links;
    if (isError || data["failed"] !== undefined) throw new Error(`${tool} answers with an error: ${text}`);
    const wrong = (data["results"] as Json[] | undefined)?.find((result) => result["error"] !== undefined);
    if (wrong) throw new Error(`${tool} answers with an error: ${JSON.stringify(wrong)}`);
    return data;
  };
  return {
    call,
    links: () => linked,
    async open(uri) {
      const { contents } = await server.client.readResource({ uri });
      const [file] = contents;
      if (!file) throw new Error(`nothing at ${uri}`);
      const isText = "text" in file;
      count("link", isText ? file.text : "");
      return isText ? Buffer.from(file.text) : Buffer.from(file.blob, "base64");
    },
    async destroy(args) {
      const planned = await call("aiven_destroy", args);
      const { plan, next } = planned;
      const confirm = /confirm: "([^"]+)"/.exec(String(next))?.[1];
      if (plan === undefined) throw new Error(`no plan: ${JSON.stringify(planned)}`);
      return call("aiven_destroy", { ...args, plan, confirm });
    },
    async find(query, ...operations) {
      const found = JSON.stringify(await call("aiven_search", { query }));
      for (const operation of operations) expect(found).toContain(`"operation":"${operation}"`);
    },
  };
}

/** Lets the virtual time pass in which what was begun gets ready. */
export function ready({ sandbox }: TestApi): void {
  sandbox.advance(BUILT_MS);
}

/** A running service of the demo project. */
export async function service(
  api: TestApi,
  service_name: string,
  service_type: string,
  plan: string,
  more: Partial<Input<"ServiceCreate">> = {},
): Promise<void> {
  const spec = { service_name, service_type, plan, cloud: CLOUD, project_vpc_id: null, ...more };
  await api.ok("ServiceCreate", { project: api.project, ...spec });
  ready(api);
}

/** Where the demo's services are. */
export const CLOUD = "google-europe-west1";

/** The state of a service by the API's own word. */
export async function serviceOf(api: TestApi, service_name: string): Promise<Output<"ServiceGet">["service"]> {
  return (await api.ok("ServiceGet", { project: api.project, service_name })).service;
}

/** A list out of a result. */
export function listOf(data: Json, name: string): Json[] {
  const list = data[name];
  if (!Array.isArray(list)) throw new Error(`no list ${name} in ${JSON.stringify(data)}`);
  return list as Json[];
}
