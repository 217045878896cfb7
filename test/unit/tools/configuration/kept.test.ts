import { describe, expect, it } from "vitest";
import { loadKind } from "../../../../src/core/configuration/index.js";
import { listParameters } from "../../../../src/core/configuration/paths.js";
import { KEPT, VERSIONS } from "../../../../src/tools/configuration/kept.js";
import { loadWords } from "../../../../src/tools/configuration/words.js";

const types = Object.entries(await loadKind("services"));
const all = types.flatMap(([type, facts]) => listParameters(facts).map(([path]) => ({ type, path })));

/** Keeps at least so much of a log that only replicas read; nothing that users put in is deleted. */
const OTHERS = ["binlog_retention_period"];

describe("the facts of live services", () => {
  it("have every version of a service, and no other, among those that only go up", () => {
    const versions = all.filter(({ type, path }) => path === `${type}_version`).map(({ path }) => path);
    expect(versions.sort()).toEqual([...VERSIONS].sort());
  });

  it("have everything that decides what is kept among what may delete", () => {
    const named = all.filter(({ path }) => /retention|cleanup_policy|max_index_count/.test(path));
    const names = named.map(({ path }) => path.replace(/^.*\[\]\./, "").replace(/^[a-z_]+\.(?=.)/, ""));
    expect([...new Set(names)].filter((name) => !KEPT.has(name) && !OTHERS.includes(name))).toEqual([]);
    const leaves = all.map(({ path }) => path);
    expect([...KEPT].filter((name) => !leaves.some((path) => `.${path}`.endsWith(`.${name}`)))).toEqual([]);
  });

  it("are said to be one-way where a version is", async () => {
    for (const [type] of types.filter(([type]) => VERSIONS.has(`${type}_version`))) {
      const words = await loadWords("services", type);
      expect(words.get(`${type}_version`)?.marks, type).toContain("one-way");
    }
  });
});
