import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli, spawnCli } from "../child.js";
import { announce, PATIENCE_MS, where, withoutPostgres } from "../sandbox/data-plane/servers.js";
import { openPostgres, type PostgresService } from "../sql/postgres-service.js";
import { openPerson, PROTOCOLS } from "./person.js";
import { type Json, openSandboxServer, openServer, type TestServer } from "./server.js";

announce(withoutPostgres);

describe.skipIf(withoutPostgres)("aiven_sql on a real PostgreSQL", { timeout: 2 * PATIENCE_MS }, () => {
  let db: PostgresService;
  let server: TestServer;

  const variables = (more: Record<string, string> = {}) => {
    const { url, token, project } = db.api.sandbox;
    return { AIVEN_WEB_URL: url, AIVEN_TOKEN: token, AIVEN_PROJECT: project, ...more };
  };

  beforeAll(async () => {
    db = await openPostgres();
    server = await openServer(variables());
    await db.write("CREATE TABLE customers (id bigint PRIMARY KEY, email text NOT NULL UNIQUE, born date)");
    await db.write(
      "CREATE TABLE orders (id int, customer bigint NOT NULL REFERENCES customers (id), total numeric(8,2))",
    );
    await db.write("CREATE INDEX ON orders (customer, total DESC) WHERE total > 0");
    await db.write("CREATE VIEW totals AS SELECT customer, sum(total) FROM orders GROUP BY 1");
    await db.write("INSERT INTO customers SELECT n, 'c' || n || '@example.com' FROM generate_series(1, 500) n");
    await db.write("ANALYZE");
  }, 2 * PATIENCE_MS);

  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
    await db?.[Symbol.asyncDispose]();
  });

  const ask = (query: string, more: Json = {}) => server.ok("aiven_sql", { service_name: "db", query, ...more });

  it("answers with columns and rows", async () => {
    expect(await ask("SELECT id, email, born, '' AS empty FROM customers WHERE id < 3 ORDER BY id;")).toEqual({
      columns: ["id", "email", "born", "empty"],
      rows: [
        [1, "c1@example.com", null, ""],
        [2, "c2@example.com", null, ""],
      ],
      row_count: 2,
    });
    expect(await ask("SELECT 1 WHERE false")).toEqual({ columns: ["?column?"], row_count: 0 });
  });

  it("goes on by cursor, page by page to the last row, and with the same statement only", async () => {
    const query = "SELECT id FROM customers ORDER BY id";
    const ids: unknown[] = [];
    let cursor: unknown;
    do {
      const { rows, page } = await ask(query, { limit: 150, ...(cursor ? { cursor } : {}) });
      ids.push(...(rows as unknown[][]).flat());
      cursor = (page as Json | undefined)?.["cursor"];
      if (cursor !== undefined) {
        const other = { service_name: "db", query: "SELECT id FROM orders", limit: 150, cursor };
        expect(await server.refused("aiven_sql", other)).toMatchObject({ issues: [{ field: "cursor" }] });
      }
    } while (cursor !== undefined);
    expect(ids).toEqual(Array.from({ length: 500 }, (_, at) => at + 1));
  });

  it("shows the tables when asked for no query", async () => {
    const shown = await server.ok("aiven_sql", { service_name: "db" });
    expect(shown).toEqual({
      service_type: "pg",
      database: "defaultdb",
      databases: ["defaultdb"],
      tables: [
        {
          table: "public.customers",
          rows: 500,
          columns: "id bigint, email text, born date?",
          indexes: "primary btree (id); unique btree (email)",
          kind: null,
          foreign_keys: null,
        },
        {
          table: "public.orders",
          rows: 0,
          columns: "id integer?, customer bigint, total numeric(8,2)?",
          indexes: "btree (customer, total DESC) WHERE (total > (0)::numeric)",
          foreign_keys: "FOREIGN KEY (customer) REFERENCES customers(id)",
          kind: null,
        },
        {
          table: "public.totals",
          kind: "view",
          columns: "customer bigint?, sum numeric?",
          rows: null,
          indexes: null,
          foreign_keys: null,
        },
      ],
    });
  });

  it("cuts by its limit and by what a result may hold, and says how to go on", async () => {
    const all = await ask("SELECT id FROM customers ORDER BY id");
    expect(all).toMatchObject({ row_count: 100, more: expect.stringContaining("go on with cursor") });
    expect(await ask("SELECT id FROM customers", { limit: 500 })).not.toHaveProperty("more");
    const { text } = await server.call("aiven_sql", {
      service_name: "db",
      query: "SELECT id, repeat('word ', 300) FROM customers",
    });
    expect(text.length).toBeLessThan(20_500);
    const { row_count, rows, more } = JSON.parse(text) as { row_count: number; rows: unknown[]; more: string };
    expect(rows).toHaveLength(row_count);
    expect(row_count).toBeLessThan(20);
    expect(more).toContain("go on with cursor");
  });

  it("never shows the credentials that it used", async () => {
    const { service } = await db.api.ok("ServiceGet", { ...where(db.api, "db"), include_secrets: true });
    const password = String(service.service_uri_params?.["password"]);
    const said = [
      await server.call("aiven_sql", { service_name: "db", query: "SELECT * FROM pg_stat_activity" }),
      await server.call("aiven_sql", { service_name: "db", query: `SELECT '${password}'` }),
      await server.call("aiven_sql", { service_name: "db", query: `SELECT ${password}` }),
      await server.call("aiven_sql", { service_name: "db", query: "SELECT 1", database: "none" }),
    ];
    for (const { text } of said) expect(text).not.toContain(password);
    expect(server.stderr()).toBe("");
  });

  it.each([
    ["DELETE FROM customers", { issues: [{ field: "query" }], hint: expect.stringContaining("AIVEN_SQL_WRITE") }],
    [
      "WITH d AS (DELETE FROM customers RETURNING 1) SELECT 1",
      { error: "SqlError", code: "25006", hint: expect.stringContaining("write: true") },
    ],
    ["SELECT 1; SELECT 2", { error: "SqlError", code: "42601" }],
    ["SELECT nope", { error: "SqlError", code: "42703", message: 'column "nope" does not exist (at character 8)' }],
  ])("refuses %s", async (query, answer) => {
    expect(await server.refused("aiven_sql", { service_name: "db", query })).toMatchObject(answer);
  });

  it("knows no write where the operator does not allow it", async () => {
    const args = { service_name: "db", query: "DELETE FROM customers", write: true };
    expect(await server.refused("aiven_sql", args)).toMatchObject({ issues: [{ field: "write" }] });
  });

  it("writes where the operator allows it and the caller asks for it", async () => {
    await using writing = await openServer(variables({ AIVEN_SQL_WRITE: "1" }));
    const tool = (await writing.tools()).find(({ name }) => name === "aiven_sql");
    expect(tool?.annotations).toMatchObject({ readOnlyHint: false, destructiveHint: true });
    const query = "INSERT INTO orders VALUES (1, 1, 9.50)";
    expect(await writing.refused("aiven_sql", { service_name: "db", query })).toMatchObject({ error: "InputError" });
    const done = await writing.ok("aiven_sql", { service_name: "db", query, write: true });
    expect(done).toEqual({ row_count: 0, affected: 1 });
    expect(await ask("SELECT total FROM orders")).toMatchObject({ rows: [["9.50"]] });
  });

  it.each(PROTOCOLS)("asks the person before it writes, where a client of %s shows forms", async (protocol) => {
    const write = { service_name: "db", query: "INSERT INTO orders VALUES (7, 7, 7)", write: true };
    const count = async () => (await db.run("SELECT count(*) FROM orders WHERE id = 7")).rows[0]?.[0];
    const env = variables({ AIVEN_SQL_WRITE: "1" });
    await db.write("ALTER TABLE orders DROP CONSTRAINT IF EXISTS orders_customer_fkey");
    await db.write("DELETE FROM orders WHERE id = 7");
    const declining = await openPerson(protocol, env, () => ({ action: "decline" }));
    expect((await declining.call("aiven_sql", write)).data).toMatchObject({ nothing_done: true, approved: false });
    expect(declining.forms[0]?.message).toContain(write.query);
    expect(await count()).toBe(0);
    const approving = await openPerson(protocol, env, () => ({ action: "accept", content: { name: "db" } }));
    expect((await approving.call("aiven_sql", write)).data).toEqual({ row_count: 0, affected: 1 });
    expect((await approving.call("aiven_sql", { ...write, write: false, query: "SELECT 1" })).isError).toBe(false);
    expect([await count(), approving.forms.length]).toEqual([1, 1]);
    await db.write("DELETE FROM orders WHERE id = 7");
  });

  it("writes nothing where a person has to be asked and cannot be", async () => {
    await using strict = await openServer(variables({ AIVEN_SQL_WRITE: "1", AIVEN_CONFIRM: "strict" }));
    const write = { service_name: "db", query: "DELETE FROM orders", write: true };
    expect(await strict.refused("aiven_sql", write)).toMatchObject({ error: "PolicyError" });
    await strict.ok("aiven_sql", { service_name: "db", query: "SELECT 1" });
  });

  it("ends the query in the database when the client cancels", async () => {
    const stop = new AbortController();
    const running = async () =>
      (await db.write("SELECT count(*) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(62)'")).rows;
    const args = { service_name: "db", query: "SELECT pg_sleep(62)" };
    const call = server.call("aiven_sql", args, { signal: stop.signal }).catch(() => "cancelled");
    await expect.poll(running).toEqual([[1]]);
    stop.abort();
    expect(await call).toBe("cancelled");
    await expect.poll(running).toEqual([[0]]);
  });

  it("runs from the command line too", async () => {
    const { code, stdout, stderr } = await runCli(["sql", "db", "SELECT 1 AS one", "--json"], variables());
    expect([code, stderr, JSON.parse(stdout)]).toEqual([0, "", { columns: ["one"], rows: [[1]], row_count: 1 }]);
    const limited = await runCli(["sql", "db", "SELECT id FROM customers", "--limit", "2"], variables());
    expect(JSON.parse(limited.stdout)).toMatchObject({ row_count: 2, cut: "rows" });
    const refused = await runCli(["sql", "db", "DELETE FROM customers", "--write"], variables());
    expect(refused).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("AIVEN_SQL_WRITE=1") });
    const written = await runCli(["sql", "db", "DELETE FROM orders", "--write"], variables({ AIVEN_SQL_WRITE: "1" }));
    expect(JSON.parse(written.stdout)).toMatchObject({ row_count: 0, affected: 1 });
    const child = spawnCli(["sql", "db", "SELECT pg_sleep(63)"], variables());
    const running = async () =>
      (await db.write("SELECT count(*) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(63)'")).rows;
    await expect.poll(running, { timeout: PATIENCE_MS }).toEqual([[1]]);
    child.kill("SIGINT");
    await expect.poll(running).toEqual([[0]]);
  });

  it("says that a service is off", async () => {
    await db.api.ok("ServiceUpdate", { ...where(db.api, "db"), powered: false });
    expect(await server.refused("aiven_sql", { service_name: "db", query: "SELECT 1" })).toMatchObject({
      issues: [{ field: "service_name", message: "db is powered off" }],
    });
  });
});

