import { AivenError, InputError } from "../../core/errors.js";
import { nearest } from "../../core/nearest.js";
import { dropEmpty, isEmpty, isObject, project, resolveFields } from "../../core/view.js";
import { TOOL_OF_RISK } from "../../tools/describe.js";
import { isOfEveryProject, type OfEveryProject, readEveryProject } from "../../tools/every-project.js";
import { digestMetrics } from "../../tools/metrics-digest.js";
import { type Operation, requireOperation } from "../../tools/operation.js";
import { mapLimited } from "../../tools/parallel.js";
import { runOperation } from "../../tools/run.js";
import type { ToolAnswer, ToolContext } from "../context.js";
import { type Position, readCursor, START, writeCursor } from "../cursor.js";
import type { Definitions } from "../definitions.js";
import { cutStrings, describeError, MAX_CHARS, paginate } from "../result.js";
import type { Arguments } from "../schema.js";
import { requireOnly } from "./calls.js";

type ReadArguments = Arguments<Definitions["aiven_read"]["input"]>;
type OneRead = ReadArguments & { readonly operation: string };

const AT_ONCE = 8;
const NO_OWN_TEXTS: readonly string[] = [];

export async function read(args: ReadArguments, context: ToolContext): Promise<ToolAnswer> {
  if (args.calls) requireOnly(args, ["operation", "input", "cursor"]);
  if (args.calls) return readMany(args, args.calls, context);
  if (!args.operation)
    throw new InputError([{ field: "operation", message: "is required" }], "Find it with aiven_search.");
  return readOne({ ...args, operation: args.operation }, context, MAX_CHARS);
}

async function readMany(
  { fields, filter, limit }: ReadArguments,
  calls: NonNullable<ReadArguments["calls"]>,
  context: ToolContext,
): Promise<ToolAnswer> {
  const share = Math.floor(MAX_CHARS / Math.max(1, calls.length));
  const results = await mapLimited(calls, AT_ONCE, async (call) => {
    try {
      return await readOne({ ...call, fields, filter, limit }, context, share);
    } catch (error) {
      if (!(error instanceof AivenError)) throw error;
      return describeError(error, context.fence);
    }
  });
  return { results: calls.map((call, index) => ({ operation: call.operation, ...results[index] })) };
}

/** In this order: read, show the named fields, filter, cut long texts, fence, take the page that fits. */
async function readOne(
  { operation: id, input = {}, fields, filter, limit, cursor }: OneRead,
  context: ToolContext,
  maxChars: number,
): Promise<ToolAnswer> {
  const operation = requireOperation(id);
  requireReading(operation);
  const of = [id, input, fields, filter];
  const at = cursor === undefined ? START : readCursor(cursor, of);
  // A filter is written for the API's own answer.
  const view = (answer: unknown) => select(operation, answer, filter === undefined ? fields : (fields ?? ["*"]));
  const every = isOfEveryProject(operation, input)
    ? await readEveryProject(context.door, operation, input, { from: at.project, view })
    : undefined;
  const shown = every ? every.value : view(await runOperation(context.door, operation, input));
  const { value, page } = paginate(await prepareValue(shown, filter, context), {
    offset: at.item,
    limit,
    maxChars,
    cursor: (item) => writeCursor({ ...at, item }, of),
  });
  const result = filter === undefined && isObject(value) ? value : { result: value };
  return every ? { ...result, ...restOf(every, page, of, context) } : { ...result, page };
}

async function prepareValue(shown: unknown, filter: string | undefined, { fence }: ToolContext): Promise<unknown> {
  if (filter === undefined) return fence.mark(cutStrings(shown));
  const { applyFilter } = await import("../../node/jq/filter.js");
  const filtered = await applyFilter(shown, filter, fence.text);
  // What went through a filter no longer stands where its path would tell whose text it is.
  return isEmpty(dropEmpty(filtered)) ? "nothing" : fence.mark(cutStrings(filtered), NO_OWN_TEXTS);
}

/** Beside the joined answers: how far they reach, and which projects could not be read. */
function restOf(
  { failed, read: looked, total, next }: OfEveryProject,
  page: ReturnType<typeof paginate>["page"],
  of: readonly unknown[],
  { fence }: ToolContext,
): ToolAnswer {
  const goOn: Position | undefined = next === undefined ? undefined : { item: 0, project: next };
  const cursor = page?.cursor ?? (goOn && writeCursor(goOn, of));
  return {
    failed: failed.map(({ project: name, error }) => ({ project: name, ...describeError(error, fence) })),
    projects_read: looked < total ? `${looked} of ${total}` : undefined,
    page: cursor === undefined ? page : { ...page, cursor },
  };
}

function requireReading({ id, words }: Operation): void {
  if (words.risk === "read" || words.risk === "read-secret") return;
  const issue = { field: "operation", message: `${id} does not read: call ${TOOL_OF_RISK[words.risk]}` };
  throw new InputError([issue]);
}

/** The usual fields of an operation, those that were named, or everything. */
export function select(operation: Operation, answer: unknown, fields: readonly string[] | undefined): unknown {
  if (fields?.includes("*")) return answer;
  if (!fields || fields.length === 0) return digest(operation, answer);
  const { paths, unknown, known } = resolveFields(fields, answer);
  // An empty list has no fields to name; that is an answer, not a mistake.
  if (unknown.length > 0 && paths.length === 0 && known.some((path) => path.includes("[]"))) {
    const leaves = known.map((path) => path.slice(path.lastIndexOf(".") + 1));
    throw new InputError(
      unknown.map((field) => ({
        field: "fields",
        message: `"${field}" is not in the answer`,
        nearest: nearest(field, leaves),
      })),
    );
  }
  return project(answer, paths);
}

/** Answers with time series. */
const METRICS = "ServiceMetricsFetch";

function digest({ id, words }: Operation, answer: unknown): unknown {
  if (id === METRICS) return digestMetrics(answer);
  return words.view ? project(answer, words.view) : answer;
}
