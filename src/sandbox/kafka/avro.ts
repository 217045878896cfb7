import { parseJson } from "../../core/json.js";
import { ApiFailure } from "../errors.js";

/** A schema of Avro, parsed: names are full, and a reference to a named type is that type itself. */
export type Avro =
  | { readonly type: Primitive }
  | { readonly type: "array"; readonly items: Avro }
  | { readonly type: "map"; readonly values: Avro }
  | { readonly type: "union"; readonly branches: readonly Avro[] }
  | NamedAvro;

interface Named {
  readonly name: string;
  readonly aliases: readonly string[];
}

type NamedAvro =
  | (Named & { readonly type: "enum"; readonly symbols: readonly string[]; readonly hasDefault: boolean })
  | (Named & { readonly type: "fixed"; readonly size: number })
  | AvroRecord;

/** Its fields come once its name is known, because it may contain itself. */
export interface AvroRecord extends Named {
  readonly type: "record";
  readonly fields: readonly AvroField[];
}

export interface AvroField {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly type: Avro;
  readonly hasDefault: boolean;
}

type Primitive = (typeof PRIMITIVES)[number];
type Definition = Readonly<Record<string, unknown>>;
type Names = Map<string, NamedAvro>;

const PRIMITIVES = ["null", "boolean", "int", "long", "float", "double", "bytes", "string"] as const;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const FULL_NAME = /^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$/;

/** Parses a schema, after those that it refers to. Throws the registry's refusal when it is none. */
export function parseAvro(text: string, references: readonly string[] = []): Avro {
  const names: Names = new Map();
  for (const reference of references) parse(readJson(reference), "", names);
  return parse(readJson(text), "", names);
}

function readJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    throw invalid(`Could not parse the schema as JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parse(schema: unknown, namespace: string, names: Names): Avro {
  if (typeof schema === "string") return named(schema, namespace, names);
  if (Array.isArray(schema)) return union(schema, namespace, names);
  if (!isDefinition(schema)) throw invalid(`Expected a schema, got ${JSON.stringify(schema)}`);
  const { type } = schema;
  switch (type) {
    case "array":
      return { type, items: parse(schema["items"], namespace, names) };
    case "map":
      return { type, values: parse(schema["values"], namespace, names) };
    case "enum":
    case "fixed":
    case "error":
    case "record":
      return define(type === "error" ? "record" : type, schema, namespace, names);
    default:
      return parse(type, namespace, names);
  }
}

function named(name: string, namespace: string, names: Names): Avro {
  const primitive = PRIMITIVES.find((each) => each === name);
  if (primitive) return { type: primitive };
  const known = names.get(fullName(name, namespace)) ?? names.get(name);
  if (!known) throw invalid(`Unknown named schema '${name}', known names: [${[...names.keys()].join(", ")}]`);
  return known;
}

function union(schemas: readonly unknown[], namespace: string, names: Names): Avro {
  const branches = schemas.map((branch) => parse(branch, namespace, names));
  if (branches.some(({ type }) => type === "union")) throw invalid("Unions may not immediately contain other unions");
  const kinds = branches.map((branch) => ("name" in branch ? branch.name : branch.type));
  const twice = kinds.find((kind, index) => kinds.indexOf(kind) !== index);
  if (twice !== undefined) throw invalid(`${twice} type already in Union`);
  return { type: "union", branches };
}

function define(type: NamedAvro["type"], schema: Definition, outer: string, names: Names): Avro {
  const given = schema["name"];
  if (typeof given !== "string" || !FULL_NAME.test(given)) throw invalid(`Invalid ${type} name: ${String(given)}`);
  const namespace = typeof schema["namespace"] === "string" ? schema["namespace"] : outer;
  const name = fullName(given, namespace);
  if (names.has(name)) throw invalid(`The name "${name}" is already in use`);
  const inner = name.includes(".") ? name.slice(0, name.lastIndexOf(".")) : "";
  const aliases = strings(schema["aliases"]).map((alias) => fullName(alias, inner));
  if (type === "fixed") {
    const { size } = schema;
    if (typeof size !== "number" || !Number.isInteger(size) || size < 0) throw invalid(`Invalid size of fixed ${name}`);
    return put(names, { type, name, aliases, size });
  }
  if (type === "enum") {
    const symbols = strings(schema["symbols"]);
    if (symbols.length === 0 || !symbols.every((symbol) => NAME.test(symbol))) {
      throw invalid(`Invalid symbols of enum ${name}`);
    }
    if (new Set(symbols).size < symbols.length) throw invalid(`Duplicate symbol in enum ${name}`);
    return put(names, { type, name, aliases, symbols, hasDefault: symbols.includes(String(schema["default"])) });
  }
  const fields: AvroField[] = [];
  const record = put(names, { type, name, aliases, fields });
  if (!Array.isArray(schema["fields"])) throw invalid(`Record ${name} has no fields`);
  for (const each of schema["fields"] as unknown[]) {
    const parsed = field(each, inner, names);
    if (fields.some((other) => other.name === parsed.name)) throw invalid(`Duplicate field name: ${parsed.name}`);
    fields.push(parsed);
  }
  return record;
}

function field(schema: unknown, namespace: string, names: Names): AvroField {
  if (!isDefinition(schema)) throw invalid(`Expected a field, got ${JSON.stringify(schema)}`);
  const { name } = schema;
  if (typeof name !== "string" || !NAME.test(name)) throw invalid(`Invalid field name: ${String(name)}`);
  const type = parse(schema["type"], namespace, names);
  return { name, aliases: strings(schema["aliases"]), type, hasDefault: schema["default"] !== undefined };
}

function put<Type extends NamedAvro>(names: Names, schema: Type): Type {
  names.set(schema.name, schema);
  return schema;
}

function fullName(name: string, namespace: string): string {
  return name.includes(".") || namespace === "" ? name : `${namespace}.${name}`;
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function isDefinition(value: unknown): value is Definition {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function invalid(reason: string): ApiFailure {
  return new ApiFailure(422, `Invalid AVRO schema. Error: ${reason}`);
}
