/** A normalised query that a database of the sandbox is said to run: how often an hour, how long, how many rows. */
export interface SampleQuery {
  readonly text: string;
  readonly callsPerHour: number;
  readonly meanMs: number;
  readonly rows: number;
}

/** What every managed database runs by itself: monitoring and upkeep. No user data is invented. */
export const PG_QUERIES: readonly SampleQuery[] = [
  { text: "SELECT pg_is_in_recovery()", callsPerHour: 360, meanMs: 0.02, rows: 1 },
  { text: "SELECT pg_current_wal_lsn()", callsPerHour: 120, meanMs: 0.03, rows: 1 },
  { text: "SELECT * FROM pg_stat_database WHERE datname = $1", callsPerHour: 120, meanMs: 0.4, rows: 1 },
  { text: "SELECT * FROM pg_stat_replication", callsPerHour: 60, meanMs: 0.15, rows: 1 },
  { text: "SELECT slot_name, active FROM pg_replication_slots", callsPerHour: 60, meanMs: 0.08, rows: 0 },
  { text: "SELECT relname, n_dead_tup FROM pg_stat_user_tables", callsPerHour: 12, meanMs: 2.6, rows: 40 },
  { text: "SELECT datname, pg_database_size(datname) FROM pg_database", callsPerHour: 12, meanMs: 5.1, rows: 4 },
];

export const MYSQL_QUERIES: readonly SampleQuery[] = [
  { text: "SHOW GLOBAL STATUS", callsPerHour: 120, meanMs: 3.4, rows: 480 },
  { text: "SHOW REPLICA STATUS", callsPerHour: 120, meanMs: 0.3, rows: 1 },
  {
    text: "SELECT `VARIABLE_VALUE` FROM `performance_schema` . `global_variables` WHERE `VARIABLE_NAME` = ?",
    callsPerHour: 60,
    meanMs: 0.5,
    rows: 1,
  },
  { text: "SELECT SUM ( `DATA_LENGTH` ) FROM `information_schema` . `TABLES`", callsPerHour: 12, meanMs: 7.2, rows: 1 },
];

export const CLICKHOUSE_QUERIES: readonly SampleQuery[] = [
  { text: "SELECT metric, value FROM system.metrics", callsPerHour: 120, meanMs: 3, rows: 320 },
  { text: "SELECT event, value FROM system.events", callsPerHour: 120, meanMs: 4, rows: 410 },
  {
    text: "SELECT database, table, sum(bytes) FROM system.parts GROUP BY database, table",
    callsPerHour: 12,
    meanMs: 9,
    rows: 12,
  },
];
