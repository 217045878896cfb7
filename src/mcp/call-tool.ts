import type {
  CallToolResult,
  ClientCapabilities,
  InputRequiredResult,
  ServerContext,
} from "@modelcontextprotocol/server";
import { InputError, PolicyError } from "../core/errors.js";
import { nearest, nearestOf } from "../core/nearest.js";
import { createFence } from "../tools/fence.js";
import { validate } from "../tools/input.js";
import { nameProjects } from "../tools/projects.js";
import type { ToolAnswer, ToolContext } from "./context.js";
import { definitions, type ToolName } from "./definitions.js";
import { handlers } from "./handlers/index.js";
import { Question, replyIn, showsForms, toInputRequired } from "./question.js";
import { describeError, freshNonce, type Link, toResult } from "./result.js";
import type { Session } from "./server.js";
import { DEFAULT_TOOLS } from "./surface.js";
import { callLimit, limited } from "./time-limit.js";

/** What is known of a client. */
export interface ClientFacts {
  readonly capabilities?: ClientCapabilities | undefined;
  /** The protocol's version; undefined where each request stands for itself. */
  readonly version?: string | undefined;
}

/** The first version of the protocol whose results may have links; clients of earlier ones fail on what they do not know. */
const LINKS_SINCE = "2025-06-18";

function knowsLinks(version: string | undefined): boolean {
  return version === undefined || version >= LINKS_SINCE;
}

/** Runs a tool: checks its arguments, hands it the open session, and turns what comes of it into a result. */
export async function callTool(
  session: Session,
  name: string,
  args: Readonly<Record<string, unknown>>,
  { mcpReq }: ServerContext,
  { capabilities, version }: ClientFacts = {},
): Promise<CallToolResult | InputRequiredResult> {
  const sandbox = session.settings.credential ? undefined : "sandbox: nothing is real or billed";
  const fence = createFence(freshNonce());
  const links: Link[] = [];
  const link = (made: Link) => {
    if (knowsLinks(version)) links.push(made);
  };
  try {
    const answer = await run(session, name, args, mcpReq, capabilities, { fence, link });
    if (answer instanceof Question) return toInputRequired(answer);
    return toResult({ ...answer, untrusted: fence.note(), sandbox }, links);
  } catch (error) {
    mcpReq.signal.throwIfAborted();
    const described = describeError(error, fence);
    return { ...toResult({ ...described, untrusted: fence.note(), sandbox }), isError: true };
  }
}

async function run(
  session: Session,
  name: string,
  args: Readonly<Record<string, unknown>>,
  mcpReq: ServerContext["mcpReq"],
  capabilities: ClientCapabilities | undefined,
  results: Pick<ToolContext, "fence" | "link">,
): Promise<ToolAnswer | Question> {
  const runTool = runnerOf(session, name, args);
  const { connection, planner, principal } = await session.open();
  const limitMs = callLimit(args, mcpReq._meta?.progressToken !== undefined);
  const door = limited(connection.door, limitMs, mcpReq.signal);
  const context: ToolContext = {
    door,
    planner,
    principal,
    approval: {
      confirm: session.settings.confirm,
      showsForms: showsForms(mcpReq, capabilities),
      reply: replyIn(mcpReq),
    },
    ...results,
    signal: mcpReq.signal,
    progress: progressOf(mcpReq),
  };
  try {
    return await runTool(context);
  } catch (error) {
    throw await nameProjects(door, error);
  }
}

type Runner = (context: ToolContext) => Promise<ToolAnswer | Question>;

/** What runs a tool with its arguments: the handler of a default tool, or the one for all that have an operation each. */
function runnerOf(session: Session, name: string, args: Readonly<Record<string, unknown>>): Runner {
  const operation = session.surface.operations.get(name);
  if (operation) {
    return async (context) => (await import("./handlers/native.js")).callNative(operation, args, context);
  }
  const tool = requireTool(session, name);
  const checked = validate(session.surface.inputs[tool], args);
  const handler = handlers[tool] as (typeof handlers)["aiven_destroy"];
  return (context) => handler(checked as never, context);
}

/** What a tool might be called. */
const SYNONYMS: Readonly<Record<string, ToolName>> = {
  aiven_delete: "aiven_destroy",
  aiven_remove: "aiven_destroy",
  aiven_create: "aiven_write",
  aiven_update: "aiven_write",
  aiven_get: "aiven_read",
  aiven_list: "aiven_read",
  aiven_query: "aiven_sql",
};

/** Of very many tools only those are named that are spelt like it. */
const MAX_NAMES = 20;

/** The tool of a name. Throws InputError with the nearest name when there is none, PolicyError when it is not published. */
function requireTool({ surface, settings }: Session, name: string): ToolName {
  const known = surface.tools.map((tool) => tool.name);
  if (known.includes(name)) return name as ToolName;
  if (name === "aiven_connect" && settings.tools.includes(DEFAULT_TOOLS) && !settings.policy.connectDir) {
    throw new PolicyError("aiven_connect writes into a folder, and the operator has named none", {
      rule: "connect",
      hint: "Over stdio the operator can set AIVEN_CONNECT_DIR to one.",
    });
  }
  if (!isRefused(settings, name)) {
    const allowed = known.length <= MAX_NAMES ? known : nearestOf(name, known, MAX_NAMES);
    const issue = { field: "", message: `There is no tool "${name}"`, nearest: nearestTool(name, known), allowed };
    throw new InputError([issue]);
  }
  throw new PolicyError(`${name} changes something, and the mode is ${settings.policy.mode}`, {
    rule: "mode",
    hint: "The operator can set AIVEN_MODE=write.",
  });
}

function nearestTool(name: string, known: readonly string[]): string | undefined {
  const synonym = Object.hasOwn(SYNONYMS, name) ? SYNONYMS[name] : undefined;
  return synonym !== undefined && known.includes(synonym) ? synonym : nearest(name, known);
}

/** Whether it is the mode for which a default tool is not there, and not that the operator wants other tools. */
function isRefused({ policy, tools }: Session["settings"], name: string): boolean {
  if (!Object.hasOwn(definitions, name) || !tools.includes(DEFAULT_TOOLS)) return false;
  return policy.mode === "read-only" && definitions[name as ToolName].risk !== "read";
}

/** Sends progress when the client asked for it. A client that has gone away is no reason to fail the call. */
function progressOf({ _meta, notify }: ServerContext["mcpReq"]): (message: string) => void {
  const progressToken = _meta?.progressToken;
  if (progressToken === undefined) return () => {};
  let progress = 0;
  return (message) => {
    progress += 1;
    notify({ method: "notifications/progress", params: { progressToken, progress, message } }).catch(() => {});
  };
}
