import type { Parameter } from "../../core/configuration/index.js";
import type { Config } from "../../core/configuration/validate.js";
import { AivenError, InputError } from "../../core/errors.js";
import { own } from "../../core/own.js";
import { requirePart } from "../../core/parts.js";
import { redact } from "../../core/redact.js";
import { callAllowed, withDoorProject } from "../call.js";
import type { Door } from "../door.js";
import { assessRisk } from "../gates.js";
import { requireOperation } from "../operation.js";
import { storagePerGb } from "../prices.js";
import { resolveReferences } from "../references.js";
import type { Gate } from "../words.js";
import { addressEffects } from "./addresses.js";
import { composeChange, type WantedChange } from "./change.js";
import { type Verdict, validateWhole } from "./check.js";
import { type Difference, differences, leastChange, showDifference, withoutSecrets } from "./difference.js";
import { bundledFacts, FRESH_MS, LIVE_MS, liveFacts } from "./facts.js";
import { type Flag, flagsOf } from "./flags.js";
import { type Owner, type OwnerName, requireOwner } from "./owner.js";
import { versionParameter } from "./version.js";
import { loadWords } from "./words.js";

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
  /** What the API says about an upgrade; without `ok` where it cannot tell. */
  readonly upgradeCheck: { readonly ok?: boolean; readonly result: string } | undefined;
}

/**
 * Looks at a wanted change: reads what is there, checks it by the live schema, and tells what would change, what that does,
 * and whether it needs approval. Throws InputError on what is wrong, everything at once.
 */
export async function planChange(door: Door, name: OwnerName, wanted: WantedChange): Promise<PlannedChange> {
  requireAny(wanted);
  const owner = await requireOwner(door, name);
  const { present } = owner;
  const first = await compose(door, owner, wanted, LIVE_MS);
  // Before something is refused, the API is asked how it is now.
  const { facts, change, problems, warnings } =
    first.problems.length > 0 ? await compose(door, owner, wanted, FRESH_MS) : first;
  if (problems.length > 0) {
    throw new InputError(problems, "aiven_describe with service_type and config shows what may be set.");
  }
  const found = differences(facts, present, change);
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
  const words = await loadWords(owner.kind, owner.type);
  const flagged = found.map((difference) => ({ difference, flags: flagsOf(difference, words, gates) }));
  return {
    owner,
    call: { operation: owner.update.operation, input, shown: redact(withoutSecrets(facts, user_config)) },
    differences: found,
    changes: flagged.map(({ difference, flags }) => ({
      ...(redact(showDifference(difference)) as Record<string, unknown>),
      ...(flags.length > 0 ? { flags } : {}),
    })),
    warnings: [...said, ...effectsOf(owner, facts, user_config, flagged), ...(await costsOf(door, owner, found))],
    gates,
    upgradeCheck: await checkUpgrade(door, owner, found),
  };
}

function requireAny({ set, unset, add, remove }: WantedChange): void {
  if ([set, unset, add, remove].some((part) => part && Object.keys(part).length > 0)) return;
  const message = "or add, unset or remove is required: nothing to change is given";
  throw new InputError([{ field: "set", message }]);
}

/** A change put together and judged by the facts of a certain age. */
async function compose(
  door: Door,
  { kind, type, project, present, update }: Owner,
  wanted: WantedChange,
  maxAgeMs: number,
): Promise<Verdict & { readonly facts: Parameter; readonly change: Config }> {
  const of = { kind, type, project };
  const facts = (await liveFacts(door, of, maxAgeMs)) ?? (await bundledFacts(of)) ?? {};
  const { config: change, issues } = composeChange(facts, present, wanted);
  const { problems, warnings } = await validateWhole(facts, of, change, present, (name) => ofItself(update, name));
  return { facts, change, problems: [...issues, ...problems], warnings };
}

/** The plan, the disk or the cloud are no part of a configuration, and changed by the same operation. */
function ofItself({ operation, input }: Owner["update"], name: string): string | undefined {
  const { fields } = requireOperation(operation).facts;
  if (!Object.hasOwn(fields, name) || Object.hasOwn(input, name)) return undefined;
  return `belongs to the service itself, not to its configuration: ${operation} changes it`;
}

const SAID: { readonly [F in Flag]?: string } = {
  price: "may change the price",
  "one-way": "cannot be taken back",
};

function effectsOf(
  { kind, present }: Owner,
  facts: Parameter,
  change: Config,
  flagged: readonly { readonly difference: Difference; readonly flags: readonly Flag[] }[],
): string[] {
  const usual = own(facts.properties, "ip_filter")?.default;
  const said = flagged.flatMap(({ difference, flags }) =>
    flags.flatMap((flag) => (SAID[flag] ? [`${difference.path} ${SAID[flag]}`] : [])),
  );
  return [...(kind === "services" ? addressEffects(present, change, usual) : []), ...said];
}

/** The only parameter whose price the API tells: what is kept in object storage is paid by its size. */
const STORED = "tiered_storage.enabled";

async function costsOf(door: Door, { place }: Owner, found: readonly Difference[]): Promise<string[]> {
  if (!place || !found.some(({ path, after }) => path === STORED && after === true)) return [];
  const perGb = await storagePerGb(door, place);
  return perGb === undefined ? [] : [`${STORED}: a GB in object storage costs ${perGb} USD a month`];
}

/** Asks the API whether a service can be upgraded; undefined where it is not about that, or the API has no such check. */
async function checkUpgrade(
  door: Door,
  { type, update }: Owner,
  found: readonly Difference[],
): Promise<PlannedChange["upgradeCheck"]> {
  const version = found.find(({ path, before }) => path === versionParameter(type) && before !== undefined);
  if (!version || update.operation !== "ServiceUpdate") return undefined;
  try {
    const answer = await callAllowed(door, "ServiceTaskCreate", {
      ...update.input,
      task_type: "upgrade_check",
      upgrade_check: { target_version: String(version.after), async: false },
    });
    const { success, result } = requirePart(answer.task, "task", "ServiceTaskCreate");
    return { ok: success, result };
  } catch (error) {
    if (error instanceof AivenError) return { result: `The check could not be made: ${error.message}` };
    throw error;
  }
}
