import type { IDataObject, IExecuteFunctions, INodeExecutionData } from "n8n-workflow";
import { mapLimited } from "../../../tools/parallel.js";
import { openDoor } from "../connection/connection.js";
import { operationOf } from "../operations/own-operations.js";
import { type ErrorWords, errorWords, toNodeError } from "./node-error.js";
import { runItem } from "./run-item.js";

/** Reads that are under way at once; what changes something goes one by one unless the person says otherwise. */
const READS_AT_ONCE = 20;

/** Runs every item of a node, in batches; what one item meets is its own when the node goes on after errors. */
export async function executeItems(node: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  const door = await openDoor(node);
  const items = node.getInputData();
  const { size, interval } = batching(node);
  const results: INodeExecutionData[] = [];
  for (let start = 0; start < items.length; start += size) {
    if (start > 0 && interval > 0) await door.sleep(interval, node.getExecutionCancelSignal?.());
    const batch = items.slice(start, start + size).map((_, offset) => start + offset);
    const done = await mapLimited(batch, size, (item) => runOne(item));
    results.push(...done.flat());
  }
  return [results];

  async function runOne(item: number): Promise<INodeExecutionData[]> {
    try {
      const found = await runItem(node, door, item);
      return found.map((entry) => ({ ...entry, pairedItem: { item } }));
    } catch (error) {
      // Who cancels wants no more of it, whatever is to be done about errors.
      const goesOn = (node.continueOnFail() || node.isToolExecution?.()) && !node.getExecutionCancelSignal?.()?.aborted;
      // An agent that is told nothing cannot correct its call, so a tool answers with the error in words.
      const chosen = String(node.getNodeParameter("operation", item));
      if (!goesOn) throw toNodeError(node.getNode(), error, item, chosen);
      return [{ json: toJson(node, errorWords(error, chosen)), pairedItem: { item } }];
    }
  }
}

/** n8n takes to a node's error output what has nothing but an error, and adds the fields of the item that it is about. */
function toJson(node: IExecuteFunctions, words: ErrorWords): IDataObject {
  if (node.getNode().onError !== "continueErrorOutput") return words;
  const { error: message, ...more } = words;
  return { error: { message, ...more } };
}

/** Of a node, and so of all its items: n8n's own nodes, too, take the first item's. */
function batching(node: IExecuteFunctions): { size: number; interval: number } {
  const { words } = operationOf(String(node.getNodeParameter("operation", 0)));
  const usual = words.risk === "read" ? READS_AT_ONCE : 1;
  const { batchSize = usual, batchInterval = 0 } = node.getNodeParameter("options", 0, {}) as Record<string, number>;
  return { size: Math.max(1, Math.floor(batchSize)), interval: batchInterval };
}
