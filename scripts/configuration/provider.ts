import type { Parameter, Scalar, ValueType } from "../../src/core/configuration/parameter.js";

// biome-ignore lint/suspicious/noExplicitAny: the schemas are foreign YAML; every keyword is checked where it is read
type Yaml = any;

const TYPES: readonly string[] = ["string", "integer", "number", "boolean", "object", "array"];

/** Words of the provider that are not taken over, the example values among them, apart from what kind of text they are. */
const PROSE = ["title", "description", "example", "user_error", "deprecation_notice"];

const NUMBERS: Readonly<Record<string, keyof Parameter>> = {
  minimum: "min",
  maximum: "max",
  min_length: "minLength",
  max_length: "maxLength",
  min_items: "minItems",
  max_items: "maxItems",
};

const MARKS: Readonly<Record<string, keyof Parameter>> = {
  create_only: "createOnly",
  _secure: "secret",
  is_deprecated: "deprecated",
};

/** Where the text says so; the published schemas lack the mark that the live ones have. */
const RESTART = /\b(caus|lead|requir)\w*\b[^.]*\brestart/i;

/** No keyword tells a moment from any other text. */
const MOMENT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/;

/** Reads the schema of a type without its prose. Throws on a keyword that it does not know, so that none slips by. */
export function readType(schema: Yaml, name: string): Parameter {
  const facts = readParameter(schema, name);
  // Nothing to configure is something else than a map of anything.
  return facts.properties ? facts : { ...facts, properties: {} };
}

function readParameter(schema: Yaml, at: string): Parameter {
  const out: Record<string, unknown> = readTypes(schema.type, at);
  for (const [keyword, value] of Object.entries<Yaml>(schema)) {
    const number = NUMBERS[keyword];
    const mark = MARKS[keyword];
    if (number) out[number] = toNumber(value);
    else if (mark) out[mark] = true;
    else if (keyword === "pattern") out[keyword] = value;
    else if (keyword === "required") Object.assign(out, readRequired(value, schema.properties));
    else if (keyword === "enum") Object.assign(out, readEnum(value, out["type"]));
    else if (keyword === "items") out["items"] = readParameter(value, `${at}[]`);
    else if (keyword === "one_of") out["oneOf"] = value.map((choice: Yaml) => readParameter(choice, `${at}|`));
    else if (keyword === "properties")
      out["properties"] = mapValues(value, (inner, key) => readParameter(inner, `${at}.${key}`));
    else if (keyword === "default") out["default"] = toTyped(value, out["type"]);
    else if (keyword !== "type" && !PROSE.includes(keyword)) throw new Error(`${at}: unknown keyword ${keyword}`);
  }
  if (out["type"] === "string" && MOMENT.test(String(schema.example))) out["format"] = "date-time";
  if (RESTART.test(`${schema.title ?? ""}. ${schema.description ?? ""}`)) out["restart"] = true;
  return out;
}

/** One schema asks for a name that it does not have (m3db's `retention_period_duration`): nobody could ever give it. */
function readRequired(names: string[], properties: Yaml): Pick<Parameter, "required"> {
  const known = names.filter((name) => !properties || Object.hasOwn(properties, name));
  return known.length > 0 ? { required: known } : {};
}

function readTypes(type: Yaml, at: string): { type?: ValueType | ValueType[]; nullable?: true } {
  const all: string[] = [type ?? []].flat();
  const named = all.filter((name) => name !== "null");
  const unknown = named.find((name) => !TYPES.includes(name));
  if (unknown) throw new Error(`${at}: unknown type ${unknown}`);
  const [first, ...others] = named as ValueType[];
  return {
    ...(first ? { type: others.length > 0 ? [first, ...others] : first } : {}),
    ...(named.length < all.length ? { nullable: true } : {}),
  };
}

function readEnum(values: Yaml[], type: unknown): Pick<Parameter, "enum" | "deprecatedValues" | "nullable"> {
  const known = values.filter(({ value }) => value !== null);
  const deprecated = known.filter((value) => value.is_deprecated);
  const typed = (entry: Yaml) => toTyped(entry.value, type) as Scalar;
  return {
    enum: known.map(typed).sort(inOrder),
    ...(deprecated.length > 0 ? { deprecatedValues: deprecated.map(typed).sort(inOrder) } : {}),
    ...(known.length < values.length ? { nullable: true } : {}),
  };
}

/** Numbers stand in the files as texts, so that the long ones keep their digits. */
function toTyped(value: Yaml, type: unknown): unknown {
  return typeof value === "string" && (type === "integer" || type === "number") ? toNumber(value) : value;
}

function toNumber(value: Yaml): number | bigint {
  const number = Number(value);
  if (!Number.isFinite(number)) throw new Error(`not a number: ${value}`);
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? BigInt(value) : number;
}

function inOrder(a: Scalar, b: Scalar): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), "en", { numeric: true });
}

function mapValues<T, R>(object: Readonly<Record<string, T>>, change: (value: T, key: string) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}
