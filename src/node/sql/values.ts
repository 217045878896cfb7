import type { SqlValue } from "../../tools/sql/driver.js";

const BOOL = 16;
const BYTEA = 17;
const INTEGERS = new Set([20, 21, 23, 26]);
const FLOATS = new Set([700, 701]);

/** More bytes than this are told by their number. */
const MAX_BYTES = 64;

/**
 * PostgreSQL's text of a value as JSON can hold it: numbers where no digit is lost, the text itself for all that JSON has
 * no type for. A numeric stays a text, for its zeros count.
 */
export function toPostgresValue(type: number | undefined, text: string | null): SqlValue {
  if (text === null || type === undefined) return text;
  if (type === BOOL) return text === "t";
  if (INTEGERS.has(type)) return toInteger(text);
  if (FLOATS.has(type)) return Number.isFinite(Number(text)) ? Number(text) : text;
  if (type === BYTEA) return toBytes(text.slice(2));
  return text;
}

/** An integer with all of its digits. */
function toInteger(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

/** Bytes in hexadecimal; of many, the first and how many there are. */
function toBytes(hex: string): string {
  const size = hex.length / 2;
  return size <= MAX_BYTES ? `\\x${hex}` : `\\x${hex.slice(0, 2 * MAX_BYTES)}… (${size} bytes)`;
}

/** MySQL's types by their numbers in the protocol. */
const MYSQL_INTEGERS = new Set([1, 2, 3, 8, 9, 13]);
const MYSQL_FLOATS = new Set([4, 5]);
/** Bit, text and geometry: bytes when their character set is "binary". Dates and JSON say binary too, and are texts. */
const MYSQL_STRINGS = new Set([15, 16, 249, 250, 251, 252, 253, 254, 255]);
const MYSQL_BINARY = 63;

/** The same for MySQL, whose text comes as bytes. */
export function toMysqlValue(type: number | undefined, charset: number | undefined, value: Buffer | null): SqlValue {
  if (value === null || type === undefined) return null;
  if (MYSQL_STRINGS.has(type) && charset === MYSQL_BINARY) return toBytes(value.toString("hex"));
  const text = value.toString("utf8");
  if (MYSQL_INTEGERS.has(type)) return toInteger(text);
  return MYSQL_FLOATS.has(type) ? Number(text) : text;
}
