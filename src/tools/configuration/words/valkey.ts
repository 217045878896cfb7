import type { ParameterPaths } from "../../../core/configuration/generated/paths.js";
import type { WordsByPath } from "../words.js";

/** Words for Valkey. */
export const valkey: WordsByPath<ParameterPaths["services"]["valkey"]> = {
  frequent_snapshots: {
    text: "Writes a snapshot as soon as enough has changed, besides the daily backup.",
    effect: "Each takes memory and I/O for a moment; without it a crash of all nodes loses more.",
    aka: ["rdb snapshots", "save points", "data loss after a crash"],
  },
  valkey_acl_channels_default: {
    text: "Whether a new user may use every pub/sub channel or none until it is granted.",
    aka: ["channel permissions"],
  },
  valkey_active_expire_effort: {
    text: "How hard the server works at removing expired keys in the background.",
    effect: "High frees memory sooner and costs CPU and latency.",
    aka: ["expired keys use memory", "ttl cleanup"],
  },
  valkey_activedefrag: {
    text: "Tidies fragmented memory while running.",
    effect: "Costs CPU while it works.",
    aka: ["memory fragmentation", "defrag"],
  },
  valkey_io_threads: {
    text: "Threads that read from and write to clients.",
    unit: "threads",
    effect: "Not more than the plan has CPUs.",
    aka: ["multithreading", "use more cores"],
  },
  valkey_lfu_decay_time: {
    text: "After so long without use, a key counts as less popular; for LFU policies.",
    unit: "minutes",
  },
  valkey_lfu_log_factor: { text: "How slowly a key's popularity grows with its uses; for LFU policies." },
  valkey_maxmemory_policy: {
    text: "What is removed when the memory is full: nothing, or keys by age, use or chance.",
    effect: "noeviction makes writes fail when full; allkeys policies may drop data that you meant to keep.",
    aka: ["eviction", "oom command not allowed", "out of memory", "lru cache", "cache full"],
  },
  valkey_notify_keyspace_events: {
    text: "Which changes of keys are published to subscribers, as letters; empty for none.",
    effect: "Publishing every change costs CPU.",
    aka: ["keyspace notifications", "notify when a key expires"],
  },
  valkey_number_of_databases: {
    text: "Numbered databases that SELECT can choose from.",
    unit: "databases",
    aka: ["db index is out of range"],
  },
  valkey_persistence: {
    text: "Whether the data is written to disk and backed up (rdb) or only held in memory (off).",
    effect: "off loses everything at a restart and stops backups and forks.",
    aka: ["rdb", "save to disk", "pure cache"],
  },
  valkey_pubsub_client_output_buffer_limit: {
    text: "Unread messages that a subscriber may pile up before it is disconnected.",
    unit: "MB",
    effect: "High lets slow subscribers eat the memory.",
    aka: ["slow subscriber", "client output buffer"],
  },
  valkey_ssl: {
    text: "Takes only encrypted connections.",
    effect: "Turned off, passwords and data travel readable.",
    aka: ["tls", "rediss", "plain connections"],
  },
  valkey_timeout: {
    text: "Closes a client that has been idle for so long; 0 never.",
    unit: "s",
    aka: ["idle connections", "connection closed by the server"],
  },
  valkey_version: {
    marks: ["one-way"],
    text: "Version of Valkey.",
    effect: "Going up cannot be undone.",
    aka: ["upgrade valkey"],
  },
};

/** Words for Dragonfly. */
export const dragonfly: WordsByPath<ParameterPaths["services"]["dragonfly"]> = {
  cache_mode: {
    text: "Removes keys that are used least when the memory is full, in place of refusing writes.",
    aka: ["eviction", "out of memory"],
  },
  dragonfly_persistence: {
    text: "Whether and in which format the data is written to disk.",
    effect: "off loses everything at a restart and stops backups.",
    aka: ["snapshots", "rdb", "save to disk"],
  },
  dragonfly_ssl: { text: "Takes only encrypted connections.", aka: ["tls"] },
};
