/** Writes the generated pages of docs/; with --check fails when they are stale. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { allOperations } from "../../src/tools/operation.js";
import { configurationPages } from "./configuration.js";
import { familyPage } from "./operations.js";
import { riskPage } from "./risk.js";

const { values: options } = parseArgs({ options: { check: { type: "boolean", default: false } } });

const operations = allOperations();
const families = [...new Set(operations.map(({ family }) => family))];
const pages = new Map<string, string>([
  ["docs/risk.md", riskPage(operations)],
  ...families.map((family): [string, string] => [
    `docs/operations/${family}.md`,
    familyPage(
      family,
      operations.filter((operation) => operation.family === family),
    ),
  ]),
  ...(await configurationPages()),
]);

const stale: string[] = [];
for (const [path, text] of pages) {
  if ((await readFile(path, "utf8").catch(() => "")) === text) continue;
  stale.push(path);
  if (options.check) continue;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
if (options.check && stale.length > 0) {
  process.stderr.write(`Stale, run "npm run docs":\n${stale.map((path) => `  ${path}\n`).join("")}`);
  process.exitCode = 1;
} else {
  process.stdout.write(
    `${pages.size} pages ${options.check ? "fresh" : `current, ${stale.length} of them written`}.\n`,
  );
}
