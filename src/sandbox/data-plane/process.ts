import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Writable } from "node:stream";

/** The account of the operating system that engines run as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Another account when this process is root, for PostgreSQL refuses to be; otherwise none, for it is the same. */
export function engineAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["postgres", "nobody"]) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(":") ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error("the data plane needs an account that is not root: neither postgres nor nobody is there");
}

/**
 * Runs an engine beside a shell that reads from a pipe which this process holds open. When this process is gone, however
 * it went, the pipe ends, and the shell ends the engine and removes what it kept. The engine takes the place of the outer
 * shell, so it is this process's own child.
 */
const GUARD = `
(
  cat <&3 >/dev/null
  kill -INT $$ 2>/dev/null || exit 0
  n=0
  while kill -0 $$ 2>/dev/null && [ $n -lt 50 ]; do sleep 0.2; n=$((n + 1)); done
  [ $n -lt 50 ] || kill -KILL $$
  rm -rf -- "$0"
) &
exec "$@" 3<&-`;

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  /** Where it keeps its files, and its log. */
  readonly directory: string;
  /** What to remove when this process ends without a chance to. */
  readonly root: string;
  readonly account: Account | undefined;
}

/** A process that lives no longer than this one. */
export class GuardedProcess {
  /** Resolves when it has ended. */
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  readonly #log: string;
  #isAlive = true;

  constructor({ command, args, directory, root, account }: Launch) {
    this.#log = join(directory, "log");
    const log = openSync(this.#log, "w", 0o600);
    this.#child = spawn("/bin/sh", ["-c", GUARD, root, command, ...args], {
      ...account,
      cwd: directory,
      env: cleanEnvironment(),
      // Away from the terminal: Ctrl-C is for the sandbox, which then stops its engines in order.
      detached: true,
      stdio: ["ignore", log, log, "pipe"],
    });
    closeSync(log);
    const guard = this.#child.stdio[3] as Writable;
    guard.on("error", () => {});
    this.ended = new Promise((resolve) => {
      const end = () => {
        this.#isAlive = false;
        guard.destroy();
        resolve();
      };
      this.#child.once("exit", end).once("error", end);
    });
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** The last that it said, for whoever has to find out why it ended. */
  lastWords(): string {
    return readFileSync(this.#log, "utf8").trim().split("\n").slice(-3).join(" | ");
  }

  async stop(signal: "SIGINT" | "SIGTERM"): Promise<void> {
    this.#child.kill(signal);
    const patience = setTimeout(() => this.#child.kill("SIGKILL"), 10_000);
    await this.ended;
    clearTimeout(patience);
  }

  /** Waits until a probe succeeds. Throws when the process ends before, or takes too long. */
  async untilReady(probe: () => Promise<boolean>, patienceMs = 30_000): Promise<void> {
    for (let tries = 0; tries < patienceMs / 50; tries++) {
      if (!this.#isAlive) throw new Error(`ended at once: ${this.lastWords()}`);
      if (await probe()) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`accepts no connections: ${this.lastWords()}`);
  }
}

export interface Run {
  readonly cwd: string;
  readonly account?: Account | undefined;
  /** What it reads; secrets go here, for everybody may see the arguments of a process. */
  readonly input?: string;
}

/** Runs a program to its end and answers with what it wrote. Throws with what it complained of when it fails. */
export async function run(
  command: string,
  args: readonly string[],
  { cwd, account, input = "" }: Run,
): Promise<string> {
  const child = spawn(command, args, { ...account, cwd, env: cleanEnvironment(), stdio: "pipe" });
  const [output, complaint]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => complaint.push(chunk));
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const [code] = (await once(child, "close")) as [number | null];
  if (code === 0) return Buffer.concat(output).toString();
  throw new Error(Buffer.concat(complaint).toString().trim() || `${command} ended with ${code}`);
}

/** Without the variables that direct an engine or its client elsewhere, such as PGHOST. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env["PATH"], LC_ALL: "C", TZ: "UTC" };
}
