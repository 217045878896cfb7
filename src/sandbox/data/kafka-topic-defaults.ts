/** A value of a topic's configuration. */
export type ConfigValue = bigint | boolean | number | string;

interface Setting {
  /** What the broker calls it, which is where a topic gets its value from when it has none of its own. */
  readonly broker: string;
  readonly value: ConfigValue;
}

/** No limit, as Kafka writes it: the largest integer of 64 bits. */
export const INT64_MAX = 9223372036854775807n;

const DAY_MS = 24 * 3600_000;

/** Every setting of a topic with its default (source: Apache Kafka 4; the provider's defaults where they differ). */
export const TOPIC_SETTINGS: Readonly<Record<string, Setting>> = {
  cleanup_policy: { broker: "log.cleanup.policy", value: "delete" },
  compression_type: { broker: "compression.type", value: "producer" },
  delete_retention_ms: { broker: "log.cleaner.delete.retention.ms", value: DAY_MS },
  diskless_enable: { broker: "log.diskless.enable", value: false },
  file_delete_delay_ms: { broker: "log.segment.delete.delay.ms", value: 60_000 },
  flush_messages: { broker: "log.flush.interval.messages", value: INT64_MAX },
  flush_ms: { broker: "log.flush.interval.ms", value: INT64_MAX },
  index_interval_bytes: { broker: "log.index.interval.bytes", value: 4096 },
  local_retention_bytes: { broker: "log.local.retention.bytes", value: -2 },
  local_retention_ms: { broker: "log.local.retention.ms", value: -2 },
  max_compaction_lag_ms: { broker: "log.cleaner.max.compaction.lag.ms", value: INT64_MAX },
  max_message_bytes: { broker: "message.max.bytes", value: 1_048_588 },
  message_downconversion_enable: { broker: "log.message.downconversion.enable", value: true },
  message_format_version: { broker: "log.message.format.version", value: "3.0-IV1" },
  message_timestamp_after_max_ms: { broker: "log.message.timestamp.after.max.ms", value: INT64_MAX },
  message_timestamp_before_max_ms: { broker: "log.message.timestamp.before.max.ms", value: INT64_MAX },
  message_timestamp_difference_max_ms: { broker: "log.message.timestamp.difference.max.ms", value: INT64_MAX },
  message_timestamp_type: { broker: "log.message.timestamp.type", value: "CreateTime" },
  min_cleanable_dirty_ratio: { broker: "log.cleaner.min.cleanable.ratio", value: 0.5 },
  min_compaction_lag_ms: { broker: "log.cleaner.min.compaction.lag.ms", value: 0 },
  min_insync_replicas: { broker: "min.insync.replicas", value: 1 },
  preallocate: { broker: "log.preallocate", value: false },
  remote_storage_enable: { broker: "log.remote.storage.enable", value: false },
  retention_bytes: { broker: "log.retention.bytes", value: -1 },
  retention_ms: { broker: "log.retention.ms", value: 7 * DAY_MS },
  segment_bytes: { broker: "log.segment.bytes", value: 209_715_200 },
  segment_index_bytes: { broker: "log.index.size.max.bytes", value: 10_485_760 },
  segment_jitter_ms: { broker: "log.roll.jitter.ms", value: 0 },
  segment_ms: { broker: "log.roll.ms", value: 7 * DAY_MS },
  unclean_leader_election_enable: { broker: "unclean.leader.election.enable", value: false },
};

/** Topics that Kafka and its companions keep for themselves. */
export const RESERVED_TOPICS: ReadonlySet<string> = new Set([
  "__consumer_offsets",
  "__transaction_state",
  "__remote_log_metadata",
  "_schemas",
]);
