import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";

/** NODE_EXTRA_CA_CERTS alone adds tens of milliseconds to each start of Node 20, which is not ours to answer for. */
const { NODE_EXTRA_CA_CERTS: _, ...rest } = process.env;
export const ENV: NodeJS.ProcessEnv = rest;

const CLIENT = { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "budgets", version: "1" } };

/** A server under test, spoken to in bare JSON-RPC so that no client's work is measured. */
export interface Server {
  readonly pid: number;
  /** Milliseconds from spawn to the list of tools. */
  readonly readyMs: number;
  readonly tools: readonly unknown[];
  request(method: string, params: unknown): Promise<Record<string, unknown>>;
  stop(): void;
}

const BUILT = "dist/aiven-mcp/cli.js";

/** Starts the built server, or another, and waits for its list of tools. */
export async function startServer(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  program = BUILT,
): Promise<Server> {
  const started = performance.now();
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...ENV, ...env },
  });
  const request = speak(child);
  await request("initialize", CLIENT);
  const { tools } = await request("tools/list", {});
  const readyMs = performance.now() - started;
  return { pid: child.pid ?? 0, readyMs, tools: tools as unknown[], request, stop: () => child.kill() };
}

function speak(child: ChildProcess): Server["request"] {
  const waiting = new Map<number, (result: Record<string, unknown>) => void>();
  let id = 0;
  if (!child.stdout || !child.stdin) throw new Error("the server has no pipes");
  createInterface({ input: child.stdout }).on("line", (line) => {
    const message = JSON.parse(line) as { id?: number; result?: Record<string, unknown>; error?: unknown };
    if (message.id === undefined) return;
    waiting.get(message.id)?.(message.result ?? { error: message.error });
    waiting.delete(message.id);
  });
  const { stdin } = child;
  return (method, params) =>
    new Promise((resolve) => {
      id += 1;
      waiting.set(id, resolve);
      stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id, method, params })}\n`);
    });
}

/** Milliseconds that Node takes to do nothing. */
export async function bareNodeMs(): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, ["-e", "0"], { stdio: "ignore", env: ENV });
  await new Promise((resolve) => child.once("exit", resolve));
  return performance.now() - started;
}

/** Peak resident memory of a process in MiB; undefined where /proc does not tell. */
export function peakMemoryMiB(pid: number): number | undefined {
  try {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kilobytes ? Number(kilobytes) / 1024 : undefined;
  } catch {
    return undefined;
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.slice().sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
