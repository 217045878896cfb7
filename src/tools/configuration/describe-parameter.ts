import type { Parameter } from "../../core/configuration/index.js";
import type { ResolvedPath } from "../../core/configuration/paths.js";
import type { Config } from "../../core/configuration/validate.js";
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
  path: string,
  { keys, parameter }: ResolvedPath,
  { words, present }: ParameterContext,
): Record<string, unknown> {
  const { text, unit, effect } = words.get(path) ?? {};
  const { items } = parameter;
  const said = {
    path,
    // The provider's own words where we have none.
    meaning: text ?? parameter.description ?? parameter.title,
    effect,
    type: items ? `list of ${typeName(items)}` : typeName(parameter),
    range: rangeOf(parameter),
    unit,
    allowed: usable(parameter),
    deprecated_values: parameter.deprecatedValues,
    items: items ? (usable(items) ?? rangeOf(items)) : undefined,
    pattern: parameter.pattern,
    default: parameter.default,
    current: present && (withoutSecrets(parameter, valueAt(present, keys)) ?? UNSET),
    nullable: parameter.nullable,
    restart: parameter.restart,
    create_only: parameter.createOnly,
    secret: parameter.secret,
    deprecated: parameter.deprecated,
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

/** One line on a parameter: `pg.jit: boolean, restart. Compiles queries.` */
export function summarizeParameter(path: string, parameter: Parameter, { words }: ParameterContext): string {
  const { text, unit } = words.get(path) ?? {};
  const facts = [
    parameter.items ? `list of ${typeName(parameter.items)}` : typeName(parameter),
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

function typeName({ type, oneOf }: Parameter): string {
  return [type ?? (oneOf ? "object" : "anything")].flat().join(" or ");
}

/** The values that may be set and are not deprecated. */
function usable({ enum: values, deprecatedValues = [] }: Parameter): string[] | undefined {
  return values?.filter((value) => !deprecatedValues.includes(value)).map(String);
}

function rangeOf({ min, max, minLength, maxLength, minItems, maxItems }: Parameter): string | undefined {
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
