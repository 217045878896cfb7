import { InputError } from "../../core/errors.js";

/** Types of services that understand SQL here. */
export type SqlType = "pg" | "mysql" | "clickhouse";

/** What a statement may begin with where nothing may change. All else only costs a round trip, or is worse than it looks. */
const READING: Readonly<Record<SqlType, readonly string[]>> = {
  pg: ["SELECT", "WITH", "VALUES", "TABLE", "SHOW", "EXPLAIN"],
  mysql: ["SELECT", "WITH", "VALUES", "TABLE", "SHOW", "EXPLAIN", "DESCRIBE", "DESC"],
  clickhouse: ["SELECT", "WITH", "SHOW", "EXPLAIN", "DESCRIBE", "DESC", "EXISTS"],
};

/**
 * What a read-only transaction does not hold back, because it is outside of every transaction: sessions, replication
 * slots, files and other servers. Looked for in the raw text, texts and comments included: rather too much is refused than
 * too little.
 */
const BEYOND_TRANSACTIONS: Readonly<Record<SqlType, RegExp>> = {
  pg: new RegExp(
    `\\b(${[
      "pg_(terminate|cancel)_backend",
      "pg_(create|drop|copy|sync)_\\w*replication_slots?|pg_replication_slot_advance|pg_logical_slot_get\\w*",
      "pg_replication_origin_(create|drop|advance|session|xact)\\w*|pg_logical_emit_message",
      "pg_(reload_conf|rotate_logfile|switch_wal|promote|create_restore_point|wal_replay_\\w+|backup_st\\w+)",
      "pg_stat_(reset|statements_reset)\\w*",
      "pg_(read_\\w*file|file_(write|rename|unlink|sync))",
      "lo_(import|export)",
      "dblink\\w*",
      // They run the text that they are given, in which all of the above could be put together.
      "(query|cursor|table|schema|database)_to_xml\\w*|ts_stat|crosstab\\w*|connectby",
    ].join("|")})\\b|\\bu&"`,
    "i",
  ),
  mysql: /\b(outfile|dumpfile|load_file|sys_exec|sys_eval)\b/i,
  clickhouse:
    /\binsert\b|\boutfile\b|\b(url|s3|gcs|hdfs|file|remote|remoteSecure|mysql|postgresql|mongodb|redis|sqlite|jdbc|odbc|azureBlobStorage|executable|input|deltaLake|iceberg|hudi)(Cluster)?["`]?\s*\(/i,
};

/** Refuses what does not begin as a reading statement does, and what reaches beyond the transaction that holds it. */
export function requireReading(type: SqlType, sql: string): void {
  const word = firstWord(sql);
  const allowed = READING[type];
  if (!allowed.includes(word)) {
    throw refusal(`begins with ${word || "no word"}, and SQL only reads here`, allowed);
  }
  const beyond = BEYOND_TRANSACTIONS[type].exec(sql)?.[0];
  if (beyond !== undefined) {
    throw refusal(`holds ${beyond.trim()}, which a read-only transaction does not keep from having effects`);
  }
}

function refusal(message: string, allowed?: readonly string[]): InputError {
  const issue = { field: "query", message, allowed };
  return new InputError([issue], "Where AIVEN_SQL_WRITE=1 is set by the operator, write: true runs any statement.");
}

/** Blanks, opening brackets and comments; not those that MySQL runs. */
const BEFORE_WORD = /^(?:[\s(]|(?:--|#)[^\n]*(?:\n|$)|\/\*(?!M?!)[\s\S]*?\*\/)+/;

/** The first word that a database would see, in capitals. */
function firstWord(sql: string): string {
  const word = /^[a-z]*/i.exec(sql.replace(BEFORE_WORD, ""))?.[0] ?? "";
  return word.toUpperCase();
}
