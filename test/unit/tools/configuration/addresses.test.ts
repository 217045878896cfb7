import { describe, expect, it } from "vitest";
import { addressEffects } from "../../../../src/tools/configuration/addresses.js";
import { harmfulPart } from "../../../../src/tools/configuration/harm.js";

const OFFICE = { network: "192.0.2.0/24", description: "office" };

describe("addressEffects", () => {
  it.each([
    ["an address more", ["10.0.0.0/8"], ["10.0.0.0/8", OFFICE], []],
    ["another description", [OFFICE], ["192.0.2.0/24"], []],
    ["an address less", ["10.0.0.0/8", OFFICE], ["10.0.0.0/8"], [/locks out 192\.0\.2\.0\/24/]],
    ["nobody", ["10.0.0.0/8"], [], [/LOCK-OUT/]],
    ["everybody", ["10.0.0.0/8"], ["0.0.0.0/0"], [/OPEN/]],
    ["everybody as before", ["0.0.0.0/0"], ["0.0.0.0/0", "::/0"], [/OPEN.*::\/0/]],
  ])("tells of %s", (_, before, after, expected) => {
    const effects = addressEffects({ ip_filter: before }, { ip_filter: after });
    expect(effects).toEqual(expected.map((text) => expect.stringMatching(text)));
  });

  it("has nothing to say of anything else", () => {
    expect(addressEffects({ ip_filter: ["10.0.0.0/8"] }, { work_mem: 8 })).toEqual([]);
  });
});

describe("the harmful part", () => {
  it.each([
    ["what stays as it is", { a: 1, b: [1] }, { a: 1, b: [1] }, {}],
    ["addresses that come in beside", { ip_filter: ["a"] }, { ip_filter: ["a", OFFICE] }, {}],
    ["addresses that go", { ip_filter: ["a", "b"] }, { ip_filter: ["a"] }, { ip_filter: ["a"] }],
    ["what is kept for longer", { kafka: { log_retention_hours: 1 } }, { kafka: { log_retention_hours: 2 } }, {}],
    ["what is kept for ever", { kafka: { log_retention_ms: 1 } }, { kafka: { log_retention_ms: -1 } }, {}],
    ["for ever no more", { log_retention_ms: -1 }, { log_retention_ms: 1 }, { log_retention_ms: 1 }],
    ["a region more", {}, { additional_backup_regions: ["aws-eu-west-1"] }, {}],
    [
      "a region less",
      { additional_backup_regions: ["a"] },
      { additional_backup_regions: [] },
      { additional_backup_regions: [] },
    ],
  ])("is, of %s, what takes something away", (_, present, given, harmful) => {
    expect(harmfulPart(present, given)).toEqual(harmful);
  });
});
