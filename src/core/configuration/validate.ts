import type { InputIssue } from "../errors.js";
import { nearest, nearestOf } from "../nearest.js";
import { own } from "../own.js";
import { referencesIn } from "../reference.js";
import { isObject } from "../view.js";
import type { Parameter } from "./parameter.js";
import { innerParameters, listParameters, parameterOf, resolvePath } from "./paths.js";
import { same, shown, valueProblem } from "./value.js";

export type Config = Readonly<Record<string, unknown>>;

/** What was found out about a configuration: problems refuse it, warnings do not. The fields are paths. */
export interface Verdict {
  readonly problems: readonly InputIssue[];
  readonly warnings: readonly InputIssue[];
}

interface Checking {
  readonly facts: Parameter;
  readonly isNew: boolean;
  readonly problems: InputIssue[];
  readonly warnings: InputIssue[];
}

/** Longer lists of what is allowed are for the description. */
const MAX_ALLOWED = 24;

/**
 * Checks a configuration that something new gets, or a change of what is there: keys that are left out stay, null unsets.
 * Everything that is wrong is told at once.
 */
export function validateConfiguration(facts: Parameter, given: Config, present?: Config): Verdict {
  const checking: Checking = { facts, isNew: present === undefined, problems: [], warnings: [] };
  checkObject(facts, given, present, "", checking);
  return { problems: checking.problems, warnings: checking.warnings };
}

function check(parameter: Parameter, value: unknown, present: unknown, path: string, checking: Checking): void {
  if (parameter.oneOf) {
    checkAlternatives(parameter.oneOf, value, present, path, checking);
    return;
  }
  const wrong = valueProblem(parameter, value);
  if (wrong) {
    checking.problems.push({ field: path, ...wrong });
    return;
  }
  if (parameter.deprecatedValues?.some((old) => same(old, value))) {
    checking.warnings.push({ field: path, message: `has the value ${shown(value)}, which is deprecated` });
  }
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) checkItem(parameter.items ?? {}, item, `${path}[${index}]`, checking);
  } else if (isObject(value)) {
    checkObject(parameter, value, isObject(present) ? present : undefined, path, checking);
  }
}

/** Lists are replaced whole: an item has nothing before. */
function checkItem(items: Parameter, item: unknown, path: string, checking: Checking): void {
  if (item === null && items.nullable) return;
  check(items, item, undefined, path, checking);
}

function checkObject(
  parameter: Parameter,
  value: Config,
  present: Config | undefined,
  path: string,
  checking: Checking,
): void {
  const inner = innerParameters(parameter);
  for (const [key, given] of Object.entries(value)) {
    const at = path === "" ? key : `${path}.${key}`;
    const known = parameterOf(parameter, key);
    const before = own(present, key);
    if (!known) {
      checking.problems.push({
        field: at,
        message: "is not a parameter here",
        ...suggest(checking.facts, path, key, inner),
      });
    } else if (given !== undefined && !same(given, before)) {
      checkMarks(known, given, before, at, checking);
      if (given !== null) check(known, given, before, at, checking);
    }
  }
  for (const key of parameter.required ?? []) {
    const left = own(value, key) === undefined ? own(present, key) : own(value, key);
    if ((left ?? null) !== null) continue;
    checking.problems.push({ field: path === "" ? key : `${path}.${key}`, message: "is required" });
  }
}

function checkMarks(parameter: Parameter, value: unknown, present: unknown, path: string, checking: Checking): void {
  const warn = (message: string) => void checking.warnings.push({ field: path, message });
  if (parameter.createOnly && !checking.isNew && !same(value ?? undefined, present ?? undefined)) {
    checking.problems.push({ field: path, message: "can only be set when it is created" });
  }
  if (isVersion(path) && isLower(value, present)) {
    const message = `would go back from ${String(present)} to ${String(value)}: a version can only be raised`;
    checking.problems.push({ field: path, message });
  }
  if (parameter.deprecated && value !== null) warn("is deprecated");
  const isReference = typeof value === "string" && referencesIn(value).length > 0;
  if (parameter.secret && value !== null && !isReference) warn("is a secret, and it passes here in plain text");
  if (checking.isNew) return;
  if (parameter.restart) warn("restarts the service when it changes");
  else if (value === null && isObject(present)) warnOfRestarts(parameter, present, path, checking);
}

/** A group that is unset unsets what is in it. */
function warnOfRestarts(group: Parameter, present: Config, path: string, checking: Checking): void {
  for (const [key, before] of Object.entries(present)) {
    const parameter = parameterOf(group, key);
    if (parameter && (before ?? null) !== null) checkMarks(parameter, null, before, `${path}.${key}`, checking);
  }
}

/** Whether a path is that of the version that a service runs: `pg_version`. */
function isVersion(path: string): boolean {
  return /^[a-z_]+_version$/.test(path);
}

/** Whether a version is lower than another: "9.6" than "10". */
function isLower(version: unknown, than: unknown): boolean {
  const [a, b] = [version, than].map((value) => (typeof value === "string" ? value.split(".").map(Number) : []));
  if (!a?.length || !b?.length || [...a, ...b].some(Number.isNaN)) return false;
  const length = Math.max(a.length, b.length);
  const gaps = Array.from({ length }, (_, index) => (a[index] ?? 0) - (b[index] ?? 0));
  return (gaps.find((gap) => gap !== 0) ?? 0) < 0;
}

/** The alternative with the fewest problems is the one that was meant. */
function checkAlternatives(
  alternatives: readonly Parameter[],
  value: unknown,
  present: unknown,
  path: string,
  checking: Checking,
): void {
  const tried = alternatives.map((alternative) => {
    const attempt: Checking = { ...checking, problems: [], warnings: [] };
    check(alternative, value, present, path, attempt);
    return attempt;
  });
  const [best] = tried.sort((a, b) => a.problems.length - b.problems.length || a.warnings.length - b.warnings.length);
  checking.problems.push(...(best?.problems ?? []));
  checking.warnings.push(...(best?.warnings ?? []));
}

/** What was probably meant by a key that is not there: a neighbour, or something of that name elsewhere. */
function suggest(
  facts: Parameter,
  path: string,
  key: string,
  siblings: Readonly<Record<string, Parameter>>,
): Pick<InputIssue, "allowed" | "nearest"> {
  const names = Object.keys(siblings);
  const allowed = names.length <= MAX_ALLOWED ? names : undefined;
  // Too short to be a slip of anything.
  if (key.length < LEAST_NAME) return { allowed };
  const at = (name: string | undefined) => (name === undefined || path === "" ? name : `${path}.${name}`);
  const leaves = new Map(listParameters(facts).map(([other]) => [other.slice(other.lastIndexOf(".") + 1), other]));
  const begins = (name: string) => name.startsWith(`${key}_`);
  const [closest] = nearestOf(key, leaves.keys(), 1);
  const nearby = resolvePath(facts, key) ? key : (leaves.get(key) ?? at(names.find(begins)));
  const begun = [...leaves.keys()].find(begins);
  const found = nearby ?? leaves.get(begun ?? "") ?? at(nearest(key, names)) ?? leaves.get(closest ?? "");
  return { nearest: found, allowed };
}

const LEAST_NAME = 3;
