import { InputError } from "../../core/errors.js";
import { TOOL_OF_RISK } from "../../tools/describe.js";
import { type Operation, requireOperation } from "../../tools/operation.js";
import { openGates, riskOf } from "../../tools/risk.js";
import { runOperation } from "../../tools/run.js";
import type { ToolAnswer, ToolContext } from "../context.js";
import type { Definitions } from "../definitions.js";
import type { Arguments } from "../schema.js";
import { select } from "./read.js";
import { waitAfter } from "./wait.js";

export async function write(
  { operation: id, input = {}, wait }: Arguments<Definitions["aiven_write"]["input"]>,
  context: ToolContext,
): Promise<ToolAnswer> {
  const operation = requireOperation(id);
  requireWriting(operation, input);
  const answer = await runOperation(context.door, operation, input, { signal: context.signal });
  const shown = select(operation, answer, undefined);
  const waited = wait ? await waitAfter(operation, input, answer, context) : undefined;
  return { done: operation.id, ...(isPlain(shown) ? shown : {}), ...(waited ? { wait: waited } : {}) };
}

function requireWriting(operation: Operation, input: Readonly<Record<string, unknown>>): void {
  const risk = riskOf(operation, input);
  if (risk === "write") return;
  const reasons = openGates(operation, input).map(({ field, because }) => `${field}: ${because}`);
  const why = reasons.length > 0 ? ` (${reasons.join("; ")})` : "";
  throw new InputError([
    {
      field: "operation",
      message: `${operation.id} ${risk === "destructive" ? "is destructive here" : "only reads"}${why}: call ${TOOL_OF_RISK[risk]}`,
    },
  ]);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
