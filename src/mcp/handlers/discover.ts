import type { Config } from "../../core/configuration/validate.js";
import { InputError, type InputIssue } from "../../core/errors.js";
import { callShape, describeOperation, TOOL_OF_RISK } from "../../tools/describe.js";
import { fillIn, type GuideName, guides } from "../../tools/guides.js";
import { type Operation, requireOperation } from "../../tools/operation.js";
import type { Door } from "../../tools/run.js";
import { searchGuides } from "../../tools/search/guides.js";
import { searchOperations } from "../../tools/search/index.js";
import type { ToolAnswer, ToolContext } from "../context.js";
import type { Definitions } from "../definitions.js";
import type { Arguments } from "../schema.js";

/** Hits that carry a ready call; the rest are one line each. */
const WITH_CALL = 3;
/** For each of several wants: the best with its call, and others in case it is not what was meant. */
const OF_SEVERAL = 3;

export async function search(
  { query, limit }: Arguments<Definitions["aiven_search"]["input"]>,
  { door }: ToolContext,
): Promise<ToolAnswer> {
  const wants = query
    .split(";")
    .map((want) => want.trim())
    .filter((want) => want !== "");
  if (wants.length === 0) throw new InputError([{ field: "query", message: "is empty: say what you want to do" }]);
  if (wants.length > 1) {
    const each = wants.map((want) => ({ want, ...answer(door, want, limit ?? OF_SEVERAL, 1) }));
    return { wants: each, guides: guidesFor(query) };
  }
  return { ...answer(door, query, limit, WITH_CALL), guides: guidesFor(query) };
}

/** Guides are read like descriptions of operations. */
function guidesFor(query: string): Record<string, string> | undefined {
  const names = searchGuides(query);
  if (names.length === 0) return undefined;
  const summaries = names.map((name) => [name, guides[name].summary]);
  return { how: "Read it with aiven_describe, by its name.", ...Object.fromEntries(summaries) };
}

function answer(door: Door, query: string, limit: number | undefined, withCall: number): ToolAnswer {
  const hits = searchOperations({ query, limit });
  if (hits.length === 0) {
    return {
      hits: [],
      hint: "Nothing fits. Try other words: a product (kafka, pg), a thing (topic, user, invoice), a verb.",
    };
  }
  return {
    best: hits.slice(0, withCall).map((operation) => ({
      ...callShape(operation, door.project),
      does: operation.words.summary,
      deprecated: operation.facts.deprecated,
    })),
    more: hits
      .slice(withCall)
      .map(({ id, words }) => ({ operation: id, title: words.title, tool: TOOL_OF_RISK[words.risk] })),
  };
}

export async function describe(
  {
    operations = [],
    service_type,
    config,
    project,
    service_name,
    id,
  }: Arguments<Definitions["aiven_describe"]["input"]>,
  { door, fence }: ToolContext,
): Promise<ToolAnswer> {
  const found = requireEach(operations.filter((id) => !Object.hasOwn(guides, id)));
  const described = operations.map((id) => {
    const operation = found.get(id);
    return operation ? describeOperation(operation) : describeGuide(id as GuideName);
  });
  if ((service_type ?? config ?? service_name ?? id) !== undefined) {
    const { describeConfiguration } = await import("../../tools/configuration/describe.js");
    const question = { type: service_type, config, project, service_name, id };
    described.push(await describeConfiguration(door, question, (present) => fence.mark(present, []) as Config));
  }
  const [first, ...others] = described;
  if (!first) throw new InputError([{ field: "operations", message: "is required, or service_type or service_name" }]);
  return others.length === 0 ? first : { operations: described };
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

function describeGuide(name: GuideName): Record<string, unknown> {
  return { guide: name, title: guides[name].title, text: fillIn(guides[name]) };
}
