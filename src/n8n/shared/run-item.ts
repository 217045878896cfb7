import type { IExecuteFunctions, INodeExecutionData } from "n8n-workflow";
import { pathParameters } from "../../core/catalogue/index.js";
import { InputError } from "../../core/errors.js";
import { isObject } from "../../core/view.js";
import { WAIT_RULES, waitFor } from "../../core/wait.js";
import { checkConfigurations } from "../../tools/configuration/check.js";
import type { Door } from "../../tools/door.js";
import { explain } from "../../tools/explain.js";
import { assessRisk } from "../../tools/gates.js";
import { assess } from "../../tools/impact.js";
import { type Operation, requireOperation } from "../../tools/operation.js";
import { matchesPattern } from "../../tools/patterns.js";
import { toItems } from "./answer-items.js";
import { readInput, readWishes, type Wishes } from "./parameters.js";

type Input = Readonly<Record<string, unknown>>;

/** Runs the operation of one item and answers with what comes of it. Throws the errors of core. */
export async function runItem(node: IExecuteFunctions, door: Door, item: number): Promise<INodeExecutionData[]> {
  const operation = requireOperation(String(node.getNodeParameter("operation", item)));
  const wishes = readWishes(node, item);
  const input = await readInput(node, operation, item, door.project);
  door.policy.check(operation, input);
  checkName(operation, input, wishes.nameCheck);
  await checkConfigurations(door, operation, input);
  if (wishes.planOnly) return [{ json: await plan(door, operation, input) }];
  const signal = node.getExecutionCancelSignal?.();
  const answer = await call(door, operation, input, wishes, signal);
  if (!wishes.wait) return toItems(node, operation, answer, wishes);
  const final = await waitAfter(door, operation, input, answer, wishes.timeoutMs, signal);
  return toItems(node, operation, final ?? answer, wishes);
}

async function call(door: Door, operation: Operation, input: Input, wishes: Wishes, signal: AbortSignal | undefined) {
  try {
    const first = await door.client.callAny(operation.id, input, { signal });
    return wishes.returnAll ? await allPages(door, operation, input, first, signal) : first;
  } catch (error) {
    throw await explain(door, operation, input, error);
  }
}

/** Reads on while the answer names a next page, and joins the lists. */
async function allPages(door: Door, { id, facts }: Operation, input: Input, first: unknown, signal?: AbortSignal) {
  if (!("cursor" in facts.fields)) return first;
  let pages = first;
  for (let next = nextCursor(first), last = first; next !== undefined; next = nextCursor(last)) {
    last = await door.client.callAny(id, { ...input, cursor: next }, { signal });
    pages = join(pages, last);
  }
  return pages;
}

function nextCursor(answer: unknown): string | undefined {
  if (!isObject(answer)) return undefined;
  const next = answer["next_cursor"] ?? answer["next"] ?? answer["cursor"];
  return typeof next === "string" && next !== "" ? next : undefined;
}

function join(before: unknown, after: unknown): unknown {
  if (!isObject(before) || !isObject(after)) return before;
  const entries = Object.entries(before).map(([name, value]) => {
    const more = after[name];
    return [name, Array.isArray(value) && Array.isArray(more) ? [...value, ...more] : value];
  });
  return Object.fromEntries(entries);
}

function checkName({ facts }: Operation, input: Input, pattern: string): void {
  if (pattern === "") return;
  const name = String(input[pathParameters(facts.path).at(-1) ?? ""] ?? "");
  if (matchesPattern(pattern, name)) return;
  throw new InputError(
    [{ field: "'Name Check'", message: `is "${pattern}", which does not match "${name}": nothing was done` }],
    "Check which item this is, or change Name Check.",
  );
}

async function plan(door: Door, operation: Operation, input: Input) {
  const { risk, gates } = await assessRisk(door, operation, input);
  const { target, effects, blockers } = await assess(door, operation, input, gates);
  return { planOnly: true, operation: operation.id, risk, target, effects: [...effects], blockers: [...blockers] };
}

/** Waits for what a call has begun; answers with its last state, or undefined when it is gone or cannot be waited for. */
async function waitAfter(
  door: Door,
  { words }: Operation,
  input: Input,
  answer: unknown,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  if (!words.wait) return undefined;
  // To power off is to wait for that.
  const name = words.wait === "service" && input["powered"] === false ? "service-off" : words.wait;
  const rule = WAIT_RULES[name];
  const created = isObject(answer) ? Object.values(answer).find(isObject) : undefined;
  const known: Input = { ...texts(created), ...texts(answer), ...input };
  const {
    outcome,
    state,
    detail,
    answer: last,
  } = await waitFor(rule, known, {
    read: (id, fields) => door.client.callAny(id, fields, { signal }),
    sleep: door.sleep,
    now: door.now,
    timeoutMs,
    signal,
  });
  if (outcome === "done") return last;
  const how = outcome === "failed" ? "will not be done by itself" : `was not done within ${timeoutMs / 1000} s`;
  throw new InputError(
    [{ field: "", message: `It was started and ${how}; its state is ${state}${detail ? ` (${detail})` : ""}` }],
    outcome === "failed" ? "Look at it in the Aiven Console." : "Raise Wait Timeout, or read it again later.",
  );
}

/** The texts of an answer: among them the id of what was created. */
function texts(value: unknown): Record<string, unknown> {
  if (!isObject(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => typeof inner === "string"));
}
