import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { openDataPlane as open } from "../../../src/sandbox/data-plane/index.js";
import { openSandbox, pgSpec } from "../api.js";
import { announce, PATIENCE_MS, withoutPostgres } from "./servers.js";

const CLI = fileURLToPath(new URL("../../../dist/aiven-mcp/cli.js", import.meta.url));
const reason = withoutPostgres ?? (process.platform === "linux" ? undefined : "processes are looked for in /proc");
announce(reason);

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
  readonly token: string;
  readonly project: string;
  readonly data_plane: Readonly<Record<string, string | null>> | undefined;
}

async function startChild(...flags: string[]): Promise<Running> {
  const child = spawn(process.execPath, [CLI, "sandbox", "--speed", "instant", ...flags], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return { child, ...JSON.parse(line.toString()) };
}

async function createDatabase({ url, token, project }: Running): Promise<number> {
  const headers = { authorization: `aivenv1 ${token}`, "content-type": "application/json" };
  const path = `${url}/v1/project/${project}/service`;
  const created = await fetch(path, { method: "POST", headers, body: JSON.stringify(pgSpec(project, "db")) });
  const { service } = (await created.json()) as { service: { service_uri_params: { port: string } } };
  const state = async () => {
    const answer = (await (await fetch(`${path}/db`, { headers })).json()) as { service: { state: string } };
    return answer.service.state;
  };
  await expect.poll(state, { timeout: PATIENCE_MS, interval: 50 }).toBe("RUNNING");
  return Number(service.service_uri_params.port);
}

/** The command lines of processes that have to do with a port, those that ended and wait to be noticed left out. */
function processesOf(port: number): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
      } catch {
        return "";
      }
    })
    .filter((line) => line.includes(`/${port}/data`));
}

function folderOf(port: number): string {
  return String(/\S+\/aiven-sandbox-[^/]+/.exec(processesOf(port)[0] ?? "")?.[0]);
}

describe.skipIf(reason)("servers of a sandbox", { timeout: 2 * PATIENCE_MS }, () => {
  test.each(["SIGTERM", "SIGINT", "SIGKILL"] as const)(
    "end with it when it gets %s, and leave nothing",
    async (signal) => {
      const running = await startChild("--data-plane");
      expect(running.data_plane).toMatchObject({ pg: expect.stringContaining("PostgreSQL") });
      const port = await createDatabase(running);
      const folder = folderOf(port);
      expect(processesOf(port).length).toBeGreaterThan(1);
      expect(statSync(folder).mode & 0o077).toBe(0);
      running.child.kill(signal);
      await once(running.child, "exit");
      await expect.poll(() => processesOf(port), { timeout: PATIENCE_MS }).toEqual([]);
      await expect.poll(() => existsSync(folder), { timeout: PATIENCE_MS }).toBe(false);
    },
  );

  test("are none without the flag", async () => {
    const running = await startChild();
    expect(running.data_plane).toBeUndefined();
    running.child.kill("SIGTERM");
    await once(running.child, "exit");
  });

  test("end when it is closed while they start", async () => {
    const api = await openSandbox({ speed: "instant", dataPlane: true });
    const { service } = await api.ok("ServiceCreate", pgSpec(api.project, "db"));
    await api[Symbol.asyncDispose]();
    const port = Number((service.service_uri_params as { port?: string } | undefined)?.port);
    expect(port).toBeGreaterThan(0);
    await expect.poll(() => processesOf(port), { timeout: PATIENCE_MS }).toEqual([]);
  });

  test("that die make it known", async () => {
    await using api = await openSandbox({ speed: "instant", dataPlane: true });
    const where = { project: api.project, service_name: "db" };
    const { service } = await api.ok("ServiceCreate", pgSpec(api.project, "db"));
    const metadata = async () => (await api.ok("ServiceGet", where)).service.metadata as { data_plane: string };
    const state = async () => (await api.ok("ServiceGet", where)).service.state;
    await expect.poll(state, { timeout: PATIENCE_MS }).toBe("RUNNING");
    const port = Number((service.service_uri_params as { port?: string } | undefined)?.port);
    const data = `${folderOf(port)}/${port}/data/postmaster.pid`;
    process.kill(Number(readFileSync(data, "utf8").split("\n")[0]), "SIGKILL");
    await expect.poll(async () => (await metadata()).data_plane).toMatch(/failed: its process has ended/);
  });
});

test("a machine without servers has none to offer", async () => {
  const plane = await open([], "/nowhere");
  expect(plane.found).toEqual({ pg: null, valkey: null });
  expect(plane.offer("pg", false)).toBeUndefined();
  await plane.close();
});

/** A project that has installed what looks like PGlite. */
function projectWithPglite(): string {
  const project = mkdtempSync(join(tmpdir(), "sandbox-project-"));
  onTestFinished(() => rmSync(project, { recursive: true }));
  const main = JSON.stringify({ version: "1.2.3", main: "dist/index.js" });
  const files = ["package.json", "dist/index.js", "dist/scripts/server.js"];
  for (const name of ["pglite", "pglite-socket"]) {
    for (const file of files) {
      const path = join(project, "node_modules/@electric-sql", name, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, file === "package.json" ? main : "");
    }
  }
  return project;
}

test("Windows, where none could be started, has none to offer, whatever is installed", async () => {
  const project = projectWithPglite();
  for (const [platform, pg] of [
    ["linux", "PGlite 1.2.3"],
    ["win32", null],
  ] as const) {
    const plane = await open([], project, platform);
    expect(plane.found).toEqual({ pg, valkey: null });
    await plane.close();
  }
});
