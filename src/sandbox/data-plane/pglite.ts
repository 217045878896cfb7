import { timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createConnection } from "node:net";
import { dirname, join } from "node:path";
import type { DatabaseRow } from "../model/database.js";
import { type Contents, type Engine, type EngineKind, NOTHING, type Site } from "./engine.js";
import { PostgresGateway } from "./postgres-gateway.js";
import { GuardedProcess } from "./process.js";

/** It compiles itself and fills its folder at its first start: seconds of a whole core, of which a busy machine has few. */
const PATIENCE_MS = 180_000;

/** PGlite, PostgreSQL compiled to WebAssembly, when a project has installed it; undefined otherwise. */
export function pglite(project: string): EngineKind | undefined {
  const { resolve } = createRequire(join(project, "package.json"));
  try {
    const program = join(dirname(resolve("@electric-sql/pglite-socket")), "scripts/server.js");
    const library = dirname(dirname(resolve("@electric-sql/pglite")));
    if (!existsSync(program)) return undefined;
    const { version } = JSON.parse(readFileSync(join(library, "package.json"), "utf8")) as { version: string };
    return { description: `PGlite ${version}`, copies: false, at: (site) => new PGliteServers(program, site) };
  } catch {
    return undefined;
  }
}

/** A PGlite has one database, so there is a process for each, and a gateway before them all. */
class PGliteServers implements Engine {
  readonly #program: string;
  readonly #site: Site;
  readonly #processes = new Map<string, GuardedProcess>();
  #contents: Contents = NOTHING;
  #gateway: PostgresGateway | undefined;
  #ended: Promise<void> | undefined;

  constructor(program: string, site: Site) {
    this.#program = program;
    this.#site = site;
  }

  get ended(): Promise<void> | undefined {
    return this.#ended;
  }

  async start(): Promise<void> {
    this.#gateway = new PostgresGateway({
      port: this.#site.port,
      certificate: this.#site.certificate(),
      isPassword: (username, password) => this.#isPassword(username, password),
      socketOf: (database) => (this.#processes.has(database) ? this.#socketOf(database) : undefined),
    });
    await this.#gateway.open();
    await this.#startAll();
  }

  async apply(_before: Contents, after: Contents): Promise<void> {
    this.#contents = after;
    const wanted = new Set(after.databases.map(({ database_name }) => database_name));
    for (const [name, process] of this.#processes) {
      if (wanted.has(name)) continue;
      this.#processes.delete(name);
      await process.stop("SIGINT");
      rmSync(this.#folderOf(name), { recursive: true, force: true });
    }
    await this.#startAll();
  }

  async stop(): Promise<void> {
    const processes = [...this.#processes.values()];
    this.#processes.clear();
    await this.#gateway?.close();
    await Promise.all(processes.map((process) => process.stop("SIGINT")));
  }

  async #startAll(): Promise<void> {
    await Promise.all(this.#contents.databases.map((database) => this.#startOne(database)));
  }

  async #startOne({ database_name }: DatabaseRow): Promise<void> {
    if (this.#processes.has(database_name)) return;
    const directory = this.#folderOf(database_name);
    const socket = this.#socketOf(database_name);
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    rmSync(socket, { force: true });
    const guarded = new GuardedProcess({
      command: process.execPath,
      args: [this.#program, `--db=${join(directory, "data")}`, `--path=${socket}`, "--max-connections=100"],
      directory,
      root: this.#site.root,
      // It runs as anybody, and the project that it is installed in may be for nobody else to read.
      account: undefined,
    });
    this.#processes.set(database_name, guarded);
    if (database_name === "defaultdb") this.#ended = guarded.ended;
    await guarded.untilReady(() => answers(socket), PATIENCE_MS);
  }

  #isPassword(username: string, password: string): boolean {
    const user = this.#contents.users.find((row) => row.username === username);
    const [given, wanted] = [Buffer.from(password), Buffer.from(user?.password ?? "")];
    return user !== undefined && given.length === wanted.length && timingSafeEqual(given, wanted);
  }

  #folderOf(database: string): string {
    return join(this.#site.directory, database);
  }

  #socketOf(database: string): string {
    return join(this.#folderOf(database), "socket");
  }
}

async function answers(path: string): Promise<boolean> {
  const socket = createConnection(path);
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
