import { describe, expect, it } from "vitest";
import { addressViolations } from "../../../../src/core/configuration/addresses.js";
import { addressEffects, repeatedAddresses } from "../../../../src/tools/configuration/addresses.js";
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
    ["everybody by halves", ["10.0.0.0/8"], ["0.0.0.0/1", "128.0.0.0/1"], [/OPEN.*0\.0\.0\.0\/0/]],
    ["the same by halves", ["10.0.0.0/8"], ["10.0.0.0/9", "10.128.0.0/9"], []],
    ["a range that holds the one before", ["10.1.0.0/16", "10.2.3.4"], ["10.0.0.0/8"], []],
    ["a part of the range before", ["10.0.0.0/8"], ["10.1.0.0/16"], [/locks out 10\.0\.0\.0\/8/]],
    ["IPv6 written in another way", ["2001:db8::/32"], ["2001:0DB8:0::/32"], []],
  ])("tells of %s", (_, before, after, expected) => {
    const effects = addressEffects({ ip_filter: before }, { ip_filter: after });
    expect(effects).toEqual(expected.map((text) => expect.stringMatching(text)));
  });

  it("tells of what holds again when it is unset", () => {
    const present = { ip_filter: ["10.0.0.0/8"] };
    expect(addressEffects(present, { ip_filter: null }, ["0.0.0.0/0"])).toEqual([expect.stringMatching(/OPEN/)]);
  });

  it("has nothing to say of anything else", () => {
    expect(addressEffects({ ip_filter: ["10.0.0.0/8"] }, { work_mem: 8 })).toEqual([]);
  });
});

describe("addresses", () => {
  it.each([
    "300.1.2.3/99",
    "10.0.0.0/33",
    "10.0.0",
    "example.com",
    "::1::",
    "1:2:3:4:5:6:7:8:9",
    "::/129",
    "",
    "10.0.0.1/",
  ])("are none like %j", (address) => {
    expect(addressViolations({ ip_filter: ["10.0.0.0/8", address] })).toMatchObject([{ path: "ip_filter[1]" }]);
    const network = { network: address, description: "office" };
    expect(addressViolations({ ip_filter: [network] })).toMatchObject([{ path: "ip_filter[0].network" }]);
  });

  it("may be single, networks, IPv6 or references", () => {
    const ip_filter = ["10.0.0.1", "10.0.0.0/8", "::/0", "2001:db8::1", "1:2:3:4:5:6:7:8", "$ref:my-pg/host", OFFICE];
    expect(addressViolations({ ip_filter })).toEqual([]);
    expect(addressViolations({})).toEqual([]);
  });

  it("are told of that are named twice", () => {
    expect(repeatedAddresses({ ip_filter: ["::1", OFFICE, "::1", "192.0.2.0/24"] })).toEqual([
      { field: "ip_filter", message: "has ::1 twice" },
      { field: "ip_filter", message: "has 192.0.2.0/24 twice" },
    ]);
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
