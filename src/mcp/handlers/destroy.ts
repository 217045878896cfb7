import { InputError, type InputIssue } from "../../core/errors.js";
import { checkConfigurations } from "../../tools/configuration/check.js";
import { TOOL_OF_RISK } from "../../tools/describe.js";
import type { Fence } from "../../tools/fence.js";
import { assessRisk } from "../../tools/gates.js";
import { assess, harmlessOf, type Impact, inLines } from "../../tools/impact.js";
import { type Operation, requireOperation } from "../../tools/operation.js";
import { checkReferences } from "../../tools/references.js";
import { prepare, runOperation } from "../../tools/run.js";
import type { Risk } from "../../tools/words.js";
import { type ApprovalWay, refusalIn, requireTyped, wayOf } from "../approval.js";
import type { ToolAnswer, ToolContext } from "../context.js";
import type { Definitions } from "../definitions.js";
import type { PlanSubject } from "../plan.js";
import { Question } from "../question.js";
import type { Arguments } from "../schema.js";
import { digest } from "../selection.js";
import { callsOf, checkEach, makeEach, type OperationCall } from "./calls.js";

/** A call that would be made, with what that would mean. */
interface Step {
  readonly operation: Operation;
  readonly input: Record<string, unknown>;
  readonly impact: Impact;
  /** Whether it only creates or changes something, beside others that destroy. */
  readonly isHarmless: boolean;
  /** What should be known of a configuration in it: what restarts, is deprecated, or passes in plain text. */
  readonly warnings: readonly InputIssue[];
}

/** What stands for the user's approval when a tool is called for the second time, and how that is said. */
export interface Given {
  readonly plan: string | undefined;
  readonly confirm: string | undefined;
  /** How to call again, with the name that has to be repeated. */
  readonly again: (asked: string) => string;
  /** What the user should know beside what is lost; left out, it is what the calls' configurations are warned of. */
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

/** Looks at all that would be destroyed, has it approved, and does it, with what else is to be done on the way. */
export async function destroyAll(
  calls: readonly OperationCall[],
  { plan, confirm, again, details }: Given,
  context: ToolContext,
): Promise<ToolAnswer | Question> {
  const before: Record<string, unknown>[] = [];
  const steps = await checkEach(calls, async (call) => {
    const step = await look(call, context, before);
    before.push(step.input);
    return step;
  });
  requireDestruction(steps);
  const way = wayOf(context.approval);
  const subject = subjectOf(steps, context.principal, way);
  const doomed = steps.filter(({ isHarmless }) => !isHarmless);
  const asked = [...new Set(doomed.map(({ impact }) => impact.confirm))].join(", ");
  const { reply } = context.approval;
  const sealed = way === "form" ? reply?.state : plan;
  if (sealed === undefined) {
    const warnings = details ? [] : steps.flatMap((one) => one.warnings);
    const proposal = {
      nothing_done_yet: true,
      ...describeLoss(steps, context.fence),
      ...(details ? {} : { warnings }),
    };
    if (isBlocked(steps)) return proposal;
    const fresh = context.planner.seal(subject);
    if (way === "form")
      return new Question(
        [toText(steps), ...(details ?? warnings.map(inWords))].join("\n"),
        `Type ${asked} to approve`,
        fresh,
      );
    const next = `Show this to the user. If they agree, ${again(asked)}. The plan is good for 10 minutes, once.`;
    return { ...proposal, next, plan: fresh };
  }
  if (way === "form" && reply) {
    const refused = refusalIn(reply, asked);
    if (refused) return { nothing_done: true, ...describeLoss(steps, context.fence), approved: false, next: refused };
  } else requireTyped(confirm, asked);
  const blockers = steps.flatMap(({ impact }) => impact.blockers);
  if (blockers.length > 0) throw new InputError(blockers.map((message) => ({ field: "operation", message })));
  context.planner.redeem(sealed, subject);
  const [only, ...others] = steps;
  if (only && others.length === 0) return apply(only, context);
  return makeEach(steps, (call) => apply(call, context), context);
}

async function look(
  { operation: id, input = {} }: OperationCall,
  { door }: ToolContext,
  before: readonly Readonly<Record<string, unknown>>[],
): Promise<Step> {
  const operation = requireOperation(id);
  const checked = prepare(door, operation, input);
  // Nobody should be asked to approve what would be refused.
  const warnings = await checkConfigurations(door, operation, checked);
  const { risk, gates } = await assessRisk(door, operation, checked);
  if (risk === "read" || risk === "read-secret") throw new InputError([destroysNothing(operation, risk)]);
  const isHarmless = risk !== "destructive";
  if (isHarmless) await checkReferences(door, operation, checked, before);
  const impact = isHarmless ? harmlessOf(operation, checked) : await assess(door, operation, checked, gates);
  return { operation, input: checked, impact, isHarmless, warnings };
}

/** Steps of which none destroys need no plan. */
function requireDestruction(steps: readonly Step[]): void {
  if (steps.some(({ isHarmless }) => !isHarmless)) return;
  throw new InputError(steps.slice(0, 1).map(({ operation }) => destroysNothing(operation, "write")));
}

function destroysNothing({ id }: Operation, risk: Risk): InputIssue {
  return { field: "operation", message: `${id} destroys nothing with this input: call ${TOOL_OF_RISK[risk]}` };
}

function subjectOf(steps: readonly Step[], principal: string, way: ApprovalWay): PlanSubject {
  return {
    operation: steps.map(({ operation }) => operation.id).join(" "),
    input: { calls: steps.map(({ input }) => input) },
    identity: steps.map(({ impact }) => impact.identity).join("\n"),
    principal,
    way,
  };
}

async function apply({ operation, input, impact }: Step, { door, fence }: ToolContext): Promise<ToolAnswer> {
  const shown = fence.mark(digest(operation, await runOperation(door, operation, input)));
  const { target } = impact;
  return { done: operation.id, target, ...(typeof shown === "object" && shown !== null ? shown : {}) };
}

function isBlocked(steps: readonly Step[]): boolean {
  return steps.some(({ impact }) => impact.blockers.length > 0);
}

function describeLoss(steps: readonly Step[], fence: Fence): ToolAnswer {
  const [only, ...others] = steps.map(({ operation: { id }, impact: { target, effects, found, blockers } }) => ({
    operation: id,
    target,
    ...(blockers.length > 0 ? { blocked: blockers } : { effects, found: fence.mark(found, []) }),
  }));
  return others.length > 0 ? { calls: [only, ...others] } : { ...only };
}

function inWords({ field, message }: InputIssue): string {
  return `${field} ${message}`;
}

/** The same for a person. */
function toText(steps: readonly Step[]): string {
  return steps
    .map(({ operation, impact }) => {
      const of = Object.entries(impact.target).map(([name, value]) => `${name} ${value}`);
      return [[operation.words.title, ...of].join(", "), ...inLines(impact).map((line) => `- ${line}`)].join("\n");
    })
    .join("\n\n");
}
