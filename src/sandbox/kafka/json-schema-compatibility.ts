import { parseJson } from "../../core/json.js";
import { ApiFailure } from "../errors.js";

type JsonSchema = Readonly<Record<string, unknown>>;

/** Parses a JSON Schema. Throws the registry's refusal when it is none. */
export function parseJsonSchema(text: string): JsonSchema {
  let schema: unknown;
  try {
    schema = parseJson(text);
  } catch (error) {
    throw new ApiFailure(422, `Invalid JSON schema. Error: ${error instanceof Error ? error.message : String(error)}`);
  }
  // True and false are schemas too: anything goes, and nothing.
  if (typeof schema === "boolean") return schema ? {} : { not: {} };
  if (isSchema(schema)) return schema;
  throw new ApiFailure(422, "Invalid JSON schema. Error: expected an object");
}

/** Why a document that satisfies the writer's schema may not satisfy the reader's: what is narrower about it. */
export function jsonIncompatibilities(reader: JsonSchema, writer: JsonSchema, path = "#"): string[] {
  const [wanted, written] = [typesOf(reader), typesOf(writer)];
  if (wanted && !(written ?? ["any"]).every((type) => accepts(wanted, type))) {
    return [`${path}: type ${(written ?? ["any"]).join("|")} is not compatible with type ${wanted.join("|")}`];
  }
  const allowed = reader["enum"];
  if (Array.isArray(allowed)) {
    const values = Array.isArray(writer["enum"]) ? (writer["enum"] as unknown[]) : undefined;
    if (!values?.every((value) => allowed.includes(value))) return [`${path}: enum values were removed`];
  }
  const items = isSchema(reader["items"])
    ? jsonIncompatibilities(reader["items"], schemaAt(writer, "items"), `${path}/items`)
    : [];
  return [...items, ...objectIncompatibilities(reader, writer, path)];
}

function objectIncompatibilities(reader: JsonSchema, writer: JsonSchema, path: string): string[] {
  const [fields, before] = [schemaAt(reader, "properties"), schemaAt(writer, "properties")];
  const wasRequired = listAt(writer, "required");
  const required = listAt(reader, "required")
    .filter((name) => !wasRequired.includes(name) && schemaAt(fields, name)["default"] === undefined)
    .map((name) => `${path}/required: property '${name}' became required`);
  const closed =
    reader["additionalProperties"] === false
      ? Object.keys(before)
          .filter((name) => !Object.hasOwn(fields, name))
          .map((name) => `${path}/properties: property '${name}' was removed from a closed object`)
      : [];
  const changed = Object.keys(fields)
    .filter((name) => Object.hasOwn(before, name))
    .flatMap((name) =>
      jsonIncompatibilities(schemaAt(fields, name), schemaAt(before, name), `${path}/properties/${name}`),
    );
  return [...required, ...closed, ...changed];
}

function accepts(types: readonly string[], type: string): boolean {
  return types.includes(type) || (type === "integer" && types.includes("number"));
}

function typesOf({ type }: JsonSchema): string[] | undefined {
  if (typeof type === "string") return [type];
  return Array.isArray(type) ? type.map(String) : undefined;
}

function schemaAt(schema: JsonSchema, name: string): JsonSchema {
  const inner = Object.hasOwn(schema, name) ? schema[name] : undefined;
  return isSchema(inner) ? inner : {};
}

function listAt(schema: JsonSchema, name: string): string[] {
  const list = schema[name];
  return Array.isArray(list) ? list.map(String) : [];
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
