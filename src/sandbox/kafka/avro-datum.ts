import type { Avro } from "./avro.js";

const INT_LIMIT = 2n ** 31n;
const LONG_LIMIT = 2n ** 63n;

/** Whether a value in Avro's JSON form can be written with a schema. */
export function fitsAvro(schema: Avro, value: unknown): boolean {
  switch (schema.type) {
    case "null":
      return value === null;
    case "boolean":
      return typeof value === "boolean";
    case "int":
      return isWhole(value, INT_LIMIT);
    case "long":
      return isWhole(value, LONG_LIMIT);
    case "float":
    case "double":
      return typeof value === "number" || typeof value === "bigint";
    case "bytes":
    case "string":
      return typeof value === "string";
    case "fixed":
      return typeof value === "string" && value.length === schema.size;
    case "enum":
      return typeof value === "string" && schema.symbols.includes(value);
    case "array":
      return Array.isArray(value) && value.every((item) => fitsAvro(schema.items, item));
    case "map":
      return isObject(value) && Object.values(value).every((item) => fitsAvro(schema.values, item));
    case "union":
      return schema.branches.some((branch) => fitsBranch(branch, value));
    case "record":
      return (
        isObject(value) &&
        schema.fields.every(({ name, type, hasDefault }) =>
          Object.hasOwn(value, name) ? fitsAvro(type, value[name]) : hasDefault,
        )
      );
  }
}

/** In a union, a value may bear its type's name: `{"string": "x"}`. */
function fitsBranch(branch: Avro, value: unknown): boolean {
  if (fitsAvro(branch, value)) return true;
  const [entry, ...rest] = isObject(value) ? Object.entries(value) : [];
  const name = "name" in branch ? branch.name : branch.type;
  return entry !== undefined && rest.length === 0 && entry[0] === name && fitsAvro(branch, entry[1]);
}

function isWhole(value: unknown, limit: bigint): boolean {
  if (typeof value !== "bigint" && !Number.isInteger(value)) return false;
  const whole = BigInt(value as bigint | number);
  return whole >= -limit && whole < limit;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
