import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runMysql } from "../../src/node/sql/mysql.js";
import { writeSecret } from "../../src/sandbox/data-plane/files.js";
import { reservePort } from "../../src/sandbox/data-plane/port.js";
import { engineAccount, GuardedProcess, run as runProgram } from "../../src/sandbox/data-plane/process.js";
import { folderWith, programFolders } from "../../src/sandbox/data-plane/programs.js";
import type { SqlResult, SqlStatement, SqlTarget } from "../../src/tools/sql/driver.js";
import { makeCertificate } from "../server/certificate.js";
import { LIMITS } from "./limits.js";

const folders = [...programFolders(), "/usr/sbin"];
const installer = folderWith(folders, ["mariadb-install-db"]);
const server = folderWith(folders, ["mariadbd"]);

/** Why tests of MySQL cannot run here; undefined when they can. MariaDB stands in for it: Debian has no other. */
export const withoutMariadb = installer && server ? undefined : "no MariaDB server is installed";

const USER = "avnadmin";
const PASSWORD = 'it\'s "q" \\ ü%';

/** As on the real one: everything in the databases, nothing of the machine. */
const INIT = `
CREATE DATABASE defaultdb;
CREATE USER '${USER}'@'%' IDENTIFIED BY '${PASSWORD.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}' REQUIRE SSL;
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, INDEX, TRIGGER, CREATE ROUTINE, ALTER ROUTINE, EXECUTE,
  CREATE VIEW, SHOW VIEW, PROCESS, REFERENCES, LOCK TABLES, CREATE TEMPORARY TABLES ON *.* TO '${USER}'@'%';
`;

export interface MariadbService extends AsyncDisposable {
  readonly target: SqlTarget;
  run(sql: string, how?: Partial<SqlStatement>): Promise<SqlResult>;
  write(sql: string): Promise<SqlResult>;
}

/** A MariaDB of a test's own, over TLS on loopback, with a certificate for these names. */
export async function openMariadb(names = "DNS:localhost"): Promise<MariadbService> {
  const account = engineAccount();
  const directory = mkdtempSync(join(tmpdir(), "aiven-mcp-mariadb-"));
  if (account) chownSync(directory, account.uid, account.gid);
  const data = join(directory, "data");
  const install = ["--no-defaults", `--datadir=${data}`, "--skip-test-db", "--auth-root-authentication-method=normal"];
  await runProgram(join(String(installer), "mariadb-install-db"), install, { cwd: directory, account });
  using certificate = disposable(makeCertificate(names));
  const { port, release } = await reservePort();
  await release();
  const place = { directory, root: directory, account };
  const write = (name: string, text: string) => writeSecret(place as Parameters<typeof writeSecret>[0], name, text);
  const settings = {
    datadir: data,
    port,
    "bind-address": "127.0.0.1",
    socket: join(directory, "socket"),
    "pid-file": join(directory, "pid"),
    "init-file": write("init", INIT),
    "ssl-cert": write("server.crt", certificate.cert),
    "ssl-key": write("server.key", certificate.key),
    "innodb-flush-log-at-trx-commit": 0,
    "character-set-server": "utf8mb4",
  };
  const process = new GuardedProcess({
    command: join(String(server), "mariadbd"),
    args: ["--no-defaults", ...Object.entries(settings).map(([name, value]) => `--${name}=${value}`)],
    ...place,
  });
  const target = {
    ...{ host: "localhost", port, user: USER, password: PASSWORD, database: "defaultdb" },
    ...{ ca: certificate.cert, unreachable: "look at ip_filter" },
  };
  const run = (sql: string, how: Partial<SqlStatement> = {}) => runMysql(target, { sql, ...LIMITS, ...how });
  await process.untilReady(() => run("SELECT 1").then(Boolean, (error) => !/cannot be reached/.test(String(error))));
  return {
    target,
    run,
    write: (sql) => run(sql, { write: true }),
    async [Symbol.asyncDispose]() {
      await process.stop("SIGTERM");
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function disposable<T extends { remove(): void }>(value: T): T & Disposable {
  return { ...value, [Symbol.dispose]: () => value.remove() };
}
