import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchesPattern } from "../../src/tools/patterns.js";

const text = fc.oneof(fc.string({ unit: "binary", maxLength: 12 }), fc.string({ unit: fc.constantFrom(..."ab*.\n") }));
const plain = text.filter((value) => !value.includes("*"));

describe("matchesPattern", () => {
  it("fits a text without stars to itself", () => {
    fc.assert(fc.property(plain, (value) => matchesPattern(value, value)));
  });

  it("fits everything to a star", () => {
    fc.assert(fc.property(text, (value) => matchesPattern("*", value)));
  });

  it("fits whatever stands in place of a star", () => {
    fc.assert(
      fc.property(
        fc.array(plain, { minLength: 1, maxLength: 4 }),
        fc.array(text, { minLength: 3, maxLength: 3 }),
        (parts, between) => {
          const whole = parts.reduce((all, part, index) => all + (between[index - 1] ?? "") + part);
          expect(matchesPattern(parts.join("*"), whole)).toBe(true);
        },
      ),
    );
  });

  it("does not fit a longer text, unless a star is there for it", () => {
    fc.assert(
      fc.property(plain, fc.constantFrom("x", "0", "-"), (value, more) => {
        expect(matchesPattern(value, value + more)).toBe(false);
        expect(matchesPattern(value, more + value)).toBe(false);
        expect(matchesPattern(`${value}*`, value + more)).toBe(true);
        expect(matchesPattern(`*${value}`, more + value)).toBe(true);
      }),
    );
  });

  it("answers in a moment, whatever the stars", () => {
    const started = performance.now();
    matchesPattern(`${"*a".repeat(30)}b`, "a".repeat(200));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
