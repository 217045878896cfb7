import { InputError } from "../core/errors.js";
import { stringifyJson } from "../core/json.js";
import { isUuid } from "../core/uuid.js";
import { connect } from "../node/connection.js";
import { type Flags, loadSettings } from "../node/settings.js";
import { applyChange } from "../tools/configuration/apply.js";
import type { WantedChange } from "../tools/configuration/change.js";
import { type PlannedChange, planChange } from "../tools/configuration/configure.js";
import type { OwnerName } from "../tools/configuration/owner.js";
import type { Door } from "../tools/door.js";
import { assess, inLines } from "../tools/impact.js";
import { type Operation, requireOperation } from "../tools/operation.js";
import { readingOnce } from "../tools/reading-once.js";
import { runOperation } from "../tools/run.js";
import { runWait, waitNameOf } from "../tools/wait.js";
import { printData } from "./print.js";

export interface ConfigureOptions {
  readonly json?: boolean;
  readonly dryRun?: boolean;
  readonly wait?: boolean;
  readonly confirm?: string | undefined;
}

const WAIT_MS = 1_800_000;

/** Changes a configuration by assignments like `pg.jit=true`, `ip_filter+=10.0.0.0/8`, `ip_filter-=0.0.0.0/0`, `pg.timezone=`. */
export async function configure(
  target: string,
  assignments: readonly string[],
  flags: Flags,
  { json, dryRun, wait, confirm }: ConfigureOptions,
): Promise<void> {
  const wanted = readAssignments(assignments);
  const connection = await connect(await loadSettings(flags, process.env));
  try {
    if (connection.sandboxUrl) process.stderr.write("No token: this is the sandbox, nothing is real or billed.\n");
    const door = readingOnce(connection.door);
    const name = isUuid(target) ? { id: target } : { service_name: target };
    const planned = await planChange(door, name, wanted);
    const { call, changes, warnings, upgradeCheck, gates } = planned;
    const about = { changes, warnings, upgrade_check: upgradeCheck };
    if (!call || dryRun) {
      const needs_approval = gates.length > 0 ? gates.map(({ because }) => because) : undefined;
      return printData({ changed: false, ...about, needs_approval, would_send: call?.shown }, { json });
    }
    const { now, not_as_wanted, waited } = await applyConfirmed(door, name, planned, confirm, wait);
    printData({ changed: true, ...about, now, not_as_wanted, wait: waited }, { json });
  } finally {
    await connection.close();
  }
}

/** What assignments say: texts, which the types of their parameters tell how to read. Nothing after `=` unsets. */
export function readAssignments(assignments: readonly string[]): WantedChange {
  const set = new Map<string, string>();
  const unset: string[] = [];
  const lists = { "+": new Map<string, string[]>(), "-": new Map<string, string[]>() };
  for (const assignment of assignments) {
    const [, path, sign, value = ""] = /^([^=]+?)([+-]?)=(.*)$/s.exec(assignment) ?? [];
    if (path === undefined) {
      const message = `"${assignment}" is no assignment`;
      throw new InputError(
        [{ field: "changes", message }],
        "Write path=value, path+=item, path-=item, or path= to unset.",
      );
    }
    if (sign === "+" || sign === "-") lists[sign].set(path, [...(lists[sign].get(path) ?? []), value]);
    else if (value === "") unset.push(path);
    else set.set(path, value);
  }
  return {
    set: Object.fromEntries(set),
    unset,
    add: Object.fromEntries(lists["+"]),
    remove: Object.fromEntries(lists["-"]),
    asText: true,
  };
}

/** Makes a change whose loss, if there is any, was confirmed by name. */
async function applyConfirmed(
  door: Door,
  name: OwnerName,
  planned: PlannedChange,
  confirm: string | undefined,
  wait: boolean | undefined,
) {
  return applyChange<never, Waited | undefined>(door, name, planned, {
    make: async (operation, input) => {
      await requireConfirmed(door, planned, confirm);
      await runOperation(door, operation, input);
      return undefined;
    },
    wait: wait ? (operation, input) => waitFor(door, operation, input) : undefined,
  });
}

async function requireConfirmed(
  door: Door,
  { call, gates, changes, warnings }: PlannedChange,
  confirm: string | undefined,
): Promise<void> {
  if (!call || gates.length === 0) return;
  const impact = await assess(door, requireOperation(call.operation), call.input, gates);
  if (confirm === impact.confirm) return;
  const issue = { field: "--confirm", message: `must be "${impact.confirm}" for this to be done` };
  throw new InputError([issue], [...changes.map(stringifyJson), ...warnings, ...inLines(impact)].join("\n"));
}

interface Waited {
  readonly outcome: string;
  readonly state: string;
}

async function waitFor(
  door: Door,
  operation: Operation,
  input: Readonly<Record<string, unknown>>,
): Promise<Waited | undefined> {
  const name = waitNameOf(operation, input);
  if (!name) return undefined;
  const onProgress = (state: string, detail: string | undefined) =>
    void process.stderr.write(`${detail === undefined ? state : `${state}: ${detail}`}\n`);
  const { outcome, state } = await runWait(door, name, input, { timeoutMs: WAIT_MS, onProgress });
  return { outcome, state };
}
