import { mapValues, put } from "./map-values.js";
import { own } from "./own.js";
import { type PathTree, pathSteps, treeOf } from "./path-tree.js";

/**
 * Views: the part of an answer that is shown. Paths are dotted, with `[]` for "each item" (`services[].state`) and `*` for
 * every key of a map that is not named itself.
 */

/** Keeps only what the paths name, in its original structure; what is absent stays absent. */
export function project(value: unknown, paths: readonly string[]): unknown {
  return keep(value, treeOf(paths));
}

function keep(value: unknown, tree: PathTree): unknown {
  if (tree.end) return value;
  if (Array.isArray(value)) {
    const inner = tree.children.get("[]");
    return inner ? value.map((item) => keep(item, inner)) : undefined;
  }
  if (!isObject(value)) return undefined;
  const kept: Record<string, unknown> = {};
  // In the order of the paths: what was named first is read first.
  for (const [name, inner] of tree.children) {
    if (Object.hasOwn(value, name)) put(kept, name, keep(value[name], inner));
  }
  const any = tree.children.get("*");
  if (!any) return kept;
  for (const name of Object.keys(value)) if (!tree.children.has(name)) put(kept, name, keep(value[name], any));
  return kept;
}

/**
 * Resolves the field names that a caller wrote against the paths that an answer has: a full path, or its end
 * (`state` for `services[].state`). Answers with full paths and with the names that match nothing.
 */
export function resolveFields(
  names: readonly string[],
  value: unknown,
): { readonly paths: string[]; readonly unknown: string[]; readonly known: string[] } {
  const known = [...new Set(listPaths(value, ""))];
  const paths: string[] = [];
  const unknown: string[] = [];
  for (const name of names) {
    const wanted = pathSteps(name).filter((step) => step !== "[]");
    const matches = known.filter((path) =>
      endsWith(
        pathSteps(path).filter((step) => step !== "[]"),
        wanted,
      ),
    );
    const exact = matches.filter((path) => path === name);
    const shortest = Math.min(...matches.map((path) => pathSteps(path).length));
    const chosen = exact.length > 0 ? exact : matches.filter((path) => pathSteps(path).length === shortest);
    if (chosen.length === 0) unknown.push(name);
    else paths.push(...chosen);
  }
  return { paths, unknown, known };
}

function endsWith(steps: readonly string[], end: readonly string[]): boolean {
  return end.length > 0 && end.every((step, index) => steps[steps.length - end.length + index] === step);
}

/** Every path of a value, containers included; all items of an array count as one. */
function* listPaths(value: unknown, at: string): Generator<string> {
  if (Array.isArray(value)) {
    for (const item of value) yield* listPaths(item, `${at}[]`);
  } else if (isObject(value)) {
    for (const [name, inner] of Object.entries(value)) {
      const path = at === "" ? name : `${at}.${name}`;
      yield path;
      yield* listPaths(inner, path);
    }
  }
}

/** The names of all fields of a value, at whatever depth. */
export function fieldNames(value: unknown, names = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const item of value) fieldNames(item, names);
  else if (isObject(value)) {
    for (const [name, inner] of Object.entries(value)) fieldNames(inner, names.add(name));
  }
  return names;
}

/** Drops nulls, empty strings, empty lists and empty objects, which say nothing and cost tokens. */
export function dropEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dropEmpty);
  if (!isObject(value)) return value;
  const slim: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const inner = dropEmpty(value[name]);
    if (!isEmpty(inner)) put(slim, name, inner);
  }
  return slim;
}

/** Whether a value says nothing: null, an empty text, list or object. */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}

/** Columns and rows in place of a list of like objects. */
export interface Columns {
  readonly cols: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

const MIN_ROWS = 3;

/** Writes every list of three and more like objects as columns and rows, so that names are said once. */
export function toColumns(value: unknown): unknown {
  if (Array.isArray(value)) return tabulate(value) ?? value.map(toColumns);
  if (!isObject(value)) return value;
  return mapValues(value, toColumns);
}

function tabulate(items: readonly unknown[]): Columns | undefined {
  if (items.length < MIN_ROWS || !items.every(isObject)) return undefined;
  const cols = [...new Set(items.flatMap((item) => Object.keys(item)))];
  const filled = items.reduce((sum, item) => sum + Object.keys(item).length, 0);
  // Sparse rows would cost more in nulls than the names do.
  if (cols.length === 0 || filled < 0.6 * cols.length * items.length) return undefined;
  return { cols, rows: items.map((item) => cols.map((name) => toColumns(own(item, name) ?? null))) };
}

/** Data that a result shows as it is: in what is sent, null and an empty list mean something. */
export class Verbatim {
  readonly data: unknown;

  constructor(data: unknown) {
    this.data = data;
  }

  toJSON(): unknown {
    return this.data;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return !(value instanceof Uint8Array || value instanceof Verbatim);
}
