import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The revisions whose requirements are run, and how many scenarios count for each. */
export const REVISIONS = { "2025-11-25": 30, "2026-07-28": 37 } as const;
export type Revision = keyof typeof REVISIONS;

/** The official suite: its version and its command. */
export function findSuite(): { version: string; cli: string } {
  const manifest = fileURLToPath(import.meta.resolve("@modelcontextprotocol/conformance/package.json"));
  return { version: JSON.parse(readFileSync(manifest, "utf8")).version, cli: join(dirname(manifest), "dist/index.js") };
}

/** A server that prints its URL as one line of JSON. */
export async function startServer(args: readonly string[]): Promise<{ url: string; stop(): void }> {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", resolve);
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return { url: (JSON.parse(line) as { url: string }).url, stop: () => void child.kill() };
}

/** Runs what a revision requires. The names of the scenarios that count, with whether each passes. */
export async function runSuite(cli: string, revision: Revision, url: string): Promise<Map<string, boolean>> {
  const out = mkdtempSync(join(tmpdir(), "conformance-"));
  try {
    const where = url.replace("127.0.0.1", "localhost");
    const args = [...forThisNode(), cli, "server", "--url", where, "--requirements", revision, "-o", out];
    const text = await outputOf(spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] }));
    const [, unscored = ""] = text.split(/^Not scored for /m);
    const free = new Set([...unscored.matchAll(/^\s*[✓✗] (\S+) \(/gm)].map(([, name]) => name));
    return new Map([...readResults(out)].filter(([name]) => !free.has(name)).sort());
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** The suite wants Node 22 for a command that is not used here; on Node 20 its import is taken out. */
function forThisNode(): string[] {
  if (Number(process.versions.node.split(".")[0]) >= 22) return [];
  return ["--no-warnings", "--import", new URL("./node20.mjs", import.meta.url).href];
}

async function outputOf(child: ChildProcess): Promise<string> {
  let text = "";
  child.stdout?.setEncoding("utf8").on("data", (chunk) => {
    text += chunk;
  });
  await once(child, "close");
  return text;
}

/** Each scenario has a folder, `server-<name>-<time>`. */
function* readResults(folder: string): Iterable<[string, boolean]> {
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!path.endsWith("checks.json")) continue;
    const checks = JSON.parse(readFileSync(join(folder, path), "utf8")) as { status: string }[];
    const name = /(?:^|[\\/])(?:server-)?([^\\/]+)-\d{4}-\d\d-\d\dT[^\\/]*[\\/]checks\.json$/.exec(path)?.[1];
    if (name) yield [name, checks.every(({ status }) => status !== "FAILURE")];
  }
}
