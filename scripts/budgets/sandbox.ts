import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";
import { Agent, request } from "undici";
import { acme } from "../../src/sandbox/scenarios/acme.js";
import type { Scenario } from "../../src/sandbox/scenarios/scenario.js";
import { ENV, median, peakMemoryMiB } from "./stdio.js";

/** A sandbox in a process of its own. */
export interface SandboxProcess {
  readonly pid: number;
  readonly url: string;
  readonly token: string;
  readonly project: string;
  /** Milliseconds from spawn to the line that says where it listens. */
  readonly readyMs: number;
  stop(): void;
}

export async function startSandboxProcess(args: readonly string[]): Promise<SandboxProcess> {
  const started = performance.now();
  const child = spawn(process.execPath, ["dist/aiven-mcp/cli.js", "sandbox", ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    env: ENV,
  });
  const line = await new Promise<string>((resolve) => createInterface({ input: child.stdout }).once("line", resolve));
  const readyMs = performance.now() - started;
  return { ...JSON.parse(line), pid: child.pid ?? 0, readyMs, stop: () => child.kill() };
}

export interface SandboxSpeed {
  readonly demoReadyMs: number;
  readonly acmeReadyMs: number;
  /** Undefined where /proc does not tell. */
  readonly acmePeakMiB: number | undefined;
  readonly listProjectsMs: number;
  readonly listServicesMs: number;
  /** Of all three hundred services at once, 640 kB: half of it is spent on writing them to the connection. */
  readonly longestListMs: number;
  readonly listTopicsMs: number;
  /** By the processor time of the sandbox alone, so that the client's does not count; undefined where /proc does not tell. */
  readonly requestsPerCpuSecond: number | undefined;
}

const STARTS = 7;
const READS = 200;
const REQUESTS = 8_000;
const AT_ONCE = 16;
/** In each of thirty clusters. */
const TOPICS_EACH = 100;
/** A project with as many services as all the others together, for the longest list. */
const ALL_IN_ONE = "acme-everything";

/** How fast a sandbox starts and answers with three hundred services and three thousand topics in it. */
export async function measureSandbox(): Promise<SandboxSpeed> {
  const demoReadyMs = await startMs();
  const plain = await startSandboxProcess(["--scenario", "acme"]);
  const acmePeakMiB = peakMemoryMiB(plain.pid);
  plain.stop();
  const folder = await mkdtemp(join(tmpdir(), "sandbox-budgets-"));
  const agent = new Agent();
  try {
    const file = join(folder, "large.json");
    await writeFile(file, JSON.stringify(withAllInOne(withTopics(acme))));
    const sandbox = await startSandboxProcess(["--scenario", file]);
    const read = async (path: string) => {
      const headers = { authorization: `aivenv1 ${sandbox.token}` };
      const { statusCode, body } = await request(sandbox.url + path, { headers, dispatcher: agent });
      const text = await body.text();
      if (statusCode !== 200) throw new Error(`${path}: ${statusCode} ${text}`);
    };
    const project = `/v1/project/${sandbox.project}`;
    try {
      return {
        demoReadyMs,
        acmeReadyMs: plain.readyMs,
        acmePeakMiB,
        listProjectsMs: await medianMs(() => read("/v1/project")),
        listServicesMs: await medianMs(() => read(`${project}/service`)),
        longestListMs: await medianMs(() => read(`/v1/project/${ALL_IN_ONE}/service`)),
        listTopicsMs: await medianMs(() => read(`${project}/service/checkout-kafka/topic`)),
        requestsPerCpuSecond: await throughput(sandbox.pid, () => read(`${project}/service/checkout-pg/user/app`)),
      };
    } finally {
      sandbox.stop();
    }
  } finally {
    await agent.close();
    await rm(folder, { recursive: true });
  }
}

/** The same company with more topics, as many in every cluster. */
function withTopics(scenario: Scenario): Scenario {
  const topics = Array.from({ length: TOPICS_EACH }, (_, index) => `topic-${index}`);
  const organizations = scenario.organizations.map((organization) => ({
    ...organization,
    projects: organization.projects?.map((project) => ({
      ...project,
      services: project.services?.map((service) =>
        service.service_name.endsWith("-kafka") ? { ...service, topics } : service,
      ),
    })),
  }));
  return { ...scenario, organizations };
}

function withAllInOne(scenario: Scenario): Scenario {
  const [first, ...others] = scenario.organizations;
  if (!first) throw new Error("acme has no organization");
  const services = (first.projects ?? []).flatMap(({ name, services: own = [] }) =>
    own.map((service) => ({ ...service, service_name: `${service.service_name}-${name}`, topics: [] })),
  );
  const all = { name: ALL_IN_ONE, age_days: 1, services };
  return { ...scenario, organizations: [{ ...first, projects: [...(first.projects ?? []), all] }, ...others] };
}

async function startMs(): Promise<number> {
  const times: number[] = [];
  for (let n = -1; n < STARTS; n++) {
    const { readyMs, stop } = await startSandboxProcess([]);
    stop();
    // The first one fills the page cache.
    if (n >= 0) times.push(readyMs);
  }
  // Noise only ever adds.
  return Math.min(...times);
}

async function medianMs(read: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < READS; n++) {
    const started = performance.now();
    await read();
    times.push(performance.now() - started);
  }
  return median(times);
}

async function throughput(pid: number, read: () => Promise<void>): Promise<number | undefined> {
  const before = cpuSeconds(pid);
  const worker = async () => {
    for (let n = 0; n < REQUESTS / AT_ONCE; n++) await read();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const after = cpuSeconds(pid);
  return before === undefined || after === undefined ? undefined : REQUESTS / (after - before);
}

/** Processor time of a process so far, in user and system mode. Linux counts it in hundredths of a second. */
function cpuSeconds(pid: number): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return undefined;
  }
}
