import { describe, expect, it } from "vitest";
import { parse, reachable, type SourceFile, sourceFiles } from "./source-files.js";

/** Which rooms each room may import, itself apart (design §2). `root` is what lies directly in src. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  tools: ["core"],
  sandbox: ["core"],
  node: ["core", "tools", "sandbox", "root"],
  mcp: ["core", "tools", "node", "root"],
  cli: ["core", "tools", "node", "mcp", "sandbox", "root"],
  n8n: ["core", "tools"],
  root: ["core", "node", "sandbox"],
};

/** Where a package may be imported; a room that is not named here imports what it likes. */
const PACKAGES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  core: {},
  tools: {
    zod: ["src/tools/input.ts", "src/tools/input-issues.ts"],
    stemmer: ["src/tools/search/terms.ts"],
  },
  sandbox: {},
  node: {
    undici: ["src/node/transport.ts"],
    "jq-wasm": ["src/node/jq/thread.ts"],
    pg: ["src/node/sql/postgres.ts", "src/node/sql/postgres-query.ts"],
    mysql2: ["src/node/sql/mysql.ts"],
  },
};

/** What n8n forbids in a package, and what a pure room gets handed instead. */
const FORBIDDEN = [
  ...["process", "console", "globalThis", "global", "window", "self", "require", "module", "__dirname", "__filename"],
  ...["setTimeout", "setInterval", "setImmediate", "clearTimeout", "clearInterval", "clearImmediate"],
  ...["queueMicrotask", "fetch", "XMLHttpRequest", "Buffer", "eval", "Function"],
];

const LONGEST = 300;
/** Tables: long because there is much to say, not because much happens. */
const TABLES = [
  /^src\/tools\/operations\//,
  /^src\/tools\/fields\.ts$/,
  /^src\/tools\/search\/vocabulary\.ts$/,
  /^src\/core\/error-codes\.ts$/,
  /^scripts\/catalogue\/additions\.ts$/,
];

const src = sourceFiles("src");
const scripts = sourceFiles("scripts");
const handWritten = src.filter(({ path }) => !path.includes("/generated/"));