describe("aiven_sql without a data plane", () => {
  it("says so at once, and what does not understand SQL", async () => {
    await using server = await openSandboxServer();
    const refused = async (service_name: string) => {
      const { issues } = await server.refused("aiven_sql", { service_name, query: "SELECT 1" });
      return (issues as { message: string }[])[0]?.message;
    };
    expect(await refused("demo-pg")).toContain("the sandbox emulates only its control plane");
    expect(await refused("demo-kafka")).toContain("is of type kafka");
    expect(await server.refused("aiven_sql", { service_name: "none" })).toMatchObject({
      status: 404,
      hint: expect.stringContaining("there are"),
    });
  });

  it("asks ClickHouse through the API", async () => {
    await using server = await openSandboxServer({ AIVEN_MODE: "read-only" });
    const { url, token, project } = server.sandbox;
    const service = { service_name: "stats", service_type: "clickhouse", plan: "startup-16", cloud: "aws-eu-west-1" };
    const made = await fetch(`${url}/v1/project/${project}/service`, {
      method: "POST",
      headers: { authorization: `aivenv1 ${token}`, "content-type": "application/json" },
      body: JSON.stringify(service),
    });
    expect(made.status).toBe(200);
    const ask = (query: string) => server.call("aiven_sql", { service_name: "stats", query });
    expect((await ask("SELECT name FROM system.databases WHERE name = 'default'")).data).toEqual({
      columns: ["name"],
      rows: [["default"]],
      row_count: 1,
    });
    expect((await ask("DROP TABLE t")).data).toMatchObject({ error: "InputError" });
    expect(await server.ok("aiven_sql", { service_name: "stats" })).toEqual({
      service_type: "clickhouse",
      database: "default",
      more: "There are no tables.",
    });
  });
});
