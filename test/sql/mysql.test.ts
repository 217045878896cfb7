import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SqlError, TimeoutError } from "../../src/core/errors.js";
import { runMysql } from "../../src/node/sql/mysql.js";
import { OVERVIEW_SQL, tablesOf } from "../../src/tools/sql/overview.js";
import { announce, PATIENCE_MS } from "../sandbox/data-plane/servers.js";
import { makeCertificate } from "../server/certificate.js";
import { LIMITS } from "./limits.js";
import { type MariadbService, openMariadb, withoutMariadb } from "./mariadb.js";

announce(withoutMariadb);

describe.skipIf(withoutMariadb)("the driver of MySQL", { timeout: 2 * PATIENCE_MS }, () => {
  let db: MariadbService;

  beforeAll(async () => {
    db = await openMariadb();
    await db.write("CREATE TABLE kept (n int)");
    await db.write("CREATE TABLE loose (n int) ENGINE = MyISAM");
    await db.write("INSERT INTO kept VALUES (1), (2), (3)");
    await db.write("INSERT INTO loose VALUES (1)");
    await db.write(
      "CREATE FUNCTION sneaky() RETURNS int MODIFIES SQL DATA BEGIN DELETE FROM kept; DELETE FROM loose; RETURN 1; END",
    );
    await db.write("CREATE PROCEDURE empties() BEGIN COMMIT; DELETE FROM kept; END");
  }, 2 * PATIENCE_MS);

  afterAll(() => db?.[Symbol.asyncDispose]());

  async function state() {
    const { rows } = await db.write(
      `SELECT (SELECT group_concat(n ORDER BY n) FROM kept), (SELECT count(*) FROM loose),
        (SELECT count(*) FROM information_schema.tables WHERE table_name = 'made')`,
    );
    return rows[0];
  }

  test.each([
    "DELETE FROM kept",
    "DELETE FROM loose",
    "INSERT INTO kept VALUES (4)",
    "REPLACE INTO loose VALUES (4)",
    "UPDATE kept SET n = 0",
    "TRUNCATE kept",
    "DROP TABLE kept",
    "CREATE TABLE made (n int)",
    "CREATE TABLE made AS SELECT 1",
    "ALTER TABLE kept ADD m int",
    "RENAME TABLE kept TO made",
    "CREATE DATABASE made",
    "SELECT sneaky()",
    "SELECT * FROM kept WHERE sneaky() = 1",
    "CALL empties()",
    "BEGIN NOT ATOMIC DELETE FROM kept; END",
    "ANALYZE FORMAT=JSON DELETE FROM kept",
    "SELECT 1; DELETE FROM kept",
    "COMMIT; DELETE FROM kept",
    "SELECT 1 INTO OUTFILE '/tmp/aiven-mcp-never'",
    "LOAD DATA LOCAL INFILE '/etc/hostname' INTO TABLE kept",
    "SET TRANSACTION READ WRITE",
    "SELECT 1 /*! ; DELETE FROM kept */",
  ])("refuses by the database itself: %s", async (sql) => {
    const before = await state();
    await expect(db.run(sql)).rejects.toThrow(SqlError);
    expect(await state()).toEqual(before);
  });

  test.each([
    "COMMIT",
    "START TRANSACTION READ WRITE",
    "SET SESSION TRANSACTION READ WRITE",
    "SET autocommit = 1",
    "SET @@tx_read_only = 0",
    "LOCK TABLES kept WRITE",
    "CREATE TEMPORARY TABLE made (n int)",
    "PREPARE p FROM 'DELETE FROM kept'",
    "SELECT GET_LOCK('x', 0)",
    "SELECT n FROM kept FOR UPDATE",
    "SELECT n INTO @x FROM kept LIMIT 1",
    "EXECUTE IMMEDIATE 'COMMIT'",
  ])("leaves nothing behind of: %s", async (sql) => {
    const before = await state();
    await db.run(sql).catch((error: unknown) => expect(error).toBeInstanceOf(SqlError));
    expect(await state()).toEqual(before);
    expect((await db.run("SELECT IS_FREE_LOCK('x')")).rows).toEqual([[1]]);
  });

  test("writes when it is asked to, and says how much", async () => {
    await db.write("CREATE TABLE written (n int)");
    expect(await db.write("INSERT INTO written VALUES (1), (2), (3)")).toMatchObject({ affected: 3, rows: [] });
    expect((await db.run("SELECT count(*) FROM written")).rows).toEqual([[3]]);
  });

  test("keeps every value as it is", async () => {
    const { columns, rows } = await db.run(
      `SELECT 1 AS one, CAST(18446744073709551615 AS unsigned) AS big, 12.300 AS money, 1.5e0 AS f, NULL AS nothing,
        '' AS empty, DATE '2026-01-02' AS d, TIMESTAMP '2026-01-02 03:04:05.678901' AS at, TIME '-100:00:01' AS span,
        JSON_OBJECT('b', NULL, 'a', 1) AS j, X'DEADBEEF' AS bytes, 'ünï ☃' AS text, 7 AS dup, 8 AS dup`,
    );
    expect(Object.fromEntries(columns.slice(0, -2).map((name, index) => [name, rows[0]?.[index]]))).toEqual({
      one: 1,
      big: 18446744073709551615n,
      money: "12.300",
      f: 1.5,
      nothing: null,
      empty: "",
      d: "2026-01-02",
      at: "2026-01-02 03:04:05.678901",
      span: "-100:00:01",
      j: '{"b": null, "a": 1}',
      bytes: "\\xdeadbeef",
      text: "ünï ☃",
    });
    expect(rows[0]?.slice(-2)).toEqual([7, 8]);
  });

  test("shows what SHOW, EXPLAIN and DESCRIBE answer", async () => {
    expect((await db.run("SHOW TABLES")).rows).toContainEqual(["kept"]);
    expect((await db.run("DESCRIBE kept")).rows[0]).toContain("int(11)");
    expect((await db.run("EXPLAIN SELECT * FROM kept")).columns).toContain("select_type");
  });

  test("shows the tables in one query", async () => {
    await db.write("CREATE DATABASE shop");
    await db.write(
      "CREATE TABLE shop.customers (id bigint PRIMARY KEY, email varchar(99) NOT NULL, a int, b int, UNIQUE KEY (email), KEY (a, b))",
    );
    await db.write(
      "CREATE TABLE shop.orders (id int, customer bigint NOT NULL, FOREIGN KEY (customer) REFERENCES shop.customers (id))",
    );
    await db.write("CREATE VIEW shop.ids AS SELECT id FROM shop.customers");
    const tables = tablesOf(await db.run(OVERVIEW_SQL.mysql)).filter(({ table }) => table.startsWith("shop."));
    expect(tables).toEqual([
      {
        ...{ table: "shop.customers", kind: "", rows: 0, foreign_keys: "" },
        columns: "id bigint(20), email varchar(99), a int(11)?, b int(11)?",
        indexes: "btree (a, b); unique btree (email); primary btree (id)",
      },
      { table: "shop.ids", kind: "view", rows: null, columns: "id bigint(20)", indexes: "", foreign_keys: "" },
      {
        ...{ table: "shop.orders", kind: "", rows: 0, columns: "id int(11)?, customer bigint(20)" },
        ...{ indexes: "btree (customer)", foreign_keys: "customer -> customers(id)" },
      },
    ]);
  });

  test("passes over the rows before those that are wanted", async () => {
    const page = await db.run("SELECT seq FROM seq_1_to_2000", { skipRows: 700, maxRows: 3 });
    expect(page).toMatchObject({ rows: [[701], [702], [703]], cut: "rows" });
    const last = await db.run("SELECT seq FROM seq_1_to_5", { skipRows: 3, maxRows: 3 });
    expect(last).toMatchObject({ rows: [[4], [5]], cut: undefined });
  });

  test("takes no more rows and bytes than it may, and does not wait for the rest", async () => {
    const { rows, cut } = await db.run("SELECT seq FROM seq_1_to_100000000", { maxRows: 3 });
    expect([rows, cut]).toEqual([[[1], [2], [3]], "rows"]);
    const limited = await db.run("SELECT seq FROM seq_1_to_10000000 LIMIT 9000000", { maxRows: 3 });
    expect([limited.rows.length, limited.cut]).toEqual([3, "rows"]);
    expect(await db.run("SELECT seq FROM seq_1_to_3", { maxRows: 3 })).toMatchObject({ cut: undefined });
    const wide = await db.run("SELECT repeat('x', 1000) FROM seq_1_to_100000", { maxBytes: 10_000 });
    expect([wide.rows.length, wide.cut]).toEqual([10, "bytes"]);
    const flood = db.run("SELECT repeat('x', 10000000)", { maxBytes: 10_000 });
    await expect(flood).rejects.toThrow(/The rows are larger than \d+ MiB/);
  });

  test("ends a statement that takes too long, even one that lifts its own limit", async () => {
    await expect(db.run("SELECT sleep(60)", { timeoutMs: 300 })).rejects.toThrow(TimeoutError);
    const sql = "SET STATEMENT max_statement_time = 0 FOR SELECT sleep(60)";
    await expect(db.run(sql, { timeoutMs: 300 })).rejects.toThrow(TimeoutError);
  });

  test("ends a statement in the database when the caller gives up", async () => {
    const stop = new AbortController();
    const running = async () =>
      (await db.write("SELECT count(*) FROM information_schema.processlist WHERE info = 'SELECT sleep(61)'")).rows;
    const result = db.run("SELECT sleep(61)", { signal: stop.signal, timeoutMs: 60_000 });
    await expect.poll(running).toEqual([[1]]);
    stop.abort(new Error("no longer wanted"));
    await expect(result).rejects.toThrow("no longer wanted");
    await expect.poll(running).toEqual([[0]]);
  });

  test("says what the database says", async () => {
    await expect(db.run("SELECT * FROM keptt")).rejects.toMatchObject({
      message: expect.stringContaining("keptt' doesn't exist"),
      code: "ER_NO_SUCH_TABLE",
      hint: expect.stringContaining("without query"),
    });
    await expect(db.run("DELETE FROM kept")).rejects.toMatchObject({ hint: expect.stringContaining("only reads") });
    const wrong = runMysql({ ...db.target, password: "wrong-password" }, { sql: "SELECT 1", ...LIMITS });
    await expect(wrong).rejects.toMatchObject({ name: "SqlError", code: "ER_ACCESS_DENIED_ERROR" });
    await expect(wrong).rejects.not.toThrow("wrong-password");
  });

  test("trusts nobody but the project's authority, and only for the host's name", async () => {
    const other = makeCertificate("DNS:localhost");
    other.remove();
    const refusal = /^The database's certificate is not trusted/;
    const ask = (change: object) => runMysql({ ...db.target, ...change }, { sql: "SELECT 1", ...LIMITS });
    await expect(ask({ ca: other.cert })).rejects.toThrow(refusal);
    await using elsewhere = await openMariadb("DNS:elsewhere.test");
    await expect(elsewhere.run("SELECT 1")).rejects.toThrow(refusal);
    await expect(ask({ port: 1 })).rejects.toMatchObject({
      message: "The database cannot be reached (ECONNREFUSED)",
      hint: "look at ip_filter",
    });
  });
});
