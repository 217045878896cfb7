import { type ConfigValue, TOPIC_SETTINGS } from "../data/kafka-topic-defaults.js";
import { latestOffset } from "../model/kafka-message.js";
import { brokersOf, type TopicRow } from "../model/kafka-topic.js";
import type { ServiceRow } from "../model/service.js";
import type { World } from "../world.js";
import { groupOffsets } from "./consumer-groups.js";
import { brokerValue, effective, effectiveNumber, toHours } from "./topic-config.js";
import { logOf, sizeOf } from "./topic-log.js";

/** A topic as lists show it. */
export function toListedTopic(service: ServiceRow, topic: TopicRow) {
  const { config } = topic;
  return {
    ...common(service, topic),
    diskless_enable: effective(service, config, "diskless_enable") === true,
    partitions: topic.partitions,
    remote_storage_enable: effective(service, config, "remote_storage_enable") === true,
  };
}

/** A topic with its configuration and partitions. */
export function toTopic(world: World, service: ServiceRow, topic: TopicRow) {
  return {
    ...common(service, topic),
    config: toConfig(service, topic),
    partitions: toPartitions(world, service, topic),
  };
}

function common(service: ServiceRow, topic: TopicRow) {
  const { config } = topic;
  return {
    cleanup_policy: String(effective(service, config, "cleanup_policy")),
    min_insync_replicas: effectiveNumber(service, config, "min_insync_replicas"),
    owner_user_group_id: topic.owner_user_group_id,
    replication: topic.replication,
    retention_bytes: effective(service, config, "retention_bytes") as number,
    retention_hours: toHours(effective(service, config, "retention_ms")),
    state: topic.state,
    tags: topic.tags,
    topic_description: topic.topic_description,
    topic_name: topic.topic_name,
  };
}

/** Each setting with its value, where that comes from, and what it would be without. */
function toConfig(service: ServiceRow, { config }: TopicRow) {
  const entry = (name: string, broker: string) => {
    const own: ConfigValue | undefined = config[name];
    const inherited = brokerValue(service, name);
    const topicLevel =
      own === undefined ? [] : [{ name: name.replaceAll("_", "."), source: "topic_config", value: own }];
    const synonyms = [...topicLevel, { name: broker, ...inherited }];
    return own === undefined ? { ...inherited, synonyms } : { source: "topic_config", synonyms, value: own };
  };
  const settings = Object.entries(TOPIC_SETTINGS);
  return Object.fromEntries(settings.map(([name, { broker }]) => [name, entry(name, broker)]));
}

function toPartitions(world: World, service: ServiceRow, topic: TopicRow) {
  const kept = logOf(world, service, topic);
  const remote = effective(service, topic.config, "remote_storage_enable") === true;
  const isr = Math.min(topic.replication, brokersOf(service));
  const groups = groupOffsets(world, service, topic);
  return Array.from({ length: topic.partitions }, (_, partition) => {
    const rows = kept.get(partition) ?? [];
    const latest_offset = latestOffset(world, topic, partition);
    return {
      consumer_groups: groups.map(({ group_name, offsetOf }) => ({ group_name, offset: offsetOf(partition) })),
      earliest_offset: rows[0]?.offset ?? latest_offset,
      isr,
      latest_offset,
      partition,
      remote_size: remote ? sizeOf(rows) : 0,
      size: sizeOf(rows),
    };
  });
}
