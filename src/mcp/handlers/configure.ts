import { InputError } from "../../core/errors.js";
import { type PlannedChange, planChange, readBack } from "../../tools/configuration/configure.js";
import { requireOperation } from "../../tools/operation.js";
import { runOperation } from "../../tools/run.js";
import type { ToolAnswer, ToolContext } from "../context.js";
import type { Definitions } from "../definitions.js";
import type { Question } from "../question.js";
import type { Arguments } from "../schema.js";
import { destroyAll } from "./destroy.js";
import { waitAfter } from "./wait.js";

/** Shows what a change would do; makes it when it can be taken back, and otherwise has it approved first. */
export async function configure(
  { dry_run, wait, project, service_name, id, ...wanted }: Arguments<Definitions["aiven_configure"]["input"]>,
  context: ToolContext,
): Promise<ToolAnswer | Question> {
  const name = { project, service_name, id };
  const planned = await planChange(context.door, name, wanted);
  const { call, gates } = planned;
  const about = describeChange(planned);
  if (!call) return { changed: false, ...about, note: "Everything is already as wanted." };
  if (dry_run) return { dry_run: true, ...about, approval: gates.map(({ because }) => because), would_send: call };
  requireUpgradable(planned);
  const { operation, input } = call;
  if (gates.length > 0) {
    const again = (asked: string) =>
      `call aiven_destroy with operation "${operation}", the input shown here, this plan, and confirm: "${asked}"`;
    const details = planned.changes.map((change) => JSON.stringify(change)).concat(planned.warnings);
    const given = { plan: undefined, confirm: undefined, again, details };
    const answer = await destroyAll([{ operation, input }], given, context);
    if (!("done" in answer)) return "nothing_done_yet" in answer ? { ...about, input, ...answer } : answer;
  } else await runOperation(context.door, requireOperation(operation), input);
  const waited = wait ? await waitAfter(requireOperation(operation), input, undefined, context) : undefined;
  return {
    changed: true,
    ...about,
    ...(await readBack(context.door, name, planned)),
    ...(waited ? { wait: waited } : {}),
  };
}

function describeChange({ owner, changes, warnings, upgradeCheck }: PlannedChange): ToolAnswer {
  return { type: owner.type, changes, warnings, upgrade_check: upgradeCheck };
}

function requireUpgradable({ upgradeCheck }: PlannedChange): void {
  if (upgradeCheck?.ok !== false) return;
  throw new InputError([{ field: "set", message: `asks for an upgrade that the API refuses: ${upgradeCheck.result}` }]);
}
