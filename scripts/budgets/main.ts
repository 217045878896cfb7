/**
 * Measures what has a budget and fails beyond it. Times are compared within one interleaved run, as medians and ratios,
 * because machines differ, and measured again when they are over, because noise only ever adds: what is over in each
 * attempt is over. Needs a build: npm run budgets builds first.
 */
import { readdir, stat } from "node:fs/promises";
import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { firstDescribeMs } from "./configuration.js";
import { httpFigures } from "./http.js";
import { readCallFigures } from "./read-call.js";
import { measureSandbox } from "./sandbox.js";
import { bareNodeMs, median, peakMemoryMiB, startServer } from "./stdio.js";

interface Budget {
  readonly name: string;
  readonly measured: number;
  readonly limit: number;
  readonly unit: string;
  /** Why the machine was too busy to judge by this: others had its processors. */
  readonly crowded?: string | undefined;
}

const ROUNDS = 15;
const ATTEMPTS = 3;
/** What bare Node and a raw request take at most where nobody else has the processors, see docs/adr/0010-crowded-machines.md. */
const QUIET_BARE_NODE_MS = 80;
const QUIET_RAW_MS = 0.4;
/** Those who measure crowd each other; more than this comes from others. */
const OWN_CROWD = 2;
/** Three quarters of what undici alone does. */
const READS_BEHIND = 1.33;

let over = 0;
for (const measure of [sizes, startUp, callOverhead, configuration, sandboxSpeed, http]) {
  for (const row of await best(measure)) {
    show(row);
    if (isOver(row)) over++;
  }
}
if (over > 0) {
  process.stdout.write(`${over} over budget\n`);
  process.exitCode = 1;
}

/** The least of each row in as many attempts as it takes to come below every limit. */
async function best(measure: () => Promise<Budget[]>): Promise<Budget[]> {
  let rows = await measure();
  for (let attempt = 1; attempt < ATTEMPTS && rows.some((row) => shareOf(row) > 1); attempt++) {
    const again = new Map((await measure()).map((row) => [row.name, row]));
    rows = rows.map((row) => [row, again.get(row.name) ?? row].sort((a, b) => shareOf(a) - shareOf(b))[0] ?? row);
  }
  return rows;
}

/** What is within its limit on a crowded machine is within it; what is over says nothing there. */
function isOver(row: Budget): boolean {
  return shareOf(row) > 1 && row.crowded === undefined;
}

function shareOf({ measured, limit }: Budget): number {
  return measured / limit;
}

function show(row: Budget): void {
  const { name, measured, limit, unit, crowded } = row;
  const line = `${name.padEnd(52)} ${measured.toFixed(2).padStart(10)} of ${String(limit).padStart(7)} ${unit}`;
  const verdict = shareOf(row) <= 1 ? "ok  " : crowded === undefined ? "OVER" : "?   ";
  process.stdout.write(`${verdict} ${line}${verdict.startsWith("?") ? ` (not judged: ${crowded})` : ""}\n`);
}

async function sizes(): Promise<Budget[]> {
  const facts = "src/core/catalogue/generated";
  const factFiles = (await readdir(facts)).filter((name) => name.endsWith(".ts") && name !== "types.ts");
  const factBytes = await total(factFiles.map((name) => `${facts}/${name}`));
  const configurations = "src/core/configuration/generated";
  const loaded = (await readdir(configurations, { recursive: true })).filter((name) => isLoaded(name));
  const configurationBytes = await total(loaded.map((name) => `${configurations}/${name}`));
  const built = (await readdir("dist/aiven-mcp", { recursive: true })).filter((name) => name.endsWith(".js"));
  const builtBytes = await total(built.map((name) => `dist/aiven-mcp/${name}`));
  return [
    { name: "generated facts without responses", measured: factBytes / 1000, limit: 250, unit: "kB" },
    { name: "facts of configurations", measured: configurationBytes / 1000, limit: 150, unit: "kB" },
    { name: "built code", measured: builtBytes / 1000, limit: 3_900, unit: "kB" },
  ];
}

/** The others are types alone. */
function isLoaded(name: string): boolean {
  return name.endsWith(".ts") && !/^(types|paths)\.ts$/.test(name);
}

