import { AivenError, InputError } from "../../core/errors.js";
import type { ToolAnswer, ToolContext } from "../context.js";
import { describeError } from "../result.js";

/** One operation and what it gets. */
export interface OperationCall {
  readonly operation: string;
  readonly input?: Readonly<Record<string, unknown>> | undefined;
}

interface OneOrSeveral {
  readonly operation?: string | undefined;
  readonly input?: Readonly<Record<string, unknown>> | undefined;
  readonly calls?: readonly OperationCall[] | undefined;
}

/** What belongs to one operation has no meaning beside several; ignoring it would mislead. */
export function requireOnly(args: Readonly<Record<string, unknown>>, names: readonly string[]): void {
  const others = names.filter((name) => args[name] !== undefined);
  if (others.length === 0) return;
  throw new InputError(others.map((field) => ({ field, message: "does not go with calls: give one or the other" })));
}

/** The calls that a tool is asked to make: one by operation and input, or several by calls. */
export function callsOf({ operation, input, calls }: OneOrSeveral): readonly OperationCall[] {
  if (calls) requireOnly({ operation, input }, ["operation", "input"]);
  if (calls) return calls;
  if (operation) return [{ operation, input }];
  throw new InputError([{ field: "operation", message: "is required" }], "Find it with aiven_search.");
}

/** Looks at every call before any is made. What is wrong with one of several is told with its place. */
export async function checkEach<T>(
  calls: readonly OperationCall[],
  check: (call: OperationCall) => Promise<T>,
): Promise<T[]> {
  const checked: T[] = [];
  for (const [index, call] of calls.entries()) {
    try {
      checked.push(await check(call));
    } catch (error) {
      if (!(error instanceof InputError) || calls.length === 1) throw error;
      const issues = error.issues.map((issue) => ({ ...issue, field: `calls[${index}].${issue.field}` }));
      throw new InputError(issues, error.hint);
    }
  }
  return checked;
}

/** Makes several calls in their order and stops at the first that fails: what was done stays and is told. */
export async function makeEach<T extends { readonly operation: { readonly id: string } }>(
  calls: readonly T[],
  make: (call: T) => Promise<ToolAnswer>,
  { fence }: ToolContext,
): Promise<ToolAnswer> {
  const results: ToolAnswer[] = [];
  for (const call of calls) {
    try {
      results.push(await make(call));
    } catch (error) {
      if (!(error instanceof AivenError)) throw error;
      const failed = { operation: call.operation.id, ...describeError(error, fence) };
      const rest = calls.slice(results.length + 1).map(({ operation }) => operation.id);
      return { results, failed, not_done: rest };
    }
  }
  return { results };
}
