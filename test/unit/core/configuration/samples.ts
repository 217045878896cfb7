import { type Kind, loadKind, type Parameter } from "../../../../src/core/configuration/index.js";
import { innerParameters } from "../../../../src/core/configuration/paths.js";
import { matches } from "../../../../src/core/configuration/pattern.js";

export const KINDS: readonly Kind[] = ["services", "integrations", "endpoints", "retired"];

/** One parameter of one type, and how a configuration that holds it is made from a value for it. */
export interface Sample {
  readonly kind: Kind;
  readonly type: string;
  readonly facts: Parameter;
  readonly path: string;
  /** The path of what holds it. */
  readonly parent: string;
  readonly parameter: Parameter;
  /** A configuration in which everything that is required beside the parameter is there too. */
  readonly configWith: (value: unknown) => Record<string, unknown>;
  /** The same with one more key beside the parameter. */
  readonly configBeside: (key: string) => Record<string, unknown>;
}

/** Every parameter of every type. */
export async function allSamples(): Promise<Sample[]> {
  const kinds = await Promise.all(KINDS.map(async (kind) => [kind, await loadKind(kind)] as const));
  return kinds.flatMap(([kind, types]) =>
    Object.entries(types).flatMap(([type, facts]) =>
      below(facts, "", (object) => object).map((inner) => ({ kind, type, facts, ...inner })),
    ),
  );
}

type Inside = Omit<Sample, "kind" | "type" | "facts">;
type Wrap = (object: Record<string, unknown>) => Record<string, unknown>;

function below(parent: Parameter, prefix: string, wrap: Wrap): Inside[] {
  // Parameters of an alternative go with what that alternative requires.
  if (parent.oneOf) {
    const seen = new Set<string>();
    const all = parent.oneOf.flatMap((alternative) => below(alternative, prefix, wrap));
    return all.filter(({ path }) => !seen.has(path) && seen.add(path));
  }
  return Object.entries(innerParameters(parent)).flatMap(([key, parameter]) => {
    const path = prefix === "" ? key : `${prefix}.${key}`;
    const configWith = (value: unknown) => wrap({ ...requiredOf(parent), [key]: value });
    const own: Inside = {
      path,
      parent: prefix,
      parameter,
      configWith,
      configBeside: (other) => wrap({ ...requiredOf(parent), [other]: 1 }),
    };
    const items = parameter.items ? below(parameter.items, `${path}[]`, (object) => configWith([object])) : [];
    return [own, ...items, ...below(parameter, path, configWith)];
  });
}

function requiredOf({ properties = {}, required = [] }: Parameter): Record<string, unknown> {
  return Object.fromEntries(required.map((key) => [key, validValue(properties[key] ?? {})]));
}

/** A value that fits. */
export function validValue(parameter: Parameter): unknown {
  const { enum: values, oneOf, min, max } = parameter;
  if (oneOf?.[0]) return validValue(oneOf[0]);
  if (values) return values.find((value) => !parameter.deprecatedValues?.includes(value)) ?? values[0];
  switch ([parameter.type].flat()[0]) {
    case "integer":
      return min ?? (max !== undefined && max < 1 ? max : 1);
    case "number":
      return min ?? max ?? 1;
    case "boolean":
      return true;
    case "array":
      return Array.from({ length: parameter.minItems ?? 0 }, () => validValue(parameter.items ?? {}));
    case "object":
      return requiredOf(parameter);
    default:
      return validText(parameter);
  }
}

/** One of these fits each pattern of the facts. */
const TEXTS = [
  "a",
  "abcde",
  "A",
  "1",
  "1h",
  "1ms",
  "12.1",
  "1.2.3",
  "10mb",
  "a/b",
  "Europe/Paris",
  "a=on",
  "a=b",
  "a,b",
  "12:00:00",
  "me@example.com",
  "12345678",
  "G-ABC",
  "__name__:a",
  "abc:def",
  "0190e6c5-1f6b-7f00-8000-000000000000",
  "0-1",
  "YYYY",
  "password1",
];

function validText({ format, pattern = "", minLength = 0, maxLength = Number.POSITIVE_INFINITY }: Parameter): string {
  if (format === "date-time") return "2026-05-04T10:15:00Z";
  const padded = TEXTS.flatMap((text) => [text, text.padEnd(minLength, text)]);
  const found = padded.find((text) => matches(pattern, text) && text.length >= minLength && text.length <= maxLength);
  if (found === undefined) throw new Error(`no text fits ${pattern} of ${minLength} to ${maxLength} characters`);
  return found;
}

/** A text of the right length that a pattern refuses; undefined where there is no pattern. */
export function unmatchedText({
  type,
  enum: values,
  pattern,
  minLength = 0,
  maxLength = 1_000,
}: Parameter): string | undefined {
  if (pattern === undefined || values || ![type].flat().includes("string")) return undefined;
  const padded = ODD_TEXTS.flatMap((text) => [text, text.padEnd(minLength, text || "~")]);
  const found = padded.find((text) => text.length >= minLength && text.length <= maxLength && !matches(pattern, text));
  if (found === undefined) throw new Error(`every text fits ${pattern} of ${minLength} to ${maxLength} characters`);
  return found;
}

/** Each pattern of the facts refuses one of these. */
const ODD_TEXTS = ["~ ~", "", "\n", "é", "-", "."];

/** Values of other types. */
export function wrongValues(parameter: Parameter): unknown[] {
  const types = [parameter.type ?? []].flat();
  if (types.length === 0) return [];
  const candidates: [unknown, ...string[]][] = [
    [{ a: 1 }, "object"],
    [["a"], "array"],
    ["a", "string"],
    [true, "boolean"],
    [0.5, "number"],
  ];
  return candidates.flatMap(([value, ...fits]) =>
    fits.some((type) => types.includes(type as "array")) ? [] : [value],
  );
}

/** The values just outside of the limits of a number, a text or a list, and of a pattern, with the word for it. */
export function outside(parameter: Parameter): [string, unknown][] {
  const { min, max, minLength, maxLength, maxItems, items, enum: values } = parameter;
  const unmatched = unmatchedText(parameter);
  const number = (value: number | bigint, by: number) => (typeof value === "bigint" ? value + BigInt(by) : value + by);
  return [
    ...(min === undefined || values ? [] : [["below", number(min, -1)] as [string, unknown]]),
    ...(max === undefined || values ? [] : [["above", beyond(max)] as [string, unknown]]),
    ...(minLength ? [["short", "a".repeat(minLength - 1)] as [string, unknown]] : []),
    ...(maxLength === undefined ? [] : [["long", "a".repeat(maxLength + 1)] as [string, unknown]]),
    ...(maxItems === undefined || maxItems > 10_000
      ? []
      : [["many", Array.from({ length: maxItems + 1 }, () => validValue(items ?? {}))] as [string, unknown]]),
    ...(unmatched === undefined ? [] : [["unmatched", unmatched] as [string, unknown]]),
    ...(values ? [["other", typeof values[0] === "string" ? "no such value" : -12345] as [string, unknown]] : []),
  ];
}

function beyond(max: number | bigint): number | bigint {
  if (typeof max === "bigint") return max + 1n;
  return Number.isInteger(max) && !Number.isSafeInteger(max + 1) ? BigInt(max) + 1n : max + 1;
}
