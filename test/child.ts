import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { devNull } from "node:os";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** The built command line. */
export const CLI = fileURLToPath(new URL("../dist/aiven-mcp/cli.js", import.meta.url));

/** The version that the build has put into it. */
export const BUILT_VERSION: string = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
).version;

export type Variables = Readonly<Record<string, string>>;

/** An environment without the tester's own token, configuration and proxies. */
export function environment(variables: Variables = {}): Record<string, string> {
  return { PATH: process.env["PATH"] ?? "", HOME: devNull, AIVEN_CONFIG_DIR: devNull, ...variables };
}

/** Starts the built command line with three pipes. It ends with the test, if it does not before. */
export function spawnCli(args: readonly string[], variables: Variables = {}): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [CLI, ...args], { env: environment(variables) });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Everything that a child says until it ends, and how it ends. */
export async function outcomeOf(child: ChildProcessWithoutNullStreams): Promise<Outcome> {
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    stderr += text;
  });
  const [code, signal] = await once(child, "close");
  return { code, signal, stdout, stderr };
}

/** Runs a command to its end; nothing is on its stdin. */
export function runCli(args: readonly string[], variables: Variables = {}): Promise<Outcome> {
  const child = spawnCli(args, variables);
  child.stdin.end();
  return outcomeOf(child);
}
