import type { INodePropertyOptions } from "n8n-workflow";
import { describe, expect, it } from "vitest";
import { allOperations } from "../../src/tools/operation.js";
import { CASES } from "./fill-in.js";
import { NODES } from "./nodes.js";

describe("the nodes", () => {
  it("hold every operation that is not deprecated exactly once", () => {
    // Their successors need to know the organization, and no one but they lists the projects of all of them.
    const kept = ["ProjectGet", "ProjectList"];
    const current = allOperations().filter(({ facts, id }) => !facts.deprecated || kept.includes(id));
    expect(CASES.map(({ id }) => id).sort()).toEqual(current.map(({ id }) => id).sort());
  });

  it.each(NODES.map((type) => [type.description.name, type] as const))(
    "%s is no bigger than n8n's own",
    (name, type) => {
      const { properties } = type.description;
      const resources = properties.find((property) => property.name === "resource")?.options ?? [];
      expect(resources.length).toBeLessThanOrEqual(15);
      expect(CASES.filter((entry) => entry.type === type).length).toBeLessThanOrEqual(70);
      expect(JSON.stringify(type.description).length, name).toBeLessThan(200_000);
    },
  );

  it("add at most 1.2 MB to types/nodes.json, their twins as tools included", () => {
    const size = NODES.reduce((sum, type) => sum + JSON.stringify(type.description).length, 0);
    expect(2 * size).toBeLessThan(1_200_000);
  });

  it.each(NODES.map((type) => [type.description.name, type] as const))(
    "%s lists what it offers without twins",
    (_, type) => {
      for (const { options, name } of type.description.properties.filter((property) => property.name === "operation")) {
        const names = (options as INodePropertyOptions[]).map((option) => option.name);
        expect(new Set(names).size, `${name}: ${names.join(", ")}`).toBe(names.length);
      }
    },
  );
});
