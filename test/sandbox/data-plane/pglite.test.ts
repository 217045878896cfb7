import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { authorityOf, serverCertificate } from "../../../src/sandbox/certificate/authority.js";
import { Clock } from "../../../src/sandbox/clock.js";
import { type Contents, NOTHING } from "../../../src/sandbox/data-plane/engine.js";
import { pglite } from "../../../src/sandbox/data-plane/pglite.js";
import { reservePort } from "../../../src/sandbox/data-plane/port.js";
import { World } from "../../../src/sandbox/world.js";
import { announce, PATIENCE_MS, query, uriWith, withoutPostgres } from "./servers.js";

const kind = pglite(process.env["PGLITE_PROJECT"] ?? process.cwd());
const reason = kind ? withoutPostgres && "no psql is installed" : "@electric-sql/pglite-socket is not installed";
announce(reason);

function contents(password: string, ...databases: string[]): Contents {
  const of = { project: "p", service_name: "db" };
  const user = {
    ...of,
    username: "avnadmin",
    type: "primary" as const,
    password,
    password_updated_time: "",
    authentication: null,
    access_control: null,
    certificate: null,
    expiring_cert_not_valid_after_time: null,
  };
  const locale = { lc_collate: "C", lc_ctype: "C" };
  return { users: [user], databases: databases.map((database_name) => ({ ...of, database_name, ...locale })) };
}

describe.skipIf(reason)("PGlite", { timeout: 6 * PATIENCE_MS }, () => {
  test("serves over TLS with passwords, a process per database, and keeps its data", async () => {
    const world = new World({ clock: new Clock("real"), seed: "a", effects: {} });
    const root = mkdtempSync(join(tmpdir(), "aiven-mcp-pglite-"));
    const { port, release } = await reservePort();
    await release();
    const ca = { file: join(root, "ca.pem"), pem: authorityOf(world, "org1"), [Symbol.dispose]: () => {} };
    writeFileSync(ca.file, ca.pem);
    const directory = join(root, String(port));
    mkdirSync(directory);
    const certificate = () => serverCertificate(world, "org1", "db");
    const engine = kind?.at({ directory, root, port, account: undefined, certificate });
    if (!engine) throw new Error("no engine");
    try {
      const first = contents("one", "defaultdb", "shop");
      await engine.start();
      await engine.apply(NOTHING, first);
      const uri = `postgres://avnadmin:one@localhost:${port}/defaultdb`;
      await query(uri, ca, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)");
      await expect(query(uriWith(uri, { database: "shop" }), ca, "SELECT * FROM kept")).rejects.toThrow(
        "does not exist",
      );
      await expect(query(uriWith(uri, { database: "nothing" }), ca, "SELECT 1")).rejects.toThrow("does not exist");
      await expect(query(uriWith(uri, { password: "two" }), ca, "SELECT 1")).rejects.toThrow("authentication failed");
      await expect(query(uriWith(uri, { username: "other" }), ca, "SELECT 1")).rejects.toThrow("authentication failed");

      await engine.apply(first, contents("two", "defaultdb"));
      await expect(query(uri, ca, "SELECT 1")).rejects.toThrow("authentication failed");
      const changed = uriWith(uri, { password: "two" });
      await expect(query(uriWith(changed, { database: "shop" }), ca, "SELECT 1")).rejects.toThrow("does not exist");
      await engine.stop();
      await expect(query(changed, ca, "SELECT 1")).rejects.toThrow("Connection refused");
      await engine.start();
      expect(await query(changed, ca, "SELECT n FROM kept")).toEqual(["7"]);
    } finally {
      await engine.stop();
      rmSync(root, { recursive: true });
    }
  });
});
