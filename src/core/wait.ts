import { operationFacts } from "./catalogue/index.js";
import { ApiError, InputError } from "./errors.js";
import type { WaitRule } from "./wait-rules.js";
import { at } from "./wait-states.js";

export { WAIT_RULES, type WaitName, type WaitRule } from "./wait-rules.js";
export { at } from "./wait-states.js";

type Input = Readonly<Record<string, unknown>>;

/** Where things stand when a wait ends. */
export interface WaitResult {
  /** `pending`: the time was used up; the same wait can go on. */
  readonly outcome: "done" | "failed" | "pending";
  readonly state: string;
  readonly detail?: string | undefined;
  readonly elapsedMs: number;
  /** The last answer read; undefined when the thing is gone. */
  readonly answer: unknown;
}

export interface WaitOptions {
  /** Reads with an operation; the input is what it takes of what is known. */
  readonly read: (operationId: string, input: Input, signal?: AbortSignal) => Promise<unknown>;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly now: () => number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((state: string, detail: string | undefined, elapsedMs: number) => void) | undefined;
  /**
   * How long what is to come may be missing before the wait fails, in milliseconds; for ever unless told otherwise.
   * What was just created can answer 404 for some seconds.
   */
  readonly graceMs?: number | undefined;
  /** What can be said of something that is missing; asked once. */
  readonly onMissing?: (() => Promise<string | undefined>) | undefined;
}

const FIRST_PAUSE_MS = 700;
const LONGEST_PAUSE_MS = 5_000;

const NOT_THERE = "not there yet";

/**
 * Polls until the rule says done or failed, or the time is used up, reading at least once.
 * Only a 404 of the read is understood; every other error is the caller's. Throws InputError where nothing says what to
 * wait for.
 */
export async function waitFor(rule: WaitRule, input: Input, options: WaitOptions): Promise<WaitResult> {
  const started = options.now();
  const known = withAliases(rule, input);
  requireName(rule, known);
  let missing: { readonly since: number; readonly detail: string | undefined } | undefined;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 1.5)) {
    const seen = await look(rule, known, options);
    const now = options.now();
    const elapsedMs = now - started;
    if (seen.state === NOT_THERE) missing ??= { since: now, detail: await options.onMissing?.() };
    else missing = undefined;
    const result = { ...seen, ...(missing ? { detail: missing.detail } : {}), elapsedMs };
    if (seen.outcome !== "pending") return result;
    if (missing && now - missing.since >= (options.graceMs ?? Number.POSITIVE_INFINITY)) {
      return { ...result, outcome: "failed", state: "not found" };
    }
    options.onProgress?.(result.state, result.detail, elapsedMs);
    if (elapsedMs + pause > options.timeoutMs) return result;
    await options.sleep(pause, options.signal);
  }
}

function requireName({ needs = [] }: WaitRule, known: Input): void {
  const [first, ...others] = needs;
  if (first === undefined || needs.some((name) => known[name] !== undefined)) return;
  throw new InputError([{ field: first, message: ["is required", ...others].join(", or ") }]);
}

async function look(rule: WaitRule, known: Input, options: WaitOptions): Promise<Omit<WaitResult, "elapsedMs">> {
  const found = await readAny(rule, known, options);
  if (!found) {
    return { outcome: rule.missing, state: rule.missing === "done" ? "gone" : NOT_THERE, answer: undefined };
  }
  const { answer, thing } = found;
  const value = typeof rule.state === "string" ? at(thing, rule.state) : rule.state(thing);
  const state = typeof value === "string" ? value : "unknown";
  const outcome = rule.done.includes(state) ? "done" : rule.failed?.includes(state) ? "failed" : "pending";
  return { outcome, state, detail: rule.detail?.(thing), answer };
}

/** What the first operation answers that knows the thing; undefined when none does. */
async function readAny(
  rule: WaitRule,
  known: Input,
  { read, signal }: WaitOptions,
): Promise<{ readonly answer: unknown; readonly thing: unknown } | undefined> {
  const able = rule.reads.filter((id) =>
    (operationFacts(id)?.required ?? []).every((name) => known[name] !== undefined),
  );
  // Where none has all that it needs, the refusal of the first says what is missing.
  for (const id of able.length > 0 ? able : rule.reads.slice(0, 1)) {
    try {
      const answer = await read(id, fieldsOf(id, known), signal);
      const thing = rule.find ? rule.find(answer, known) : answer;
      if (thing !== undefined) return { answer, thing };
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 404) throw error;
    }
  }
  return undefined;
}

function withAliases({ aliases = {} }: WaitRule, input: Input): Input {
  const renamed = Object.entries(aliases).map(([name, alias]) => [name, input[name] ?? input[alias]]);
  return { ...input, ...Object.fromEntries(renamed) };
}

/** What an operation takes of what is known. */
function fieldsOf(operationId: string, known: Input): Input {
  const fields = operationFacts(operationId)?.fields ?? {};
  return Object.fromEntries(Object.entries(known).filter(([name]) => Object.hasOwn(fields, name)));
}
