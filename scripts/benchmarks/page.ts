import type { OperationId } from "../../src/core/catalogue/index.js";
import { median } from "../budgets/stdio.js";
import { lackingInPeer, PEER } from "./peer.js";

/** What one conversation took. */
export interface TaskCost {
  readonly id: string;
  readonly title: string;
  readonly calls: number;
  readonly tokens: number;
  readonly needs: readonly OperationId[];
  readonly budget: { readonly calls: number; readonly tokens: number };
  readonly tools: readonly string[];
}

/** Ids and times differ from run to run by a few tokens, which say nothing. */
const ROUND = 10;

/** The list of tools that every conversation begins with. */
export interface ListCost {
  readonly tools: number;
  readonly tokens: number;
}

/** The page with the tables, tasks in the order of ids. */
export function benchmarksPage(costs: readonly TaskCost[], list: ListCost): string {
  const calls = costs.map((cost) => cost.calls);
  const tokens = costs.map((cost) => cost.tokens);
  const rows = costs.map(
    ({ id, title, budget, tools, ...cost }) =>
      `| [${id}](../test/tasks/${id}.test.ts) | ${title} | ${cost.calls} of ${budget.calls} | ${rounded(cost.tokens)} of ${budget.tokens} | ${inShort(tools)} |`,
  );
  const lacking = costs.map(({ id, needs }) => ({ id, operations: lackingInPeer(needs) }));
  const able = lacking.filter(({ operations }) => operations.length === 0);
  const peerRows = lacking.map(({ id, operations }) => `| ${id} | ${operations.join(", ") || "nothing"} |`);
  return `# Benchmarks

What users do with Aiven, as scripted conversations with the built server against the sandbox. A conversation knows what a model knows: the
descriptions of the tools and what they answer. What it has done is then checked over the API itself. Tokens are those of the results, as
o200k counts them; a model pays besides for the list of tools, once, and for what it writes.

\`npm run benchmarks\` runs them and writes this page. Each is also a test that fails beyond its budget: \`npx vitest run test/tasks\`.

| | Median | Worst | Sum |
| --- | --- | --- | --- |
| Calls | ${median(calls)} | ${Math.max(...calls)} | ${sum(calls)} |
| Tokens of results | ${rounded(median(tokens))} | ${rounded(Math.max(...tokens))} | ${rounded(sum(tokens))} |

| Task | | Calls | Tokens | Tools |
| --- | --- | --- | --- | --- |
${rows.join("\n")}

A plan that the user approves is two calls. A service that is built is waited for in a call of its own, of up to ten minutes; the sandbox's
time runs 60 times as fast. Passwords and certificates stay with the API and are not part of any result: the operator lets the secrets of
tasks that create some through (\`AIVEN_REVEAL=1\`: app-user, ch-query). Where a person or a program needs them, \`aiven_connect\` writes
them into a file. A link is a file that the client opens for its user, such as a PDF; it is counted as a call.

## Beside Aiven's own server

| | aiven-mcp | ${PEER.name} ${PEER.version} |
| --- | --- | --- |
| Tools in the list | ${list.tools} | ${PEER.tools} |
| Tokens of the list | ${list.tokens} | ${PEER.listTokens} |
| Tasks whose operations its tools can call | ${costs.length} of ${costs.length}, run here | ${able.length} of ${costs.length}, by its manifests |
| Waits, deletes services, confirms, goes on with long lists | yes | no |

Measured by this run: our list (o200k, as published by the built server without settings), calls and tokens of the tasks. Not measured by it:
all of ${PEER.name}. Its number of tools and their tokens come from an earlier measurement of ${PEER.version} on Node 20, also in o200k; what its tools
call was read from their manifests. The npm registry had no package of it to run, so no conversation with it was tried.

A task can be done with its tools only where they reach each operation that the task needs. That none lacks does not make it easy: its tools
do not wait, so that somebody has to come back and ask.

| Task | Not reached by any tool of ${PEER.name} ${PEER.version} |
| --- | --- |
${peerRows.join("\n")}
`;
}

/** \`search, service, write, wait\`: the tools in the order of their calls, without the prefix that all of them have. */
function inShort(tools: readonly string[]): string {
  const names = tools.map((tool) => tool.replace(/^aiven_/, ""));
  return names.flatMap((name, index) => (name === names[index - 1] ? [] : [name + times(names, index)])).join(", ");
}

function times(names: readonly string[], from: number): string {
  const run = names.slice(from).findIndex((name) => name !== names[from]);
  const count = run < 0 ? names.length - from : run;
  return count > 1 ? ` × ${count}` : "";
}

function rounded(tokens: number): number {
  return Math.round(tokens / ROUND) * ROUND;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
