import type { WordsByPath } from "../words.js";

/** Words for InnoDB, MySQL's storage engine. */
export const mysqlInnodb = {
  "mysql.innodb_adaptive_hash_index": {
    text: "Builds a hash index in memory for pages that are looked up often.",
    effect: "Can become what busy servers with many cores wait for; then turn it off.",
  },
  "mysql.innodb_change_buffer_max_size": {
    text: "Share of the buffer pool that may hold delayed changes of indexes.",
    unit: "%",
  },
  "mysql.innodb_flush_neighbors": {
    text: "Whether a dirty page takes its neighbours along to disk; of little use on SSDs.",
  },
  "mysql.innodb_ft_enable_stopword": { text: "Leaves stop words out of full-text indexes.", aka: ["stopwords"] },
  "mysql.innodb_ft_max_token_size": { text: "Longest word that a full-text index takes in.", unit: "characters" },
  "mysql.innodb_ft_min_token_size": {
    text: "Shortest word that a full-text index takes in.",
    unit: "characters",
    effect: "Indexes must be rebuilt before it applies to them.",
    aka: ["full-text search does not find short words"],
  },
  "mysql.innodb_ft_num_word_optimize": {
    text: "Words that OPTIMIZE TABLE works off in a full-text index per run.",
    unit: "words",
  },
  "mysql.innodb_ft_result_cache_limit": { text: "Memory for the result of one full-text query.", unit: "bytes" },
  "mysql.innodb_ft_server_stopword_table": {
    text: "Table of the stop words for all full-text indexes, as database/table.",
  },
  "mysql.innodb_ft_user_stopword_table": {
    text: "Table of the stop words for your own full-text indexes, as database/table.",
  },
  "mysql.innodb_io_capacity": {
    text: "I/O that background work may do in ordinary times.",
    unit: "operations/s",
    effect: "Too low lets dirty pages pile up; too high takes I/O from queries.",
    aka: ["iops", "flushing"],
  },
  "mysql.innodb_io_capacity_max": {
    text: "I/O that background work may do when it lags behind.",
    unit: "operations/s",
    aka: ["iops"],
  },
  "mysql.innodb_lock_wait_timeout": {
    text: "How long a transaction waits for a row that another has locked.",
    unit: "s",
    aka: ["lock wait timeout exceeded", "row lock"],
  },
  "mysql.innodb_log_buffer_size": {
    text: "Memory in which the redo log gathers before it is written.",
    unit: "bytes",
    effect: "Large transactions write less often with more.",
    aka: ["redo log"],
  },
  "mysql.innodb_online_alter_log_max_size": {
    text: "Room for the changes that come in while an ALTER TABLE runs online.",
    unit: "bytes",
    effect: "When it is used up, the ALTER fails.",
    aka: ["online ddl", "alter table fails"],
  },
  "mysql.innodb_optimize_fulltext_only": { text: "Makes OPTIMIZE TABLE tidy only the full-text index." },
  "mysql.innodb_print_all_deadlocks": {
    text: "Writes every deadlock into the error log, not just the last.",
    aka: ["log deadlocks", "deadlock found when trying to get lock"],
  },
  "mysql.innodb_read_io_threads": { text: "Threads that read pages in the background.", unit: "threads" },
  "mysql.innodb_rollback_on_timeout": {
    text: "A lock wait that runs out undoes the whole transaction, not just its last statement.",
  },
  "mysql.innodb_thread_concurrency": {
    text: "Threads that may work inside InnoDB at once; 0 no limit.",
    unit: "threads",
  },
  "mysql.innodb_write_io_threads": { text: "Threads that write pages in the background.", unit: "threads" },
} satisfies WordsByPath;
