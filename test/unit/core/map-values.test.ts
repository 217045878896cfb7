import fc from "fast-check";
import { expect, it } from "vitest";
import { mapValues } from "../../../src/core/map-values.js";

it("changes every value and keeps every name, in order, whatever the names are", () => {
  const names = fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "toString", "7"));
  fc.assert(
    fc.property(fc.dictionary(names, fc.jsonValue()), (object) => {
      const changed = mapValues(object, (value, name) => [name, value]);
      expect(Object.entries(changed)).toEqual(Object.entries(object).map(([name, value]) => [name, [name, value]]));
      expect(Object.getPrototypeOf(changed)).toBe(Object.prototype);
    }),
  );
});
