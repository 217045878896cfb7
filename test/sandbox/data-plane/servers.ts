import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:tls";
import { promisify } from "node:util";
import { expect, vi } from "vitest";
import { folderWith, programFolders } from "../../../src/sandbox/data-plane/programs.js";
import { openSandbox, pgSpec, type TestApi } from "../api.js";

/** Making a PostgreSQL takes seconds on a busy machine. */
export const PATIENCE_MS = 60_000;

const folder = folderWith(programFolders(), ["initdb", "postgres", "psql"]);
const hasValkey = ["valkey-server", "redis-server"].some((program) => folderWith(programFolders(), [program]));

/** Why tests of PostgreSQL cannot run here; undefined when they can. */
export const withoutPostgres = folder === undefined ? "no PostgreSQL server is installed" : undefined;
export const withoutValkey = hasValkey ? undefined : "no Valkey or Redis server is installed";

/** Says why tests are skipped, for the run's output to show it. */
export function announce(reason: string | undefined): void {
  if (reason !== undefined) process.stderr.write(`data plane tests are skipped: ${reason}\n`);
}

export interface Certificates {
  /** A file of the authority that the API gives out. */
  readonly file: string;
  readonly pem: string;
  [Symbol.dispose](): void;
}

export async function certificatesOf(api: TestApi): Promise<Certificates> {
  const { certificate } = await api.ok("ProjectKmsGetCA", { project: api.project });
  const directory = mkdtempSync(join(tmpdir(), "aiven-mcp-ca-"));
  const file = join(directory, "ca.pem");
  writeFileSync(file, certificate);
  return { file, pem: certificate, [Symbol.dispose]: () => rmSync(directory, { recursive: true }) };
}

/** A sandbox with a data plane, where only engines take time. */
export function openDataPlane(): Promise<TestApi> {
  return openSandbox({ speed: "instant", dataPlane: true });
}

export async function create(api: TestApi, service_name: string, service_type = "pg"): Promise<string> {
  const { service } = await api.ok("ServiceCreate", { ...pgSpec(api.project, service_name), service_type });
  const running = await untilRunning(api, service_name);
  expect(running).toBe(service.service_uri);
  return running;
}

/** Waits for a service to run; answers with its URI. */
export async function untilRunning(api: TestApi, service_name: string): Promise<string> {
  const get = async () => (await api.ok("ServiceGet", { ...where(api, service_name), include_secrets: true })).service;
  const isRunning = async () => (await get()).state === "RUNNING";
  await vi.waitUntil(isRunning, { timeout: PATIENCE_MS, interval: 50 });
  return String((await get()).service_uri);
}

export function where(api: TestApi, service_name: string) {
  return { project: api.project, service_name };
}

/** Runs SQL by psql, which checks the certificate and its name; answers with rows as lines. */
export async function query(uri: string, ca: Certificates, sql: string): Promise<string[]> {
  const url = new URL(uri);
  url.searchParams.set("sslmode", "verify-full");
  url.searchParams.set("sslrootcert", ca.file);
  url.searchParams.set("connect_timeout", "5");
  const args = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", sql, url.href];
  const { stdout } = await promisify(execFile)(join(String(folder), "psql"), args);
  return stdout.split("\n").filter((line) => line !== "");
}

/** The same URI with another user, password or database. */
export function uriWith(uri: string, change: { username?: string; password?: string; database?: string }): string {
  const url = new URL(uri);
  if (change.username !== undefined) url.username = change.username;
  if (change.password !== undefined) url.password = encodeURIComponent(change.password);
  if (change.database !== undefined) url.pathname = `/${change.database}`;
  return url.href;
}

/** Sends commands to a Valkey; answers with its lines. */
export function ask(uri: string, ca: Certificates, ...commands: string[]): Promise<string[]> {
  const { hostname, port, username, password } = new URL(uri);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), ca: ca.pem, servername: hostname });
    let answer = "";
    socket.setEncoding("utf8");
    socket.on("data", (chunk: string) => {
      answer += chunk;
    });
    socket.once("error", reject);
    socket.once("close", () => resolve(answer.trim().split("\r\n")));
    const login = `AUTH ${username} ${decodeURIComponent(password)}`;
    socket.write([login, ...commands, "QUIT", ""].join("\r\n"));
  });
}
