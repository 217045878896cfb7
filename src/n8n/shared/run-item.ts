import type { IExecuteFunctions, INodeExecutionData } from "n8n-workflow";
import { isObject } from "../../core/view.js";
import { checkConfigurations } from "../../tools/configuration/check.js";
import type { Door } from "../../tools/door.js";
import type { Operation } from "../../tools/operation.js";
import { type PerformOptions, performOperation, withProject } from "../../tools/perform.js";
import { toItems } from "./answer-items.js";
import { CONFIGURE } from "./configure/operation.js";
import { configureItem } from "./configure/run.js";
import { checkName, plan } from "./guards.js";
import { inFieldNames } from "./node-words.js";
import { completeInput, operationOf } from "./own-operations.js";
import { givesJson, readInput, readWishes } from "./parameters.js";
import { waitAfter } from "./wait-after.js";

type Input = Readonly<Record<string, unknown>>;

/** Runs the operation of one item and answers with what comes of it. Throws the errors of core. */
export async function runItem(node: IExecuteFunctions, door: Door, item: number): Promise<INodeExecutionData[]> {
  const name = String(node.getNodeParameter("operation", item));
  const operation = operationOf(name);
  try {
    return await run(node, door, item, name);
  } catch (error) {
    throw inFieldNames(operation, error, givesJson(node, operation, item));
  }
}

async function run(node: IExecuteFunctions, door: Door, item: number, name: string): Promise<INodeExecutionData[]> {
  const operation = operationOf(name);
  const wishes = readWishes(node, item);
  const input = withProject(door, operation, completeInput(name, await readInput(node, operation, item)));
  if (name === CONFIGURE) return configureItem(node, door, item, input, wishes);
  door.policy.check(operation, input);
  checkName(operation, input, wishes.nameCheck);
  if (wishes.planOnly) {
    await checkConfigurations(door, operation, input);
    return [{ json: await plan(door, operation, input) }];
  }
  const signal = node.getExecutionCancelSignal?.();
  const { includeSecrets } = wishes;
  const onWarning = ({ field, message }: { field: string; message: string }) =>
    node.addExecutionHints?.({ message: `${field} ${message}`, location: "outputPane" });
  const options = { signal, includeSecrets, onWarning };
  const first = await performOperation(door, operation, input, options);
  const answer = wishes.returnAll ? await allPages(door, operation, input, first, options) : first;
  const shown = wishes.wait ? await waitAfter(door, operation, input, answer, wishes, signal) : { operation, answer };
  return toItems(node, shown, { operation, input }, wishes);
}

/** Reads on while the answer names a next page, and joins the lists. */
async function allPages(door: Door, operation: Operation, input: Input, first: unknown, options: PerformOptions) {
  if (!("cursor" in operation.facts.fields)) return first;
  let pages = first;
  for (let next = nextCursor(first), last = first; next !== undefined; next = nextCursor(last)) {
    last = await performOperation(door, operation, { ...input, cursor: next }, options);
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
