import { InputError } from "../core/errors.js";
import { isUuid } from "../core/uuid.js";
import { type Flags, loadSettings } from "../node/settings.js";
import type { ConfigurationQuestion } from "../tools/configuration/describe.js";
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

interface DescribeOptions extends Output {
  readonly config?: string | undefined;
  readonly service?: string | undefined;
}

/** Shows an operation, or a configuration where a type is named or its options are given. */
export async function describe(id: string, flags: Flags, { json, config, service }: DescribeOptions): Promise<void> {
  // Ids of operations begin with a capital, names of types never do.
  if (/^[A-Z]/.test(id)) printData(describeOperation(requireOperation(id)), { json });
  else {
    const { next: _, ...described } = await describeType(id, flags, { config, service_name: service });
    printData(described, { json });
  }
}

/** The live schema is asked only where there is an account, or a service is named. */
async function describeType(name: string, flags: Flags, asked: ConfigurationQuestion) {
  const question = isUuid(name) ? { ...asked, id: name } : { ...asked, type: name };
  const { describeConfiguration } = await import("../tools/configuration/describe.js");
  const settings = await loadSettings({ ...flags, noSandbox: false }, process.env);
  if (!settings.credential && question.service_name === undefined && question.id === undefined) {
    return describeConfiguration(undefined, question);
  }
  const connection = await (await import("../node/connection.js")).connect(settings);
  try {
    return await describeConfiguration(connection.door, question);
  } finally {
    await connection.close();
  }
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
