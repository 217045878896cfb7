/**
 * Measures what has a budget and fails beyond it. Times are compared within one interleaved run, as medians and ratios,
 * because machines differ and are noisy. Needs a build: npm run budgets builds first.
 */
import { readdir, stat } from "node:fs/promises";
import { performance } from "node:perf_hooks";
import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { Agent, request } from "undici";
import { measureSandbox, startSandboxProcess } from "./sandbox.js";
import { bareNodeMs, median, peakMemoryMiB, startServer } from "./stdio.js";

interface Budget {
  readonly name: string;
  readonly measured: number;
  readonly limit: number;
  readonly unit: string;
}

const ROUNDS = 15;
const CALLS = 300;
const WARM_UP = 200;
const ATTEMPTS = 5;
/** Allowed where a raw request takes the reference time; on a slower or busier machine in proportion. */
const OVERHEAD_MS = 0.6;
const REFERENCE_RAW_MS = 0.35;

const rows: Budget[] = [...(await sizes()), ...(await startUp()), await callOverhead(), ...(await sandboxSpeed())];
for (const { name, measured, limit, unit } of rows) {
  const line = `${name.padEnd(52)} ${measured.toFixed(2).padStart(10)} of ${String(limit).padStart(7)} ${unit}`;
  process.stdout.write(`${measured <= limit ? "ok  " : "OVER"} ${line}\n`);
}
if (rows.some(({ measured, limit }) => measured > limit)) process.exitCode = 1;

async function sizes(): Promise<Budget[]> {
  const facts = "src/core/catalogue/generated";
  const factFiles = (await readdir(facts)).filter((name) => name.endsWith(".ts") && name !== "types.ts");
  const factBytes = await total(factFiles.map((name) => `${facts}/${name}`));
  const built = (await readdir("dist/aiven-mcp", { recursive: true })).filter((name) => name.endsWith(".js"));
  const builtBytes = await total(built.map((name) => `dist/aiven-mcp/${name}`));
  return [
    { name: "generated facts without responses", measured: factBytes / 1000, limit: 250, unit: "kB" },
    { name: "built code", measured: builtBytes / 1000, limit: 3_000, unit: "kB" },
  ];
}

async function total(paths: readonly string[]): Promise<number> {
  const stats = await Promise.all(paths.map((path) => stat(path)));
  return stats.reduce((sum, { size }) => sum + size, 0);
}

/** Spawn to the list of tools against an empty Node, turn by turn; memory and tokens on the way. */
async function startUp(): Promise<Budget[]> {
  const bare: number[] = [];
  const ready: number[] = [];
  const memory: number[] = [];
  let tokens = 0;
  for (let round = -1; round < ROUNDS; round++) {
    const bareMs = await bareNodeMs();
    const server = await startServer(["--sandbox"], {});
    const peak = peakMemoryMiB(server.pid);
    server.stop();
    tokens = encode(JSON.stringify(server.tools)).length;
    // The first round fills the page cache.
    if (round < 0) continue;
    bare.push(bareMs);
    ready.push(server.readyMs);
    if (peak !== undefined) memory.push(peak);
  }
  return [
    { name: "list of tools (o200k)", measured: tokens, limit: 2_500, unit: "tokens" },
    { name: "spawn → tools/list", measured: median(ready) / median(bare), limit: 5, unit: "× node -e 0" },
    ...(memory.length > 0
      ? [{ name: "memory after tools/list", measured: median(memory), limit: 65, unit: "MiB" }]
      : []),
  ];
}

/** The sandbox with three hundred services and three thousand topics in it. */
async function sandboxSpeed(): Promise<Budget[]> {
  const found = await measureSandbox();
  const { acmePeakMiB, requestsPerCpuSecond } = found;
  return [
    { name: "sandbox: spawn → ready, demo", measured: found.demoReadyMs, limit: 300, unit: "ms" },
    { name: "sandbox: spawn → ready, acme", measured: found.acmeReadyMs, limit: 2_000, unit: "ms" },
    ...(acmePeakMiB === undefined
      ? []
      : [{ name: "sandbox: memory, acme", measured: acmePeakMiB, limit: 100, unit: "MiB" }]),
    { name: "sandbox: list of projects (p50)", measured: found.listProjectsMs, limit: 5, unit: "ms" },
    { name: "sandbox: list of services (p50)", measured: found.listServicesMs, limit: 5, unit: "ms" },
    { name: "sandbox: list of topics (p50)", measured: found.listTopicsMs, limit: 5, unit: "ms" },
    ...(requestsPerCpuSecond === undefined
      ? []
      : [{ name: "sandbox: a simple request", measured: 1000 / requestsPerCpuSecond, limit: 1.2, unit: "ms of CPU" }]),
  ];
}

/** One read through the server against a raw request for the same, turn by turn, to one sandbox in a process of its own. */
async function callOverhead(): Promise<Budget> {
  const { url, token, stop } = await startSandboxProcess(["--speed", "instant"]);
  const server = await startServer([], { AIVEN_TOKEN: token, AIVEN_WEB_URL: url });
  const agent = new Agent();
  const raw = async () => {
    const headers = { authorization: `aivenv1 ${token}` };
    const { body } = await request(`${url}/v1/me`, { headers, dispatcher: agent });
    JSON.parse(await body.text());
  };
  const call = async () => {
    const answer = await server.request("tools/call", { name: "aiven_read", arguments: { operation: "UserInfo" } });
    if (answer["isError"]) throw new Error(JSON.stringify(answer));
  };
  try {
    for (let n = 0; n < WARM_UP; n++) {
      await raw();
      await call();
    }
    const attempts: { base: number; more: number }[] = [];
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) attempts.push(await compare(raw, call));
    // Noise only ever adds: the quietest attempt is the nearest to the truth.
    const [quietest = { base: 0, more: 0 }] = attempts.sort((a, b) => a.more - a.base - (b.more - b.base));
    const measured = quietest.more - quietest.base;
    const limit = OVERHEAD_MS * Math.max(1, quietest.base / REFERENCE_RAW_MS);
    return { name: "read call above a raw request (p50)", measured, limit: Math.round(limit * 100) / 100, unit: "ms" };
  } finally {
    await agent.close();
    server.stop();
    stop();
  }
}

/** Median milliseconds of both, turn by turn. */
async function compare(base: () => Promise<void>, more: () => Promise<void>): Promise<{ base: number; more: number }> {
  const bases: number[] = [];
  const mores: number[] = [];
  for (let n = 0; n < CALLS; n++) {
    bases.push(await timed(base));
    mores.push(await timed(more));
  }
  return { base: median(bases), more: median(mores) };
}

async function timed(task: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await task();
  return performance.now() - started;
}