async function configuration(): Promise<Budget[]> {
  const row = async (name: string, config: string): Promise<Budget> => {
    const bare = [await bareNodeMs(), await bareNodeMs(), await bareNodeMs()];
    return {
      name: `first description of a configuration by ${name}`,
      measured: await firstDescribeMs(config),
      limit: 30,
      unit: "ms",
      crowded: slow("node -e 0", median(bare), QUIET_BARE_NODE_MS),
    };
  };
  return [await row("name", "autovacuum"), await row("meaning", "how long queries may run")];
}

async function total(paths: readonly string[]): Promise<number> {
  const stats = await Promise.all(paths.map((path) => stat(path)));
  return stats.reduce((sum, { size }) => sum + size, 0);
}

/** Spawn to the list of tools against an empty Node, turn by turn; memory and tokens on the way. */
async function startUp(): Promise<Budget[]> {
  const bare: number[] = [];
  const ratios: number[] = [];
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
    // Of neighbours in time: what slows one slows the other.
    ratios.push(server.readyMs / bareMs);
    if (peak !== undefined) memory.push(peak);
  }
  return [
    { name: "list of tools (o200k)", measured: tokens, limit: 2_500, unit: "tokens" },
    {
      name: "spawn → tools/list",
      measured: median(ratios),
      limit: 4.5,
      unit: "× node -e 0",
      crowded: slow("node -e 0", median(bare), QUIET_BARE_NODE_MS),
    },
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
    { name: "sandbox: spawn → ready, demo", measured: found.demoReadyMs, limit: 150, unit: "ms" },
    { name: "sandbox: spawn → ready, acme", measured: found.acmeReadyMs, limit: 2_000, unit: "ms" },
    ...(acmePeakMiB === undefined
      ? []
      : [{ name: "sandbox: memory, acme", measured: acmePeakMiB, limit: 100, unit: "MiB" }]),
    { name: "sandbox: list of projects (p50)", measured: found.listProjectsMs, limit: 5, unit: "ms" },
    { name: "sandbox: list of services (p50)", measured: found.listServicesMs, limit: 5, unit: "ms" },
    { name: "sandbox: 300 services in one list (p50)", measured: found.longestListMs, limit: 30, unit: "ms" },
    { name: "sandbox: list of topics (p50)", measured: found.listTopicsMs, limit: 5, unit: "ms" },
    ...(requestsPerCpuSecond === undefined
      ? []
      : [{ name: "sandbox: a simple request", measured: 1000 / requestsPerCpuSecond, limit: 0.5, unit: "ms of CPU" }]),
  ];
}

async function callOverhead(): Promise<Budget[]> {
  const { rawMs, callMs, againstBare } = await readCallFigures();
  const crowded = slow("a raw request", rawMs, QUIET_RAW_MS);
  return [
    { name: "read call above a raw request (p50)", measured: callMs - rawMs, limit: 0.5, unit: "ms", crowded },
    { name: "read call / the same by the SDK alone (p50)", measured: againstBare, limit: 1.5, unit: "×" },
  ];
}

/** Undefined where the machine is quiet. */
function slow(what: string, tookMs: number, quietMs: number): string | undefined {
  return tookMs > quietMs ? `${what} took ${tookMs.toFixed(2)} ms, more than ${quietMs}` : undefined;
}

/** Reads at once are told as how often undici alone does more, which three processes on a crowded machine cannot show. */
async function http(): Promise<Budget[]> {
  const { listMs, perSecond, crowding, growthMiB } = await httpFigures();
  const { raw } = perSecond;
  const limit = READS_BEHIND;
  const crowded =
    crowding > OWN_CROWD ? `the server took ${crowding.toFixed(1)} times as long as it worked` : undefined;
  return [
    { name: "tools/list over HTTP (p50)", measured: listMs, limit: 2, unit: "ms" },
    { name: "raw undici / 32 reads at once over stdio", measured: raw / perSecond.stdio, limit, unit: "×", crowded },
    { name: "raw undici / 32 reads at once over HTTP", measured: raw / perSecond.http, limit, unit: "×", crowded },
    ...(growthMiB === undefined
      ? []
      : [{ name: "memory after 10,000 calls above after 1,000", measured: growthMiB, limit: 30, unit: "MiB" }]),
  ];
}
