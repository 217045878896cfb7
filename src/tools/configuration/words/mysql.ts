import type { ParameterPaths } from "../../../core/configuration/generated/paths.js";
import type { WordsByPath } from "../words.js";
import { mysqlInnodb } from "./mysql-innodb.js";

/** Words for MySQL. */
export const mysql: WordsByPath<ParameterPaths["services"]["mysql"]> = {
  mysql: { text: "Settings of the MySQL server itself (my.cnf).", aka: ["my.cnf", "system variables", "tuning"] },
  binlog_retention_period: {
    text: "How long binary logs are kept at least.",
    unit: "s",
    effect: "Followers that are away for longer must start over; long takes disk.",
    aka: ["expire_logs", "cdc", "debezium", "binary log", "replication source"],
  },
  mysql_incremental_backup: {
    text: "Backs up what changed instead of everything each day.",
    aka: ["incremental backups"],
  },
  "mysql_incremental_backup.enabled": { text: "Turns incremental backups on." },
  "mysql_incremental_backup.full_backup_week_schedule": {
    text: "Days of the week that still get a full backup, such as sun,wed.",
    aka: ["full backup day", "weekly full backup"],
  },
  mysql_version: {
    marks: ["one-way"],
    text: "Major version of MySQL.",
    effect: "Going up cannot be undone.",
    aka: ["upgrade mysql", "8.4"],
  },
  ...mysqlInnodb,
  "mysql.automatic_sp_privileges": { text: "Grants the creator of a stored routine the right to run and alter it." },
  "mysql.connect_timeout": {
    text: "How long the server waits for a client's part of the login.",
    unit: "s",
    aka: ["bad handshake", "login timeout"],
  },
  "mysql.default_time_zone": { text: "Time zone of sessions that set none.", aka: ["utc", "wrong times"] },
  "mysql.div_precision_increment": {
    text: "Digits after the point that a division adds.",
    unit: "digits",
    aka: ["decimal places"],
  },
  "mysql.end_markers_in_json": { text: "Marks the ends of objects in the optimizer's trace." },
  "mysql.eq_range_index_dive_limit": {
    text: "Values in an IN list from which rows are guessed by statistics instead of looking into the index.",
    aka: ["bad plan with a long in list"],
  },
  "mysql.group_concat_max_len": {
    text: "Longest result of GROUP_CONCAT; the rest is cut off.",
    unit: "bytes",
    aka: ["group_concat truncated", "result cut off"],
  },
  "mysql.information_schema_stats_expiry": {
    text: "Age up to which table statistics in information_schema come from memory.",
    unit: "s",
    aka: ["outdated table_rows", "auto_increment value is old"],
  },
  "mysql.interactive_timeout": {
    text: "Closes an interactive session (a shell) that has been idle for so long.",
    unit: "s",
    aka: ["server has gone away"],
  },
  "mysql.internal_tmp_mem_storage_engine": {
    text: "Engine for temporary tables that a query makes in memory.",
    aka: ["temptable"],
  },
  "mysql.log_output": {
    text: "Where the slow query log goes: a table, the console's query insights, both or nowhere.",
    effect: "slow_query_log must be on as well.",
    aka: ["slow log table", "query insights"],
  },
  "mysql.long_query_time": {
    text: "A statement that takes longer counts as slow.",
    unit: "s",
    aka: ["slow query threshold", "log slow queries"],
  },
  "mysql.lower_case_table_names": {
    text: "Whether names of tables tell capitals from small letters.",
    effect: "Chosen once; a dump from a server that differs may not load.",
    aka: ["case sensitive table names", "case insensitive"],
  },
  "mysql.max_allowed_packet": {
    text: "Largest statement, row or value that can be sent in one piece.",
    unit: "bytes",
    effect: "Too small breaks large BLOBs and dumps; clients have a limit of their own.",
    aka: ["packet too large", "packet bigger than max_allowed_packet", "blob size", "import fails"],
  },
  "mysql.max_connections": {
    text: "How many clients may be connected at once.",
    unit: "connections",
    effect: "Each takes memory for its buffers.",
    aka: ["too many connections", "connection limit"],
  },
  "mysql.max_execution_time": {
    text: "Stops a SELECT that runs for longer; 0 never.",
    unit: "ms",
    aka: ["query timeout", "kill long queries", "statement timeout"],
  },
  "mysql.max_heap_table_size": {
    text: "Largest table of engine MEMORY.",
    unit: "bytes",
    effect: "Also bounds temporary tables in memory, with tmp_table_size.",
    aka: ["the table is full", "memory tables"],
  },
  "mysql.max_seeks_for_key": {
    text: "Seeks that the optimizer assumes at most for a lookup by key; low favours indexes.",
  },
  "mysql.max_user_connections": {
    text: "Connections that one user may have; 0 no limit.",
    unit: "connections",
    aka: ["limit connections per user"],
  },
  "mysql.net_buffer_length": { text: "Size at which each connection's buffers begin.", unit: "bytes" },
  "mysql.net_read_timeout": {
    text: "Gives up when a client that is sending stays silent for so long.",
    unit: "s",
    aka: ["lost connection"],
  },
  "mysql.net_write_timeout": {
    text: "Gives up when a client does not take its result for so long.",
    unit: "s",
    aka: ["lost connection during query", "slow client"],
  },
  "mysql.optimizer_prune_level": { text: "Whether the optimizer skips plans that do not look promising." },
  "mysql.optimizer_search_depth": {
    text: "Tables that the optimizer looks ahead when it orders joins; 0 chooses.",
    unit: "tables",
  },
  "mysql.optimizer_switch": {
    text: "Turns single strategies of the optimizer on and off.",
    aka: ["index_merge", "semijoin", "hash join"],
  },
  "mysql.performance_schema_events_statements_history_size": {
    text: "Statements per thread that the Performance Schema remembers.",
    unit: "statements",
    aka: ["statement history"],
  },
  "mysql.relay_log_space_limit": {
    text: "Most disk that a replica's relay logs may take.",
    unit: "bytes",
    aka: ["relay log disk usage"],
  },
  "mysql.slow_query_log": {
    text: "Records statements that take longer than long_query_time.",
    effect: "Where they go says log_output.",
    aka: ["log slow queries", "find slow sql"],
  },
  "mysql.sort_buffer_size": {
    text: "Memory for one sort before it uses the disk.",
    unit: "bytes",
    effect: "Taken per session: large times many connections runs out of memory.",
    aka: ["out of sort memory", "filesort"],
  },
  "mysql.sql_mode": {
    text: "How strict the server is and which SQL it takes, as a list of modes.",
    effect: "Leaving out STRICT_TRANS_TABLES lets bad values in silently; old applications may need it.",
    aka: ["strict mode", "only_full_group_by", "ansi quotes", "zero dates"],
  },
  "mysql.sql_require_primary_key": {
    text: "Refuses tables without a primary key.",
    effect: "Replication of tables without one can be very slow; some imports need it off for a while.",
    aka: ["table without a primary key", "unable to create or change a table without a primary key"],
  },
  "mysql.tmp_table_size": {
    text: "Largest temporary table that a query keeps in memory.",
    unit: "bytes",
    aka: ["temporary tables on disk", "created_tmp_disk_tables"],
  },
  "mysql.wait_timeout": {
    text: "Closes a session of an application that has been idle for so long.",
    unit: "s",
    effect: "Must be longer than connections live in the application's pool.",
    aka: ["server has gone away", "idle connections", "sleeping connections"],
  },
  "mysql.windowing_use_high_precision": { text: "Computes window functions without losing precision, more slowly." },
};
