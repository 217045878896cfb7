import { randomInt } from "node:crypto";
import type { CallToolResult, ServerContext } from "@modelcontextprotocol/server";
import { InputError, PolicyError } from "../core/errors.js";
import { nearest } from "../core/nearest.js";
import { createFence, type Fence } from "../tools/fence.js";
import { validate } from "../tools/input.js";
import { definitions, type ToolName } from "./definitions.js";
import { handlers } from "./handlers/index.js";
import { describeError, toResult } from "./result.js";
import type { Session } from "./server.js";
import { callLimit, limited } from "./time-limit.js";

/** Runs a tool: checks its arguments, hands it the open session, and turns what comes of it into a result. */
export async function callTool(
  session: Session,
  name: string,
  args: Readonly<Record<string, unknown>>,
  { mcpReq }: ServerContext,
): Promise<CallToolResult> {
  const sandbox = session.settings.credential ? undefined : "sandbox: nothing is real or billed";
  const fence = createFence(String(randomInt(100_000, 1_000_000)));
  try {
    const answer = await run(session, name, args, mcpReq, fence);
    return toResult({ ...answer, untrusted: fence.note(), sandbox });
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
  fence: Fence,
) {
  const tool = requireTool(session, name);
  const checked = validate(session.surface.inputs[tool], args);
  const { connection, planner, principal } = await session.open();
  const limitMs = callLimit(args, mcpReq._meta?.progressToken !== undefined);
  const handler = handlers[tool] as (typeof handlers)["aiven_search"];
  return handler(checked as never, {
    door: limited(connection.door, limitMs, mcpReq.signal),
    planner,
    principal,
    fence,
    signal: mcpReq.signal,
    progress: progressOf(mcpReq),
  });
}

/** The tool of a name. Throws InputError with the nearest name when there is none, PolicyError when it is not published. */
function requireTool({ surface, settings }: Session, name: string): ToolName {
  const known = surface.tools.map((tool) => tool.name);
  if (known.includes(name)) return name as ToolName;
  if (!Object.hasOwn(definitions, name)) {
    const issue = { field: "", message: `There is no tool "${name}"`, nearest: nearest(name, known), allowed: known };
    throw new InputError([issue]);
  }
  throw new PolicyError(`${name} changes something, and the mode is ${settings.policy.mode}`, {
    rule: "mode",
    hint: "The operator can set AIVEN_MODE=write.",
  });
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
