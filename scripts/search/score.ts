/**
 * Scores the search on its test sets and prints the figures; with --misses the entries that were missed, with --held-out
 * only those that were set aside and never tuned on. Exits with 1 below the required shares.
 */
import { readFile } from "node:fs/promises";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";

interface Entry {
  readonly query: string;
  readonly expect: readonly string[];
  readonly held_out?: boolean;
}

const { values: options } = parseArgs({
  options: { misses: { type: "boolean", default: false }, "held-out": { type: "boolean", default: false } },
});

const SETS = [
  { file: "queries", name: "assistant's queries (2–7 words)", top1: 0.85, top5: 0.97 },
  { file: "sentences", name: "user's raw sentences", top1: 0, top5: 0.6 },
] as const;

/** What is published, with the index that its build made. */
const BUILT = new URL("../../dist/aiven-mcp/search.js", import.meta.url).href;
const { searchOperations }: typeof import("../../src/tools/search/index.js") = await import(BUILT);

const coldStart = performance.now();
searchOperations({ query: "warm up" });
const coldMs = performance.now() - coldStart;

let failed = false;
for (const { file, name, top1, top5 } of SETS) {
  const entries: Entry[] = JSON.parse(await readFile(`test/search/${file}.json`, "utf8"));
  for (const part of options["held-out"] ? ["held out"] : ["all", "held out"]) {
    const chosen = part === "all" ? entries : entries.filter((entry) => entry.held_out);
    const started = performance.now();
    const ranks = chosen.map(rank);
    const warmMs = (performance.now() - started) / chosen.length;
    const share = (limit: number) => ranks.filter((at) => at < limit).length / ranks.length;
    process.stdout.write(
      `${name}, ${part} (${chosen.length}): top-1 ${percent(share(1))}, top-5 ${percent(share(5))}, ${warmMs.toFixed(2)} ms a query\n`,
    );
    failed ||= share(1) < top1 || share(5) < top5;
    if (!options.misses) continue;
    for (const [at, entry] of chosen.entries()) {
      const found = ranks[at] ?? 0;
      if (found >= (top1 > 0 ? 1 : 5)) showMiss(entry, found);
    }
  }
}
process.stdout.write(`first search ${coldMs.toFixed(1)} ms of 40\n`);
if (failed) process.exitCode = 1;

/** Position of the first right hit; infinite when there is none. */
function rank({ query, expect }: Entry): number {
  const at = searchOperations({ query, limit: 30 }).findIndex(({ id }) => expect.includes(id));
  return at < 0 ? Number.POSITIVE_INFINITY : at;
}

function showMiss({ query, expect }: Entry, at: number): void {
  const got = searchOperations({ query, limit: 4 }).map(({ id }) => id);
  process.stdout.write(`  ${at} "${query}" wants ${expect.join(" | ")}; got ${got.join(", ")}\n`);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
