/**
 * Runs the official MCP conformance suite against the built server and against the suite's own tools on our HTTP code, and
 * fails when a scenario does otherwise than docs/conformance.md says. --write writes that page. Needs a build.
 */
import { writeFileSync } from "node:fs";
import { findSuite, REVISIONS, type Revision, runSuite, startServer } from "./suite.js";
import { UNREACHABLE } from "./unreachable.js";

interface Run {
  readonly revision: Revision;
  readonly product: ReadonlyMap<string, boolean>;
  readonly fixture: ReadonlyMap<string, boolean>;
}

const { version, cli } = findSuite();
const product = await startServer(["dist/aiven-mcp/cli.js", "--http", "--port", "0", "--sandbox"]);
const fixture = await startServer(["--import", "tsx", "test/mcp/conformance/fixture.ts"]);
const runs: Run[] = [];
try {
  for (const revision of Object.keys(REVISIONS) as Revision[]) {
    runs.push({
      revision,
      product: await runSuite(cli, revision, product.url),
      fixture: await runSuite(cli, revision, fixture.url),
    });
  }
} finally {
  product.stop();
  fixture.stop();
}

for (const run of runs) {
  const ours = `${passed(run.product)} of ${run.product.size}`;
  process.stdout.write(
    `${run.revision}: the server ${ours}, the fixture ${passed(run.fixture)} of ${run.fixture.size}\n`,
  );
}
const surprises = runs.flatMap(surprisesOf);
for (const surprise of surprises) process.stdout.write(`${surprise}\n`);
if (surprises.length > 0) process.exitCode = 1;
if (process.argv.includes("--write")) writeFileSync("docs/conformance.md", page());

function passed(results: ReadonlyMap<string, boolean>): number {
  return [...results.values()].filter(Boolean).length;
}

function surprisesOf({ revision, product: ours, fixture: suite }: Run): string[] {
  const scored = REVISIONS[revision];
  return [
    ...(ours.size === scored && suite.size === scored ? [] : [`${revision}: ${ours.size} scenarios, not ${scored}`]),
    ...[...suite].flatMap(([name, ok]) => (ok ? [] : [`${revision}: the fixture fails ${name}`])),
    ...[...ours].flatMap(([name, ok]) => {
      if (ok === !Object.hasOwn(UNREACHABLE, name)) return [];
      return [`${revision}: ${name} ${ok ? "passes now: take it from the list" : "fails, and the list has no reason"}`];
    }),
  ];
}

function page(): string {
  const rows = runs.map((run) => {
    return `| ${run.revision} | ${passed(run.product)} of ${run.product.size} | ${passed(run.fixture)} of ${run.fixture.size} |`;
  });
  const names = [...new Set(runs.flatMap((run) => [...run.product.keys()]))].sort();
  const scenarios = names.map((name) => {
    const cells = runs.map((run) => mark(run.product.get(name)));
    return `| ${name} | ${cells.join(" | ")} | ${UNREACHABLE[name] ?? ""} |`;
  });
  return `<!-- Written by \`npm run conformance -- --write\`. -->
# Conformance

The official suite, \`@modelcontextprotocol/conformance\` ${version}, run by \`npm run conformance\` with what each revision of the protocol
requires. Most scenarios call tools, prompts and resources that the suite brings itself and that no product has. So it runs twice: against
our server over HTTP, and against a fixture that puts the suite's own tools on our HTTP code. The fixture keeps sessions for clients of
2025-11-25, where the client's answer to a question of the server needs one; our server asks no questions in that protocol and keeps none.

| Revision | Our server | The suite's tools on our HTTP code |
| --- | --- | --- |
${rows.join("\n")}

| Scenario | ${runs.map(({ revision }) => revision).join(" | ")} | Why it cannot pass |
| --- | --- | --- | --- |
${scenarios.join("\n")}
`;
}

function mark(result: boolean | undefined): string {
  if (result === undefined) return "";
  return result ? "passes" : "no";
}
