import { describe, expect, it } from "vitest";
import type { Parameter } from "../../../../src/core/configuration/index.js";
import { itemsFromText, valueFromText } from "../../../../src/tools/configuration/text.js";

const ADDRESSES: Parameter = {
  type: "array",
  items: { oneOf: [{ type: "string" }, { type: "object", properties: {} }] },
};
const NUMBERS: Parameter = { type: "array", items: { type: "integer" } };

describe("a typed text", () => {
  it.each<[string, Parameter, unknown]>([
    ["18", { type: "string" }, "18"],
    ["18", { type: "string", enum: ["17", "18"] }, "18"],
    ["18", { type: "integer" }, 18],
    ["1", { type: "integer", enum: [1, 2] }, 1],
    ["9223372036854775807", { type: "integer" }, 9_223_372_036_854_775_807n],
    ["0.5", { type: "number" }, 0.5],
    ["true", { type: "boolean" }, true],
    ["true", { type: "string" }, "true"],
    ["null", { type: "string" }, "null"],
    ['"18"', { type: "string" }, "18"],
    ["yes", { type: "boolean" }, "yes"],
    ['{"a":1}', { type: "object" }, { a: 1 }],
    ["5", {}, 5],
    ["five", {}, "five"],
    ["10.0.0.0/8, ::1", ADDRESSES, ["10.0.0.0/8", "::1"]],
    ["[10.0.0.0/8]", ADDRESSES, ["10.0.0.0/8"]],
    ['["10.0.0.0/8","::1"]', ADDRESSES, ["10.0.0.0/8", "::1"]],
    ["[]", ADDRESSES, []],
    ["1,2", NUMBERS, [1, 2]],
  ])("%s is read by the type of its parameter, %o", (text, parameter, value) => {
    expect(valueFromText(parameter, text)).toEqual(value);
  });

  it.each<[string, Parameter, unknown[]]>([
    ["10.0.0.0/8", ADDRESSES, ["10.0.0.0/8"]],
    ["[10.0.0.0/8]", ADDRESSES, ["10.0.0.0/8"]],
    ['["a","b"]', ADDRESSES, ["a", "b"]],
    ['{"network":"::1","description":"a, b"}', ADDRESSES, [{ network: "::1", description: "a, b" }]],
    ["a, b", ADDRESSES, ["a, b"]],
    ["3", NUMBERS, [3]],
  ])("%s stands for items of %o", (text, parameter, items) => {
    expect(itemsFromText(parameter, text)).toEqual(items);
  });
});
