import { InputError } from "../../core/errors.js";
import { TOOL_OF_RISK } from "../../tools/describe.js";
import { assessRisk } from "../../tools/gates.js";
import { assess, type Impact } from "../../tools/impact.js";
import { type Operation, requireOperation } from "../../tools/operation.js";
import { prepare, runOperation } from "../../tools/run.js";
import type { ToolAnswer, ToolContext } from "../context.js";
import type { Definitions } from "../definitions.js";
import type { PlanSubject } from "../plan.js";
import type { Arguments } from "../schema.js";
import { callsOf, checkEach, makeEach, type OperationCall } from "./calls.js";
import { select } from "./read.js";

/** Something that would be destroyed, with what that would mean. */
interface Doomed {
  readonly operation: Operation;
  readonly input: Record<string, unknown>;
  readonly impact: Impact;
}

/**
 * Plan first; apply only with the plan and the name that it asks for, and only while the target is still the same. Several
 * calls share one plan.
 */
export async function destroy(
  { plan, confirm, ...args }: Arguments<Definitions["aiven_destroy"]["input"]>,
  context: ToolContext,
): Promise<ToolAnswer> {
  const doomed = await checkEach(callsOf(args), (call) => look(call, context));
  const subject = subjectOf(doomed, context.principal);
  const asked = [...new Set(doomed.map(({ impact }) => impact.confirm))].join(", ");
  if (plan === undefined) return propose(doomed, asked, context.planner.seal(subject));

  if (confirm !== asked) {
    throw new InputError([{ field: "confirm", message: `must be "${asked}", as the user approved it` }]);
  }
  const blockers = doomed.flatMap(({ impact }) => impact.blockers);
  if (blockers.length > 0) throw new InputError(blockers.map((message) => ({ field: "operation", message })));
  context.planner.redeem(plan, subject);
  const [only] = doomed;
  if (!args.calls && only) return apply(only, context);
  return makeEach(doomed, (call) => apply(call, context), context);
}

async function look({ operation: id, input = {} }: OperationCall, { door }: ToolContext): Promise<Doomed> {
  const operation = requireOperation(id);
  const checked = prepare(door, operation, input);
  const { risk, gates } = await assessRisk(door, operation, checked);
  if (risk !== "destructive") {
    const message = `${id} destroys nothing with this input: call ${TOOL_OF_RISK[risk]}`;
    throw new InputError([{ field: "operation", message }]);
  }
  return { operation, input: checked, impact: await assess(door, operation, checked, gates) };
}

function subjectOf(doomed: readonly Doomed[], principal: string): PlanSubject {
  return {
    operation: doomed.map(({ operation }) => operation.id).join(" "),
    input: { calls: doomed.map(({ input }) => input) },
    identity: doomed.map(({ impact }) => impact.identity).join("\n"),
    principal,
  };
}

async function apply({ operation, input, impact }: Doomed, { door, fence }: ToolContext): Promise<ToolAnswer> {
  const shown = fence.mark(select(operation, await runOperation(door, operation, input), undefined));
  const { target } = impact;
  return { done: operation.id, target, ...(typeof shown === "object" && shown !== null ? shown : {}) };
}

function propose(doomed: readonly Doomed[], asked: string, plan: string): ToolAnswer {
  const [only, ...others] = doomed.map(({ operation: { id }, impact: { target, effects, blockers } }) => ({
    operation: id,
    target,
    ...(blockers.length > 0 ? { blocked: blockers } : { effects }),
  }));
  const several = others.length > 0;
  const what = several ? { calls: [only, ...others] } : only;
  if (doomed.some(({ impact }) => impact.blockers.length > 0)) return { ...what };
  return {
    nothing_done_yet: true,
    ...what,
    next: `Show this to the user. If they agree, call aiven_destroy again with the same ${several ? "calls" : "operation and input"}, this plan, and confirm: "${asked}". The plan is good for 10 minutes, once.`,
    plan,
  };
}
