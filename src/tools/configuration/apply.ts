import { same } from "../../core/configuration/value.js";
import { InputError } from "../../core/errors.js";
import { stringifyJson } from "../../core/json.js";
import { REDACTED, redact } from "../../core/redact.js";
import type { Door } from "../door.js";
import { type Operation, requireOperation } from "../operation.js";
import { valueAt } from "./change.js";
import type { PlannedChange } from "./configure.js";
import { UNSET, withoutSecrets } from "./difference.js";
import { type OwnerName, requireOwner } from "./owner.js";
import { versionParameter } from "./version.js";

type Input = Record<string, unknown>;

/** How a door makes a change: how it asks, calls and waits is its own. */
export interface ChangeMaker<Stop, Waited> {
  /**
   * Makes the call, once what it takes away is approved. Answers with what to say where it was not made, or with undefined.
   */
  readonly make: (operation: Operation, input: Input) => Promise<Stop | undefined>;
  /** Left out where nobody waits. */
  readonly wait?: ((operation: Operation, input: Input) => Promise<Waited>) | undefined;
}

/** What came of a change that was made. */
export class AppliedChange<Waited> {
  /** The changed parameters as the API has them now, secrets hidden. */
  readonly now: Readonly<Record<string, unknown>>;
  /** The paths of those that are not as they were wanted. */
  readonly not_as_wanted: readonly string[];
  readonly waited: Waited | undefined;

  constructor(read: { now: Readonly<Record<string, unknown>>; not_as_wanted: readonly string[] }, waited?: Waited) {
    this.now = read.now;
    this.not_as_wanted = read.not_as_wanted;
    this.waited = waited;
  }
}

/**
 * Makes a planned change, whichever door it comes by: refuses an upgrade that the API refuses, has it approved and made, waits,
 * and reads back.
 * What stopped it is the answer where it was not made. Throws InputError on that refusal, and the client's errors.
 */
export async function applyChange<Stop, Waited>(
  door: Door,
  name: OwnerName,
  planned: PlannedChange,
  { make, wait }: ChangeMaker<Stop, Waited>,
): Promise<Stop | AppliedChange<Waited>> {
  const { call, upgradeCheck, differences } = planned;
  if (!call) return new AppliedChange<Waited>({ now: {}, not_as_wanted: [] });
  if (upgradeCheck?.ok === false) {
    const message = `asks for an upgrade that the API refuses: ${upgradeCheck.result}`;
    throw new InputError([{ field: versionParameter(planned.owner.type), message }]);
  }
  const operation = requireOperation(call.operation);
  const stopped = await make(operation, call.input);
  if (stopped !== undefined) return stopped;
  const waited = await wait?.(operation, call.input);
  return new AppliedChange<Waited>(await readBack(door, name, differences), waited);
}

async function readBack(door: Door, name: OwnerName, made: PlannedChange["differences"]) {
  const { present } = await requireOwner(door, name);
  const found = made.map(({ path, keys, parameter, after }) => {
    const value = valueAt(present, keys) ?? undefined;
    // What is hidden cannot be compared.
    const differs = !same(value, after) && !stringifyJson(value).includes(REDACTED);
    return { path, shown: withoutSecrets(parameter, value) ?? UNSET, differs };
  });
  return {
    now: redact(Object.fromEntries(found.map(({ path, shown }) => [path, shown]))) as Record<string, unknown>,
    not_as_wanted: found.filter(({ differs }) => differs).map(({ path }) => path),
  };
}
