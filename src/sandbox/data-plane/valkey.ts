import { createHash, randomBytes } from "node:crypto";
import { createConnection } from "node:net";
import { join } from "node:path";
import type { ServiceUserRow } from "../model/service-user.js";
import type { Contents, Engine, EngineKind, Site } from "./engine.js";
import { writeSecret } from "./files.js";
import { GuardedProcess, run } from "./process.js";
import { folderWith } from "./programs.js";

const PROGRAMS = ["valkey-server", "redis-server"];
/** As whom the sandbox itself comes, with a password that nobody else knows. */
const KEEPER = "sandbox-keeper";

/** The Valkey or Redis server of this machine; undefined when there is none. */
export async function nativeValkey(folders: readonly string[]): Promise<EngineKind | undefined> {
  for (const program of PROGRAMS) {
    const folder = folderWith(folders, [program]);
    if (folder === undefined) continue;
    const command = join(folder, program);
    const version = await run(command, ["--version"], { cwd: "/" });
    const name = program === "valkey-server" ? "Valkey" : "Redis";
    return {
      description: `${name} ${/v=([\d.]+)/.exec(version)?.[1] ?? ""}`.trim(),
      copies: false,
      at: (site) => new NativeValkey(command, site),
    };
  }
  return undefined;
}

class NativeValkey implements Engine {
  readonly #command: string;
  readonly #site: Site;
  readonly #password = randomBytes(24).toString("hex");
  readonly #socket: string;
  /** Who may come: nobody before it is told. */
  #users: readonly ServiceUserRow[] = [];
  #process: GuardedProcess | undefined;

  constructor(command: string, site: Site) {
    this.#command = command;
    this.#site = site;
    this.#socket = join(site.directory, "socket");
  }

  get ended(): Promise<void> | undefined {
    return this.#process?.ended;
  }

  async start(): Promise<void> {
    const { directory, port, root, account } = this.#site;
    const { certificate, key } = this.#site.certificate();
    this.#writeUsers();
    const settings = {
      port: ["0"],
      "tls-port": [String(port)],
      bind: ["127.0.0.1", "-::1"],
      unixsocket: [this.#socket],
      unixsocketperm: ["700"],
      dir: [directory],
      aclfile: [join(directory, "users")],
      "tls-cert-file": [writeSecret(this.#site, "server.crt", certificate)],
      "tls-key-file": [writeSecret(this.#site, "server.key", key)],
      "tls-auth-clients": ["no"],
      "tls-ca-cert-file": [writeSecret(this.#site, "authority.crt", certificate)],
      save: ["60 1"],
      loglevel: ["warning"],
    };
    const process = new GuardedProcess({
      command: this.#command,
      args: Object.entries(settings).flatMap(([name, values]) => [`--${name}`, ...values]),
      directory,
      root,
      account,
    });
    this.#process = process;
    await process.untilReady(() =>
      this.#ask("PING").then(
        () => true,
        () => false,
      ),
    );
  }

  async apply(_before: Contents, { users }: Contents): Promise<void> {
    this.#users = users;
    this.#writeUsers();
    await this.#ask("ACL LOAD");
  }

  async stop(): Promise<void> {
    // Saves what it has.
    await this.#process?.stop("SIGTERM");
  }

  #writeUsers(): void {
    const lines = this.#users.map((user) => `user ${user.username} on #${hash(user.password)} ${rightsOf(user)}`);
    if (!this.#users.some(({ username }) => username === "default")) lines.push("user default off");
    lines.push(`user ${KEEPER} on #${hash(this.#password)} +ping +acl|load`);
    writeSecret(this.#site, "users", `${lines.join("\n")}\n`);
  }

  /** Sends a command through the server's own folder. Throws when it does not answer well. */
  #ask(command: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = createConnection(this.#socket);
      let answer = "";
      socket.setEncoding("utf8");
      socket.once("error", reject);
      socket.once("close", () => {
        const [login = "", result = ""] = answer.split("\r\n");
        if (login.startsWith("+") && result.startsWith("+")) resolve();
        else reject(new Error(result || login || "no answer"));
      });
      socket.on("data", (chunk: string) => {
        answer += chunk;
      });
      socket.write(`AUTH ${KEEPER} ${this.#password}\r\n${command}\r\nQUIT\r\n`);
    });
  }
}

/** Everything but what would reach beyond the data; less where the API says so. */
function rightsOf({ access_control }: ServiceUserRow): string {
  const list = (name: string): string[] | undefined => {
    const value = access_control?.[`valkey_acl_${name}`];
    return Array.isArray(value) ? value.map(String) : undefined;
  };
  const [keys = ["*"], channels = ["*"], categories, commands] = ["keys", "channels", "categories", "commands"].map(
    list,
  );
  const granted = categories || commands ? [...(categories ?? []), ...(commands ?? [])] : ["+@all"];
  return [...keys.map((key) => `~${key}`), ...channels.map((name) => `&${name}`), ...granted, "-@admin"].join(" ");
}

function hash(password: string): string {
  return createHash("sha256").update(password).digest("hex");
}
