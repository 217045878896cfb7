import { describe, expect, it } from "vitest";
import { operationIds } from "../../../src/core/catalogue/index.js";
import { definitions } from "../../../src/mcp/definitions.js";
import { fillIn, type Guide, type GuideName, guides } from "../../../src/tools/guides.js";
import { searchGuides } from "../../../src/tools/search/guides.js";

const all = Object.entries(guides) as [GuideName, Guide][];
/** Opt-in, or of another way of serving. */
const FURTHER_TOOLS = ["aiven_sql", "aiven_connect"];
/** In capitals within a word, and no operation. */
const NAMES = ["PostgreSQL", "MySQL", "OpenSearch", "ClickHouse"];

describe.each(all)("the guide %s", (name, guide) => {
  it("names operations and tools that there are", () => {
    const operations = guide.text.match(/\b[A-Z][a-z]+[A-Z][A-Za-z]+\b/g) ?? [];
    const known: readonly string[] = operationIds();
    expect(operations.length).toBeGreaterThan(1);
    expect(operations.filter((id) => !known.includes(id) && !NAMES.includes(id))).toEqual([]);
    const tools = guide.text.match(/\baiven_[a-z]+/g) ?? [];
    expect(tools.filter((tool) => !(tool in definitions) && !FURTHER_TOOLS.includes(tool))).toEqual([]);
  });

  it("names other guides that there are", () => {
    const named = Array.from(guide.text.matchAll(/guide ([a-z-]+)/g), ([, other]) => other ?? "");
    expect(named.filter((other) => !(other in guides))).toEqual([]);
  });

  it("has a place for everything that has to be known, and is whole without", () => {
    for (const need of Object.keys(guide.needs)) expect(guide.text).toContain(`{${need}}`);
    expect(fillIn(guide)).not.toMatch(/\{[a-z_]+\}/);
    expect(fillIn(guide)).toContain("<project>");
    const filled = fillIn(guide, { project: "acme-{run}" });
    expect(filled).toContain("acme-{run}");
    expect(filled).not.toContain("<project>");
  });

  it("fits into one result, and none of its phrases is a single word", () => {
    expect(guide.text.length).toBeLessThan(4_000);
    for (const phrase of guide.aka) expect(searchGuides(phrase), phrase).toContain(name);
  });
});

describe("guides", () => {
  it.each([
    ["how do I rotate the password of avnadmin without downtime", "rotate-credentials"],
    ["we want to power off dev services every night to save money", "nightly-shutdown"],
    ["upgrade postgres 15 to 17", "upgrade-safely"],
    ["somebody dropped a table by mistake, get it back", "restore-data"],
  ])("are found by %j", (query, name) => {
    expect(searchGuides(query)).toContain(name);
  });

  it.each(["list services", "create a kafka topic", "power off service", "delete service", "service logs", "", "why"])(
    "are not in the way of %j",
    (query) => {
      expect(searchGuides(query)).toEqual([]);
    },
  );
});
