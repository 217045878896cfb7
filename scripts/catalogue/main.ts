/**
 * Regenerates the catalogue of facts.
 *
 *   npm run catalogue                        from the pinned facts
 *   npm run catalogue -- --from <file|url>   from a new description: pins its facts, then regenerates
 *     [--permissions <file|url>]             … and the permissions per operation (YAML or JSON, id → list)
 *   npm run catalogue:check                  fails when the checked-in files differ from what the input gives
 */
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { parse as parseYaml } from "yaml";
import { emitFacts, emitIndex } from "./emit-facts.js";
import { emitResponses } from "./emit-responses.js";
import { emitTypes } from "./emit-types.js";
import { FAMILIES } from "./families.js";
import { type ProviderOperation, readOpenApi } from "./provider.js";
import { type Row, toRows } from "./rows.js";

const PINNED = new URL("./pinned/operations.json", import.meta.url);
const PINNED_PERMISSIONS = new URL("./pinned/permissions.json", import.meta.url);
const GENERATED = new URL("../../src/core/catalogue/generated/", import.meta.url);

const { values: options } = parseArgs({
  options: { from: { type: "string" }, permissions: { type: "string" }, check: { type: "boolean", default: false } },
});

const operations: ProviderOperation[] = options.from
  ? readOpenApi(JSON.parse(await load(options.from)))
  : JSON.parse(await readFile(PINNED, "utf8"));
const permissions: Record<string, string[]> = options.permissions
  ? parseYaml(await load(options.permissions))
  : JSON.parse(await readFile(PINNED_PERMISSIONS, "utf8"));

const files = render(toRows(operations, permissions));
files.set(PINNED.href, lines(operations));
files.set(PINNED_PERMISSIONS.href, `${JSON.stringify(permissions, null, 1)}\n`);

const stale: string[] = [];
for (const [url, text] of files) {
  if ((await readFile(new URL(url), "utf8").catch(() => "")) === text) continue;
  if (options.check) stale.push(fileURLToPath(url));
  else await writeFile(new URL(url), text);
}
if (stale.length > 0) {
  process.stderr.write(`Stale, run "npm run catalogue":\n${stale.map((path) => `  ${path}\n`).join("")}`);
  process.exitCode = 1;
} else {
  process.stdout.write(
    `${operations.length} operations of the provider, ${files.size} files ${options.check ? "fresh" : "written"}.\n`,
  );
}

function render(rows: readonly Row[]): Map<string, string> {
  const out = new Map<string, string>();
  const put = (name: string, text: string) => out.set(new URL(name, GENERATED).href, text);
  for (const family of FAMILIES) {
    put(
      `${family}.ts`,
      emitFacts(
        family,
        rows.filter((row) => row.family === family),
      ),
    );
  }
  put("index.ts", emitIndex());
  put("types.ts", emitTypes(rows));
  for (const [name, text] of emitResponses(rows)) put(`responses/${name}`, text);
  return out;
}

/** One operation per line: a change of the description is a readable diff. */
function lines(rows: readonly unknown[]): string {
  return `[\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]\n`;
}

async function load(from: string): Promise<string> {
  if (!/^https?:/.test(from)) return readFile(from, "utf8");
  const response = await fetch(from);
  if (!response.ok) throw new Error(`${from} answered ${response.status}`);
  return response.text();
}
