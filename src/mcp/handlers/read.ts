import { AivenError, InputError } from "../../core/errors.js";
import { isObject } from "../../core/view.js";
import { TOOL_OF_RISK } from "../../tools/describe.js";
import { type Operation, requireOperation } from "../../tools/operation.js";
import { mapLimited } from "../../tools/parallel.js";
import type { ToolAnswer, ToolContext } from "../context.js";
import type { Definitions } from "../definitions.js";
import { readAs } from "../reading.js";
import { CONVERSATION, describeError } from "../result.js";
import type { Arguments } from "../schema.js";
import { requireOnly } from "./calls.js";

type ReadArguments = Arguments<Definitions["aiven_read"]["input"]>;

const AT_ONCE = 8;

export async function read(args: ReadArguments, context: ToolContext): Promise<ToolAnswer> {
  if (args.calls) requireOnly(args, ["operation", "input", "cursor"]);
  if (args.calls) return readMany(args, args.calls, context);
  if (!args.operation)
    throw new InputError([{ field: "operation", message: "is required" }], "Find it with aiven_search.");
  return readAs({ ...args, operation: requireReading(args.operation) }, context, { room: CONVERSATION });
}

async function readMany(
  { fields, filter, limit }: ReadArguments,
  calls: NonNullable<ReadArguments["calls"]>,
  context: ToolContext,
): Promise<ToolAnswer> {
  const room = { ...CONVERSATION, chars: Math.floor(CONVERSATION.chars / Math.max(1, calls.length)) };
  const results = await mapLimited(calls, AT_ONCE, async ({ operation, input }) => {
    try {
      return await readAs({ operation: requireReading(operation), input, fields, filter, limit }, context, { room });
    } catch (error) {
      if (!(error instanceof AivenError)) throw error;
      return describeError(error, context.fence);
    }
  });
  const told = withoutFound(results);
  return { results: calls.map((call, index) => ({ operation: call.operation, ...told[index] })) };
}

/** Fields are named once for all calls: one that any of them has is not unknown. */
function withoutFound(results: readonly ToolAnswer[]): ToolAnswer[] {
  const unknown = results.map(({ unknown_fields }) => (isObject(unknown_fields) ? unknown_fields : {}));
  return results.map(({ unknown_fields: _, ...result }, index) => {
    const lacking = Object.entries(unknown[index] ?? {}).filter(([name]) =>
      unknown.every((of, other) => Object.hasOwn(of, name) || results[other]?.["error"] !== undefined),
    );
    return { ...result, unknown_fields: Object.fromEntries(lacking) };
  });
}

/** An operation that reads. Throws InputError with the tool to call for one that does not. */
export function requireReading(id: string): Operation {
  const operation = requireOperation(id);
  const { risk } = operation.words;
  if (risk === "read" || risk === "read-secret") return operation;
  throw new InputError([{ field: "operation", message: `${id} does not read: call ${TOOL_OF_RISK[risk]}` }]);
}