describe("rooms", () => {
  it("are all known", () => {
    expect([...new Set(src.map(({ path }) => roomOf(path)))].filter((room) => !(room in MAY_IMPORT))).toEqual([]);
    expect(src.length).toBeGreaterThan(100);
  });

  it.each(Object.entries(MAY_IMPORT))("%s imports only from itself and: %s", (room, allowed) => {
    const wrong = importsOf(inRoom(room)).filter(([, target]) => {
      return target.includes("/") && isOwn(target) && ![room, ...allowed].includes(roomOf(target));
    });
    expect(wrong).toEqual([]);
  });

  it("leave scripts and tests alone", () => {
    expect(importsOf(src).filter(([, target]) => /^(scripts|test)\//.test(target))).toEqual([]);
  });

  it("import only files that are there", () => {
    const paths = new Set([...src, ...scripts].map(({ path }) => path));
    const lost = importsOf([...src, ...scripts]).filter(
      ([, target]) => /^(src|scripts)\/.*\.ts$/.test(target) && !paths.has(target),
    );
    expect(lost).toEqual([]);
  });
});

describe("packages", () => {
  it.each(["core", "tools"])("%s imports nothing from Node", (room) => {
    expect(importsOf(inRoom(room)).filter(([, target]) => target.startsWith("node:"))).toEqual([]);
  });

  it.each(Object.entries(PACKAGES))("%s imports packages only where it may", (room, allowed) => {
    const wrong = importsOf(inRoom(room)).filter(([path, target]) => {
      return !isOwn(target) && !target.startsWith("node:") && !allowed[target]?.includes(path);
    });
    expect(wrong).toEqual([]);
  });

  it("n8n never comes to load zod", () => {
    const start = src.filter(({ path }) => roomOf(path) === "n8n");
    const loaded = start.flatMap(({ path }) => reachable(src, path)).map(({ path }) => path);
    expect(loaded).not.toContain("src/tools/input.ts");
  });
});

describe("the pure rooms", () => {
  const pure = [...inRoom("core"), ...inRoom("tools")];

  it.each(pure.map((file) => [file.path, file] as const))("%s touches nothing of the world", (_, file) => {
    expect(FORBIDDEN.filter((name) => file.names.has(name))).toEqual([]);
  });
});

describe("the stdio server", () => {
  it.each(["src/mcp/stdio.ts", "src/cli/main.ts"])(
    "writes nothing but JSON-RPC: no console in anything that %s reaches",
    (start) => {
      const files = reachable(src, start);
      expect(files.length).toBeGreaterThan(50);
      expect(files.filter((file) => file.names.has("console")).map(({ path }) => path)).toEqual([]);
    },
  );
});

describe("files", () => {
  it(`are no longer than ${LONGEST} lines, tables apart`, () => {
    const long = [...handWritten, ...scripts]
      .filter(({ path, lines }) => lines > LONGEST && !TABLES.some((table) => table.test(path)))
      .map(({ path, lines }) => `${path}: ${lines}`);
    expect(long).toEqual([]);
  });

  it("export by name", () => {
    const files = [...src, ...scripts, ...sourceFiles("test")];
    expect(files.filter((file) => file.hasDefaultExport).map(({ path }) => path)).toEqual([]);
  });

  it("are called in kebab-case, and not utils, helpers, common or types", () => {
    const own = handWritten.filter(({ path }) => roomOf(path) !== "n8n");
    const names = own.map(({ path }) => [path, path.split("/").at(-1) ?? ""] as const);
    expect(names.filter(([, name]) => !/^[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(name))).toEqual([]);
    expect(names.filter(([, name]) => /^(utils?|helpers?|common|types|misc)\.ts$/.test(name))).toEqual([]);
  });
});

describe("this test", () => {
  const read = (text: string) => parse("src/core/deep/x.ts", text);

  it.each([
    ['import { a } from "../y.js";', ["src/core/y.ts"]],
    ['import type { A } from "node:fs";', ["node:fs"]],
    ['export * from "zod/v4";', ["zod"]],
    ['const x = await import("@scope/pack/deep");', ["@scope/pack"]],
    ['type X = import("undici").Agent;', ["undici"]],
    ['const x = require("left-pad");', ["left-pad"]],
    ["const text = \"import x from 'no-import'\";", []],
  ])("sees the import in %s", (text, imports) => {
    expect(read(text).imports).toEqual(imports);
  });

  it.each([
    "console.log(1)",
    "const { env } = process;",
    "f(setTimeout)",
    "const x = { console };",
    "globalThis['x']",
    "typeof require",
  ])("sees the name in %s", (text) => {
    expect(FORBIDDEN.some((name) => read(text).names.has(name))).toBe(true);
  });

  it.each([
    "x.console()",
    "const x = { process: 1 };",
    "interface X { fetch: string }",
    "// console.log(1)",
    'const x = "process";',
    "const { console: c } = x;",
  ])("lets %s pass", (text) => {
    expect(FORBIDDEN.filter((name) => read(text).names.has(name))).toEqual([]);
  });

  it.each([
    "export default 1;",
    "export default class X {}",
    "export { x as default };",
    "export default function f() {}",
  ])("sees the default export in %s", (text) => {
    expect(read(text).hasDefaultExport).toBe(true);
  });
});

function roomOf(path: string): string {
  return /^src\/([^/]+)\//.exec(path)?.[1] ?? "root";
}

function inRoom(room: string): SourceFile[] {
  return src.filter(({ path }) => roomOf(path) === room);
}

function isOwn(target: string): boolean {
  return /^(src|scripts|test)\//.test(target) || target.startsWith("..");
}

function importsOf(files: readonly SourceFile[]): [path: string, target: string][] {
  return files.flatMap(({ path, imports }) => imports.map((target): [string, string] => [path, target]));
}
