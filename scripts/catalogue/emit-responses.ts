import type { Schema } from "../../src/core/catalogue/schema.js";
import { HEADER } from "./emit-facts.js";
import { FAMILIES, type Family } from "./families.js";
import { literal, plainName } from "./literal.js";
import type { Row } from "./rows.js";
import { findShared, type Shared, walk } from "./shared.js";

/** The files of `responses/`: the shape of each operation's answer, and the parts that several of them share. */
export function emitResponses(rows: readonly Row[]): Map<string, string> {
  const shared = findShared(
    rows.flatMap((row) => (row.response ? [...walk(row.response, row.id, row.family)] : [])),
    60,
  );
  const files = new Map<string, string>();
  files.set("shared.ts", emitShared(shared));
  for (const family of FAMILIES) {
    const own = rows.filter((row) => row.family === family);
    files.set(`${family}.ts`, emitFamily(family, own, shared));
  }
  return files.set("index.ts", emitIndex());
}

/** Shared parts are written after the parts that they hold, so that each constant is defined before its use. */
function emitShared(shared: ReadonlyMap<string, Shared>): string {
  const lines: string[] = [];
  const written = new Set<string>();
  const plain = new Map<string, string>();
  const write = (entry: Shared) => {
    if (written.has(entry.name)) return;
    written.add(entry.name);
    const text = literal(entry.schema, (value) => {
      if (value === entry.schema) return undefined;
      const name = plainName(value as Schema);
      if (name) plain.set(name, literal(value));
      const inner = shared.get(JSON.stringify(value));
      if (inner) write(inner);
      return name ?? inner?.name;
    });
    lines.push(`export const ${entry.name}: Schema = ${text};`);
  };
  for (const entry of [...shared.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) write(entry);
  const constants = [...plain].sort().map(([name, value]) => `export const ${name}: Schema = ${value};`);
  return [`${HEADER}import type { Schema } from "../../schema.js";`, "", ...constants, "", ...lines, ""].join("\n");
}

function emitFamily(family: Family, rows: readonly Row[], shared: ReadonlyMap<string, Shared>): string {
  const imports = new Set<string>();
  const constants = new Map<string, string>();
  const hoisted = (value: object) => {
    const plain = plainName(value as Schema);
    if (plain) constants.set(plain, literal(value));
    const part = shared.get(JSON.stringify(value))?.name;
    if (part) imports.add(part);
    return plain ?? part;
  };
  const lines = rows.flatMap((row) => (row.response ? [`  ${row.id}: ${literal(row.response, hoisted)},`] : []));
  return [
    `${HEADER}import type { Schema } from "../../schema.js";`,
    ...(imports.size > 0 ? [`import { ${[...imports].sort().join(", ")} } from "./shared.js";`] : []),
    "",
    ...[...constants].sort().map(([name, value]) => `const ${name}: Schema = ${value};`),
    "",
    `export const ${family}: Readonly<Record<string, Schema>> = {`,
    ...lines,
    "};",
    "",
  ].join("\n");
}

function emitIndex(): string {
  return [
    `${HEADER}import type { Schema } from "../../schema.js";`,
    'import type { Family } from "../types.js";',
    ...FAMILIES.map((family) => `import { ${family} } from "./${family}.js";`),
    "",
    `export const responses: Readonly<Record<Family, Readonly<Record<string, Schema>>>> = { ${FAMILIES.join(", ")} };`,
    "",
  ].join("\n");
}
