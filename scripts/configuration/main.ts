/**
 * Regenerates the facts of configurations.
 *
 *   npm run configuration                      from the pinned facts
 *   npm run configuration -- --from <folder>   from new schemas (YAML files of the provider's go-api-schemas): pins their facts first
 *   npm run configuration -- --check           fails when the checked-in files differ from what the input gives
 */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { parse as parseYaml } from "yaml";
import type { Kind, Parameter, TypeFacts } from "../../src/core/configuration/parameter.js";
import { listParameters } from "../../src/core/configuration/paths.js";
import { parseJson, stringifyJson } from "../../src/core/json.js";
import { emitFacts } from "./emit-facts.js";
import { emitPaths, emitTypes } from "./emit-types.js";
import { readType } from "./provider.js";

const PINNED = new URL("./pinned/", import.meta.url);
const GENERATED = new URL("../../src/core/configuration/generated/", import.meta.url);

const SOURCES: Readonly<Record<Kind, string>> = {
  services: "service_types.yml",
  integrations: "integration_types.yml",
  endpoints: "integration_endpoint_types.yml",
  retired: "retired_service_types.yml",
};

const { values: options } = parseArgs({
  options: { from: { type: "string" }, check: { type: "boolean", default: false } },
});

const kinds = Object.fromEntries(
  await Promise.all(Object.entries(SOURCES).map(async ([kind, file]) => [kind, await read(kind, file)] as const)),
) as Record<Kind, TypeFacts>;

const files = new Map<string, string>();
for (const [kind, facts] of Object.entries(kinds)) files.set(new URL(`${kind}.json`, PINNED).href, lines(facts));
for (const [name, text] of [
  ...emitFacts(kinds),
  ["types.ts", emitTypes(kinds)],
  ["paths.ts", emitPaths(kinds)],
] as const) {
  files.set(new URL(name, GENERATED).href, text);
}

const stale: string[] = [];
for (const [url, text] of files) {
  if ((await readFile(new URL(url), "utf8").catch(() => "")) === text) continue;
  stale.push(url);
  if (options.check) continue;
  await mkdir(new URL(".", url), { recursive: true });
  await writeFile(new URL(url), text);
}
for (const url of await orphans()) {
  stale.push(url);
  if (!options.check) await rm(new URL(url));
}
if (options.check && stale.length > 0) {
  const paths = stale.map((url) => `  ${fileURLToPath(url)}\n`);
  process.stderr.write(`Stale, run "npm run configuration":\n${paths.join("")}`);
  process.exitCode = 1;
} else {
  for (const [kind, facts] of Object.entries(kinds)) process.stdout.write(`${kind}: ${count(facts)}\n`);
  process.stdout.write(
    `${files.size} files ${options.check ? "fresh" : `current, ${stale.length} of them written`}.\n`,
  );
}

async function read(kind: string, file: string): Promise<TypeFacts> {
  if (options.from === undefined) {
    return parseJson(await readFile(new URL(`${kind}.json`, PINNED), "utf8")) as TypeFacts;
  }
  const types = parseYaml(await readFile(`${options.from}/${file}`, "utf8")) as Record<string, unknown>;
  const names = Object.keys(types).sort();
  return Object.fromEntries(names.map((name) => [name, readType(types[name], name)]));
}

/** One parameter per line: a change of the schemas is a readable diff. */
function lines(facts: TypeFacts): string {
  const types = Object.entries(facts).map(([type, { properties = {}, ...rest }]) => {
    const own = Object.entries(properties).map(([name, inner]) => `  ${JSON.stringify(name)}: ${stringifyJson(inner)}`);
    const others = stringifyJson(rest).slice(1, -1);
    return `${JSON.stringify(type)}: {${others}, "properties": {\n${own.join(",\n")}\n}}`;
  });
  return `{\n${types.join(",\n")}\n}\n`;
}

/** Generated files of types that are no more. */
async function orphans(): Promise<string[]> {
  const there = await readdir(GENERATED, { recursive: true });
  const names = there.filter((name) => name.endsWith(".ts")).map((name) => new URL(name, GENERATED).href);
  return names.filter((url) => !files.has(url));
}

function count(facts: TypeFacts): string {
  const all = Object.values(facts).flatMap((type: Parameter) => listParameters(type));
  const marked = (mark: keyof Parameter) => all.filter(([, parameter]) => parameter[mark]).length;
  const types = Object.keys(facts).length;
  return `${types} types, ${all.length} parameters, ${marked("secret")} secret, ${marked("restart")} restart, ${marked("createOnly")} create-only, ${marked("deprecated")} deprecated`;
}
