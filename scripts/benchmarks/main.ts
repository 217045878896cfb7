/** Runs the tasks of test/tasks and writes what they took into docs/benchmarks.md; fails when one of them does. */
import { writeFile } from "node:fs/promises";
import { encode } from "gpt-tokenizer/encoding/o200k_base";
import type { TestCase } from "vitest/node";
import { startVitest } from "vitest/node";
import { median, startServer } from "../budgets/stdio.js";
import { benchmarksPage } from "./page.js";

const MEDIAN_CALLS = 4;
const MOST_CALLS = 8;

const vitest = await startVitest("test", ["test/tasks/"], { watch: false, reporters: ["dot"] });
const cases: TestCase[] = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests()]);
await vitest.close();

const failed = cases.filter((test) => test.result().state !== "passed").map(({ name }) => name);
const costs = cases.flatMap((test) => test.meta().conversation ?? []).sort((a, b) => (a.id < b.id ? -1 : 1));
const calls = costs.map((cost) => cost.calls);
if (failed.length > 0 || costs.length === 0) {
  process.stderr.write(`Nothing is written: ${failed.join("; ") || "there is no task"}.\n`);
  process.exitCode = 1;
} else {
  await writeFile("docs/benchmarks.md", benchmarksPage(costs, await listed()));
  const [middle, most] = [median(calls), Math.max(...calls)];
  process.stdout.write(`${costs.length} tasks done; calls: ${middle} in the median, ${most} at most.\n`);
  if (middle > MEDIAN_CALLS || most > MOST_CALLS) process.exitCode = 1;
}

/** The list of tools that the built server publishes without settings. */
async function listed(): Promise<{ readonly tools: number; readonly tokens: number }> {
  const server = await startServer([], {});
  server.stop();
  return { tools: server.tools.length, tokens: encode(JSON.stringify(server.tools)).length };
}
