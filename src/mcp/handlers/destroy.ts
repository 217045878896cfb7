import { InputError } from "../../core/errors.js";
import { checkConfigurations } from "../../tools/configuration/check.js";
import { TOOL_OF_RISK } from "../../tools/describe.js";
import type { Fence } from "../../tools/fence.js";
import { assessRisk } from "../../tools/gates.js";
import { assess, type Impact, inLines } from "../../tools/impact.js";
import { type Operation, requireOperation } from "../../tools/operation.js";
import { prepare, runOperation } from "../../tools/run.js";
import { type ApprovalWay, refusalIn, requireTyped, wayOf } from "../approval.js";
import type { ToolAnswer, ToolContext } from "../context.js";
import type { Definitions } from "../definitions.js";
import type { PlanSubject } from "../plan.js";
import { Question } from "../question.js";
import type { Arguments } from "../schema.js";
import { digest } from "../selection.js";
import { callsOf, checkEach, makeEach, type OperationCall } from "./calls.js";

/** Something that would be destroyed, with what that would mean. */
interface Doomed {
  readonly operation: Operation;
  readonly input: Record<string, unknown>;
  readonly impact: Impact;
}

/** What stands for the user's approval when a tool is called for the second time, and how that is said. */
export interface Given {
  readonly plan: string | undefined;
  readonly confirm: string | undefined;
  /** How to call again, with the name that has to be repeated. */
  readonly again: (asked: string) => string;
  /** What the user should know beside what is lost. */
  readonly details?: readonly string[];
}

/**
 * Plan first; apply only what was approved, and only while the target is still the same. Several calls share one plan.
 */
export async function destroy(
  { plan, confirm, ...args }: Arguments<Definitions["aiven_destroy"]["input"]>,
  context: ToolContext,
): Promise<ToolAnswer | Question> {
  const same = args.calls ? "calls" : "operation and input";
  const again = (asked: string) => `call aiven_destroy again with the same ${same}, this plan, and confirm: "${asked}"`;
  return destroyAll(callsOf(args), { plan, confirm, again }, context);
}

/** Looks at all that would be destroyed, has it approved, and does it. */
export async function destroyAll(
  calls: readonly OperationCall[],
  { plan, confirm, again, details = [] }: Given,
  context: ToolContext,
): Promise<ToolAnswer | Question> {
  const doomed = await checkEach(calls, (call) => look(call, context));
  const way = wayOf(context.approval);
  const subject = subjectOf(doomed, context.principal, way);
  const asked = [...new Set(doomed.map(({ impact }) => impact.confirm))].join(", ");
  const { reply } = context.approval;
  const sealed = way === "form" ? reply?.state : plan;
  if (sealed === undefined) {
    const proposal = { nothing_done_yet: true, ...describeLoss(doomed, context.fence) };
    if (isBlocked(doomed)) return proposal;
    const fresh = context.planner.seal(subject);
    if (way === "form") return new Question([toText(doomed), ...details].join("\n"), `Type ${asked} to approve`, fresh);
    const next = `Show this to the user. If they agree, ${again(asked)}. The plan is good for 10 minutes, once.`;
    return { ...proposal, next, plan: fresh };
  }
  if (way === "form" && reply) {
    const refused = refusalIn(reply, asked);
    if (refused) return { nothing_done: true, ...describeLoss(doomed, context.fence), approved: false, next: refused };
  } else requireTyped(confirm, asked);
  const blockers = doomed.flatMap(({ impact }) => impact.blockers);
  if (blockers.length > 0) throw new InputError(blockers.map((message) => ({ field: "operation", message })));
  context.planner.redeem(sealed, subject);
  const [only, ...others] = doomed;
  if (only && others.length === 0) return apply(only, context);
  return makeEach(doomed, (call) => apply(call, context), context);
}

async function look({ operation: id, input = {} }: OperationCall, { door }: ToolContext): Promise<Doomed> {
  const operation = requireOperation(id);
  const checked = prepare(door, operation, input);
  // Nobody should be asked to approve what would be refused.
  await checkConfigurations(door, operation, checked);
  const { risk, gates } = await assessRisk(door, operation, checked);
  if (risk !== "destructive") {
    const message = `${id} destroys nothing with this input: call ${TOOL_OF_RISK[risk]}`;
    throw new InputError([{ field: "operation", message }]);
  }
  return { operation, input: checked, impact: await assess(door, operation, checked, gates) };
}

function subjectOf(doomed: readonly Doomed[], principal: string, way: ApprovalWay): PlanSubject {
  return {
    operation: doomed.map(({ operation }) => operation.id).join(" "),
    input: { calls: doomed.map(({ input }) => input) },
    identity: doomed.map(({ impact }) => impact.identity).join("\n"),
    principal,
    way,
  };
}

async function apply({ operation, input, impact }: Doomed, { door, fence }: ToolContext): Promise<ToolAnswer> {
  const shown = fence.mark(digest(operation, await runOperation(door, operation, input)));
  const { target } = impact;
  return { done: operation.id, target, ...(typeof shown === "object" && shown !== null ? shown : {}) };
}

function isBlocked(doomed: readonly Doomed[]): boolean {
  return doomed.some(({ impact }) => impact.blockers.length > 0);
}

function describeLoss(doomed: readonly Doomed[], fence: Fence): ToolAnswer {
  const [only, ...others] = doomed.map(({ operation: { id }, impact: { target, effects, found, blockers } }) => ({
    operation: id,
    target,
    ...(blockers.length > 0 ? { blocked: blockers } : { effects, found: fence.mark(found, []) }),
  }));
  return others.length > 0 ? { calls: [only, ...others] } : { ...only };
}

/** The same for a person. */
function toText(doomed: readonly Doomed[]): string {
  return doomed
    .map(({ operation, impact }) => {
      const of = Object.entries(impact.target).map(([name, value]) => `${name} ${value}`);
      return [[operation.words.title, ...of].join(", "), ...inLines(impact).map((line) => `- ${line}`)].join("\n");
    })
    .join("\n\n");
}
