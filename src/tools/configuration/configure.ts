import { type Config, validateConfiguration } from "../../core/configuration/validate.js";
import { same } from "../../core/configuration/value.js";
import { AivenError, InputError } from "../../core/errors.js";
import { REDACTED, redact } from "../../core/redact.js";
import { callAllowed, withDoorProject } from "../call.js";
import type { Door } from "../door.js";
import { assessRisk } from "../gates.js";
import { requireOperation } from "../operation.js";
import { resolveReferences } from "../references.js";
import type { Gate } from "../words.js";
import { addressEffects } from "./addresses.js";
import { composeChange, valueAt, type WantedChange } from "./change.js";
import { type Difference, differences, leastChange, showDifference, UNSET, withoutSecrets } from "./difference.js";
import { currentFacts } from "./facts.js";
import { type Owner, type OwnerName, requireOwner } from "./owner.js";

/** A change of a configuration, looked at and not made. */
export interface PlannedChange {
  readonly owner: Owner;
  /** The call that makes it; undefined where nothing would change. */
  readonly call:
    | {
        readonly operation: Owner["update"]["operation"];
        readonly input: Record<string, unknown>;
        /** The configuration in it, with its secrets hidden. */
        readonly shown: unknown;
      }
    | undefined;
  readonly differences: readonly Difference[];
  /** The differences as they may be shown. */
  readonly changes: readonly Record<string, unknown>[];
  readonly warnings: readonly string[];
  /** What is lost or cannot be taken back: then somebody has to approve. */
  readonly gates: readonly Gate[];
  readonly upgradeCheck: { readonly ok: boolean; readonly result: string } | undefined;
}

/** Parameters on which the bill depends. */
const PRICED = /^(additional_backup_regions|node_count|static_ips|tiered_storage\.enabled)$/;

/**
 * Looks at a wanted change: reads what is there, checks it by the live schema, and tells what would change, what that does,
 * and whether it needs approval. Throws InputError on what is wrong, everything at once.
 */
export async function planChange(door: Door, name: OwnerName, wanted: WantedChange): Promise<PlannedChange> {
  requireAny(wanted);
  const owner = await requireOwner(door, name);
  const { kind, type, project, present } = owner;
  const facts = (await currentFacts(door, { kind, type, project })) ?? {};
  const change = composeChange(facts, present, wanted);
  const { problems, warnings } = validateConfiguration(facts, change, present);
  if (problems.length > 0) {
    throw new InputError(problems, "aiven_describe with service_type and config shows what may be set.");
  }
  const found = differences(facts, present, change);
  const changes = found.map((difference) => redact(showDifference(difference)) as Record<string, unknown>);
  const said = warnings.map(({ field, message }) => `${field} ${message}`);
  const unchanged = { owner, call: undefined, differences: [], changes: [], warnings: said, gates: [] };
  if (found.length === 0) return { ...unchanged, upgradeCheck: undefined };
  const user_config = leastChange(found);
  const operation = requireOperation(owner.update.operation);
  const input = withDoorProject(door, { ...owner.update.input, user_config });
  door.policy.check(operation, input);
  // Nobody should be shown, or asked to approve, what would be refused.
  await resolveReferences(door, operation, input);
  const { gates } = await assessRisk(door, operation, input);
  return {
    owner,
    call: { operation: owner.update.operation, input, shown: redact(withoutSecrets(facts, user_config)) },
    differences: found,
    changes,
    warnings: [...said, ...effectsOf(owner, user_config, found)],
    gates,
    upgradeCheck: await checkUpgrade(door, owner, found),
  };
}

function requireAny({ set, unset, add, remove }: WantedChange): void {
  if ([set, unset, add, remove].some((part) => part && Object.keys(part).length > 0)) return;
  const message = "or add, unset or remove is required: nothing to change is given";
  throw new InputError([{ field: "set", message }]);
}

function effectsOf({ kind, present }: Owner, change: Config, found: readonly Difference[]): string[] {
  const priced = found.filter(({ path }) => kind === "services" && PRICED.test(path));
  return [
    ...(kind === "services" ? addressEffects(present, change) : []),
    ...priced.map(({ path }) => `${path} may change the price`),
  ];
}

/** Asks the API whether a service can be upgraded; undefined where it is not about that, or the API has no such check. */
async function checkUpgrade(
  door: Door,
  { type, update }: Owner,
  found: readonly Difference[],
): Promise<PlannedChange["upgradeCheck"]> {
  const version = found.find(({ path, before }) => path === `${type}_version` && before !== undefined);
  if (!version || update.operation !== "ServiceUpdate") return undefined;
  try {
    const { task } = await callAllowed(door, "ServiceTaskCreate", {
      ...update.input,
      task_type: "upgrade_check",
      upgrade_check: { target_version: String(version.after), async: false },
    });
    return { ok: task.success, result: task.result };
  } catch (error) {
    if (error instanceof AivenError) return undefined;
    throw error;
  }
}

/** What the changed parameters are now; those that are not as they were wanted are named. */
export async function readBack(door: Door, name: OwnerName, { differences: made }: PlannedChange) {
  const { present } = await requireOwner(door, name);
  const now = made.map(({ path, keys, parameter, after }) => {
    const value = valueAt(present, keys) ?? undefined;
    const shown = withoutSecrets(parameter, value);
    // What is hidden cannot be compared.
    const differs = !same(value, after) && !(JSON.stringify(value) ?? "").includes(REDACTED);
    return { path, shown, differs };
  });
  return {
    now: redact(Object.fromEntries(now.map(({ path, shown }) => [path, shown ?? UNSET]))),
    not_as_wanted: now.filter(({ differs }) => differs).map(({ path }) => path),
  };
}
