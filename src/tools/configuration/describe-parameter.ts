import type { Parameter } from "../../core/configuration/index.js";
import { canonicalPath, isItem, type ResolvedPath } from "../../core/configuration/paths.js";
import type { Config } from "../../core/configuration/validate.js";
import { isObject } from "../../core/view.js";
import { valueAt } from "./change.js";
import { UNSET, withoutSecrets } from "./difference.js";
import type { TypeWords } from "./words.js";

/** What is known beside the facts: our words, and the configuration as it is where one is meant. */
export interface ParameterContext {
  readonly words: TypeWords;
  readonly present: Config | undefined;
}

/** Everything there is to know about one parameter. */
export function describeParameter(
  { keys, parameter }: ResolvedPath,
  { words, present }: ParameterContext,
): Record<string, unknown> {
  const path = canonicalPath(keys);
  const { text, unit, effect, marks = [] } = words.get(path) ?? {};
  const { items } = parameter;
  const said = {
    path,
    // The provider's own words where we have none.
    meaning: text ?? parameter.description ?? parameter.title,
    effect,
    type: typeName(parameter),
    range: rangeOf(parameter),
    unit,
    allowed: usable(parameter),
    deprecated_values: parameter.deprecatedValues,
    items: items ? (usable(items) ?? rangeOf(items)) : undefined,
    pattern: parameter.pattern,
    other_keys: otherKeys(parameter),
    default: parameter.default,
    current:
      present && !keys.some(isItem) ? bounded(withoutSecrets(parameter, valueAt(present, keys)) ?? UNSET) : undefined,
    nullable: parameter.nullable,
    restart: parameter.restart,
    create_only: parameter.createOnly,
    price: marks.includes("price") || undefined,
    one_way: marks.includes("one-way") || undefined,
    secret: parameter.secret,
    deprecated: parameter.deprecated,
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

/** One line on a parameter: `pg.jit: boolean, restart. Compiles queries.` */
export function summarizeParameter(path: string, parameter: Parameter, { words }: ParameterContext): string {
  const { text, unit } = words.get(path) ?? {};
  const facts = [
    typeName(parameter),
    usable(parameter)?.join("|"),
    [rangeOf(parameter), unit].filter(Boolean).join(" "),
    parameter.default === undefined ? "" : `default ${JSON.stringify(parameter.default, withDigits)}`,
    parameter.restart ? "restarts" : "",
    parameter.createOnly ? "create-only" : "",
    parameter.secret ? "secret" : "",
    parameter.deprecated ? "deprecated" : "",
  ];
  return `${path}: ${facts.filter(Boolean).join(", ")}${text ? `. ${text}` : ""}`;
}

/** A value of thousands of entries says less than how many they are. */
export function bounded(value: unknown): unknown {
  if (JSON.stringify(value, withDigits).length <= MAX_CURRENT) return value;
  if (Array.isArray(value)) {
    const first = value.slice(0, FIRST_ITEMS);
    const fits = JSON.stringify(first, withDigits).length <= MAX_CURRENT;
    return { items: value.length, ...(fits ? { first } : {}) };
  }
  return isObject(value) ? { set: Object.keys(value).slice(0, FIRST_KEYS) } : `${String(value).slice(0, MAX_CURRENT)}…`;
}

const MAX_CURRENT = 800;
const FIRST_ITEMS = 10;
const FIRST_KEYS = 30;

/** The keys that have no name of their own, by their patterns. */
function otherKeys({ patternProperties, additional }: Parameter): Record<string, string> | undefined {
  const known = Object.entries(patternProperties ?? {}).map(([pattern, inner]) => [pattern, typeName(inner)]);
  if (additional) known.push(["any", additional === true ? "anything" : typeName(additional)]);
  return known.length > 0 ? Object.fromEntries(known) : undefined;
}

function typeName({ type, oneOf, items, properties }: Parameter): string {
  if (items) return `list of ${typeName(items)}`;
  const types = oneOf ? oneOf.map(typeName) : [type ?? (properties ? "object" : "anything")].flat();
  return [...new Set(types)].join(" or ");
}

/** The values that may be set and are not deprecated. */
function usable({ enum: values, deprecatedValues = [] }: Parameter): string[] | undefined {
  return values?.filter((value) => !deprecatedValues.includes(value)).map(String);
}

/** The least and the most of a value, of a text's length, of a list's items; undefined where nothing bounds it. */
export function rangeOf({ min, max, minLength, maxLength, minItems, maxItems }: Parameter): string | undefined {
  const ranges = [
    between(min, max, ""),
    between(minLength, maxLength, " characters"),
    between(minItems, maxItems, " items"),
  ];
  return ranges.filter(Boolean).join(", ") || undefined;
}

function between(least: number | bigint | undefined, most: number | bigint | undefined, what: string): string {
  if (least === undefined) return most === undefined ? "" : `up to ${most}${what}`;
  return most === undefined ? `from ${least}${what}` : `${least} to ${most}${what}`;
}

function withDigits(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}
