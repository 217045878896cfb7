import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Agent, request } from "undici";
import { median, startServer } from "./stdio.js";

const AT_ONCE = 32;
const ROUNDS = 5;
const BATCH = 640;
/** As far away as the API mostly is, or nearer. */
const LATENCY_MS = 25;
const FEW = 1_000;
const MANY = 10_000;

type Task = () => Promise<void>;

export interface HttpFigures {
  /** Median milliseconds of tools/list over HTTP. */
  readonly listMs: number;
  /** Reads per second, so many at the same time, as a share of what undici alone reaches in the same run. */
  readonly stdioShare: number;
  readonly httpShare: number;
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
    await perSecond(list, FEW);
    await perSecond(callHttp, FEW);
    const few = residentMiB(http.child.pid);
    const shares = await compare(get, callStdio, callHttp);
    const listMs = median(await timesOf(list, 300));
    await perSecond(callHttp, MANY - FEW - ROUNDS * BATCH);
    const many = residentMiB(http.child.pid);
    return { listMs, ...shares, growthMiB: few === undefined || many === undefined ? undefined : many - few };
  } finally {
    await agent.close();
    stdio.stop();
    http.child.kill();
    api.child.kill();
  }
}

async function compare(raw: Task, stdio: Task, http: Task): Promise<{ stdioShare: number; httpShare: number }> {
  for (const task of [raw, stdio, http]) await perSecond(task, BATCH);
  const stdioShares: number[] = [];
  const httpShares: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const base = await perSecond(raw, BATCH);
    stdioShares.push((await perSecond(stdio, BATCH)) / base);
    httpShares.push((await perSecond(http, BATCH)) / base);
  }
  return { stdioShare: median(stdioShares), httpShare: median(httpShares) };
}

async function perSecond(task: Task, count: number): Promise<number> {
  const started = performance.now();
  let left = count;
  const work = async () => {
    while (left-- > 0) await task();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return (count / (performance.now() - started)) * 1000;
}

async function timesOf(task: Task, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < count; n++) {
    const started = performance.now();
    await task();
    times.push(performance.now() - started);
  }
  return times;
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
