import { describe, expect, it } from "vitest";
import { own } from "../../../src/core/own.js";

describe("own", () => {
  it("answers with what an object has itself, and not with what every object inherits", () => {
    expect(own({ a: 1 }, "a")).toBe(1);
    expect(own(JSON.parse('{"__proto__":2}'), "__proto__")).toBe(2);
    for (const name of ["__proto__", "constructor", "toString"]) expect(own({}, name)).toBeUndefined();
    expect(own(undefined, "a")).toBeUndefined();
  });
});
