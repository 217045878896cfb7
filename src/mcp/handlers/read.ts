import { createHash } from "node:crypto";
import { AivenError, InputError } from "../../core/errors.js";
import { stringifyJson } from "../../core/json.js";
import { nearest } from "../../core/nearest.js";
import { project, resolveFields } from "../../core/view.js";
import { TOOL_OF_RISK } from "../../tools/describe.js";
import { digestMetrics } from "../../tools/metrics-digest.js";
import { type Operation, requireOperation } from "../../tools/operation.js";
import { mapLimited } from "../../tools/parallel.js";
import { runOperation } from "../../tools/run.js";
import type { ToolAnswer, ToolContext } from "../context.js";
import type { Definitions } from "../definitions.js";
import { describeError, MAX_CHARS, paginate } from "../result.js";
import type { Arguments } from "../schema.js";
import { requireOnly } from "./calls.js";

type ReadArguments = Arguments<Definitions["aiven_read"]["input"]>;

const AT_ONCE = 8;

export async function read(args: ReadArguments, context: ToolContext): Promise<ToolAnswer> {
  if (args.calls) requireOnly(args, ["operation", "input", "cursor"]);
  if (args.calls) return readMany(args, args.calls, context);
  if (!args.operation)
    throw new InputError([{ field: "operation", message: "is required" }], "Find it with aiven_search.");
  return readOne({ ...args, operation: args.operation }, context, MAX_CHARS);
}

async function readMany(
  { fields, limit }: ReadArguments,
  calls: NonNullable<ReadArguments["calls"]>,
  context: ToolContext,
): Promise<ToolAnswer> {
  const share = Math.floor(MAX_CHARS / Math.max(1, calls.length));
  const results = await mapLimited(calls, AT_ONCE, async (call) => {
    try {
      return await readOne({ ...call, fields, limit }, context, share);
    } catch (error) {
      if (!(error instanceof AivenError)) throw error;
      return describeError(error);
    }
  });
  return { results: calls.map((call, index) => ({ operation: call.operation, ...results[index] })) };
}

async function readOne(
  { operation: id, input = {}, fields, limit, cursor }: ReadArguments & { readonly operation: string },
  context: ToolContext,
  maxChars: number,
): Promise<ToolAnswer> {
  const operation = requireOperation(id);
  requireReading(operation);
  const of = [id, input, fields];
  const offset = cursor === undefined ? 0 : readCursor(cursor, of);
  const answer = await runOperation(context.door, operation, input);
  const shown = select(operation, answer, fields);
  const { value, page } = paginate(shown, {
    offset,
    limit,
    maxChars,
    cursor: (next) => writeCursor(next, of),
  });
  return { ...(isPlain(value) ? value : { result: value }), page };
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

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Where to go on, and a digest that ties it to the call that it continues. */
function writeCursor(offset: number, of: readonly unknown[]): string {
  const digest = createHash("sha256").update(stringifyJson([offset, ...of]));
  return `${offset.toString(36)}.${digest.digest("base64url").slice(0, 8)}`;
}

function readCursor(cursor: string, of: readonly unknown[]): number {
  const offset = Number.parseInt(cursor, 36);
  if (offset >= 0 && writeCursor(offset, of) === cursor) return offset;
  throw new InputError(
    [{ field: "cursor", message: "is not of this operation, input and fields" }],
    "Leave it out to start again.",
  );
}
