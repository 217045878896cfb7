import type { CallToolResult } from "@modelcontextprotocol/server";
import { AivenError, ApiError, InputError, SqlError } from "../core/errors.js";
import { stringifyJson } from "../core/json.js";
import { redactText } from "../core/redact.js";
import { dropEmpty, isObject, toColumns } from "../core/view.js";
import type { Fence } from "../tools/fence.js";

/** About 6,000 tokens: far under every client's cap, enough for a screenful of anything. */
export const MAX_CHARS = 20_000;
/** A single text longer than this is cut, with a word on how much is missing. */
const MAX_STRING = 4_000;

/** Where a cut list stands. */
export interface Page {
  readonly shown: number;
  readonly total: number;
  /** Absent on the last page. */
  readonly cursor?: string;
}

/** A result as text: empty values dropped, like items as columns and rows. */
export function render(data: unknown): string {
  return stringifyJson(toColumns(dropEmpty(data)));
}

/** What a result may have beyond its data: where its page stands, that it is of the sandbox. */
const MARGIN_CHARS = 500;
const DEEPEST = 8;

export function toResult(data: Readonly<Record<string, unknown>>): CallToolResult {
  return { content: [{ type: "text", text: toText(data) }] };
}

/** Whatever is in it, a text is no longer than clients take: what lies too deep to fit is told by its size. */
export function toText(data: Readonly<Record<string, unknown>>): string {
  let text = render(data);
  for (let depth = DEEPEST; text.length > MAX_CHARS + MARGIN_CHARS && depth > 0; depth--) {
    text = render(cutBelow(data, depth));
  }
  return text.replace(UNSEEN, "");
}

/**
 * What a reader does not see and a model does: zero-width, bidirectional and tag characters, variation selectors, fillers,
 * control characters. Those below a space are escapes in JSON.
 */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\u007f-\u009f\u2028\u2029\ufff9-\ufffb]/gu;

function cutBelow(value: unknown, depth: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return `… (${render(value).length} characters: name its fields to see them)`;
  if (Array.isArray(value)) return value.map((item) => cutBelow(item, depth - 1));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cutBelow(inner, depth - 1)]));
}

/**
 * Cuts the longest list of a value to what fits the budget, from an offset, at the bounds of its items: what is left is
 * always valid, and the page says how to go on.
 */
export function paginate(
  short: unknown,
  options: { offset: number; limit?: number | undefined; maxChars: number; cursor: (offset: number) => string },
): { readonly value: unknown; readonly page: Page | undefined } {
  const whole = options.offset === 0 && options.limit === undefined;
  if (whole && render(short).length <= options.maxChars) return { value: short, page: undefined };
  const list = longestList(short, []);
  // A page of a list that is not what makes the value long would hide items and save nothing.
  if (!list || (whole && list.size < stringifyJson(short).length / 2)) return { value: short, page: undefined };
  const rest = list.items.slice(options.offset);
  const wanted = rest.slice(0, options.limit ?? rest.length);
  const shown = largestFitting(wanted.length, (count) => {
    return render(replaceAt(short, list.path, wanted.slice(0, count))).length <= options.maxChars;
  });
  if (options.offset === 0 && shown === list.items.length) return { value: short, page: undefined };
  const next = options.offset + shown;
  const page = {
    shown,
    total: list.items.length,
    ...(next < list.items.length ? { cursor: options.cursor(next) } : {}),
  };
  return { value: replaceAt(short, list.path, wanted.slice(0, shown)), page };
}

/** The largest count that fits; at least one item is shown, so that every page makes progress. */
function largestFitting(total: number, fits: (count: number) => boolean): number {
  if (total <= 1 || fits(total)) return total;
  let low = 1;
  let high = total;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}

interface List {
  readonly path: readonly string[];
  readonly items: readonly unknown[];
  readonly size: number;
}

function longestList(value: unknown, path: readonly string[]): List | undefined {
  if (Array.isArray(value)) return { path, items: value, size: stringifyJson(value).length };
  if (!isObject(value)) return undefined;
  return Object.entries(value)
    .map(([name, inner]) => longestList(inner, [...path, name]))
    .reduce((best, list) => (list && list.size > (best?.size ?? 0) ? list : best), undefined);
}

function replaceAt(value: unknown, [name, ...rest]: readonly string[], list: readonly unknown[]): unknown {
  if (name === undefined) return list;
  const object = value as Record<string, unknown>;
  return { ...object, [name]: replaceAt(object[name], rest, list) };
}

/** A value in which no single text takes the room of all others. */
export function cutStrings(value: unknown): unknown {
  if (typeof value === "string") {
    return value.length <= MAX_STRING
      ? value
      : `${value.slice(0, MAX_STRING)}… (+${value.length - MAX_STRING} characters)`;
  }
  if (value instanceof Uint8Array) return { bytes: value.length };
  if (Array.isArray(value)) return value.map(cutStrings);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cutStrings(inner)]));
}

/** An error as the assistant sees it: what went wrong, and what to do. Anything unforeseen says no more than its kind. */
export function describeError(error: unknown, fence: Fence): Record<string, unknown> {
  if (!(error instanceof AivenError)) {
    return { error: "InternalError", message: error instanceof Error ? redactText(error.message) : "unknown" };
  }
  const { name, message, hint } = error;
  return {
    error: name,
    ...(error instanceof ApiError
      ? { status: error.status, code: error.code, kind: error.kind, retryable: error.retryable || undefined }
      : {}),
    ...(error instanceof ApiError && error.retryAfterMs ? { retry_after_s: Math.ceil(error.retryAfterMs / 1000) } : {}),
    ...(error instanceof SqlError ? { code: error.code } : {}),
    ...(error instanceof InputError ? { issues: error.issues } : { message: ownOr(fence, error, redactText(message)) }),
    hint,
  };
}

/** What the API or a database says can quote a query, a record or a name; everything else is said in our own words. */
function ownOr(fence: Fence, error: AivenError, message: string): string {
  return error instanceof ApiError || error instanceof SqlError ? fence.text(message) : message;
}
