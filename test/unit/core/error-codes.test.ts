import { describe, expect, it } from "vitest";
import { operationFacts, operationIds } from "../../../src/core/catalogue/index.js";
import { ERROR_CODES } from "../../../src/core/error-codes.js";

/** A word in camel case with two capitals or more, as every operation id is. */
const LIKE_AN_ID = /^(?=(?:[^A-Z]*[A-Z]){2})(?=.*[a-z])[A-Z]\w*$/;

const hints = Object.entries(ERROR_CODES).flatMap(([code, [, hint]]) => (hint === undefined ? [] : [{ code, hint }]));

describe("ERROR_CODES", () => {
  it("can tell every operation id from the other words of a hint", () => {
    expect(operationIds().filter((id) => !LIKE_AN_ID.test(id))).toEqual([]);
  });

  it("names only operations that exist", () => {
    const named = hints.flatMap(({ code, hint }) =>
      (hint.match(/\w+/g) ?? []).filter((word) => LIKE_AN_ID.test(word)).map((id) => ({ code, id })),
    );
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter(({ id }) => operationFacts(id) === undefined)).toEqual([]);
  });

  it("has hints of one line, a whole sentence and at most 120 characters", () => {
    expect(hints.filter(({ hint }) => hint.length > 120)).toEqual([]);
    expect(hints.filter(({ hint }) => !/^[A-Z].*\.$/.test(hint))).toEqual([]);
  });

  it("has every error code that the catalogue documents", () => {
    const documented = operationIds().flatMap((id) =>
      Object.values(operationFacts(id)?.errors ?? {}).flatMap((codes) => codes.map((code) => ({ id, code }))),
    );
    expect(documented.length).toBeGreaterThan(100);
    expect(documented.filter(({ code }) => !Object.hasOwn(ERROR_CODES, code))).toEqual([]);
  });

  it("is in alphabetical order", () => {
    const codes = Object.keys(ERROR_CODES);
    expect(codes).toEqual([...codes].sort());
  });
});
