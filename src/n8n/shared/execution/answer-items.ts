import type { IDataObject, IExecuteFunctions, INodeExecutionData } from "n8n-workflow";
import { mapValues } from "../../../core/map-values.js";
import { isObject, project } from "../../../core/view.js";
import { at } from "../../../core/wait.js";
import type { Operation } from "../../../tools/operation.js";
import { isList } from "../operations/placed-operation.js";
import { type Called, isDownload, toFileItem, withFiles } from "./files.js";
import type { Wishes } from "./parameters.js";
import type { Shown } from "./wait-after.js";

/** Says that it went well, and is nothing to work with. */
const REMARKS = new Set(["message", "errors"]);

/** An answer as items of n8n: a list's entries one by one, a thing without its wrapper, a file as binary data. */
export async function toItems(
  node: IExecuteFunctions,
  { operation, answer }: Shown,
  called: Called,
  wishes: Wishes,
): Promise<INodeExecutionData[]> {
  if (isDownload(answer)) return [await toFileItem(node, called, answer, wishes.binaryField)];
  const { view, secrets = [] } = operation.words;
  // What was asked for is not simplified away.
  const kept = wishes.includeSecrets ? [...(view ?? []), ...secrets] : view;
  const shown = view && kept && wishes.simplify ? project(answer, kept) : answer;
  const rows = isList(operation) ? rowsOf(operation, shown) : [unwrap(shown)];
  const wanted = isList(operation) && !wishes.returnAll ? rows.slice(0, wishes.limit) : rows;
  const items = wanted.map((row) => ({ json: toJson(called.operation, row) }));
  return Promise.all(items.map((item) => withFiles(node, item, wishes.binaryField)));
}

/** The list that an answer is for: the one that its words name, else the only one; else the answer as a whole. */
function rowsOf({ words }: Operation, answer: unknown): unknown[] {
  if (Array.isArray(answer)) return answer;
  if (!isObject(answer)) return answer === undefined ? [] : [answer];
  const named = words.rows === undefined ? undefined : at(answer, words.rows);
  if (Array.isArray(named)) return named;
  // A map's names are what it lists.
  if (isObject(named))
    return Object.entries(named).map(([name, row]) => ({ name, ...(isObject(row) ? row : { value: row }) }));
  const lists = Object.entries(answer).filter(([name, value]) => Array.isArray(value) && !REMARKS.has(name));
  return lists.length === 1 ? (lists[0]?.[1] as unknown[]) : [unwrap(answer)];
}

/** What an answer holds under its only name. */
function unwrap(answer: unknown): unknown {
  if (!isObject(answer)) return answer;
  const [only, ...others] = Object.entries(answer).filter(([name]) => !REMARKS.has(name));
  if (others.length === 0 && only && isObject(only[1])) return only[1];
  // The answer's own, where a row may have what is called so, too.
  return Object.fromEntries(Object.entries(answer).filter(([name]) => name !== "errors"));
}

function toJson({ facts }: Operation, row: unknown): IDataObject {
  const deleted = facts.method === "DELETE" ? { deleted: true } : {};
  if (isObject(row)) return { ...deleted, ...(plainNumbers(row) as IDataObject) };
  if (row === undefined || row === null) return facts.method === "DELETE" ? deleted : { success: true };
  return { value: plainNumbers(row) as IDataObject };
}

/** n8n stores items as JSON, which has no integers beyond 2^53: those become text. */
function plainNumbers(value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return value.map(plainNumbers);
  if (!isObject(value)) return value;
  return mapValues(value, plainNumbers);
}
