import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import type { Kind, Parameter } from "../../../../src/core/configuration/index.js";
import { searchParameters } from "../../../../src/tools/configuration/search.js";

interface Entry {
  readonly kind?: Kind;
  readonly type: string;
  readonly query: string;
  readonly expect: readonly string[];
  /** Written after the words and without a look at them. */
  readonly held_out?: true;
}

const entries: readonly Entry[] = JSON.parse(await readFile("test/search/parameters.json", "utf8"));

describe("the search for parameters", () => {
  it.each([
    ["all", entries],
    ["held out", entries.filter(({ held_out }) => held_out)],
  ])("finds what users ask for among the first five: %s", async (name, chosen) => {
    const found = await Promise.all(chosen.map(rank));
    const share = (limit: number) => found.filter((at) => at < limit).length / chosen.length;
    process.stdout.write(`${name}, ${chosen.length}: top-1 ${percent(share(1))}, top-5 ${percent(share(5))}\n`);
    expect(chosen.filter((_, at) => (found[at] ?? 0) >= 5).length / chosen.length).toBeLessThanOrEqual(0.05);
  });

  it.each([
    ["pg", "pg.max_connections"],
    ["pg", "max_connections"],
    ["pg", "work_mem"],
    ["mysql", "mysql.sql_mode"],
    ["opensearch", "search_max_buckets"],
    ["thanos", "compactor.retention.days"],
  ])("puts first what is named, in %s: %s", async (type, query) => {
    const [first = ""] = await searchParameters({ kind: "services", type, query });
    expect(first.endsWith(query)).toBe(true);
  });

  it("searches retired types as well", async () => {
    expect(await searchParameters({ kind: "services", type: "redis", query: "eviction" })).toContain(
      "redis_maxmemory_policy",
    );
  });

  it("finds what only a live schema has, by its words", async () => {
    const facts: Parameter = {
      type: "object",
      properties: { novelty: { type: "boolean", description: "Makes the service shine in the dark." } },
    };
    const asked = { kind: "services", type: "pg", query: "shining", facts } as const;
    expect(await Promise.all([asked, asked].map(searchParameters))).toEqual([["novelty"], ["novelty"]]);
    expect(await searchParameters({ ...asked, query: "memory of a sort" })).toEqual([]);
    expect(await searchParameters({ kind: "services", type: "pg", query: "shining" })).toEqual([]);
  });

  it("finds nothing where there is nothing", async () => {
    expect(await searchParameters({ kind: "services", type: "nothing", query: "eviction" })).toEqual([]);
    expect(await searchParameters({ kind: "integrations", type: "dashboard", query: "eviction" })).toEqual([]);
  });

  it("answers with as many as asked for", async () => {
    expect(await searchParameters({ kind: "services", type: "pg", query: "log", limit: 3 })).toHaveLength(3);
  });
});

async function rank({ kind = "services", type, query, expect }: Entry): Promise<number> {
  const at = (await searchParameters({ kind, type, query, limit: 30 })).findIndex((path) => expect.includes(path));
  return at < 0 ? Number.POSITIVE_INFINITY : at;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
