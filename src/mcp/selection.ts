import { InputError } from "../core/errors.js";
import { nearest, nearestOf } from "../core/nearest.js";
import { dropEmpty, fieldNames, isEmpty, isObject, project, resolveFields } from "../core/view.js";
import { digestMetrics, pickMetrics } from "../tools/metrics-digest.js";
import type { Operation } from "../tools/operation.js";

/** Answers with time series. */
const METRICS = "ServiceMetricsFetch";
/** So many names of an answer are offered in place of one that it lacks. */
const MAX_ALLOWED = 48;

/** The usual fields of an operation's answer. */
export function digest({ id, words }: Operation, answer: unknown): unknown {
  if (id === METRICS) return digestMetrics(answer);
  return words.view ? project(answer, words.view) : answer;
}

/** The fields that a caller wants of one or several answers of an operation. */
export interface Selection {
  /** The usual fields, those that were named, or everything. */
  view(answer: unknown): unknown;
  /**
   * Names that were in none of the answers, each with the nearest that is. Undefined when there are none. Throws InputError
   * when all were so: nothing is shown then that was asked for.
   */
  unknown(): Record<string, string> | undefined;
}

export function createSelection(operation: Operation, fields: readonly string[] | undefined): Selection {
  if (fields?.includes("*")) return { view: (answer) => answer, unknown: () => undefined };
  if (!fields || fields.length === 0) return { view: (answer) => digest(operation, answer), unknown: () => undefined };
  const found = new Set<string>();
  const known = new Set<string>();
  return {
    view(answer) {
      const picked = operation.id === METRICS ? pickMetrics(answer, fields) : undefined;
      if (picked !== undefined) return picked;
      const resolved = resolveFields(fields, answer);
      // What holds nothing has no fields to name.
      if (!isEmpty(dropEmpty(answer))) for (const path of resolved.known) known.add(path);
      for (const name of fields) if (!resolved.unknown.includes(name)) found.add(name);
      return project(answer, resolved.paths);
    },
    unknown() {
      const lacking = known.size === 0 ? [] : fields.filter((name) => !found.has(name));
      if (lacking.length === 0) return undefined;
      if (lacking.length === fields.length) throw noneOf(lacking, known);
      return Object.fromEntries(lacking.map((name) => [name, sayNearest(name, leaves(known))]));
    },
  };
}

function noneOf(names: readonly string[], known: ReadonlySet<string>): InputError {
  const all = leaves(known);
  const issues = names.map((field) => {
    const close = nearestOf(field, all, MAX_ALLOWED);
    const allowed = close.length > 1 ? close : all.slice(0, MAX_ALLOWED);
    return { field: "fields", message: `"${field}" is not in the answer`, nearest: close[0], allowed };
  });
  return new InputError(issues);
}

/** The last names of paths, those first that lie least deep. */
function leaves(paths: ReadonlySet<string>): string[] {
  const depth = (path: string) => path.split(".").length;
  const ordered = [...paths].sort((a, b) => depth(a) - depth(b));
  return [...new Set(ordered.map((path) => path.slice(path.lastIndexOf(".") + 1)))];
}

function sayNearest(name: string, known: readonly string[]): string {
  const close = nearest(name, known);
  return close === undefined ? "not in the answer" : `not in the answer; did you mean ${close}?`;
}

/** What a filter reads: `.plan`. */
const READ_NAME = /\.([A-Za-z_]\w*)/g;
const OBJECT = /\{[^{}]*\}/g;
/** What a filter makes: `{plan: …}`. */
const MADE_NAME = /[{,]\s*([A-Za-z_]\w*)\s*:/g;
/** What it reads and makes: `{plan}`. */
const TAKEN_NAME = /[{,]\s*([A-Za-z_]\w*)\s*(?=[,}])/g;
/** Functions of jq that give names of their own to parts of what they answer with, or take names instead of those. */
const NAMING = /\b(to_entries|with_entries|from_entries|match|capture)\b/;
const OF_JQ = ["key", "value", "name", "string", "offset", "length", "captures"];

/**
 * Names in a filter that the answer has nowhere, each with the nearest that it has; undefined unless what the filter answers
 * with has something empty, which a wrong name would explain.
 */
export function unknownInFilter(filter: string, answer: unknown, result: unknown): Record<string, string> | undefined {
  if (!hasNull(result)) return undefined;
  const code = filter.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  const objects = (code.match(OBJECT) ?? []).join("");
  const made = [...namesIn(objects, MADE_NAME), ...(NAMING.test(code) ? OF_JQ : [])];
  const wanted = [...namesIn(code, READ_NAME), ...namesIn(objects, TAKEN_NAME)];
  const known = fieldNames(answer);
  const lacking = wanted.filter((name) => !known.has(name) && !made.includes(name));
  if (lacking.length === 0) return undefined;
  return Object.fromEntries(lacking.map((name) => [name, sayNearest(name, [...known])]));
}

function namesIn(code: string, pattern: RegExp): string[] {
  return Array.from(code.matchAll(pattern), ([, name]) => name ?? "");
}

function hasNull(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0 || value.some(hasNull);
  return isObject(value) ? Object.values(value).some(hasNull) : value === null || value === undefined;
}
