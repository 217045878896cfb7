import { describe, expect, it } from "vitest";
import { operationIds } from "../../../src/core/catalogue/index.js";
import { nearest, nearestOf } from "../../../src/core/nearest.js";

const FIELDS = ["project", "service_name", "service_type", "topic_name", "partitions", "plan", "cloud"];

describe("nearest", () => {
  it.each([
    ["a missing letter", "servce_name", "service_name"],
    ["a doubled letter", "projectt", "project"],
    ["two letters swapped", "paln", "plan"],
    ["another case", "ServiceName", "service_name"],
    ["other separators", "service-name", "service_name"],
    ["a singular", "partition", "partitions"],
    ["a part of the name", "topic", "topic_name"],
  ])("finds the name behind %s", (_, written, meant) => {
    expect(nearest(written, FIELDS)).toBe(meant);
  });

  it.each(["zzzzzz", "", "__", "reboot_everything"])("suggests nothing for %j", (written) => {
    expect(nearest(written, FIELDS)).toBeUndefined();
  });

  it("takes no single letter for a part of a name", () => {
    expect(nearest("10.0.0.1", ["::/0", "192.0.2.0/24"])).toBeUndefined();
  });

  it("suggests nothing when there is nothing", () => {
    expect(nearest("plan", [])).toBeUndefined();
  });

  it.each([
    ["ServiceCretae", "ServiceCreate"],
    ["service_create", "ServiceCreate"],
    ["ServiceKafkaTopicsList", "ServiceKafkaTopicList"],
    ["ProjectServiceList", "ServiceList"],
  ])("finds the operation behind %s", (written, meant) => {
    expect(nearestOf(written, operationIds(), 5)).toContain(meant);
  });

  it("takes one slip for likelier than a name that is part of it", () => {
    expect(nearest("ServicUserCreate", operationIds())).toBe("ServiceUserCreate");
  });
});

describe("nearestOf", () => {
  it("orders by closeness, then by length, then by name", () => {
    expect(nearestOf("service", ["service_type", "sevrice", "services", "service_name"], 4)).toEqual([
      "services",
      "service_name",
      "service_type",
      "sevrice",
    ]);
  });

  it("answers with no more than the limit", () => {
    expect(nearestOf("ServiceGet", operationIds(), 3)).toHaveLength(3);
  });
});
