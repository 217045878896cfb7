import type { Compatibility, SchemaRow, SchemaType } from "../model/schema-registry.js";
import { parseAvro } from "./avro.js";
import { avroIncompatibilities } from "./avro-compatibility.js";
import { jsonIncompatibilities, parseJsonSchema } from "./json-schema-compatibility.js";
import { parseProtobuf, protobufIncompatibilities } from "./protobuf-compatibility.js";

/** A schema with the texts of those that it refers to. */
export interface Source {
  readonly schemaType: SchemaType;
  readonly schema: string;
  readonly references: readonly string[];
}

/** Throws unless it is a schema of its type. */
export function requireSchema({ schemaType, schema, references }: Source): void {
  if (schemaType === "AVRO") parseAvro(schema, references);
  else if (schemaType === "JSON") parseJsonSchema(schema);
  else parseProtobuf(schema);
}

/** Two writings of the same schema are the same to the registry. */
export function canonical({ schemaType, schema }: Pick<SchemaRow, "schema" | "schemaType">): string {
  if (schemaType === "PROTOBUF") return schema.replace(/\s+/g, " ").trim();
  return JSON.stringify(JSON.parse(schema));
}

/** Why a new schema is not compatible with a subject's versions, which come by age; empty when it is. */
export function incompatibilities(level: Compatibility, next: Source, versions: readonly Source[]): string[] {
  const against = level.endsWith("_TRANSITIVE") ? versions : versions.slice(-1);
  const direction = level.split("_")[0];
  return against.flatMap((old) => [
    ...(direction === "BACKWARD" || direction === "FULL" ? compare(next, old) : []),
    ...(direction === "FORWARD" || direction === "FULL" ? compare(old, next) : []),
  ]);
}

function compare(reader: Source, writer: Source): string[] {
  if (reader.schemaType !== writer.schemaType) {
    return [`Comparing different schema types: ${reader.schemaType} and ${writer.schemaType}`];
  }
  const found = {
    AVRO: () =>
      avroIncompatibilities(parseAvro(reader.schema, reader.references), parseAvro(writer.schema, writer.references)),
    JSON: () => jsonIncompatibilities(parseJsonSchema(reader.schema), parseJsonSchema(writer.schema)),
    PROTOBUF: () => protobufIncompatibilities(parseProtobuf(reader.schema), parseProtobuf(writer.schema)),
  }[reader.schemaType]();
  return [...new Set(found)];
}
