import { stringifyJson } from "../../core/json.js";
import { isObject, Verbatim } from "../../core/view.js";
import { AppliedChange, applyChange } from "../../tools/configuration/apply.js";
import { type PlannedChange, planChange } from "../../tools/configuration/configure.js";
import { bounded as boundedValue } from "../../tools/configuration/describe-parameter.js";
import type { Fence } from "../../tools/fence.js";
import { readingOnce } from "../../tools/reading-once.js";
import { runOperation } from "../../tools/run.js";
import type { ToolAnswer, ToolContext } from "../context.js";
import type { Definitions } from "../definitions.js";
import type { Question } from "../question.js";
import type { Arguments } from "../schema.js";
import { destroyAll } from "./destroy.js";
import { waitAfter } from "./wait.js";

type ConfigureArguments = Arguments<Definitions["aiven_configure"]["input"]>;

/** Shows what a change would do; makes it when it can be taken back, and otherwise has it approved first. */
export async function configure(
  { dry_run, wait, project, service_name, id, plan, confirm, ...wanted }: ConfigureArguments,
  { door: outer, ...outside }: ToolContext,
): Promise<ToolAnswer | Question> {
  const door = readingOnce(outer);
  const context = { ...outside, door };
  const { fence } = context;
  const name = { project, service_name, id };
  const planned = await planChange(door, name, wanted);
  const { call, gates } = planned;
  const about = describeChange(planned, fence);
  if (!call) return { changed: false, ...about, note: "Everything is already as wanted." };
  if (dry_run) {
    const would_send = { operation: call.operation, user_config: new Verbatim(fence.mark(bounded(call.shown), [])) };
    return { dry_run: true, ...about, needs_approval: gates.map(({ because }) => because), would_send };
  }
  const applied = await applyChange<ToolAnswer | Question, ToolAnswer | undefined>(door, name, planned, {
    make: async (operation, input) => {
      if (gates.length === 0) return void (await runOperation(door, operation, input));
      const again = (asked: string) =>
        `call aiven_configure again with the same arguments, this plan, and confirm: "${asked}"`;
      const details = planned.changes.map(stringifyJson).concat(planned.warnings);
      const answer = await destroyAll([call], { plan, confirm, again, details }, context);
      return "done" in answer ? undefined : answer;
    },
    wait: wait ? (operation, input) => waitAfter(operation, input, undefined, context) : undefined,
  });
  if (!(applied instanceof AppliedChange)) return "nothing_done_yet" in applied ? { ...about, ...applied } : applied;
  const { now, not_as_wanted, waited } = applied;
  return {
    changed: true,
    ...about,
    now: fence.mark(bounded(now), []),
    not_as_wanted,
    ...(waited ? { wait: waited } : {}),
  };
}

/** With lists of thousands of entries told by how many they are. */
function bounded(value: unknown): unknown {
  if (!isObject(value)) return boundedValue(value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, bounded(inner)]));
}

function describeChange({ owner, changes, warnings, upgradeCheck }: PlannedChange, fence: Fence): ToolAnswer {
  const shown = fence.mark(changes, ["[].path", "[].items", "[].flags"]);
  return { type: owner.type, changes: shown, warnings, upgrade_check: upgradeCheck };
}
