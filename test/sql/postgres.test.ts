import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NetworkError, SqlError, TimeoutError } from "../../src/core/errors.js";
import { runPostgres } from "../../src/node/sql/postgres.js";
import { openSandbox } from "../sandbox/api.js";
import { announce, PATIENCE_MS, withoutPostgres } from "../sandbox/data-plane/servers.js";
import { LIMITS } from "./limits.js";
import { openPostgres, type PostgresService } from "./postgres-service.js";

announce(withoutPostgres);

describe.skipIf(withoutPostgres)("the driver of PostgreSQL", { timeout: 2 * PATIENCE_MS }, () => {
  let db: PostgresService;

  beforeAll(async () => {
    db = await openPostgres();
    await db.write("CREATE TABLE kept (n int)");
    await db.write("INSERT INTO kept VALUES (1), (2), (3)");
    await db.write("CREATE SEQUENCE counter");
    await db.write("CREATE FUNCTION sneaky() RETURNS int LANGUAGE sql VOLATILE AS 'DELETE FROM kept RETURNING 1'");
    await db.write("CREATE FUNCTION harmless_looking() RETURNS int LANGUAGE sql STABLE AS 'SELECT sneaky()'");
    await db.write("CREATE PROCEDURE empties() LANGUAGE plpgsql AS 'BEGIN COMMIT; DELETE FROM kept; END'");
  }, 2 * PATIENCE_MS);

  afterAll(() => db?.[Symbol.asyncDispose]());

  /** What has to be as it was, whatever was tried. */
  async function state() {
    const { rows } = await db.write(
      `SELECT (SELECT string_agg(n::text, ',' ORDER BY n) FROM kept), (SELECT last_value || ' ' || is_called FROM counter),
        (SELECT count(*) FROM pg_class WHERE relname = 'made'), (SELECT count(*) FROM pg_largeobject_metadata)`,
    );
    return rows[0];
  }

  test.each([
    "DELETE FROM kept",
    "INSERT INTO kept VALUES (4)",
    "UPDATE kept SET n = 0",
    "TRUNCATE kept",
    "DROP TABLE kept",
    "CREATE TABLE made (n int)",
    "SELECT n INTO made FROM kept",
    "CREATE TABLE made AS SELECT 1",
    "WITH gone AS (DELETE FROM kept RETURNING n) SELECT * FROM gone",
    "EXPLAIN ANALYZE DELETE FROM kept",
    "EXPLAIN (ANALYZE) WITH gone AS (DELETE FROM kept RETURNING 1) SELECT * FROM gone",
    "SELECT sneaky()",
    "SELECT harmless_looking()",
    "SELECT * FROM kept WHERE sneaky() = 1",
    "SELECT nextval('counter')",
    "SELECT setval('counter', 99)",
    "SELECT set_config('transaction_read_only', 'off', true), sneaky()",
    "SELECT sneaky() FROM set_config('transaction_read_only', 'off', false)",
    "SELECT set_config('default_transaction_read_only', 'off', false), sneaky()",
    "SET TRANSACTION READ WRITE",
    "SET transaction_read_only = off",
    "DO $$ BEGIN DELETE FROM kept; END $$",
    "DO $$ BEGIN SET TRANSACTION READ WRITE; DELETE FROM kept; END $$",
    "DO $$ BEGIN PERFORM set_config('transaction_read_only', 'off', false); DELETE FROM kept; END $$",
    "DO $$ BEGIN COMMIT; DELETE FROM kept; END $$",
    "DO $$ BEGIN ROLLBACK; SET TRANSACTION READ WRITE; DELETE FROM kept; END $$",
    "DO $$ BEGIN EXECUTE 'DELETE FROM kept'; EXCEPTION WHEN others THEN EXECUTE 'TRUNCATE kept'; END $$",
    "CALL empties()",
    "SELECT query_to_xml('DELETE FROM kept RETURNING n', true, false, '')",
    "COPY kept FROM PROGRAM 'echo 9'",
    "COPY kept TO PROGRAM 'cat > /tmp/aiven-mcp-never'",
    "COPY (SELECT 1) TO '/tmp/aiven-mcp-never'",
    "SELECT pg_advisory_lock(1), sneaky()",
    "VACUUM kept",
    "COMMENT ON TABLE kept IS 'seen'",
    "GRANT SELECT ON kept TO PUBLIC",
    "ALTER ROLE avnadmin SET default_transaction_read_only = on",
    "PREPARE TRANSACTION 'later'",
    "SELECT 1; DELETE FROM kept",
    "COMMIT; DELETE FROM kept",
    "ROLLBACK; BEGIN; DELETE FROM kept; COMMIT",
    "SELECT 1;;DELETE FROM kept",
    "SELECT 1 /* ; */ ; -- \n DELETE FROM kept",
  ])("refuses by the database itself: %s", async (sql) => {
    const before = await state();
    await expect(db.run(sql)).rejects.toThrow(SqlError);
    expect(await state()).toEqual(before);
  });

  // What PostgreSQL lets pass in a transaction that reads, and forgets with it.
  test.each([
    "COMMIT",
    "ROLLBACK",
    "BEGIN",
    "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
    "SET SESSION AUTHORIZATION avnadmin",
    "SET default_transaction_read_only = off",
    "RESET ALL",
    "DISCARD PLANS",
    "REINDEX TABLE kept",
    "LOCK TABLE kept",
    "NOTIFY kept, 'gone'",
    "LISTEN kept",
    "PREPARE p AS DELETE FROM kept",
    "DECLARE c CURSOR FOR SELECT * FROM kept",
    "SELECT pg_advisory_lock(7)",
    "SELECT lo_create(0)",
    "COPY kept TO STDOUT",
    "CREATE TEMP TABLE made (n int)",
    "SELECT n FROM kept FOR UPDATE",
  ])("leaves nothing behind of: %s", async (sql) => {
    const before = await state();
    await db.run(sql).catch((error: unknown) => expect(error).toBeInstanceOf(SqlError));
    expect(await state()).toEqual(before);
    const { rows } = await db.write("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'");
    expect(rows).toEqual([[0]]);
  });

  test("writes when it is asked to, and says how much", async () => {
    await db.write("CREATE TABLE written (n int)");
    expect(await db.write("INSERT INTO written SELECT generate_series(1, 5)")).toMatchObject({ affected: 5, rows: [] });
    expect(await db.write("DELETE FROM written WHERE n > 3 RETURNING n")).toMatchObject({
      columns: ["n"],
      rows: [[4], [5]],
      affected: 2,
    });
    // Not within a transaction, and not half.
    await db.write("CREATE INDEX CONCURRENTLY ON written (n)");
    await db.write("CREATE FUNCTION add() RETURNS int LANGUAGE sql AS 'INSERT INTO written VALUES (0) RETURNING 1'");
    expect(await db.run("SELECT add() FROM generate_series(1, 700)", { write: true, maxRows: 2 })).toMatchObject({
      rows: [[1], [1]],
      cut: "rows",
    });
    expect((await db.run("SELECT count(*) FROM written WHERE n = 0")).rows).toEqual([[700]]);
  });

  test("keeps every value as it is", async () => {
    const { columns, rows } = await db.run(
      `SELECT 1::int2 AS small, 9007199254740993::int8 AS big, 12.300::numeric AS money, 0.1::float8 AS f, 'NaN'::float8 AS nan,
        true AS yes, NULL AS nothing, '' AS empty, DATE '0044-03-15 BC' AS ides, TIMESTAMPTZ '2026-01-02 03:04:05.678901+02' AS at,
        INTERVAL '1 mon 2 days' AS span, '{"b": null, "a": 12345678901234567890}'::json AS j, '\\xdeadbeef'::bytea AS bytes,
        repeat('x', 100)::bytea AS many, ARRAY[1, NULL, 3] AS list, 'ünï ☃' AS text, '7 ok'::text AS dup, 8 AS dup`,
    );
    expect(Object.fromEntries(columns.slice(0, -2).map((name, index) => [name, rows[0]?.[index]]))).toEqual({
      small: 1,
      big: 9007199254740993n,
      money: "12.300",
      f: 0.1,
      nan: "NaN",
      yes: true,
      nothing: null,
      empty: "",
      ides: "0044-03-15 BC",
      at: "2026-01-02 01:04:05.678901+00",
      span: "1 mon 2 days",
      j: '{"b": null, "a": 12345678901234567890}',
      bytes: "\\xdeadbeef",
      many: `\\x${"78".repeat(64)}… (100 bytes)`,
      list: "{1,NULL,3}",
      text: "ünï ☃",
    });
    expect(columns.slice(-2)).toEqual(["dup", "dup"]);
    expect(rows[0]?.slice(-2)).toEqual(["7 ok", 8]);
  });

  test("shows what SHOW, EXPLAIN, VALUES and TABLE answer", async () => {
    expect((await db.run("SHOW transaction_read_only")).rows).toEqual([["on"]]);
    expect((await db.run("EXPLAIN SELECT * FROM kept")).columns).toEqual(["QUERY PLAN"]);
    expect((await db.run("VALUES (1, 'a'), (2, NULL)")).rows).toEqual([
      [1, "a"],
      [2, null],
    ]);
    expect((await db.run("TABLE kept")).rows).toEqual([[1], [2], [3]]);
    expect(await db.run("SELECT")).toMatchObject({ columns: [], rows: [[]] });
    expect(await db.run("")).toMatchObject({ columns: [], rows: [] });
  });

  test("asks for no more rows than it may have, and the database computes no more", async () => {
    const { rows, cut } = await db.run("SELECT generate_series(1, 1000000000) n", { maxRows: 3 });
    expect(rows.map(([n]) => n)).toEqual([1, 2, 3]);
    expect(cut).toBe("rows");
    expect(await db.run("SELECT generate_series(1, 3)", { maxRows: 3 })).toMatchObject({ cut: undefined });
    const many = await db.run("SELECT generate_series(1, 999)");
    expect([many.rows.length, many.cut]).toEqual([999, undefined]);
  });

  test("passes over the rows before those that are wanted", async () => {
    const page = await db.run("SELECT generate_series(1, 2000) n", { skipRows: 700, maxRows: 3 });
    expect(page).toMatchObject({ rows: [[701], [702], [703]], cut: "rows" });
    const last = await db.run("SELECT generate_series(1, 5) n", { skipRows: 3, maxRows: 3 });
    expect(last).toMatchObject({ rows: [[4], [5]], cut: undefined });
  });

  test("keeps no more bytes than it may, and gives a flood up", async () => {
    const { rows, cut } = await db.run("SELECT repeat('x', 1000) FROM generate_series(1, 100000)", {
      maxBytes: 10_000,
    });
    expect([rows.length, cut]).toEqual([10, "bytes"]);
    const flood = db.run("SELECT repeat('x', 200000000)", { maxBytes: 10_000 });
    await expect(flood).rejects.toThrow(/The rows are larger than \d+ MiB/);
  });

  test("ends a statement that takes too long", async () => {
    const late = db.run("SELECT pg_sleep(60)", { timeoutMs: 300 });
    await expect(late).rejects.toThrow(TimeoutError);
    await expect(late).rejects.toThrow("longer than 0.3 s");
  });

  test("ends a statement whose own settings lift the limit", async () => {
    const sql = "SELECT set_config('statement_timeout', '0', false), pg_sleep(60)";
    await expect(db.run(sql, { timeoutMs: 300 })).rejects.toThrow(TimeoutError);
  });

  test("ends a statement in the database when the caller gives up", async () => {
    const stop = new AbortController();
    const running = async () =>
      (
        await db.write(
          "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(61)%' AND pid <> pg_backend_pid()",
        )
      ).rows[0]?.[0];
    const result = db.run("SELECT pg_sleep(61)", { signal: stop.signal, timeoutMs: 60_000 });
    await expect.poll(running).toBe(1);
    stop.abort(new Error("no longer wanted"));
    await expect(result).rejects.toThrow("no longer wanted");
    await expect.poll(running).toBe(0);
    await expect(db.run("SELECT 1", { signal: stop.signal })).rejects.toThrow("no longer wanted");
  });

  test("says what the database says", async () => {
    await expect(db.run("SELECT * FROM keptt")).rejects.toMatchObject({
      message: 'relation "keptt" does not exist (at character 15)',
      code: "42P01",
      hint: expect.stringContaining("without query"),
    });
    await expect(db.run("SELECT 1; SELECT 2")).rejects.toMatchObject({
      hint: expect.stringContaining("One statement"),
    });
    await expect(db.run("DELETE FROM kept")).rejects.toMatchObject({ code: "25006" });
    await expect(runPostgres({ ...db.target, database: "none" }, { sql: "SELECT 1", ...LIMITS })).rejects.toMatchObject(
      {
        code: "3D000",
      },
    );
    const wrong = runPostgres({ ...db.target, password: "wrong-password" }, { sql: "SELECT 1", ...LIMITS });
    await expect(wrong).rejects.toMatchObject({ name: "SqlError", code: "28P01" });
    await expect(wrong).rejects.not.toThrow("wrong-password");
  });

  test("trusts nobody but the project's authority, and only for the host's name", async () => {
    await using other = await openSandbox({ seed: "other" });
    const { certificate: ca } = await other.ok("ProjectKmsGetCA", { project: other.project });
    const refusal = /^The database's certificate is not trusted/;
    await expect(runPostgres({ ...db.target, ca }, { sql: "SELECT 1", ...LIMITS })).rejects.toThrow(refusal);
    // It leads to the same place, and is no name in the certificate.
    const elsewhere = { ...db.target, host: "0.0.0.0" };
    await expect(runPostgres(elsewhere, { sql: "SELECT 1", ...LIMITS })).rejects.toThrow(refusal);
  });

  test("says how to be let in where it does not get through", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const refused = runPostgres({ ...db.target, port }, { sql: "SELECT 1", ...LIMITS });
    await expect(refused).rejects.toThrow(NetworkError);
    await expect(refused).rejects.toMatchObject({
      message: "The database cannot be reached (ECONNREFUSED)",
      hint: "look at ip_filter",
    });
  });
});
