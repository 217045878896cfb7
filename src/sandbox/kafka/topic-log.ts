import { type MessageRow, messages } from "../model/kafka-message.js";
import { type TopicRow, topicKey } from "../model/kafka-topic.js";
import type { ServiceRow } from "../model/service.js";
import type { World } from "../world.js";
import { brokerConfig, effective, effectiveNumber } from "./topic-config.js";

/** The messages of a topic that its retention leaves, by partition, in the order of their offsets. */
export function logOf(world: World, service: ServiceRow, topic: TopicRow): Map<number, MessageRow[]> {
  const rows = messages(world).under(`${topicKey(topic, topic.topic_name)}/`);
  const oldest = oldestKept(world, service, topic);
  const log = new Map<number, MessageRow[]>();
  for (const row of rows) {
    if (row.time < oldest) continue;
    const partition = log.get(row.partition);
    if (partition) partition.push(row);
    else log.set(row.partition, [row]);
  }
  return log;
}

/** Bytes in a partition, or in what of it is kept. */
export function sizeOf(rows: readonly MessageRow[]): number {
  return rows.reduce((sum, { size }) => sum + size, 0);
}

function oldestKept(world: World, service: ServiceRow, { config }: TopicRow): number {
  const retention = effectiveNumber(brokerConfig(service), config, "retention_ms");
  const deletes = String(effective(brokerConfig(service), config, "cleanup_policy")).includes("delete");
  return deletes && retention >= 0 ? world.clock.now() - retention : 0;
}
