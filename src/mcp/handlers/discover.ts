import type { Config } from "../../core/configuration/validate.js";
import { InputError, type InputIssue } from "../../core/errors.js";
import { callShape, describeOperation, TOOL_OF_RISK } from "../../tools/describe.js";
import { fillIn, type GuideName, guides } from "../../tools/guides.js";
import { type Operation, requireOperation } from "../../tools/operation.js";
import type { Door } from "../../tools/run.js";
import { searchGuides } from "../../tools/search/guides.js";
import { CONSIDERED, searchOperations } from "../../tools/search/index.js";
import type { ToolAnswer, ToolContext } from "../context.js";
import { readCursor, START, writeCursor } from "../cursor.js";
import type { Definitions } from "../definitions.js";
import { cutList, MAX_CHARS } from "../result.js";
import type { Arguments } from "../schema.js";

/** Hits that carry a ready call; the rest are one line each. */
const WITH_CALL = 3;
const HITS = 8;
/** For each of several wants: the best with its call, and others in case it is not what was meant. */
const OF_SEVERAL = 3;

export async function search(
  { query, limit, cursor }: Arguments<Definitions["aiven_search"]["input"]>,
  { door }: ToolContext,
): Promise<ToolAnswer> {
  const of = ["aiven_search", query, limit];
  if (cursor !== undefined) return moreHits(query, limit ?? HITS, readCursor(cursor, of).item, of);
  const wants = query
    .split(";")
    .map((want) => want.trim())
    .filter((want) => want !== "");
  if (wants.length === 0) throw new InputError([{ field: "query", message: "is empty: say what you want to do" }]);
  if (wants.length > 1) {
    const each = wants.map((want) => ({ want, ...answer(door, want, limit ?? OF_SEVERAL, 1).shown }));
    return { guides: guidesFor(query), wants: each };
  }
  const { shown, next } = answer(door, query, limit ?? HITS, WITH_CALL);
  // A guide holds all that it takes: it comes before the single operations.
  return { guides: guidesFor(query), ...shown, page: pageOf(next, of) };
}

/** Hits after those that were shown: somebody who looks through them knows what a call looks like. */
function moreHits(query: string, limit: number, from: number, of: readonly unknown[]): ToolAnswer {
  const hits = searchOperations({ query, limit: CONSIDERED }).slice(from);
  return { more: hits.slice(0, limit).map(inLine), page: pageOf(hits.length > limit ? from + limit : undefined, of) };
}

function inLine({ id, words }: Operation): Record<string, unknown> {
  return { operation: id, title: words.title, tool: TOOL_OF_RISK[words.risk] };
}

function pageOf(next: number | undefined, of: readonly unknown[]): ToolAnswer | undefined {
  return next === undefined ? undefined : { cursor: writeCursor({ item: next }, of) };
}

/** Guides are read like descriptions of operations. */
function guidesFor(query: string): Record<string, string> | undefined {
  const names = searchGuides(query);
  if (names.length === 0) return undefined;
  const summaries = names.map((name) => [name, guides[name].summary]);
  return { how: "Read it with aiven_describe, by its name.", ...Object.fromEntries(summaries) };
}

function answer(
  door: Door,
  query: string,
  limit: number,
  withCall: number,
): { readonly shown: ToolAnswer; readonly next?: number | undefined } {
  const found = searchOperations({ query, limit: limit + 1 });
  const hits = found.slice(0, limit);
  if (hits.length === 0) {
    const hint = "Nothing fits. Try other words: a product (kafka, pg), a thing (topic, user, invoice), a verb.";
    return { shown: { hits: [], hint } };
  }
  const shown = {
    best: hits.slice(0, withCall).map((operation) => ({
      ...callShape(operation, door.project),
      does: operation.words.summary,
      deprecated: operation.facts.deprecated,
    })),
    more: hits.slice(withCall).map(inLine),
  };
  return { shown, next: found.length > limit ? limit : undefined };
}

export async function describe(
  {
    operations = [],
    service_type,
    config,
    project,
    service_name,
    id,
    cursor,
  }: Arguments<Definitions["aiven_describe"]["input"]>,
  { door, fence }: ToolContext,
): Promise<ToolAnswer> {
  const of = ["aiven_describe", operations, service_type, config, project, service_name, id];
  const { item } = cursor === undefined ? START : readCursor(cursor, of);
  const found = requireEach(operations.filter((id) => !Object.hasOwn(guides, id)));
  const described = operations.map((id) => {
    const operation = found.get(id);
    return operation ? describeOperation(operation) : describeGuide(id as GuideName, door);
  });
  if ((service_type ?? config ?? service_name ?? id) !== undefined) {
    const { describeConfiguration } = await import("../../tools/configuration/describe.js");
    const question = { type: service_type, config, project, service_name, id, from: item };
    const { next, ...about } = await describeConfiguration(door, question, (set) => fence.mark(set, []) as Config);
    // What stands beside it was told before.
    if (item > 0) return { ...about, page: pageOf(next, of) };
    described.push({ ...about, page: pageOf(next, of) });
  }
  const [first, ...others] = described;
  if (!first) throw new InputError([{ field: "operations", message: "is required, or service_type or service_name" }]);
  if (others.length === 0) return first;
  const { value, list } = cutList({ operations: described }, { offset: item, maxChars: MAX_CHARS });
  return { ...(value as ToolAnswer), page: list && { shown: list.shown, total: list.total, ...pageOf(list.next, of) } };
}

/** Operations by id. Throws InputError for all at once that there are not. */
function requireEach(ids: readonly string[]): Map<string, Operation> {
  const found = new Map<string, Operation>();
  const issues: InputIssue[] = [];
  let hint: string | undefined;
  for (const id of ids) {
    try {
      found.set(id, requireOperation(id, "operations"));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      issues.push(...error.issues);
      hint = error.hint;
    }
  }
  if (issues.length > 0) throw new InputError(issues, hint);
  return found;
}

function describeGuide(name: GuideName, { project }: Door): Record<string, unknown> {
  return { guide: name, title: guides[name].title, text: fillIn(guides[name], project ? { project } : {}) };
}
