/**
 * Builds the publishable package dist/n8n-nodes-aiven: what the nodes share in one file with no dependencies, each node and
 * the credential in a file of its own at the path that package.json registers.
 */

import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";

const FROM = "src/n8n";
const OUT = "dist/n8n-nodes-aiven";
const SHARED = "shared/index";

const manifest = JSON.parse(await readFile(`${FROM}/package.json`, "utf8"));
const registered: string[] = [...manifest.n8n.nodes, ...manifest.n8n.credentials];
const sources = registered.map((path) => path.replace(/^dist\//, "").replace(/\.js$/, ""));

/** Lets every node load the one file of what they share. */
const shareOneFile: Plugin = {
  name: "share-one-file",
  setup({ onResolve }) {
    onResolve({ filter: /\/shared\/index\.js$/ }, ({ path }) => ({ path, external: true }));
  },
};

await rm(OUT, { recursive: true, force: true });
const common = {
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "es2022",
  external: ["n8n-workflow"],
  legalComments: "none",
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: "warning",
} satisfies BuildOptions;
await build({ ...common, entryPoints: { [SHARED]: `${FROM}/${SHARED}.ts` }, outdir: `${OUT}/dist` });
await build({
  ...common,
  entryPoints: Object.fromEntries(sources.map((path) => [path, `${FROM}/${path}.ts`])),
  outdir: `${OUT}/dist`,
  plugins: [shareOneFile],
});

const descriptions = sources.filter((path) => path.startsWith("nodes/")).map((path) => `${path}.json`);
for (const path of descriptions) {
  await mkdir(dirname(`${OUT}/dist/${path}`), { recursive: true });
  await cp(`${FROM}/${path}`, `${OUT}/dist/${path}`);
}
await cp(`${FROM}/icons`, `${OUT}/dist/icons`, { recursive: true });
await cp(`${FROM}/README.md`, `${OUT}/README.md`);
await cp(`${FROM}/images`, `${OUT}/images`, { recursive: true });
await cp("docs/workflows", `${OUT}/workflows`, { recursive: true });
await cp("LICENSE", `${OUT}/LICENSE`);
const { type: _, devDependencies: __, ...published } = manifest;
await writeFile(`${OUT}/package.json`, `${JSON.stringify(published, null, 2)}\n`);
