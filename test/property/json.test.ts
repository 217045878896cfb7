import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson, stringifyJson } from "../../src/core/json.js";

/** Texts that look like the marker by which long integers are carried through JSON.parse, and like such integers. */
const markers = fc
  .tuple(
    fc.constantFrom("int:", "int0:", "int1:", "int2:", '"int:', "\\int:", "\\u0069nt:"),
    fc.bigInt({ min: 0n, max: 2n ** 64n }),
  )
  .map(([mark, digits]) => mark + digits);
const anyText = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), markers);
const long = fc.oneof(fc.bigInt(2n ** 53n, 2n ** 64n), fc.bigInt(-(2n ** 63n), -(2n ** 53n)));
const double = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  // From 2^53 to 10^21 a double is written as an integer, which is then read as what it says: a long integer.
  .filter(
    (value) =>
      !Object.is(value, -0) && (!Number.isInteger(value) || Math.abs(value) < 2 ** 53 || Math.abs(value) >= 1e21),
  );

const { value: json } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(long, anyText, double, fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(
      anyText.filter((key) => key !== "__proto__"),
      tie("value"),
      { maxKeys: 4 },
    ),
  ),
}));

describe("JSON", () => {
  it("comes back as it was written, with integers up to 2^64 and texts that look like their marker", () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(parseJson(stringifyJson(value))).toEqual(value);
      }),
      { numRuns: 3_000 },
    );
  });

  it("comes back also when foreign hands escape and indent it", () => {
    fc.assert(
      fc.property(json, long, (value, integer) => {
        const text = escapeAll(stringifyJson([value, integer]));
        expect(parseJson(text)).toEqual([value, integer]);
        expect(parseJson(` \n[ ${text} ,\t1 ] `)).toEqual([[value, integer], 1]);
      }),
      { numRuns: 1_000 },
    );
  });

  it("is JSON.parse and JSON.stringify where there is no long integer", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(stringifyJson(value)).toBe(text);
        // Two whole digits groups beside it, so that the long way is taken.
        expect(parseJson(`["1234567890123456",${text}]`)).toEqual(shortDoubles(["1234567890123456", JSON.parse(text)]));
      }),
      { numRuns: 1_000 },
    );
  });

  it("is refused with a SyntaxError wherever it is cut", () => {
    fc.assert(
      fc.property(fc.array(json, { minLength: 1, maxLength: 3 }), fc.nat(), (value, at) => {
        const text = stringifyJson({ value, long: 2n ** 63n });
        expect(() => parseJson(text.slice(0, at % text.length))).toThrow(SyntaxError);
      }),
      { numRuns: 1_000 },
    );
  });
});

/** Writes every character of every text as \uXXXX. */
function escapeAll(text: string): string {
  return text.replace(/"((?:[^"\\]|\\.)*)"/g, (literal) => {
    const units = Array.from({ length: JSON.parse(literal).length }, (_, n) =>
      (JSON.parse(literal) as string).charCodeAt(n),
    );
    return `"${units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("")}"`;
  });
}

/** What parseJson makes of doubles beyond 2^53 that are written as integers. */
function shortDoubles(value: unknown): unknown {
  if (typeof value === "number" && Number.isInteger(value) && Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    const text = JSON.stringify(value);
    return /e/.test(text) ? value : BigInt(text);
  }
  if (Array.isArray(value)) return value.map(shortDoubles);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shortDoubles(inner)]));
}
