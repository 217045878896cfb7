import { describe, expect, it } from "vitest";
import { parseJson, stringifyJson } from "../../../src/core/json.js";

const INT64 = 9_223_372_036_854_775_807n;
const UINT64 = 18_446_744_073_709_551_615n;

describe("parseJson", () => {
  it.each([
    ["the largest 64-bit integer as bigint", `{"a":${INT64}}`, { a: INT64 }],
    ["the smallest 64-bit integer as bigint", `[-9223372036854775808]`, [-9_223_372_036_854_775_808n]],
    ["an unsigned 64-bit integer as bigint", ` ${UINT64} `, UINT64],
    ["2^53 - 1 as a number", "[9007199254740991]", [9_007_199_254_740_991]],
    ["2^53 as bigint", "[9007199254740992]", [9_007_199_254_740_992n]],
    ["2^53 + 1 without rounding", "[9007199254740993]", [9_007_199_254_740_993n]],
    ["several in a row", `[${INT64},${INT64},1]`, [INT64, INT64, 1]],
    ["long digits in a string as text", `["9223372036854775807"]`, ["9223372036854775807"]],
    ["long digits in a key as a key", `{"9223372036854775807":${INT64}}`, { "9223372036854775807": INT64 }],
    ["digits beside an escaped quote as text", `["a\\"9223372036854775807"]`, ['a"9223372036854775807']],
    ["digits behind an escaped backslash", `["\\\\",${INT64}]`, ["\\", INT64]],
    ["a string that looks like the marker", `["int:5",${INT64}]`, ["int:5", INT64]],
    ["strings that look like several markers", `["int:5","int0:6","int1:x",${INT64}]`, strings("int1:x")],
    ["a marker written with escapes", `["\\u0069nt\\u003a5",${INT64}]`, ["int:5", INT64]],
    ["a marker of letters written with escapes", `["\\u0069nt:five",${INT64}]`, ["int:five", INT64]],
  ])("reads %s", (_, text, value) => {
    expect(parseJson(text)).toEqual(value);
  });

  it.each([
    ["a sum of tenths", "[0.30000000000000004]"],
    ["many digits behind the point", "[1.12345678901234567890, 2]"],
    ["many digits before the point", "[12345678901234567890.5]"],
    ["an exponent", "[1234567890123456789e3]"],
    ["a negative fraction", "[-0.12345678901234567]"],
    ["a long exponent", "[1e-00000000000000001]"],
    ["a fraction in an object", '{"cpu":0.12345678901234567,"n":1}'],
  ])("reads %s as JSON.parse does", (_, text) => {
    expect(parseJson(text)).toEqual(JSON.parse(text));
    expect(parseJson(`[${text},${INT64}]`)).toEqual([JSON.parse(text), INT64]);
  });

  it.each([
    "",
    "{",
    '{"a":',
    "[1,]",
    "[9223372036854775807",
    '["9223372036854775807',
    "[00009223372036854775807]",
    "01",
  ])("refuses %j with a SyntaxError", (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  });

  it("reads a string of 20 MB beside a long integer", () => {
    const long = "x".repeat(20_000_000);
    expect(parseJson(`{"file":"${long}","offset":${INT64}}`)).toEqual({ file: long, offset: INT64 });
  });

  it("reads 5 million escapes beside a long integer", () => {
    const text = `{"log":"${"\\n".repeat(5_000_000)}","offset":${INT64}}`;
    expect(parseJson(text)).toMatchObject({ offset: INT64 });
  });

  it("keeps a key called __proto__ as data", () => {
    const value = parseJson(`{"__proto__":{"admin":true},"n":${INT64}}`) as object;
    expect(Object.keys(value)).toEqual(["__proto__", "n"]);
    expect("admin" in value).toBe(false);
  });
});

describe("stringifyJson", () => {
  it.each([
    ["a bigint as bare digits", { a: UINT64 }, `{"a":${UINT64}}`],
    ["a small bigint as bare digits", [5n, -5n], "[5,-5]"],
    ["a text of digits in quotes", { a: "18446744073709551615", b: 1n }, '{"a":"18446744073709551615","b":1}'],
    ["a text that looks like the marker in quotes", ["int:5", 5n], '["int:5",5]'],
    ["nothing as null", undefined, "null"],
    ["a field that is undefined not at all", { a: undefined, b: null }, '{"b":null}'],
    ["a lone surrogate well-formed", "\ud800", '"\\ud800"'],
  ])("writes %s", (_, value, text) => {
    expect(stringifyJson(value)).toBe(text);
  });

  it("keeps the digits where bigints were given a way to write themselves, as n8n gives them", () => {
    const prototype = BigInt.prototype as { toJSON?: () => string };
    prototype.toJSON = function (this: bigint) {
      return this.toString();
    };
    try {
      const value = { long: INT64, list: [INT64, "int:5"], gone: undefined };
      expect(stringifyJson(value)).toBe(`{"long":${INT64},"list":[${INT64},"int:5"]}`);
      expect(stringifyJson({ plain: [1, null, "x"] })).toBe('{"plain":[1,null,"x"]}');
      expect(stringifyJson(undefined)).toBe("null");
    } finally {
      delete prototype.toJSON;
    }
  });

  it("refuses a circle", () => {
    const circle: Record<string, unknown> = { n: 1n };
    circle["self"] = circle;
    expect(() => stringifyJson(circle)).toThrow(TypeError);
  });
});

function strings(third: string): unknown[] {
  return ["int:5", "int0:6", third, INT64];
}
