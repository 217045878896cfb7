import { describe, expect, it } from "vitest";
import { countIn } from "../../../../src/tools/configuration/quantity.js";

describe("a number with a unit", () => {
  it.each<[string, string, number | undefined]>([
    ["5m", "ms", 300_000],
    ["1 hour", "s", 3_600],
    ["7d", "hours", 168],
    ["1GB", "MB", 1_024],
    ["512 MiB", "bytes", 536_870_912],
    ["1.5k", "bytes", 1_536],
    ["30%", "%", 30],
    ["16", "MB", 16],
    ["1s", "minutes", undefined],
    ["5m", "connections", undefined],
    ["5m", "MB", 5],
    ["5 parsecs", "s", undefined],
    ["", "s", undefined],
    ["-5", "s", undefined],
    ["9999999999999999d", "ms", undefined],
    ["5 constructor", "s", undefined],
  ])("%j counts in %s as %s", (text, unit, count) => {
    expect(countIn(unit, text)).toBe(count);
  });
});
