import type { WordsByPath } from "../words.js";

/** Words for consumer groups and share groups (queues) of Kafka. */
export const kafkaShare = {
  "kafka.group_coordinator_rebalance_protocols": {
    text: "Group protocols that the brokers speak: classic, consumer, share and streams.",
    effect: "share and streams need a Kafka that has them.",
    aka: ["kip-848", "share groups", "queues for kafka", "rebalance protocol"],
  },
  "kafka.group_initial_rebalance_delay_ms": {
    text: "How long a new consumer group waits for more members before partitions are given out.",
    unit: "ms",
    effect: "Higher means fewer rebalances at a rollout and a slower start.",
    aka: ["too many rebalances"],
  },
  "kafka.group_max_session_timeout_ms": { text: "Longest session timeout that a consumer may ask for.", unit: "ms" },
  "kafka.group_min_session_timeout_ms": {
    text: "Shortest session timeout that a consumer may ask for.",
    unit: "ms",
    effect: "Low finds dead consumers sooner and costs heartbeats.",
  },
  "kafka.group_share_delivery_count_limit": {
    text: "Times that a message is handed out before it counts as failed.",
    unit: "attempts",
    aka: ["retries of a queue message"],
  },
  "kafka.group_share_heartbeat_interval_ms": { text: "How often members of a share group report.", unit: "ms" },
  "kafka.group_share_max_groups": { text: "Share groups that may exist.", unit: "groups" },
  "kafka.group_share_max_heartbeat_interval_ms": {
    text: "Longest interval that a share group may set for reports.",
    unit: "ms",
  },
  "kafka.group_share_max_record_lock_duration_ms": { text: "Longest lock that a share group may set.", unit: "ms" },
  "kafka.group_share_max_session_timeout_ms": {
    text: "Longest session timeout that a share group may set.",
    unit: "ms",
  },
  "kafka.group_share_max_size": { text: "Members that a share group may have.", unit: "consumers" },
  "kafka.group_share_min_heartbeat_interval_ms": {
    text: "Shortest interval that a share group may set for reports.",
    unit: "ms",
  },
  "kafka.group_share_min_record_lock_duration_ms": { text: "Shortest lock that a share group may set.", unit: "ms" },
  "kafka.group_share_min_session_timeout_ms": {
    text: "Shortest session timeout that a share group may set.",
    unit: "ms",
  },
  "kafka.group_share_partition_max_record_locks": {
    text: "Messages of a partition that may be handed out and unfinished.",
    unit: "messages",
  },
  "kafka.group_share_record_lock_duration_ms": {
    text: "How long a member of a share group keeps a message to itself before others get it.",
    unit: "ms",
    aka: ["visibility timeout", "acknowledgement timeout"],
  },
  "kafka.group_share_session_timeout_ms": {
    text: "A member of a share group that is silent for so long counts as gone.",
    unit: "ms",
  },
} satisfies WordsByPath;
