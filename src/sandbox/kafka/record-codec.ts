import { parseJson, stringifyJson } from "../../core/json.js";
import { ApiFailure, badRequest } from "../errors.js";
import type { Datum } from "../model/kafka-message.js";
import { requireSchemaRow } from "../model/schema-registry.js";
import type { ServiceRow } from "../model/service.js";
import type { World } from "../world.js";
import { parseAvro } from "./avro.js";
import { fitsAvro } from "./avro-datum.js";
import { sourceOf } from "./schema-register.js";

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** A key or value as it is kept; null is kept as null. Throws where it does not fit its format. */
export function encode(format: Datum["format"], value: unknown, schema_id: number | null): Datum | null {
  if (value === null || value === undefined) return null;
  if (format !== "binary") return { format, text: stringifyJson(value), schema_id };
  if (typeof value === "string" && BASE64.test(value)) return { format, text: value, schema_id: null };
  throw badRequest("Invalid records: in the binary format, keys and values are base64 strings");
}

/** A key or value in the format in which it was asked for. Throws where it cannot be read so. */
export function decode(datum: Datum | null, format: Datum["format"], what: "key" | "value"): unknown {
  if (datum === null) return null;
  if (format === "binary") return bytesOf(datum).toString("base64");
  try {
    if (datum.format === format) return parseJson(datum.text);
    if (format === "json" && datum.format === "binary") return parseJson(bytesOf(datum).toString("utf8"));
  } catch {
    // Bytes that are no JSON: refused below.
  }
  throw new ApiFailure(422, `${what} deserialization error for format ${format}`);
}

/** How many bytes a key or value takes. */
export function sizeOfDatum(datum: Datum | null): number {
  return datum ? bytesOf(datum).length : 0;
}

/** Refuses a value that cannot be written with its schema. */
export function requireFit(world: World, service: ServiceRow, value: unknown, schema_id: number | null): void {
  if (schema_id === null || value === null || value === undefined) return;
  const row = requireSchemaRow(world, service, schema_id);
  if (row.schemaType !== "AVRO") return;
  const { schema, references } = sourceOf(world, service, row);
  if (fitsAvro(parseAvro(schema, references), value)) return;
  throw new ApiFailure(422, `Object does not fit to stored schema ${schema_id}`);
}

/** What is written: with a schema, its id goes before the data. The data itself stays JSON here. */
function bytesOf({ format, text, schema_id }: Datum): Buffer {
  if (format === "binary") return Buffer.from(text, "base64");
  const data = Buffer.from(text);
  if (schema_id === null) return data;
  const head = Buffer.alloc(5);
  head.writeUInt32BE(schema_id, 1);
  return Buffer.concat([head, data]);
}
