import { describe, expect, it } from "vitest";
import { downgrade } from "../../../../src/tools/configuration/version.js";

describe("a service", () => {
  it.each([
    ["17", "12", false],
    ["17", "16", false],
    ["9.6", "10", true],
    ["2.19", "2", false],
    ["3.10", "3.9", false],
    ["17", "18", true],
    ["17", "17", true],
  ])("goes from version %s to %s: %s", (from, to, isAllowed) => {
    const problems = downgrade("pg", { pg_version: to }, { pg_version: from });
    expect(problems.map(({ field }) => field)).toEqual(isAllowed ? [] : ["pg_version"]);
  });

  it("may go back with what is not its own version, and from none", () => {
    expect(downgrade("kafka", { karapace_version: "4" }, { karapace_version: "5" })).toEqual([]);
    expect(downgrade("kafka", { kafka_version: "3.9" }, {})).toEqual([]);
    expect(downgrade("kafka", { kafka_version: "3.9" })).toEqual([]);
  });
});
