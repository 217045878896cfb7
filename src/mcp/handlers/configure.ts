import { InputError } from "../../core/errors.js";
import { Verbatim } from "../../core/view.js";
import { type PlannedChange, planChange, readBack } from "../../tools/configuration/configure.js";
import type { Fence } from "../../tools/fence.js";
import { requireOperation } from "../../tools/operation.js";
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
  context: ToolContext,
): Promise<ToolAnswer | Question> {
  const { door, fence } = context;
  const name = { project, service_name, id };
  const planned = await planChange(door, name, wanted);
  const { call, gates } = planned;
  const about = describeChange(planned, fence);
  if (!call) return { changed: false, ...about, note: "Everything is already as wanted." };
  if (dry_run) {
    const would_send = { operation: call.operation, user_config: new Verbatim(fence.mark(call.shown, [])) };
    return { dry_run: true, ...about, needs_approval: gates.map(({ because }) => because), would_send };
  }
  requireUpgradable(planned);
  const operation = requireOperation(call.operation);
  if (gates.length > 0) {
    const again = (asked: string) =>
      `call aiven_configure again with the same arguments, this plan, and confirm: "${asked}"`;
    const details = planned.changes.map((change) => JSON.stringify(change)).concat(planned.warnings);
    const answer = await destroyAll([call], { plan, confirm, again, details }, context);
    if (!("done" in answer)) return "nothing_done_yet" in answer ? { ...about, ...answer } : answer;
  } else await runOperation(door, operation, call.input);
  const waited = wait ? await waitAfter(operation, call.input, undefined, context) : undefined;
  const { now, not_as_wanted } = await readBack(door, name, planned);
  return { changed: true, ...about, now: fence.mark(now, []), not_as_wanted, ...(waited ? { wait: waited } : {}) };
}

function describeChange({ owner, changes, warnings, upgradeCheck }: PlannedChange, fence: Fence): ToolAnswer {
  const shown = fence.mark(changes, ["[].path", "[].items"]);
  return { type: owner.type, changes: shown, warnings, upgrade_check: upgradeCheck };
}

function requireUpgradable({ upgradeCheck }: PlannedChange): void {
  if (upgradeCheck?.ok !== false) return;
  throw new InputError([{ field: "set", message: `asks for an upgrade that the API refuses: ${upgradeCheck.result}` }]);
}
