import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Agent, request } from "undici";
import { median, startServer } from "./stdio.js";

const AT_ONCE = 32;
const ROUNDS = 8;
const BATCH = 320;
/** As far away as the API mostly is, or nearer. */
const LATENCY_MS = 25;
const FEW = 1_000;
const MANY = 10_000;

type Task = () => Promise<void>;

/** Reads per second, so many at the same time, of undici alone and of both transports in the same run. */
export interface ReadsPerSecond {
  readonly raw: number;
  readonly stdio: number;
  readonly http: number;
}

export interface HttpFigures {
  /** Milliseconds of tools/list over HTTP, the median at the quietest time. */
  readonly listMs: number;
  readonly perSecond: ReadsPerSecond;
  /** How much longer than it worked the server took, because others had the processors; 1 where /proc does not tell. */
  readonly crowding: number;
  /** Resident memory after many calls above that after few; undefined where /proc does not tell. */
  readonly growthMiB: number | undefined;
}

/** Measures the server over HTTP, and 32 reads at once over both transports, against an API that takes its time. */
export async function httpFigures(): Promise<HttpFigures> {
  const api = await start([fileURLToPath(new URL("./slow-api.mjs", import.meta.url)), String(LATENCY_MS)]);
  const env = { AIVEN_WEB_URL: api.line, AIVEN_TOKEN: "budgets" };
  const http = await start(["dist/aiven-mcp/cli.js", "--http", "--port", "0"], env);
  const stdio = await startServer([], env);
  const agent = new Agent({ connections: AT_ONCE });
  const url = (JSON.parse(http.line) as { url: string }).url;
  const get = async (): Promise<void> => {
    const { body } = await request(`${api.line}/v1/me`, { dispatcher: agent });
    JSON.parse(await body.text());
  };
  const params = { name: "aiven_read", arguments: { operation: "UserInfo" } };
  const list = () => post(agent, url, "tools/list", {});
  const callHttp = () => post(agent, url, "tools/call", params);
  const callStdio = async (): Promise<void> => {
    const answer = await stdio.request("tools/call", params);
    if (answer["isError"] || answer["error"]) throw new Error(JSON.stringify(answer));
  };
  try {
    await rateOf(list, FEW);
    await rateOf(callHttp, FEW);
    const few = residentMiB(http.child.pid);
    const before = scheduled(http.child.pid);
    const perSecond = await compare(get, callStdio, callHttp);
    const after = scheduled(http.child.pid);
    const crowding = before && after ? 1 + (after.waited - before.waited) / (after.ran - before.ran) : 1;
    const listMs = await quietestMs(list);
    await rateOf(callHttp, MANY - FEW - (ROUNDS + 1) * BATCH);
    const many = residentMiB(http.child.pid);
    return { listMs, perSecond, crowding, growthMiB: few === undefined || many === undefined ? undefined : many - few };
  } finally {
    await agent.close();
    stdio.stop();
    http.child.kill();
    api.child.kill();
  }
}

/** The best of each in turns: noise only ever slows. */
async function compare(raw: Task, stdio: Task, http: Task): Promise<ReadsPerSecond> {
  const best = { raw: 0, stdio: 0, http: 0 };
  for (let round = -1; round < ROUNDS; round++) {
    const rates = { raw: await rateOf(raw, BATCH), stdio: await rateOf(stdio, BATCH), http: await rateOf(http, BATCH) };
    // The first round warms up.
    if (round < 0) continue;
    best.raw = Math.max(best.raw, rates.raw);
    best.stdio = Math.max(best.stdio, rates.stdio);
    best.http = Math.max(best.http, rates.http);
  }
  return best;
}

async function rateOf(task: Task, count: number): Promise<number> {
  const started = performance.now();
  let left = count;
  const work = async () => {
    while (left-- > 0) await task();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return (count / (performance.now() - started)) * 1000;
}

/** The least median of some groups: noise only ever adds. */
async function quietestMs(task: Task): Promise<number> {
  const medians: number[] = [];
  for (let group = 0; group < 10; group++) {
    const times: number[] = [];
    for (let n = 0; n < 50; n++) {
      const started = performance.now();
      await task();
      times.push(performance.now() - started);
    }
    medians.push(median(times));
  }
  return Math.min(...medians);
}

async function post(dispatcher: Agent, url: string, method: string, params: unknown): Promise<void> {
  const { statusCode, body } = await request(url, {
    method: "POST",
    dispatcher,
    headers: { "content-type": "application/json", accept: "application/json, text/event-stream" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
  });
  const text = await body.text();
  if (statusCode !== 200 || text.includes('"isError":true')) throw new Error(`${statusCode}: ${text}`);
}

async function start(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child: ChildProcess = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...process.env, ...env },
  });
  const { stdout } = child;
  if (!stdout) throw new Error("the child has no pipe");
  const line = await new Promise<string>((resolve) => createInterface({ input: stdout }).once("line", resolve));
  return { child, line };
}

function residentMiB(pid: number | undefined): number | undefined {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kilobytes ? Number(kilobytes) / 1024 : undefined;
  } catch {
    return undefined;
  }
}

/** Nanoseconds that a process ran and that it waited for a processor. */
function scheduled(pid: number | undefined): { ran: number; waited: number } | undefined {
  try {
    const [ran, waited] = readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ").map(Number);
    return ran && waited !== undefined ? { ran, waited } : undefined;
  } catch {
    return undefined;
  }
}
