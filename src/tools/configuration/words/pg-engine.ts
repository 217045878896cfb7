import type { WordsByPath } from "../words.js";

/** Words for the settings of the PostgreSQL server. */
export const pgEngine = {
  "pg.autovacuum_analyze_scale_factor": {
    text: "Share of a table's rows that must change before its statistics are gathered anew.",
    unit: "fraction",
    effect: "On huge tables the default waits long; plans go stale.",
    aka: ["auto analyze", "outdated statistics"],
  },
  "pg.autovacuum_analyze_threshold": {
    text: "Changed rows, added to the share, before statistics are gathered anew.",
    unit: "rows",
    aka: ["auto analyze"],
  },
  "pg.autovacuum_freeze_max_age": {
    text: "Age in transactions at which a table is vacuumed whether it needs it or not.",
    unit: "transactions",
    effect: "Guards against wraparound: too high comes near the point where writes stop.",
    aka: ["transaction id wraparound", "freeze", "xid age"],
  },
  "pg.autovacuum_max_workers": {
    text: "How many autovacuum processes may run at once.",
    unit: "workers",
    effect: "More share the same cost limit, so raise that too; more I/O.",
    aka: ["vacuum too slow", "parallel vacuum", "table bloat"],
  },
  "pg.autovacuum_naptime": {
    text: "Pause between two looks at a database for tables to vacuum.",
    unit: "s",
    aka: ["how often to vacuum", "vacuum frequency"],
  },
  "pg.autovacuum_vacuum_cost_delay": {
    text: "Rest that autovacuum takes whenever it has used up its cost limit.",
    unit: "ms",
    effect: "0 does not rest at all; high lets bloat grow.",
    aka: ["throttle vacuum", "vacuum speed"],
  },
  "pg.autovacuum_vacuum_cost_limit": {
    text: "Work that autovacuum does between two rests, all workers together.",
    unit: "cost points",
    effect: "Higher vacuums faster and takes more I/O from queries.",
    aka: ["make vacuum faster", "vacuum throttling"],
  },
  "pg.autovacuum_vacuum_scale_factor": {
    text: "Share of a table's rows that must be dead before it is vacuumed.",
    unit: "fraction",
    effect: "On huge tables 0.2 means a lot of bloat; try 0.01 to 0.05.",
    aka: ["dead tuples", "bloat", "vacuum more often"],
  },
  "pg.autovacuum_vacuum_threshold": {
    text: "Dead rows, added to the share, before a table is vacuumed.",
    unit: "rows",
    aka: ["dead tuples"],
  },
  "pg.bgwriter_delay": { text: "Pause between two rounds of the background writer.", unit: "ms", aka: ["dirty pages"] },
  "pg.bgwriter_flush_after": {
    text: "Pages written in the background after which the system is told to put them on disk.",
    unit: "8 kB pages",
  },
  "pg.bgwriter_lru_maxpages": {
    text: "Most pages that the background writer writes in a round; 0 turns it off.",
    unit: "pages",
  },
  "pg.bgwriter_lru_multiplier": {
    text: "How many times the recent need for free pages is written ahead.",
    unit: "factor",
  },
  "pg.deadlock_timeout": {
    text: "How long a lock is waited for before the server looks for a deadlock.",
    unit: "ms",
    effect: "The check is costly: low burns CPU, high notices late.",
    aka: ["deadlock detected", "lock wait"],
  },
  "pg.default_toast_compression": {
    text: "How large values are compressed in tables.",
    effect: "lz4 is faster; values that are stored already stay as they are.",
    aka: ["column compression", "lz4"],
  },
  "pg.idle_in_transaction_session_timeout": {
    text: "Ends a session that has left a transaction open without doing anything for so long.",
    unit: "ms",
    effect: "0 never; forgotten transactions hold locks and keep vacuum from cleaning.",
    aka: ["idle in transaction", "stuck transactions", "kill idle connections"],
  },
  "pg.io_combine_limit": {
    text: "Largest I/O that reads or writes next to each other are joined to.",
    unit: "8 kB pages",
  },
  "pg.io_max_combine_limit": { text: "Ceiling for io_combine_limit, set at start.", unit: "8 kB pages" },
  "pg.io_max_concurrency": { text: "I/O operations that one process may have under way; -1 lets the server choose." },
  "pg.io_method": {
    text: "How asynchronous I/O is done: by worker processes, io_uring, or not at all.",
    effect: "From PostgreSQL 18 on.",
    aka: ["async io", "aio"],
  },
  "pg.io_workers": { text: "Processes that do I/O for the others, with io_method worker.", unit: "processes" },
  "pg.jit": {
    text: "Compiles expensive queries to machine code.",
    effect: "Helps long analytical queries; can slow down short ones that are estimated wrongly.",
    aka: ["just in time compilation", "llvm"],
  },
  "pg.log_autovacuum_min_duration": {
    text: "Logs each autovacuum that took at least so long; -1 none, 0 all.",
    unit: "ms",
    aka: ["log vacuum runs"],
  },
  "pg.log_error_verbosity": { text: "How much detail each logged message carries.", aka: ["log detail"] },
  "pg.log_line_prefix": {
    text: "What stands at the start of each log line; choose one that your log analyser reads.",
    aka: ["log format", "pgbadger"],
  },
  "pg.log_min_duration_statement": {
    text: "Logs each statement that took at least so long; -1 none, 0 all.",
    unit: "ms",
    effect: "0 on a busy server fills the log and slows it down; logged statements show their values.",
    aka: ["slow query log", "log slow queries", "find slow statements"],
  },
  "pg.log_temp_files": {
    text: "Logs temporary files from this size on; -1 none, 0 all.",
    unit: "kB",
    aka: ["queries that spill to disk", "log temporary files"],
  },
  "pg.max_connections": {
    text: "How many clients may be connected at once.",
    unit: "connections",
    effect: "Each takes memory; a pool (PgBouncer) usually serves better than a high number.",
    aka: ["too many clients", "connection limit", "remaining connection slots are reserved"],
  },
  "pg.max_files_per_process": {
    text: "Files that one server process may hold open.",
    unit: "files",
    aka: ["too many open files"],
  },
  "pg.max_locks_per_transaction": {
    text: "Locks for which the shared table has room, on average per transaction.",
    unit: "locks",
    effect: "Raise it when dumps or many partitions run out of shared memory for locks.",
    aka: ["out of shared memory", "many partitions", "lock table full"],
  },
  "pg.max_logical_replication_workers": {
    text: "Processes for all subscriptions together.",
    unit: "workers",
    effect: "Taken out of max_worker_processes.",
    aka: ["subscriptions", "logical replication"],
  },
  "pg.max_parallel_workers": {
    text: "Processes that all parallel queries together may use.",
    unit: "workers",
    effect: "Bounded by max_worker_processes.",
    aka: ["parallel query"],
  },
  "pg.max_parallel_workers_per_gather": {
    text: "Helpers that one step of a query may start.",
    unit: "workers",
    effect: "0 turns parallel queries off; each helper may take work_mem of its own.",
    aka: ["parallel query", "use more cores for a query"],
  },
  "pg.max_pred_locks_per_transaction": {
    text: "Predicate locks there is room for per transaction, for SERIALIZABLE.",
    unit: "locks",
    aka: ["serializable isolation"],
  },
  "pg.max_prepared_transactions": {
    text: "Transactions that may wait prepared for a two-phase commit; 0 forbids them.",
    unit: "transactions",
    effect: "A forgotten one holds its locks for ever.",
    aka: ["two-phase commit", "xa", "prepare transaction"],
  },
  "pg.max_replication_slots": {
    text: "Replication slots that may exist.",
    unit: "slots",
    effect: "A slot that nobody reads keeps WAL until the disk is full, unless max_slot_wal_keep_size bounds it.",
    aka: ["debezium", "cdc", "all replication slots are in use"],
  },
  "pg.max_slot_wal_keep_size": {
    text: "Most WAL that slots may keep; -1 without limit.",
    unit: "MB",
    effect: "Guards the disk; a slot that falls further behind becomes useless.",
    aka: ["disk full because of a slot", "wal retention", "wal size"],
  },
  "pg.max_stack_depth": {
    text: "How deep the stack of a server process may grow.",
    unit: "bytes",
    aka: ["stack depth limit exceeded"],
  },
  "pg.max_standby_archive_delay": {
    text: "How long a standby lets queries hold up WAL from the archive before it cancels them.",
    unit: "ms",
    aka: ["canceling statement due to conflict with recovery"],
  },
  "pg.max_standby_streaming_delay": {
    text: "How long a standby lets queries hold up streamed WAL before it cancels them.",
    unit: "ms",
    effect: "High lets long reports finish and the replica fall behind.",
    aka: ["canceling statement due to conflict with recovery", "long queries on a replica", "replica lag"],
  },
  "pg.max_sync_workers_per_subscription": {
    text: "Tables of a subscription that are first copied at the same time.",
    unit: "workers",
    aka: ["initial sync", "logical replication"],
  },
  "pg.max_wal_senders": {
    text: "Standbys, replicas and followers of changes that may be connected at once.",
    unit: "processes",
    aka: ["replication connections", "cdc"],
  },
  "pg.max_worker_processes": {
    text: "Background processes altogether: parallel queries, subscriptions, extensions.",
    unit: "processes",
    aka: ["background workers"],
  },
  "pg.password_encryption": {
    text: "How passwords that are set from now on are stored.",
    effect: "md5 only for clients that know nothing better; stored ones change when they are set again.",
    aka: ["scram", "md5 password"],
  },
  "pg.pg_partman_bgw.interval": {
    text: "Pause between two rounds of partition upkeep by pg_partman.",
    unit: "s",
    aka: ["partition maintenance"],
  },
  "pg.pg_partman_bgw.role": { text: "Role as which pg_partman does its upkeep.", aka: ["partition maintenance"] },
  "pg.pg_stat_monitor.pgsm_enable_query_plan": {
    text: "Keeps the plan of each query that pg_stat_monitor sees.",
    aka: ["explain plans"],
  },
  "pg.pg_stat_monitor.pgsm_max_buckets": { text: "Time buckets that pg_stat_monitor keeps.", unit: "buckets" },
  "pg.pg_stat_plans.track": { text: "Statements whose plans are counted: top level, nested ones too, or none." },
  "pg.pg_stat_statements.track": {
    text: "Statements that are counted: those of clients, those inside functions too, or none.",
    aka: ["query statistics", "queries inside functions"],
  },
  "pg.synchronous_commit": {
    text: "How far a commit must have got before the client is told.",
    effect: "off is fast and may lose the last moments in a crash, without corrupting anything.",
    aka: ["async commit", "faster writes", "durability"],
  },
  "pg.temp_file_limit": {
    text: "Most disk that one process may use for temporary files; -1 without limit.",
    unit: "kB",
    effect: "Keeps one bad query from filling the disk: it fails instead.",
    aka: ["runaway query", "disk full by temp files"],
  },
  "pg.timezone": {
    text: "Time zone in which sessions see times, unless they say otherwise.",
    aka: ["default time zone", "utc"],
  },
  "pg.track_activity_query_size": {
    text: "Bytes of each running statement that pg_stat_activity shows.",
    unit: "bytes",
    aka: ["query text cut off", "truncated sql"],
  },
  "pg.track_commit_timestamp": {
    text: "Keeps the time of each commit.",
    aka: ["when was a row committed", "last write wins"],
  },
  "pg.track_functions": {
    text: "Counts calls of functions and the time they take.",
    aka: ["function statistics", "profile plpgsql"],
  },
  "pg.track_io_timing": {
    text: "Measures how long reads and writes take, for EXPLAIN and the statistics.",
    aka: ["io wait", "explain buffers timing"],
  },
  "pg.wal_sender_timeout": {
    text: "Drops a replication connection that has been silent for so long; 0 never.",
    unit: "ms",
    effect: "Too low drops followers over slow links.",
    aka: ["replication timeout", "terminating walsender process due to replication timeout"],
  },
  "pg.wal_writer_delay": {
    text: "Pause between two writes of the WAL in the background.",
    unit: "ms",
    effect: "With synchronous_commit off, up to three times this can be lost.",
  },
} satisfies WordsByPath;
