import type { ParameterPaths } from "../../../core/configuration/generated/paths.js";
import type { WordsByPath } from "../words.js";

/** Words for MirrorMaker 2. */
export const kafkaMirrormaker: WordsByPath<ParameterPaths["services"]["kafka_mirrormaker"]> = {
  kafka_mirrormaker: {
    text: "Settings of MirrorMaker 2 for all replication flows.",
    aka: ["mm2", "replication settings"],
  },
  "kafka_mirrormaker.admin_timeout_ms": {
    text: "How long looking for new topics and the like may take.",
    unit: "ms",
    aka: ["timeout on large clusters"],
  },
  "kafka_mirrormaker.emit_checkpoints_enabled": {
    text: "Writes how far consumer groups are, translated to the target's offsets.",
    aka: ["checkpoint", "failover of consumers"],
  },
  "kafka_mirrormaker.emit_checkpoints_interval_seconds": { text: "Pause between two such checkpoints.", unit: "s" },
  "kafka_mirrormaker.groups": {
    text: "Consumer groups whose offsets are replicated, as patterns.",
    aka: ["include groups"],
  },
  "kafka_mirrormaker.groups_exclude": { text: "Consumer groups to leave out, as patterns.", aka: ["skip groups"] },
  "kafka_mirrormaker.offset_lag_max": {
    text: "How far an offset may be out of step before it is synced again.",
    unit: "messages",
  },
  "kafka_mirrormaker.refresh_groups_enabled": { text: "Looks for new consumer groups from time to time." },
  "kafka_mirrormaker.refresh_groups_interval_seconds": {
    text: "Pause between two looks for new consumer groups.",
    unit: "s",
    effect: "Short makes load on clusters with many groups.",
  },
  "kafka_mirrormaker.refresh_topics_enabled": { text: "Looks for new topics and partitions from time to time." },
  "kafka_mirrormaker.refresh_topics_interval_seconds": {
    text: "Pause between two looks for new topics and partitions.",
    unit: "s",
    aka: ["new topics are not replicated"],
  },
  "kafka_mirrormaker.sync_group_offsets_enabled": {
    text: "Writes translated offsets to the target's own groups, so that consumers can move over.",
    effect: "Only while nobody of the group consumes at the target.",
    aka: ["switch consumers to the other cluster", "consumer offset sync"],
  },
  "kafka_mirrormaker.sync_group_offsets_interval_seconds": {
    text: "Pause between two such writes of group offsets.",
    unit: "s",
  },
  "kafka_mirrormaker.sync_topic_configs_enabled": {
    text: "Carries changes of topic settings over to the target.",
    aka: ["replicate topic configuration"],
  },
  "kafka_mirrormaker.tasks_max_per_cpu": {
    text: "Replication tasks per CPU of the service.",
    unit: "tasks",
    effect: "More replicates faster until memory or CPU runs out.",
    aka: ["replication is slow", "replication parallelism", "throughput"],
  },
};
