import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/** Outside the checkout: an n8n is 3 GB, and takes minutes to install. */
export const CACHE = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "aiven-mcp");

const PLAYWRIGHT = "1.55.0";
const SCANNER = "0.32.0";
const LINTER = "0.48.3";

/** An installed n8n with the Node that runs it. */
export interface Installation {
  readonly version: string;
  readonly node: string;
  readonly cli: string;
  readonly env: Readonly<Record<string, string>>;
}

interface Release {
  readonly n8n: string;
  readonly node: string;
  /** What npm's registry has in place of what n8n takes from elsewhere. */
  readonly overrides: Readonly<Record<string, string>>;
  /** Modules that are not JavaScript: those that are `compiled`, and those that come compiled for this Node. */
  readonly compiled: readonly string[];
  readonly prebuilt: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** The n8n of today: everything is tried in it. */
export const CURRENT: Release = {
  n8n: "2.41.1",
  node: "24.21.0",
  overrides: {},
  compiled: ["sqlite3"],
  prebuilt: ["isolated-vm"],
  // It would ask n8n's makers for a list at each start.
  env: { N8N_DISABLED_MODULES: "mcp-registry" },
};

/** The last n8n that runs on Node 20. Its isolated-vm cannot be compiled there; n8n's older way with expressions needs none. */
export const PREVIOUS: Release = {
  n8n: "1.123.81",
  node: "20.20.2",
  overrides: { xlsx: "npm:@e965/xlsx@0.20.3" },
  compiled: ["sqlite3"],
  prebuilt: [],
  env: { N8N_EXPRESSION_ENGINE: "legacy" },
};

/** Installs an n8n from npm's registry where it is not yet. */
export async function installN8n(release: Release): Promise<Installation> {
  const { n8n, node, overrides, env: settings } = release;
  const runtime = `node-${process.platform}-${process.arch}`;
  const nodeHome = join(await install(`node-${node}`, { [runtime]: node }), "node_modules", runtime);
  const folder = await install(`n8n-${n8n}`, { n8n }, overrides, (at) => makeNative(release, nodeHome, at));
  return {
    version: n8n,
    node: join(nodeHome, "bin", "node"),
    cli: join(folder, "node_modules/n8n/bin/n8n"),
    env: settings,
  };
}

/** Makes the modules load that are not JavaScript; of those that come compiled, what does not load is compiled, too. */
async function makeNative({ compiled, prebuilt }: Release, nodeHome: string, at: string): Promise<void> {
  const path = `${join(nodeHome, "bin")}${delimiter}${process.env["PATH"]}`;
  // Nothing here lives long enough to need a fast SQLite, and -O0 compiles in a third of the time.
  const env = { PATH: path, CFLAGS: "-O0", npm_config_nodedir: nodeHome, npm_config_build_from_source: "true" };
  // npm hands what it was told to the programs that it starts, and those to this one.
  const flags = ["--ignore-scripts=false", "--foreground-scripts", "--silent"];
  const load = (name: string) =>
    run(join(nodeHome, "bin", "node"), ["-e", `require(${JSON.stringify(name)})`], at, env);
  const compile = (name: string) => npm(["rebuild", name, ...flags], at, env).then(() => load(name));
  for (const name of compiled) await compile(name);
  for (const name of prebuilt) await load(name).catch(() => compile(name));
}

/** Installs the library that drives a browser, and answers with its folder. */
export async function installPlaywright(): Promise<string> {
  const folder = await install(`playwright-core-${PLAYWRIGHT}`, { "playwright-core": PLAYWRIGHT });
  return join(folder, "node_modules/playwright-core");
}

/** Installs n8n's scanner of community packages, and answers with the folder of its modules. */
export async function installScanner(): Promise<string> {
  const folder = await install(`scan-${SCANNER}`, { "@n8n/scan-community-package": SCANNER });
  return join(folder, "node_modules");
}

/** Installs n8n's linter of community packages, and answers with the folder of its modules. */
export async function installLinter(): Promise<string> {
  const folder = await install(`node-cli-${LINTER}`, {
    "@n8n/node-cli": LINTER,
    "n8n-workflow": "2.41.0",
    typescript: "5.8.3",
  });
  return join(folder, "node_modules");
}

async function install(
  name: string,
  dependencies: Readonly<Record<string, string>>,
  overrides: Readonly<Record<string, string>> = {},
  finish?: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = join(CACHE, name);
  if (isInstalled(folder)) return folder;
  mkdirSync(CACHE, { recursive: true });
  // Whoever else installs the same does it in a folder of its own.
  const at = mkdtempSync(`${folder}-`);
  const begun = Date.now();
  const seconds = (): number => Math.round((Date.now() - begun) / 1000);
  const ticker = setInterval(() => process.stdout.write(`installing ${name}: ${seconds()} s\n`), 20_000);
  try {
    writeFileSync(join(at, "package.json"), JSON.stringify({ private: true, dependencies, overrides }));
    await npm(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], at, {});
    await finish?.(at);
    writeFileSync(join(at, DONE), "");
    putInPlace(at, folder);
  } finally {
    clearInterval(ticker);
    rmSync(at, { recursive: true, force: true });
  }
  process.stdout.write(`installed ${name} in ${seconds()} s\n`);
  return folder;
}

/** Written last: what was interrupted has none. */
const DONE = "installed";

function isInstalled(folder: string): boolean {
  return existsSync(join(folder, DONE));
}

/** Unless another process was first. */
function putInPlace(at: string, folder: string): void {
  try {
    renameSync(at, folder);
  } catch (error) {
    if (isInstalled(folder)) return;
    if (!existsSync(folder)) throw error;
    rmSync(folder, { recursive: true });
    renameSync(at, folder);
  }
}

const npm = (args: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Promise<void> =>
  run("npm", args, cwd, env);

/** Runs a program quietly; its output is shown only when it fails. */
async function run(
  program: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data) => {
      output += data;
    });
  }
  const code = await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  if (code !== 0) throw new Error(`${program} ${args.join(" ")} in ${cwd} ended with ${code}:\n${output.slice(-4000)}`);
}
