import type { InputIssue } from "../errors.js";
import { own } from "../own.js";
import { referencesIn } from "../reference.js";
import { isObject } from "../view.js";
import type { Parameter } from "./parameter.js";
import { parameterOf } from "./paths.js";
import { same, shown } from "./value.js";
import { brokenRule, type Violation } from "./violation.js";

export type Config = Readonly<Record<string, unknown>>;

/** What was found out about a configuration: violations refuse it, in whatever words they will be told; warnings do not. */
export interface Findings {
  readonly violations: readonly Violation[];
  readonly warnings: readonly InputIssue[];
}

interface Checking {
  readonly isNew: boolean;
  readonly violations: Violation[];
  readonly warnings: InputIssue[];
}

/**
 * Checks a configuration that something new gets, or a change of what is there: keys that are left out stay, null unsets.
 * Everything that is wrong is found at once.
 */
export function checkConfiguration(facts: Parameter, given: Config, present?: Config): Findings {
  const checking: Checking = { isNew: present === undefined, violations: [], warnings: [] };
  checkObject(facts, given, present, "", checking);
  return checking;
}

function check(parameter: Parameter, value: unknown, present: unknown, path: string, checking: Checking): void {
  if (parameter.oneOf) {
    checkAlternatives(parameter, value, present, path, checking);
    return;
  }
  const rule = brokenRule(parameter, value);
  if (rule) {
    checking.violations.push({ rule, path, parameter, value });
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
  const below = (key: string) => (path === "" ? key : `${path}.${key}`);
  for (const [key, given] of Object.entries(value)) {
    const known = parameterOf(parameter, key);
    const before = own(present, key);
    if (!known) {
      checking.violations.push({ rule: "unknown", path: below(key), parameter, value: given, parent: path, key });
    } else if (given !== undefined && !same(given ?? undefined, before ?? undefined)) {
      checkMarks(known, given, before, below(key), checking);
      if (given !== null) check(known, given, before, below(key), checking);
    }
  }
  for (const key of parameter.required ?? []) {
    const left = own(value, key) === undefined ? own(present, key) : own(value, key);
    if ((left ?? null) !== null || isHidden(parameter, key, value, present)) continue;
    checking.violations.push({ rule: "required", path: below(key), parameter, value: undefined, parent: path, key });
  }
}

/** Whether a secret may well be there: what is read of something may leave its secrets out. */
function isHidden(parameter: Parameter, key: string, value: Config, present: Config | undefined): boolean {
  return present !== undefined && own(value, key) === undefined && parameterOf(parameter, key)?.secret === true;
}

function checkMarks(parameter: Parameter, value: unknown, present: unknown, path: string, checking: Checking): void {
  const warn = (message: string) => void checking.warnings.push({ field: path, message });
  if (parameter.createOnly && !checking.isNew && !same(value ?? undefined, present ?? undefined)) {
    checking.violations.push({ rule: "create-only", path, parameter, value });
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

/** The alternative with the fewest problems is the one that was meant. */
function checkAlternatives(
  parameter: Parameter,
  value: unknown,
  present: unknown,
  path: string,
  checking: Checking,
): void {
  const tried = (parameter.oneOf ?? []).map((alternative) => {
    const attempt: Checking = { ...checking, violations: [], warnings: [] };
    check(alternative, value, present, path, attempt);
    return attempt;
  });
  const [best] = tried.sort(
    (a, b) => a.violations.length - b.violations.length || a.warnings.length - b.warnings.length,
  );
  if (!best) return;
  checking.warnings.push(...best.warnings);
  if (best.violations.length === 0) return;
  checking.violations.push({ rule: "alternatives", path, parameter, value, inner: best.violations });
}
