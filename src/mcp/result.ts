import { randomInt } from "node:crypto";
import type { CallToolResult } from "@modelcontextprotocol/server";
import { AivenError, ApiError, InputError, SqlError } from "../core/errors.js";
import { stringifyJson } from "../core/json.js";
import { mapValues } from "../core/map-values.js";
import { redactText } from "../core/redact.js";
import { dropEmpty, isObject, toColumns } from "../core/view.js";
import type { Fence } from "../tools/fence.js";

/** About 6,000 tokens: far under every client's cap, enough for a screenful of anything. */
export const MAX_CHARS = 20_000;
/** A single text longer than this is cut, with a word on how much is missing. */
const MAX_STRING = 4_000;

/** What a result may hold. */
export interface Room {
  readonly chars: number;
  /** Characters of a single text. */
  readonly text: number;
}

/** What is shown in a conversation. */
export const CONVERSATION: Room = { chars: MAX_CHARS, text: MAX_STRING };
/** What is read as a document, by whoever wants all of it: more than that is for other tools than an assistant. */
export const DOCUMENT: Room = { chars: 400_000, text: 100_000 };

/** A link to where all of a result can be read. */
export interface Link {
  readonly uri: string;
  readonly name: string;
  /** JSON unless told. */
  readonly mimeType?: string | undefined;
}

/** A number for the fences of one result, which nothing inside can foresee. */
export function freshNonce(): string {
  return String(randomInt(100_000, 1_000_000));
}

/** A result as text: empty values dropped, like items as columns and rows. */
export function render(data: unknown): string {
  return stringifyJson(toColumns(dropEmpty(data)));
}

/** What a result may have beyond its data: where its page stands, that it is of the sandbox. */
const MARGIN_CHARS = 500;
const DEEPEST = 8;

export function toResult(data: Readonly<Record<string, unknown>>, links: readonly Link[] = []): CallToolResult {
  const linked = links.map(({ mimeType = "application/json", ...link }) => ({
    type: "resource_link" as const,
    ...link,
    mimeType,
  }));
  return { content: [{ type: "text", text: toText(data, MAX_CHARS, linked.length > 0) }, ...linked] };
}

/** Whatever is in it, a text is no longer than it may be: what lies too deep to fit is told by its size. */
export function toText(data: Readonly<Record<string, unknown>>, maxChars = MAX_CHARS, isLinked = false): string {
  const how = isLinked ? "name its fields, or read the linked resource" : "name its fields to see them";
  let text = render(data);
  for (let depth = DEEPEST; text.length > maxChars + MARGIN_CHARS && depth > 0; depth--) {
    text = render(cutBelow(data, depth, how));
  }
  // To look at every letter for what it may be takes longer than all else here, and most texts are plain.
  return NOT_PLAIN.test(text) ? text.replace(UNSEEN, "") : text;
}

/**
 * What a reader does not see and a model does: zero-width, bidirectional and tag characters, variation selectors, fillers,
 * control characters. Those below a space are escapes in JSON.
 */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\u007f-\u009f\u2028\u2029\ufff9-\ufffb]/gu;
/** The letters of ASCII, none of which is unseen. */
const NOT_PLAIN = /[^ -~]/;

function cutBelow(value: unknown, depth: number, how: string): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return `… (${render(value).length} characters: ${how})`;
  if (Array.isArray(value)) return value.map((item) => cutBelow(item, depth - 1, how));
  if (!isObject(value)) return value;
  return mapValues(value, (inner) => cutBelow(inner, depth - 1, how));
}

/** A value whose longest list may have been cut. */
export interface Cut {
  readonly value: unknown;
  /** Where the list stands; undefined when it is whole. */
  readonly list?: { readonly shown: number; readonly total: number; readonly next: number | undefined };
  /** Whether the room was too small for what was wanted. */
  readonly isCrowded: boolean;
}

/**
 * Cuts the longest list of a value to what fits, from an offset, at the bounds of its items: what is left is always valid.
 * A limit is meant for the list that an answer is, not for one inside of a thing.
 */
export function cutList(
  short: unknown,
  { offset = 0, limit, maxChars }: { offset?: number; limit?: number | undefined; maxChars: number },
): Cut {
  const whole = offset === 0 && limit === undefined;
  if (whole && render(short).length <= maxChars) return { value: short, isCrowded: false };
  const list = longestList(short, []);
  // A page of a list that is not what makes the value long would hide items and save nothing.
  if (!list || (whole && list.size < stringifyJson(short).length / 2)) {
    return { value: short, isCrowded: render(short).length > maxChars };
  }
  const rest = list.items.slice(offset);
  const wanted = list.path.length > MAIN_LIST_DEPTH ? rest : rest.slice(0, limit);
  const shown = largestFitting(wanted.length, (count) => {
    return render(replaceAt(short, list.path, wanted.slice(0, count))).length <= maxChars;
  });
  if (offset === 0 && shown === list.items.length) return { value: short, isCrowded: false };
  const end = offset + shown;
  const total = list.items.length;
  return {
    value: replaceAt(short, list.path, wanted.slice(0, shown)),
    list: { shown, total, next: end < total ? end : undefined },
    isCrowded: shown < wanted.length,
  };
}

/** `services` of `{services: […]}` is what was asked for; `service.components` is not. */
const MAIN_LIST_DEPTH = 1;

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

/** A value in which no single text takes the room of all others. `onCut` is told when one was too long. */
export function cutStrings(value: unknown, maxLength = MAX_STRING, onCut?: () => void): unknown {
  const cut = (inner: unknown): unknown => {
    if (typeof inner === "string") {
      if (inner.length <= maxLength) return inner;
      onCut?.();
      return `${inner.slice(0, maxLength)}… (+${inner.length - maxLength} characters)`;
    }
    if (inner instanceof Uint8Array) return { bytes: inner.length };
    if (Array.isArray(inner)) return inner.map(cut);
    if (!isObject(inner)) return inner;
    return mapValues(inner, cut);
  };
  return cut(value);
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
