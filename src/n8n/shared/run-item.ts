import type { IExecuteFunctions, INodeExecutionData } from "n8n-workflow";
import { isObject } from "../../core/view.js";
import { checkConfigurations } from "../../tools/configuration/check.js";
import type { Door } from "../../tools/door.js";
import { explain } from "../../tools/explain.js";
import type { Operation } from "../../tools/operation.js";
import { toItems } from "./answer-items.js";
import { CONFIGURE, operationOf } from "./configure/operation.js";
import { configureItem } from "./configure/run.js";
import { checkName, plan } from "./guards.js";
import { readInput, readWishes, type Wishes } from "./parameters.js";
import { waitAfter } from "./wait-after.js";

type Input = Readonly<Record<string, unknown>>;

/** Runs the operation of one item and answers with what comes of it. Throws the errors of core. */
export async function runItem(node: IExecuteFunctions, door: Door, item: number): Promise<INodeExecutionData[]> {
  const operation = operationOf(String(node.getNodeParameter("operation", item)));
  const wishes = readWishes(node, item);
  const input = await readInput(node, operation, item, door.project);
  if (operation.id === CONFIGURE) return configureItem(node, door, item, input, wishes);
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
