import { InputError } from "../core/errors.js";
import { describeOperation } from "../tools/describe.js";
import { allOperations, type Operation, requireOperation } from "../tools/operation.js";
import { searchOperations } from "../tools/search/index.js";
import { print, printData } from "./print.js";

interface Output {
  readonly json?: boolean;
}

export function operations({ json }: Output): void {
  const rows = allOperations().map(toRow);
  if (json) {
    printData(rows, { json });
    return;
  }
  for (const row of rows) {
    print(`${row.id.padEnd(58)} ${row.risk.padEnd(12)} ${row.title}${row.deprecated ? " (deprecated)" : ""}`);
  }
}

export function search(query: string, { json, limit }: Output & { limit: unknown }): void {
  const hits = searchOperations({ query, limit: readLimit(limit) });
  if (json) printData(hits.map(toRow), { json });
  else if (hits.length === 0) print("Nothing fits. Try other words.");
  else for (const { id, words } of hits) print(`${id.padEnd(58)} ${words.summary}`);
}

function readLimit(value: unknown): number {
  const limit = Number(value);
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new InputError([{ field: "--limit", message: "must be a whole number from 1" }]);
}

export function describe(id: string, { json }: Output): void {
  printData(describeOperation(requireOperation(id)), { json });
}

function toRow({ id, family, facts, words }: Operation) {
  return {
    id,
    family,
    method: facts.method,
    path: facts.path,
    title: words.title,
    summary: words.summary,
    risk: words.risk,
    deprecated: facts.deprecated === true,
    experimental: facts.experimental === true,
    async: words.marks?.includes("async") ?? false,
  };
}
