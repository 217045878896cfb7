import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const BUILT = join(ROOT, "dist/aiven-mcp/cli.js");
const SOURCES = ["src", "package.json", "scripts/build.ts"];

/** Child processes run what is built: builds it when it is not there, or older than what it is built from. */
export function setup(): void {
  const newest = Math.max(...SOURCES.flatMap((path) => timesOf(join(ROOT, path))));
  if (existsSync(BUILT) && statSync(BUILT).mtimeMs >= newest) return;
  execFileSync(process.execPath, ["--import", "tsx", "scripts/build.ts"], { cwd: ROOT, stdio: "inherit" });
}

function timesOf(path: string): number[] {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return [mtimeMs];
  return readdirSync(path, { withFileTypes: true })
    .filter(({ name }) => name !== "node_modules" && name !== "n8n")
    .flatMap(({ name }) => timesOf(join(path, name)));
}
