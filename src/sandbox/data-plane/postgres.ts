import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Contents, Engine, EngineKind, Site } from "./engine.js";
import { writeSecret } from "./files.js";
import { contentsSql } from "./postgres-sql.js";
import { GuardedProcess, run } from "./process.js";
import { folderWith } from "./programs.js";

const PROGRAMS = ["initdb", "postgres", "psql", "pg_isready"];

/** Everybody comes over TLS with a password; only the sandbox itself comes as the superuser, through its own folder. */
const ACCESS = `
local   all         postgres                trust
local   replication postgres                trust
host    all         postgres  all           reject
hostssl all         all       127.0.0.1/32  scram-sha-256
hostssl all         all       ::1/128       scram-sha-256
hostssl replication all       127.0.0.1/32  scram-sha-256
hostssl replication all       ::1/128       scram-sha-256
`;

/** The PostgreSQL server of this machine; undefined when there is none. */
export async function nativePostgres(folders: readonly string[]): Promise<EngineKind | undefined> {
  const folder = folderWith(folders, PROGRAMS);
  if (folder === undefined) return undefined;
  const version = await run(join(folder, "postgres"), ["--version"], { cwd: "/" });
  return {
    description: version.trim().replace(/^postgres \(PostgreSQL\) (\S+).*$/, "PostgreSQL $1"),
    copies: existsSync(join(folder, "pg_basebackup")),
    at: (site) => new NativePostgres(folder, site),
  };
}

class NativePostgres implements Engine {
  readonly #folder: string;
  readonly #site: Site;
  #process: GuardedProcess | undefined;

  constructor(folder: string, site: Site) {
    this.#folder = folder;
    this.#site = site;
  }

  get ended(): Promise<void> | undefined {
    return this.#process?.ended;
  }

  async start(): Promise<void> {
    const { directory, port, root, account } = this.#site;
    const data = join(directory, "data");
    if (!existsSync(join(data, "PG_VERSION"))) await this.#initialize(data);
    const { certificate, key } = this.#site.certificate();
    const settings = {
      port,
      listen_addresses: "127.0.0.1,::1",
      unix_socket_directories: directory,
      hba_file: writeSecret(this.#site, "access", ACCESS),
      ssl: "on",
      ssl_cert_file: writeSecret(this.#site, "server.crt", certificate),
      ssl_key_file: writeSecret(this.#site, "server.key", key),
      // Small and quick: nothing in it has to survive the machine.
      shared_buffers: "16MB",
      fsync: "off",
      synchronous_commit: "off",
      full_page_writes: "off",
      wal_level: "logical",
      timezone: "UTC",
      // Statements hold passwords.
      log_min_error_statement: "panic",
    };
    const process = new GuardedProcess({
      command: join(this.#folder, "postgres"),
      args: ["-D", data, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
      directory,
      root,
      account,
    });
    this.#process = process;
    await process.untilReady(() =>
      this.#run("pg_isready", ["-q"]).then(
        () => true,
        () => false,
      ),
    );
  }

  async apply(before: Contents, after: Contents): Promise<void> {
    const sql = contentsSql(before, after);
    if (sql === "") return;
    await this.#run("psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", "postgres", "-f", "-"], sql);
  }

  async stop(): Promise<void> {
    // SIGINT: without waiting for those who are connected.
    await this.#process?.stop("SIGINT");
    this.#process = undefined;
  }

  async copyTo({ directory: cwd, account }: Site): Promise<void> {
    const { directory, port } = this.#site;
    const [from, to] = [join(directory, "data"), join(cwd, "data")];
    // What does not run is copied as it lies there; by the account that it is to belong to.
    if (!this.#process) return void (await run("cp", ["-R", from, to], { cwd, account }));
    const where = ["-h", directory, "-p", String(port), "-U", "postgres", "-D", to];
    await run(join(this.#folder, "pg_basebackup"), [...where, "--checkpoint=fast", "--no-sync"], { cwd, account });
  }

  #initialize(data: string): Promise<string> {
    const ctype = process.platform === "darwin" ? "UTF-8" : "C.UTF-8";
    const locale = ["--encoding=UTF8", "--locale=C", `--lc-ctype=${ctype}`];
    const { directory: cwd, account } = this.#site;
    const args = ["-D", data, "-U", "postgres", "--auth=reject", "--no-sync", ...locale];
    return run(join(this.#folder, "initdb"), args, { cwd, account });
  }

  #run(program: string, args: readonly string[], input = ""): Promise<string> {
    const { directory: cwd, port, account } = this.#site;
    const where = ["-h", cwd, "-p", String(port), "-U", "postgres"];
    return run(join(this.#folder, program), [...where, ...args], { cwd, account, input });
  }
}
