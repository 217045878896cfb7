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
  readonly before?: (world: TaskWorld) => Promise<void>;
  /** What an assistant does, and what is there afterwards by the API's own word. */
  readonly talk: (conversation: Conversation) => Promise<void>;
}

/** The API with the user's token, which a test uses before and after the conversation, never the assistant. */
export interface TaskWorld {
  readonly project: string;
  api<Id extends OperationId>(id: Id, input: Input<Id>): Promise<Output<Id>>;
  /** Lets so much virtual time pass at once: what was begun is done. */
  pass(ms?: number): void;
}

/** What an assistant can do: every call of these is counted, and nothing else is known to it. */
export interface Conversation extends TaskWorld {
  /** Calls a tool that has to succeed. */
  call(tool: string, args?: Json): Promise<Json>;
  /** Makes a plan, has it approved by the user, and applies it with what the plan asks for: two calls. */
  destroy(operation: OperationId, input: Json): Promise<Json>;
}

/** A task as a test: a conversation over the built server with a sandbox that it takes for the real API. */
export function task({ id, title, budget, variables, before, talk }: Task): void {
  it(`${id}: ${title}`, { timeout: 60_000 }, async ({ task: { meta } }) => {
    await using api = await openSandbox({ speed: "fast" });
    const world = worldOf(api);
    await before?.(world);
    const { url, token, project } = api.sandbox;
    const of = { AIVEN_WEB_URL: url, AIVEN_TOKEN: token, AIVEN_PROJECT: project };
    await using server = await openServer({ ...of, ...variables });
    const tools: string[] = [];
    let tokens = 0;
    await talk({
      ...world,
      ...assistant(server, (tool, text) => {
        tools.push(tool);
        tokens += encode(text).length;
      }),
    });
    meta.conversation = { id, title, budget, calls: tools.length, tokens, tools };
    expect(
      { calls: tools.length <= budget.calls, tokens: tokens <= budget.tokens },
      `${tools.length} calls, ${tokens} tokens`,
    ).toEqual({
      calls: true,
      tokens: true,
    });
  });
}

function worldOf({ ok, project, sandbox }: TestApi): TaskWorld {
  return { project, api: ok, pass: (ms = BUILT_MS) => sandbox.advance(ms) };
}

function assistant(
  server: TestServer,
  count: (tool: string, text: string) => void,
): Pick<Conversation, "call" | "destroy"> {
  const call: Conversation["call"] = async (tool, args) => {
    const { isError, text, data } = await server.call(tool, args);
    count(tool, text);
    if (isError) throw new Error(`${tool} answers with an error: ${text}`);
    return data;
  };
  return {
    call,
    async destroy(operation, input) {
      const planned = await call("aiven_destroy", { operation, input });
      const { plan, next } = planned;
      const confirm = /confirm: "([^"]+)"/.exec(String(next))?.[1];
      if (plan === undefined) throw new Error(`no plan: ${JSON.stringify(planned)}`);
      return call("aiven_destroy", { operation, input, plan, confirm });
    },
  };
}
