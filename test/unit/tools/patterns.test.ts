import { describe, expect, it } from "vitest";
import { matchesPattern } from "../../../src/tools/patterns.js";

describe("matchesPattern", () => {
  it.each([
    ["ServiceDelete", "ServiceDelete"],
    ["servicedelete", "ServiceDelete"],
    ["Service*", "ServiceDelete"],
    ["*Delete", "ServiceDelete"],
    ["*ice*", "ServiceDelete"],
    ["S*e*D*e", "ServiceDelete"],
    ["*", ""],
    ["**", "x"],
    ["*prod*", "orders-PROD-1"],
    ["a.b", "a.b"],
    ["[x](y)+?^$|{1}\\", "[x](y)+?^$|{1}\\"],
    ["*-*", "a-b\nc"],
  ])("%s fits %j", (pattern, text) => {
    expect(matchesPattern(pattern, text)).toBe(true);
  });

  it.each([
    ["Service", "ServiceDelete"],
    ["Delete", "ServiceDelete"],
    ["Service*", "MyServiceDelete"],
    ["*Delete", "ServiceDeleted"],
    ["a.b", "axb"],
    ["a?", "ab"],
    ["", "x"],
    ["*prod*", "orders-prd"],
  ])("%s does not fit %j", (pattern, text) => {
    expect(matchesPattern(pattern, text)).toBe(false);
  });
});
