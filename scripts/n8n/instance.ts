import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import type { INodeTypeDescription } from "n8n-workflow";
import type { Installation } from "./install.js";

const START_MS = 600_000;
const STOP_MS = 20_000;
const COMMAND_MS = 120_000;

const DESCRIBE = `
const types = require("./package.json").n8n.nodes.map((path) => Object.values(require("./" + path))[0]);
process.stdout.write(JSON.stringify(types.map((Type) => new Type().description)));
`;

/** What a command of n8n said, and how it ended. */
export interface CommandResult {
  readonly code: number | null;
  readonly output: string;
}

/** One n8n with a user folder of its own: its commands, and its server on a free port. */
export class Instance {
  readonly folder: string;
  readonly #installation: Installation;
  #env: Readonly<Record<string, string>> = {};
  #server: ChildProcess | undefined;
  #log = "";
  #port = 0;

  constructor(installation: Installation, folder: string) {
    this.#installation = installation;
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** What the server said so far. */
  get log(): string {
    return this.#log;
  }

  /** Takes free ports; they stay the same when the server is restarted. */
  async prepare(): Promise<void> {
    this.#port = await freePort();
    this.#env = environment(this.#installation, this.folder, this.#port, await freePort());
  }

  /** Installs a packed package as the README tells. */
  async install(tarball: string): Promise<void> {
    const at = join(this.folder, ".n8n", "nodes");
    mkdirSync(at, { recursive: true });
    const args = ["install", "--prefix", at, "--legacy-peer-deps", "--ignore-scripts", tarball];
    const quiet = ["--no-audit", "--no-fund", "--silent"];
    const { code, output } = await run("npm", [...args, ...quiet], { cwd: this.folder, env: process.env });
    if (code !== 0) throw new Error(`npm cannot install ${tarball}: ${output}`);
  }

  /** Runs a command of n8n to its end. */
  async command(...args: string[]): Promise<CommandResult> {
    // Its own port: a command may run beside the server.
    const env = { ...this.#env, N8N_RUNNERS_BROKER_PORT: String(await freePort()) };
    return run(this.#installation.node, [this.#installation.cli, ...args], { cwd: this.folder, env });
  }

  /** What the installed package says of its nodes, when nobody but Node loads it. */
  async describe(): Promise<INodeTypeDescription[]> {
    const { node, cli } = this.#installation;
    const cwd = join(this.folder, ".n8n/nodes/node_modules/n8n-nodes-aiven");
    const env = { NODE_PATH: resolve(cli, "../../..") };
    const { code, output } = await run(node, ["-e", DESCRIBE], { cwd, env });
    if (code !== 0) throw new Error(output);
    return JSON.parse(output);
  }

  /** Starts the server, and waits until it takes requests and its workflows that are on have begun. */
  async start(): Promise<void> {
    const { node, cli } = this.#installation;
    const server = spawn(node, [cli, "start"], { cwd: this.folder, env: this.#env, stdio: ["ignore", "pipe", "pipe"] });
    this.#server = server;
    let ended = false;
    server.on("exit", () => {
      ended = true;
    });
    for (const stream of [server.stdout, server.stderr]) {
      stream.on("data", (data) => {
        this.#log += data;
      });
    }
    const from = this.#log.length;
    await until("n8n to start", START_MS, async () => {
      if (ended) throw new Error(`n8n ended at its start:\n${this.#log.slice(-3000)}`);
      return this.#log.includes("Editor is now accessible", from);
    });
  }

  /** Ends the server: as a person does, or as a crash does. */
  async stop(signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server || server.exitCode !== null) return;
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill(signal);
    const late = setTimeout(() => server.kill("SIGKILL"), STOP_MS);
    await ended;
    clearTimeout(late);
  }
}

/** Asks again and again until something holds. */
export async function until(what: string, ms: number, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited ${ms / 1000} s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function run(program: string, args: readonly string[], options: { cwd: string; env: NodeJS.ProcessEnv }) {
  return new Promise<CommandResult>((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"], timeout: COMMAND_MS });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (data) => {
        output += data;
      });
    }
    child.on("error", reject).on("close", (code) => resolve({ code, output }));
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== "object" || !address) throw new Error("no free port");
  return address.port;
}

/** On loopback, talking to nobody outside; of this process's environment it sees the path alone. */
function environment(
  { node, env }: Installation,
  folder: string,
  port: number,
  broker: number,
): Record<string, string> {
  return {
    PATH: `${dirname(node)}:${process.env["PATH"]}`,
    HOME: folder,
    N8N_USER_FOLDER: folder,
    N8N_LISTEN_ADDRESS: "127.0.0.1",
    N8N_HOST: "127.0.0.1",
    N8N_PORT: String(port),
    N8N_RUNNERS_BROKER_PORT: String(broker),
    N8N_RUNNERS_BROKER_LISTEN_ADDRESS: "127.0.0.1",
    N8N_ENCRYPTION_KEY: "for-tests-on-loopback",
    N8N_SECURE_COOKIE: "false",
    N8N_DIAGNOSTICS_ENABLED: "false",
    N8N_VERSION_NOTIFICATIONS_ENABLED: "false",
    N8N_TEMPLATES_ENABLED: "false",
    N8N_PERSONALIZATION_ENABLED: "false",
    N8N_HIRING_BANNER_ENABLED: "false",
    N8N_ONBOARDING_FLOW_DISABLED: "true",
    N8N_DYNAMIC_BANNERS_ENABLED: "false",
    N8N_VERIFIED_PACKAGES_ENABLED: "false",
    DB_SQLITE_POOL_SIZE: "2",
    ...env,
  };
}
