import { InputError, type InputIssue } from "../../core/errors.js";
import { TOOL_OF_RISK } from "../../tools/describe.js";
import { type AssessedRisk, assessRisk } from "../../tools/gates.js";
import { type Operation, requireOperation } from "../../tools/operation.js";
import { checkReferences } from "../../tools/references.js";
import { prepare, runOperation } from "../../tools/run.js";
import type { ToolAnswer, ToolContext } from "../context.js";
import type { Definitions } from "../definitions.js";
import type { Arguments } from "../schema.js";
import { digest } from "../selection.js";
import { callsOf, checkEach, makeEach } from "./calls.js";
import { waitAfter } from "./wait.js";

interface CheckedWrite {
  readonly operation: Operation;
  readonly input: Record<string, unknown>;
}

/** Creates or changes something, or several things in their order; nothing is sent before all of it is known to be allowed. */
export async function write(
  { wait, ...args }: Arguments<Definitions["aiven_write"]["input"]>,
  context: ToolContext,
): Promise<ToolAnswer> {
  const before: Record<string, unknown>[] = [];
  const checked = await checkEach(callsOf(args), async ({ operation: id, input = {} }): Promise<CheckedWrite> => {
    const operation = requireOperation(id);
    const completed = prepare(context.door, operation, input);
    requireWriting(operation, await assessRisk(context.door, operation, completed));
    if (args.calls) await checkReferences(context.door, operation, completed, before);
    before.push(completed);
    return { operation, input: completed };
  });
  const [only] = checked;
  if (!args.calls && only) return writeOne(only, wait, context);
  return makeEach(checked, (call) => writeOne(call, wait, context), context);
}

async function writeOne(
  { operation, input }: CheckedWrite,
  wait: boolean | undefined,
  context: ToolContext,
): Promise<ToolAnswer> {
  const warnings: InputIssue[] = [];
  const answer = await runOperation(context.door, operation, input, { onWarning: (warning) => warnings.push(warning) });
  const digested = digest(operation, answer);
  const waited = wait ? await waitAfter(operation, input, answer, context) : undefined;
  // How it stood when it was begun is of no use beside how it stands now.
  const shown = context.fence.mark(waited ? withoutState(digested) : digested);
  return { done: operation.id, ...(isPlain(shown) ? shown : {}), warnings, ...(waited ? { wait: waited } : {}) };
}

function requireWriting(operation: Operation, { risk, gates }: AssessedRisk): void {
  if (risk === "write") return;
  const reasons = gates.map(({ field, because }) => `${field}: ${because}`);
  const why = reasons.length > 0 ? ` (${reasons.join("; ")})` : "";
  const what = risk === "destructive" ? "is destructive here" : "only reads";
  throw new InputError([{ field: "operation", message: `${operation.id} ${what}${why}: call ${TOOL_OF_RISK[risk]}` }]);
}

const STATES: readonly string[] = ["state", "status", "active", "success"];

/** An answer without its state, in itself or in the thing that it holds. */
function withoutState(answer: unknown, depth = 1): unknown {
  if (!isPlain(answer) || depth < 0) return answer;
  const kept = Object.entries(answer).filter(([name, value]) => !STATES.includes(name) || typeof value === "object");
  return Object.fromEntries(kept.map(([name, value]) => [name, withoutState(value, depth - 1)]));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
