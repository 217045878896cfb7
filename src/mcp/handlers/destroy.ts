import { InputError } from "../../core/errors.js";
import { TOOL_OF_RISK } from "../../tools/describe.js";
import { assessRisk } from "../../tools/gates.js";
import { assess, type Impact } from "../../tools/impact.js";
import { requireOperation } from "../../tools/operation.js";
import { prepare, runOperation } from "../../tools/run.js";
import type { ToolAnswer, ToolContext } from "../context.js";
import type { Definitions } from "../definitions.js";
import type { Arguments } from "../schema.js";
import { select } from "./read.js";

/** Plan first; apply only with the plan and the name that it asks for, and only while the target is still the same. */
export async function destroy(
  { operation: id, input = {}, plan, confirm }: Arguments<Definitions["aiven_destroy"]["input"]>,
  context: ToolContext,
): Promise<ToolAnswer> {
  if (!id) throw new InputError([{ field: "operation", message: "is required, with plan too" }]);
  const operation = requireOperation(id);
  const checked = prepare(context.door, operation, input);
  const { risk, gates } = await assessRisk(context.door, operation, checked);
  if (risk !== "destructive") {
    throw new InputError([
      { field: "operation", message: `${id} destroys nothing with this input: call ${TOOL_OF_RISK[risk]}` },
    ]);
  }
  const impact = await assess(context.door, operation, checked, gates);
  const subject = { operation: id, input: checked, principal: context.principal, identity: impact.identity };
  if (plan === undefined) return propose(id, impact, context.planner.seal(subject));

  if (confirm !== impact.confirm) {
    throw new InputError([{ field: "confirm", message: `must be "${impact.confirm}", as the user approved it` }]);
  }
  if (impact.blockers.length > 0)
    throw new InputError(impact.blockers.map((message) => ({ field: "operation", message })));
  context.planner.redeem(plan, subject);
  const answer = await runOperation(context.door, operation, checked);
  const shown = select(operation, answer, undefined);
  return { done: id, target: impact.target, ...(typeof shown === "object" && shown !== null ? shown : {}) };
}

function propose(id: string, impact: Impact, plan: string): ToolAnswer {
  if (impact.blockers.length > 0) return { operation: id, target: impact.target, blocked: impact.blockers };
  return {
    nothing_done_yet: true,
    operation: id,
    target: impact.target,
    effects: impact.effects,
    next: `Show this to the user. If they agree, call aiven_destroy again with the same operation and input, this plan, and confirm: "${impact.confirm}". The plan is good for 10 minutes, once.`,
    plan,
  };
}
