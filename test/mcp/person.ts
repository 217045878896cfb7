import { Client as Client2026 } from "@modelcontextprotocol/client";
import { StdioClientTransport as Stdio2026 } from "@modelcontextprotocol/client/stdio";
import { Client as Client2025 } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as Stdio2025 } from "@modelcontextprotocol/sdk/client/stdio.js";
import { ElicitRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { onTestFinished } from "vitest";
import { CLI, environment, type Variables } from "../child.js";
import { type Answer, type Json, toAnswer } from "./server.js";

/** What the person does with a form. */
export type Reply =
  | { readonly action: "accept"; readonly content: { name: string } }
  | { action: "decline" | "cancel" };

/** A form as a client shows it. */
export interface Form {
  readonly message: string;
  readonly requestedSchema: Json;
}

/** A person at a client that shows forms, in front of the built server. */
export interface Person {
  /** All the forms that were shown. */
  readonly forms: Form[];
  call(name: string, args: Json): Promise<Answer>;
}

export const PROTOCOLS = ["2025-11-25", "2026-07-28"] as const;

/** Opens the built server behind the official client of a protocol; `reply` is what the person does. */
export async function openPerson(
  protocol: (typeof PROTOCOLS)[number],
  variables: Variables,
  reply: (form: Form) => Reply | Promise<Reply>,
): Promise<Person> {
  const forms: Form[] = [];
  const answer = (params: unknown) => {
    forms.push(params as Form);
    return reply(params as Form);
  };
  const call = protocol === "2025-11-25" ? await connect2025(variables, answer) : await connect2026(variables, answer);
  return { forms, call: async (name, args) => toAnswer(await call(name, args)) };
}

type Call = (name: string, args: Json) => Promise<Json>;
type Answering = (params: unknown) => Reply | Promise<Reply>;

const CAPABILITIES = { capabilities: { elicitation: {} } };

function childOf(variables: Variables) {
  return { command: process.execPath, args: [CLI], env: environment(variables), stderr: "ignore" as const };
}

async function connect2025(variables: Variables, answer: Answering): Promise<Call> {
  const client = new Client2025({ name: "person", version: "1" }, CAPABILITIES);
  client.setRequestHandler(ElicitRequestSchema, async ({ params }) => answer(params));
  await client.connect(new Stdio2025(childOf(variables)));
  onTestFinished(() => client.close());
  return (name, args) => client.callTool({ name, arguments: args });
}

async function connect2026(variables: Variables, answer: Answering): Promise<Call> {
  const versionNegotiation = { mode: { pin: "2026-07-28" } } as const;
  const client = new Client2026({ name: "person", version: "1" }, { ...CAPABILITIES, versionNegotiation });
  client.setRequestHandler("elicitation/create", async ({ params }) => answer(params));
  await client.connect(new Stdio2026(childOf(variables)));
  onTestFinished(() => client.close());
  return (name, args) => client.callTool({ name, arguments: args });
}
