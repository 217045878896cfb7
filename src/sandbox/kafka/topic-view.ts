import { type ConfigValue, TOPIC_SETTINGS } from "../data/kafka-topic-defaults.js";
import { latestOffset } from "../model/kafka-message.js";
import { brokersOf, type TopicRow } from "../model/kafka-topic.js";
import type { ServiceRow } from "../model/service.js";
import type { World } from "../world.js";
import { groupOffsets } from "./consumer-groups.js";
import { type BrokerConfig, brokerConfig, effective, effectiveNumber, toHours } from "./topic-config.js";
import { logOf, sizeOf } from "./topic-log.js";

/** Topics of a service as lists show them. */
export function toListedTopics(service: ServiceRow, topics: readonly TopicRow[]) {
  const broker = brokerConfig(service);
  return topics.map((topic) => toListed(broker, topic));
}

/** A topic with its configuration and partitions. */
export function toTopic(world: World, service: ServiceRow, topic: TopicRow) {
  const broker = brokerConfig(service);
  const { diskless_enable: _, remote_storage_enable: __, ...common } = toListed(broker, topic);
  return {
    ...common,
    config: toConfig(broker, topic),
    partitions: toPartitions(world, service, broker, topic),
  };
}

/** One literal, because lists are long: to spread another object into it takes twenty times as long. */
function toListed(broker: BrokerConfig, topic: TopicRow) {
  const { config } = topic;
  return {
    cleanup_policy: String(effective(broker, config, "cleanup_policy")),
    diskless_enable: effective(broker, config, "diskless_enable") === true,
    min_insync_replicas: effectiveNumber(broker, config, "min_insync_replicas"),
    owner_user_group_id: topic.owner_user_group_id,
    partitions: topic.partitions,
    remote_storage_enable: effective(broker, config, "remote_storage_enable") === true,
    replication: topic.replication,
    // Beyond 2^53 it is a bigint, which the catalogue's types do not know.
    retention_bytes: effective(broker, config, "retention_bytes") as number,
    retention_hours: toHours(effective(broker, config, "retention_ms")),
    state: topic.state,
    tags: topic.tags,
    topic_description: topic.topic_description,
    topic_name: topic.topic_name,
  };
}

/** Each setting with its value, where that comes from, and what it would be without. */
function toConfig(broker: BrokerConfig, { config }: TopicRow) {
  const entry = (name: string, { broker: brokerName, value }: (typeof TOPIC_SETTINGS)[string]) => {
    const own: ConfigValue | undefined = config[name];
    const inherited = broker.get(name) ?? { value, source: "default_config" };
    const topicLevel =
      own === undefined ? [] : [{ name: name.replaceAll("_", "."), source: "topic_config", value: own }];
    const synonyms = [...topicLevel, { name: brokerName, ...inherited }];
    return own === undefined ? { ...inherited, synonyms } : { source: "topic_config", synonyms, value: own };
  };
  const settings = Object.entries(TOPIC_SETTINGS);
  return Object.fromEntries(settings.map(([name, setting]) => [name, entry(name, setting)]));
}

function toPartitions(world: World, service: ServiceRow, broker: BrokerConfig, topic: TopicRow) {
  const kept = logOf(world, service, topic);
  const remote = effective(broker, topic.config, "remote_storage_enable") === true;
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
