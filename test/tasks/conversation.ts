import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { expect, it } from "vitest";
import type { Input, OperationId, Output } from "../../src/core/catalogue/index.js";
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
      readonly budget: Cost;
      readonly tools: string[];
    };
  }
}

export interface Task {
  readonly id: string;
  /** What the user asks for, in short. */
  readonly title: string;
  readonly budget: Cost;
  /** Settings of the operator that the task needs beyond the usual ones. */
  readonly variables?: Readonly<Record<string, string>>;
  /** What is there before, made over the API. */
  readonly before?: (api: TestApi) => Promise<void>;
  /** What an assistant does, and what is there afterwards by the API's own word. */
  readonly talk: (conversation: Conversation) => Promise<void>;
}

/** What an assistant can do: every call of these is counted, and nothing else is known to it. */
export interface Conversation {
  readonly project: string;
  /** The API with the user's token: for what is there afterwards, never for the assistant. */
  readonly api: TestApi;
  /** Calls a tool that has to succeed. */
  call(tool: string, args?: Json): Promise<Json>;
  /** Makes a plan, has it approved by the user, and applies it with what the plan asks for: two calls. */
  destroy(args: Json): Promise<Json>;
  /** Finds operations by what is wanted, and requires that these come with a ready call or a line of their own. */
  find(query: string, ...operations: OperationId[]): Promise<void>;
}

/** A task as a test: a conversation over the built server with a sandbox that it takes for the real API. */
export function task({ id, title, budget, variables, before, talk }: Task): void {
  it(`${id}: ${title}`, { timeout: 60_000 }, async ({ task: { meta } }) => {
    await using api = await openSandbox({ speed: "fast" });
    await before?.(api);
    const { url, token, project } = api.sandbox;
    const of = { AIVEN_WEB_URL: url, AIVEN_TOKEN: token, AIVEN_PROJECT: project };
    await using server = await openServer({ ...of, ...variables });
    const tools: string[] = [];
    let tokens = 0;
    const count = (tool: string, text: string) => {
      tools.push(tool);
      tokens += encode(text).length;
    };
    await talk({ project, api, ...assistant(server, count) });
    meta.conversation = { id, title, budget, calls: tools.length, tokens, tools };
    expect(tools.length, `calls: ${tools.join(", ")}`).toBeLessThanOrEqual(budget.calls);
    expect(tokens, "tokens of results").toBeLessThanOrEqual(budget.tokens);
  });
}

function assistant(
  server: TestServer,
  count: (tool: string, text: string) => void,
): Pick<Conversation, "call" | "destroy" | "find"> {
  const call: Conversation["call"] = async (tool, args) => {
    const { isError, text, data } = await server.call(tool, args);
    count(tool, text);
    if (isError || data["failed"] !== undefined) throw new Error(`${tool} answers with an error: ${text}`);
    return data;
  };
  return {
    call,
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
