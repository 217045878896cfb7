import type { IExecuteFunctions, INodeExecutionData } from "n8n-workflow";
import type { InputIssue } from "../../../core/errors.js";
import { isFull, pagingRule, readPages } from "../../../core/paging.js";
import { checkConfigurations } from "../../../tools/configuration/check.js";
import type { Door } from "../../../tools/door.js";
import { requireChange, requireEffect } from "../../../tools/empty-update.js";
import type { Operation } from "../../../tools/operation.js";
import { type PerformOptions, performOperation, withProject } from "../../../tools/perform.js";
import { readingOnce } from "../../../tools/reading-once.js";
import { withConfiguration } from "../configure/compose.js";
import { formOf } from "../configure/forms.js";
import { isConfigure } from "../configure/operation.js";
import { configureItem } from "../configure/run.js";
import { completeInput, operationOf } from "../operations/own-operations.js";
import { isList } from "../operations/placed-operation.js";
import { toItems } from "./answer-items.js";
import { checkName, plan } from "./guards.js";
import { inFieldNames } from "./node-words.js";
import { givesJson, readInput, readWishes, type Wishes } from "./parameters.js";
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

async function run(node: IExecuteFunctions, outer: Door, item: number, name: string): Promise<INodeExecutionData[]> {
  const operation = operationOf(name);
  // What a configuration is of is looked at by several checks.
  const door = formOf(name) ? readingOnce(outer) : outer;
  const wishes = readWishes(node, item);
  const named = withProject(door, operation, completeInput(name, await readInput(node, operation, item)));
  if (isConfigure(name)) return configureItem(node, door, item, { value: name, input: named, wishes });
  const input = await withConfiguration(node, door, item, operation, named);
  door.policy.check(operation, input);
  requireChange(operation, input);
  checkName(operation, input, wishes.nameCheck);
  const onWarning = ({ field, message }: InputIssue) => tell(node, `${field} ${message}`);
  if (wishes.planOnly) {
    await requireEffect(door, operation, input);
    for (const warning of await checkConfigurations(door, operation, input)) onWarning(warning);
    return [{ json: await plan(door, operation, input, name) }];
  }
  const signal = node.getExecutionCancelSignal?.();
  const { includeSecrets } = wishes;
  const options = { signal, includeSecrets, onWarning };
  const answer = isList(operation)
    ? await readList(node, door, operation, input, wishes, options)
    : await performOperation(door, operation, input, options);
  const shown = wishes.wait ? await waitAfter(door, operation, input, answer, wishes, signal) : { operation, answer };
  return toItems(node, shown, { operation, input }, wishes);
}

/** The list of an operation, over as many of the API's own pages as it takes to have all of it, or as many as are wanted. */
async function readList(
  node: IExecuteFunctions,
  door: Door,
  operation: Operation,
  input: Input,
  { returnAll, limit }: Wishes,
  options: PerformOptions,
): Promise<unknown> {
  const call = (page: Input) => performOperation(door, operation, page, options);
  const { answer } = await readPages(operation.id, input, call, returnAll ? Number.POSITIVE_INFINITY : limit);
  const rule = pagingRule(operation.id);
  if (returnAll && rule && rule.start === undefined && isFull(operation.id, input, answer)) {
    tell(node, `The API tells no more than ${input["limit"]} at a time, and there may be more: narrow the search`);
  }
  return answer;
}

function tell(node: IExecuteFunctions, message: string): void {
  // Older versions of n8n have no place for it.
  node.addExecutionHints?.({ message, location: "outputPane" });
}
