import type { WordsByPath } from "../words.js";

/** Words for the brokers of Kafka. Most that speak of topics hold for topics that do not say otherwise. */
export const kafkaBroker = {
  "kafka.audit_log": {
    text: "Records which users did what on the brokers.",
    aka: ["audit trail", "who accessed a topic"],
  },
  "kafka.audit_log.aggregation_period_sec": { text: "Span whose operations are gathered into one entry.", unit: "s" },
  "kafka.audit_log.group_by": { text: "Whether entries tell apart users alone or users and addresses." },
  "kafka.audit_log.include_denials": { text: "Also records what was refused.", aka: ["denied access"] },
  "kafka.audit_log.record_type": { text: "Whether each operation is recorded or only that a user was active." },
  "kafka.auto_create_topics_enable": {
    text: "Creates a topic when somebody first writes to it.",
    effect: "A misspelt name becomes a topic with default settings.",
    aka: ["automatic topic creation", "unknown topic or partition"],
  },
  "kafka.compression_type": {
    text: "How brokers store messages; producer leaves them as they came.",
    aka: ["zstd", "gzip", "lz4", "compress topics"],
  },
  "kafka.connections_max_idle_ms": { text: "Closes a client's connection that has been idle for so long.", unit: "ms" },
  "kafka.default_replication_factor": {
    text: "Copies of each partition of topics that are created by themselves.",
    unit: "replicas",
    effect: "1 loses data with a node; more than there are brokers is refused.",
    aka: ["replication factor"],
  },
  "kafka.log_cleaner_delete_retention_ms": {
    text: "How long delete markers stay in a compacted topic.",
    unit: "ms",
    effect: "A consumer that is away for longer can miss deletions.",
    aka: ["tombstones"],
  },
  "kafka.log_cleaner_max_compaction_lag_ms": {
    text: "Longest time that a message may wait to be compacted.",
    unit: "ms",
    aka: ["gdpr deletion deadline"],
  },
  "kafka.log_cleaner_min_cleanable_ratio": {
    text: "Share of a log that must be outdated before it is compacted.",
    unit: "fraction",
    effect: "Low compacts more often and costs I/O.",
    aka: ["compaction does not run"],
  },
  "kafka.log_cleaner_min_compaction_lag_ms": { text: "Time for which a message is safe from compaction.", unit: "ms" },
  "kafka.log_cleanup_policy": {
    text: "Whether old messages are deleted by age, compacted by key, or both.",
    aka: ["compaction", "delete or compact", "keep the latest per key"],
  },
  "kafka.log_flush_interval_messages": {
    text: "Messages after which a partition is forced to disk.",
    unit: "messages",
    aka: ["fsync"],
  },
  "kafka.log_flush_interval_ms": {
    text: "Time after which a partition is forced to disk.",
    unit: "ms",
    aka: ["fsync"],
  },
  "kafka.log_index_interval_bytes": { text: "Data between two entries of the offset index.", unit: "bytes" },
  "kafka.log_index_size_max_bytes": { text: "Largest offset index of a segment.", unit: "bytes" },
  "kafka.log_local_retention_bytes": {
    text: "Data of a tiered partition that stays on the broker too; -2 follows log_retention_bytes.",
    unit: "bytes",
    aka: ["tiered storage local size"],
  },
  "kafka.log_local_retention_ms": {
    text: "Time for which messages of a tiered topic stay on the broker too; -2 follows log_retention_ms.",
    unit: "ms",
    aka: ["tiered storage local time"],
  },
  "kafka.log_message_downconversion_enable": {
    text: "Converts messages for consumers that only know older formats.",
    effect: "Costs CPU and memory on the brokers.",
    aka: ["old clients"],
  },
  "kafka.log_message_timestamp_after_max_ms": {
    text: "How far in the future a message's timestamp may lie.",
    unit: "ms",
    aka: ["invalid timestamp"],
  },
  "kafka.log_message_timestamp_before_max_ms": {
    text: "How far in the past a message's timestamp may lie.",
    unit: "ms",
    aka: ["invalid timestamp"],
  },
  "kafka.log_message_timestamp_difference_max_ms": {
    text: "How far a message's timestamp may be from the broker's clock, either way.",
    unit: "ms",
    effect: "Messages beyond are refused.",
    aka: ["invalidtimestampexception"],
  },
  "kafka.log_message_timestamp_type": { text: "Whether a message carries the producer's time or the broker's." },
  "kafka.log_preallocate": { text: "Reserves the room of a segment on disk when it is begun." },
  "kafka.log_retention_bytes": {
    text: "Data kept per partition before the oldest is deleted; -1 without limit.",
    unit: "bytes",
    effect: "Per partition: times partitions and replicas it must fit the disk.",
    aka: ["retention size", "disk full", "topic size limit"],
  },
  "kafka.log_retention_hours": {
    text: "How long messages are kept; -1 for ever. log_retention_ms goes before it.",
    unit: "hours",
    effect: "Lowering it deletes what is older, soon and for good; long fills the disk.",
    aka: ["retention time", "keep messages longer", "how long are messages kept"],
  },
  "kafka.log_retention_ms": {
    text: "How long messages are kept, finer than log_retention_hours; -1 for ever.",
    unit: "ms",
    effect: "Lowering it deletes what is older, soon and for good.",
    aka: ["retention.ms", "message retention"],
  },
  "kafka.log_roll_jitter_ms": {
    text: "Chance spread of when segments are closed, so that not all are at once.",
    unit: "ms",
  },
  "kafka.log_roll_ms": {
    text: "Closes a segment of this age although it is not full.",
    unit: "ms",
    effect: "Only closed segments are deleted or compacted.",
    aka: ["segment time"],
  },
  "kafka.log_segment_bytes": {
    text: "Size at which a segment is closed and the next begun.",
    unit: "bytes",
    effect: "Small makes many files; large delays deletion and tiering.",
    aka: ["segment size"],
  },
  "kafka.log_segment_delete_delay_ms": {
    text: "Time between marking a segment as deleted and removing its file.",
    unit: "ms",
  },
  "kafka.max_connections_per_ip": {
    text: "Connections that one address may have to a broker.",
    unit: "connections",
    aka: ["connection limit"],
  },
  "kafka.max_incremental_fetch_session_cache_slots": {
    text: "Fetch sessions that a broker remembers.",
    unit: "sessions",
    effect: "Too few with many consumers makes each fetch larger.",
  },
  "kafka.message_max_bytes": {
    text: "Largest batch of messages that a broker takes, compressed.",
    unit: "bytes",
    effect: "replica_fetch_max_bytes and the consumers should allow as much; large messages cost memory.",
    aka: ["message too large", "maximum message size", "recordtoolargeexception"],
  },
  "kafka.min_insync_replicas": {
    text: "Replicas that must have a message when the producer asks for acks=all.",
    unit: "replicas",
    effect: "As high as the replication factor, one lost broker stops writes.",
    aka: ["not enough replicas", "isr", "durability"],
  },
  "kafka.num_partitions": {
    text: "Partitions of topics that are created by themselves.",
    unit: "partitions",
    aka: ["default partition count"],
  },
  "kafka.offsets_retention_minutes": {
    text: "How long the offsets of a group without members are kept.",
    unit: "minutes",
    effect: "A consumer that is away for longer begins anew, by auto.offset.reset.",
    aka: ["lost consumer offsets", "group offsets expire"],
  },
  "kafka.producer_purgatory_purge_interval_requests": {
    text: "Finished producer requests after which their waiting list is tidied.",
    unit: "requests",
  },
  "kafka.replica_fetch_max_bytes": {
    text: "Data of a partition that a follower fetches at once, at least one batch.",
    unit: "bytes",
  },
  "kafka.replica_fetch_response_max_bytes": {
    text: "Data in one answer to a follower, over all partitions.",
    unit: "bytes",
  },
  "kafka.sasl_oauthbearer_expected_audience": { text: "Audience that a client's token must have.", aka: ["oauth aud"] },
  "kafka.sasl_oauthbearer_expected_issuer": { text: "Issuer that a client's token must have.", aka: ["oauth iss"] },
  "kafka.sasl_oauthbearer_jwks_endpoint_url": {
    text: "Where the identity provider publishes its keys; setting it turns OAuth logins on.",
    aka: ["jwks", "oidc", "oauth2 for kafka", "single sign-on"],
  },
  "kafka.sasl_oauthbearer_sub_claim_name": {
    text: "Claim of the token that becomes the user's name.",
    aka: ["principal claim"],
  },
  "kafka.socket_request_max_bytes": { text: "Largest request that a broker reads at all.", unit: "bytes" },
  "kafka.transaction_partition_verification_enable": {
    text: "Checks that a partition was added to a transaction before writing to it.",
    aka: ["hanging transactions"],
  },
  "kafka.transaction_remove_expired_transaction_cleanup_interval_ms": {
    text: "Pause between two removals of transactional IDs that have expired.",
    unit: "ms",
  },
  "kafka.transaction_state_log_segment_bytes": { text: "Size of the segments of the transaction log.", unit: "bytes" },
} satisfies WordsByPath;
