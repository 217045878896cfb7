import { describe, expect, it } from "vitest";
import { InputError } from "../../../../src/core/errors.js";
import { requireReading, type SqlType } from "../../../../src/tools/sql/statement.js";

const check = (type: SqlType, sql: string) => () => requireReading(type, sql);

describe("a statement that reads", () => {
  it.each<[SqlType, string]>([
    ["pg", "select 1"],
    ["pg", "-- a word before\n/* and ; another */ ((SELECT 1) UNION SELECT 2)"],
    ["pg", "WITH x AS (SELECT 1) TABLE x"],
    ["pg", "EXPLAIN ANALYZE SELECT 1"],
    ["pg", "SELECT * FROM pg_replication_slots, pg_stat_activity, pg_stat_replication"],
    ["pg", "SELECT pg_size_pretty(pg_database_size('defaultdb')), pg_is_in_recovery()"],
    ["mysql", "# a word before\nSHOW FULL PROCESSLIST"],
    ["mysql", "describe t"],
    ["mysql", "SELECT /*+ MAX_EXECUTION_TIME(1) */ 1"],
    ["clickhouse", "SELECT url, file, count() FROM remote_hits GROUP BY url, file"],
    ["clickhouse", "EXISTS TABLE t"],
  ])("is let through on %s: %s", (type, sql) => {
    expect(check(type, sql)).not.toThrow();
  });
});

describe("a statement that does more", () => {
  it.each<[SqlType, string, string]>([
    ["pg", "DELETE FROM t", "begins with DELETE"],
    ["pg", "/* SELECT */ DROP TABLE t", "begins with DROP"],
    ["pg", "DO $$ BEGIN END $$", "begins with DO"],
    ["pg", "COPY t TO PROGRAM 'sh'", "begins with COPY"],
    ["pg", "SET TRANSACTION READ WRITE", "begins with SET"],
    ["pg", "", "begins with no word"],
    ["pg", "; DELETE FROM t", "begins with no word"],
    ["mysql", "/*!50000 DELETE FROM t */", "begins with no word"],
    ["mysql", "/*M! DELETE FROM t */", "begins with no word"],
    ["mysql", "CALL p()", "begins with CALL"],
    ["mysql", "BEGIN NOT ATOMIC COMMIT; DELETE FROM t; END", "begins with BEGIN"],
    ["clickhouse", "INSERT INTO t SELECT 1", "begins with INSERT"],
    ["clickhouse", "VALUES (1)", "begins with VALUES"],
  ])("is refused on %s: %s", (type, sql, message) => {
    expect(check(type, sql)).toThrow(InputError);
    expect(check(type, sql)).toThrow(message);
  });

  it.each<[SqlType, string]>([
    ["pg", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"],
    ["pg", 'SELECT "pg_cancel_backend" /* a */ (1)'],
    ["pg", "SELECT pg_drop_replication_slot('debezium')"],
    ["pg", "SELECT pg_create_logical_replication_slot('a', 'b')"],
    ["pg", "SELECT * FROM pg_logical_slot_get_changes('a', NULL, NULL)"],
    ["pg", "SELECT query_to_xml('SELECT pg_term' || 'inate_backend(1)', true, true, '')"],
    ["pg", "SELECT * FROM dblink('dbname=other', 'DELETE FROM t')"],
    ["pg", "SELECT dblink_exec('x', 'DELETE FROM t')"],
    ["pg", 'SELECT U&"pg\\005fterminate_backend"(1)'],
    ["pg", "SELECT pg_stat_statements_reset()"],
    ["pg", "SELECT pg_read_file('/etc/passwd')"],
    ["mysql", "SELECT 1 INTO/**/OUTFILE '/tmp/x'"],
    ["mysql", "SELECT LOAD_FILE('/etc/passwd')"],
    ["clickhouse", "WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x"],
    ["clickhouse", "SELECT * FROM url('http://evil.test/?q=1', CSV)"],
    ["clickhouse", "SELECT * FROM s3Cluster ('c', 'x')"],
  ])("beyond its transaction is refused on %s: %s", (type, sql) => {
    expect(check(type, sql)).toThrow(/which a read-only transaction does not keep from having effects/);
  });

  it("takes no long time to be refused", () => {
    const started = performance.now();
    for (const sql of [
      "/*".repeat(50_000),
      `${"(".repeat(100_000)};`,
      `/*${"*".repeat(100_000)}`,
      "-- ".repeat(50_000),
    ]) {
      expect(check("pg", sql)).toThrow(InputError);
    }
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
