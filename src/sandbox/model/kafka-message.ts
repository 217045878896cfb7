import type { Table } from "../store.js";
import type { World } from "../world.js";
import { type TopicRow, topicKey } from "./kafka-topic.js";

/** A key or value as it was produced: bytes in base64 for `binary`, else the text of its JSON. */
export interface Datum {
  readonly format: "avro" | "binary" | "json" | "jsonschema" | "protobuf";
  readonly text: string;
  readonly schema_id: number | null;
}

/** A message; keyed `project/service_name/topic_name/partition/offset`. */
export interface MessageRow {
  readonly partition: number;
  readonly offset: number;
  readonly key: Datum | null;
  readonly value: Datum | null;
  readonly time: number;
  readonly size: number;
}

/** How far a partition has come that something was written to; keyed `project/service_name/topic_name/partition`. */
interface PartitionRow {
  readonly partition: number;
  readonly latest_offset: number;
}

export function messages(world: World): Table<MessageRow> {
  return world.table<MessageRow>("kafka_messages");
}

function partitions(world: World): Table<PartitionRow> {
  return world.table<PartitionRow>("kafka_partitions");
}

/** The offset of the next message of a partition. */
export function latestOffset(world: World, topic: TopicRow, partition: number): number {
  return partitions(world).get(partitionKey(topic, partition))?.latest_offset ?? 0;
}

/** Appends a message; answers with its offset. */
export function append(world: World, topic: TopicRow, row: Omit<MessageRow, "offset" | "time">): number {
  const key = partitionKey(topic, row.partition);
  const offset = latestOffset(world, topic, row.partition);
  messages(world).put(`${key}/${offset}`, { ...row, offset, time: world.clock.now() });
  partitions(world).put(key, { partition: row.partition, latest_offset: offset + 1 });
  return offset;
}

function partitionKey(topic: TopicRow, partition: number): string {
  return `${topicKey(topic, topic.topic_name)}/${partition}`;
}
