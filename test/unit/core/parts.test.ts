import { describe, expect, it } from "vitest";
import { items, requireList, requirePart } from "../../../src/core/parts.js";

/** What an answer holds in the place of a part, whatever its description says. */
const anything = (value: unknown) => value as never;

describe("the parts of an answer", () => {
  it("are the items of a list, without those that are none", () => {
    expect(items([1, anything(null), 2, anything(undefined)])).toEqual([1, 2]);
    for (const none of [undefined, null, "text", {}, 7]) expect(items(anything(none))).toEqual([]);
  });

  it("are told to lack where nothing goes without them", () => {
    expect(requirePart({ a: 1 }, "service", "ServiceGet")).toEqual({ a: 1 });
    expect(requireList([[1], anything(null)], "data", "ServiceClickHouseQuery")).toEqual([[1]]);
    for (const none of [undefined, null, "text", 7]) {
      const refusal = { name: "ResponseError", message: "The answer has no service in it", reason: "cut-off" };
      expect(() => requirePart(anything(none), "service", "ServiceGet")).toThrow(expect.objectContaining(refusal));
      expect(() => requireList(anything(none), "data", "ServiceClickHouseQuery")).toThrow(
        "The answer has no data in it",
      );
    }
  });
});
