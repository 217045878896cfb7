import { operationFacts } from "../../core/catalogue/index.js";
import { WAIT_RULES, type WaitName } from "../../core/wait.js";
import type { Door } from "../../tools/door.js";
import { isTame } from "../../tools/fence.js";
import type { Operation } from "../../tools/operation.js";
import { knownAfter, runWait, waitNameOf } from "../../tools/wait.js";
import type { ToolAnswer, ToolContext } from "../context.js";
import type { Definitions } from "../definitions.js";
import type { Arguments } from "../schema.js";

/** Under the minute after which some clients give up on a call. */
const DEFAULT_TIMEOUT_S = 45;

export async function wait(
  { for: name, gone, input = {}, timeout_s = DEFAULT_TIMEOUT_S }: Arguments<Definitions["aiven_wait"]["input"]>,
  context: ToolContext,
): Promise<ToolAnswer> {
  return waitFor(gone ? `${WAIT_RULES[name].subject}-gone` : name, input, timeout_s, true, context);
}

/** Waits for what a write has begun, by the ids of its input and its answer. Undefined when nothing can be waited for. */
export async function waitAfter(
  operation: Operation,
  input: Readonly<Record<string, unknown>>,
  answer: unknown,
  context: ToolContext,
): Promise<ToolAnswer | undefined> {
  const name = waitNameOf(operation, input);
  if (!name) return undefined;
  return waitFor(name, knownAfter(input, answer), DEFAULT_TIMEOUT_S, false, context);
}

async function waitFor(
  name: WaitName,
  input: Readonly<Record<string, unknown>>,
  timeoutS: number,
  mayNotExist: boolean,
  context: ToolContext,
): Promise<ToolAnswer> {
  const { outcome, state, detail, elapsedMs } = await runWait(context.door, name, input, {
    timeoutMs: timeoutS * 1000,
    mayNotExist,
    signal: context.signal,
    onProgress: (now, more) => context.progress(more ? `${now}: ${more}` : now),
  });
  return {
    outcome,
    state,
    // What nodes do is over when it is done; what a task has found is not.
    detail: detail === undefined || (outcome === "done" && name !== "task") ? undefined : context.fence.text(detail),
    waited_s: Math.round(elapsedMs / 100) / 10,
    next:
      outcome === "pending"
        ? `aiven_wait ${JSON.stringify(callFor(name, input, context.door))} goes on waiting.`
        : undefined,
  };
}

/** How the tool is asked to wait for something, with the names and ids that tell which. */
export function callFor(
  name: WaitName,
  known: Readonly<Record<string, unknown>>,
  { project }: Pick<Door, "project">,
): Record<string, unknown> {
  const { subject, reads, needs = [], aliases = {} } = WAIT_RULES[name];
  const taken = reads.flatMap((id) => Object.keys(operationFacts(id)?.fields ?? {}));
  const names = new Set([...taken, ...needs, ...Object.values(aliases), ...Object.keys(aliases)]);
  const input = Object.entries(known).filter(
    ([field, value]) =>
      names.has(field) && typeof value === "string" && isTame(value) && !(field === "project" && value === project),
  );
  const ids = input.length > 0 ? { input: Object.fromEntries(input) } : {};
  return name === `${subject}-gone` ? { for: subject, gone: true, ...ids } : { for: name, ...ids };
}
