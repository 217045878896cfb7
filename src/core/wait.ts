import { operationFacts } from "./catalogue/index.js";
import { ApiError } from "./errors.js";
import { at, type WaitRule } from "./wait-rules.js";

export { at, WAIT_RULES, type WaitName, type WaitRule } from "./wait-rules.js";

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
}

const FIRST_PAUSE_MS = 700;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Polls until the rule says done or failed, or the time is used up, reading at least once.
 * Only a 404 of the read is understood; every other error is the caller's.
 */
export async function waitFor(rule: WaitRule, input: Input, options: WaitOptions): Promise<WaitResult> {
  const started = options.now();
  const known = withAliases(rule, input);
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 1.5)) {
    const seen = await look(rule, known, options);
    const elapsedMs = options.now() - started;
    if (seen.outcome !== "pending") return { ...seen, elapsedMs };
    options.onProgress?.(seen.state, seen.detail, elapsedMs);
    if (elapsedMs + pause > options.timeoutMs) return { ...seen, elapsedMs };
    await options.sleep(pause, options.signal);
  }
}

async function look(rule: WaitRule, known: Input, options: WaitOptions): Promise<Omit<WaitResult, "elapsedMs">> {
  const found = await readAny(rule, known, options);
  if (!found) {
    return { outcome: rule.missing, state: rule.missing === "done" ? "gone" : "not there yet", answer: undefined };
  }
  const { answer } = found;
  const value = typeof rule.state === "string" ? at(answer, rule.state) : rule.state(answer, known);
  const state = typeof value === "string" ? value : "unknown";
  const outcome = rule.done.includes(state) ? "done" : rule.failed?.includes(state) ? "failed" : "pending";
  return { outcome, state, detail: rule.detail?.(answer, known), answer };
}

/** What the first operation answers that knows the thing; undefined when none does. */
async function readAny(
  rule: WaitRule,
  known: Input,
  { read, signal }: WaitOptions,
): Promise<{ readonly answer: unknown } | undefined> {
  const able = rule.reads.filter((id) =>
    (operationFacts(id)?.required ?? []).every((name) => known[name] !== undefined),
  );
  // Where none has all that it needs, the refusal of the first says what is missing.
  for (const id of able.length > 0 ? able : rule.reads.slice(0, 1)) {
    try {
      return { answer: await read(id, fieldsOf(id, known), signal) };
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
