import { createHash } from "node:crypto";
import type { Input } from "../../core/catalogue/index.js";
import { ApiFailure, badRequest } from "../errors.js";
import { decode, encode, requireFit, sizeOfDatum } from "../kafka/record-codec.js";
import { registerSchema } from "../kafka/schema-register.js";
import { brokerConfig, effectiveNumber } from "../kafka/topic-config.js";
import { logOf } from "../kafka/topic-log.js";
import { append, type Datum, latestOffset } from "../model/kafka-message.js";
import { requireBrokers, requireKafka, requireTopic, type TopicRow } from "../model/kafka-topic.js";
import { requireRegistry, requireSchemaRow, type SchemaType } from "../model/schema-registry.js";
import type { ServiceRow } from "../model/service.js";
import type { Call, Handlers, World } from "../world.js";

type Produce = Input<"ServiceKafkaTopicMessageProduce">;
type Part = "key" | "value";

/** Formats that need a schema, with its type. */
const SCHEMA_TYPES: Readonly<Partial<Record<Datum["format"], SchemaType>>> = {
  avro: "AVRO",
  jsonschema: "JSON",
  protobuf: "PROTOBUF",
};

export const handlers: Handlers = {
  ServiceKafkaTopicMessageList: (input, call) => {
    const { service, topic } = requireRestTopic(call, input);
    if (service.user_config["aiven_kafka_topic_messages"] === false) {
      throw new ApiFailure(403, `Reading topic messages is not allowed for service ${service.service_name}`);
    }
    const { format = "binary", max_bytes = Number.POSITIVE_INFINITY } = input;
    const log = logOf(call.world, service, topic);
    let bytes = 0;
    const wanted = Object.entries(input.partitions).flatMap(([name, from]) => {
      const offset = startOf(topic, name, from);
      return (log.get(Number(name)) ?? []).filter((row) => row.offset >= offset);
    });
    const fitting = wanted.filter(({ size }) => {
      bytes += size;
      return bytes <= max_bytes;
    });
    return {
      messages: fitting.map(({ key, value, offset, partition }) => ({
        key: decode(key, format, "key"),
        offset,
        partition,
        topic: topic.topic_name,
        value: decode(value, format, "value"),
      })),
    };
  },

  ServiceKafkaTopicMessageProduce: (input, call) => {
    const { service, topic } = requireRestTopic(call, input);
    const { format, records } = input;
    const key_schema_id = schemaId(call, service, input, "key");
    const value_schema_id = schemaId(call, service, input, "value");
    const rows = records.map(({ key, value, partition }) => {
      requireFit(call.world, service, key, key_schema_id);
      requireFit(call.world, service, value, value_schema_id);
      return { key: encode(format, key, key_schema_id), value: encode(format, value, value_schema_id), partition };
    });
    const limit = effectiveNumber(brokerConfig(service), topic.config, "max_message_bytes");
    const offsets = rows.map(({ key, value, partition }) => {
      const chosen = partition ?? partitionOf(call.world, topic, key);
      const size = sizeOfDatum(key) + sizeOfDatum(value);
      if (chosen >= topic.partitions) return refusedRecord("Unrecognized partition");
      if (size > limit)
        return refusedRecord(`The message is ${size} bytes, which is larger than the limit of ${limit}`);
      return { partition: chosen, offset: append(call.world, topic, { partition: chosen, key, value, size }) };
    });
    return { key_schema_id, offsets, value_schema_id };
  },
};

/** A topic of a service whose REST proxy is on. */
function requireRestTopic(
  call: Call,
  input: { readonly project: string; readonly service_name: string; readonly topic_name: string },
): { service: ServiceRow; topic: TopicRow } {
  const service = requireKafka(call, input);
  if (service.user_config["kafka_rest"] !== true) {
    throw new ApiFailure(403, `Kafka REST API is not enabled for service ${service.service_name}`);
  }
  requireBrokers(service, input.topic_name);
  return { service, topic: requireTopic(call.world, service, input.topic_name) };
}

/** Where to begin in a partition: `{"0": {"offset": 5}}`. */
function startOf(topic: TopicRow, name: string, from: unknown): number {
  const partition = /^\d+$/.test(name) ? Number(name) : Number.NaN;
  if (!(partition < topic.partitions)) throw new ApiFailure(404, `Partition ${name} not found.`);
  const offset = typeof from === "object" && from !== null && "offset" in from ? from.offset : undefined;
  if (offset === undefined || offset === null) return 0;
  if (typeof offset === "number" && Number.isInteger(offset)) return offset;
  throw badRequest(`Invalid partitions: the offset of partition ${name} is not an integer`);
}

/** The schema of the keys or values: named by its id, or given, and then registered. */
function schemaId(call: Call, service: ServiceRow, input: Produce, part: Part): number | null {
  const schemaType = SCHEMA_TYPES[input.format];
  if (!schemaType || !input.records.some((record) => (record[part] ?? null) !== null)) return null;
  const [id, schema] =
    part === "key" ? [input.key_schema_id, input.key_schema] : [input.value_schema_id, input.value_schema];
  requireRegistry(call, input);
  if (id !== undefined) return requireSchemaRow(call.world, service, id).id;
  if (schema === undefined) {
    throw badRequest(`Request includes ${part}s and uses a format that requires schemas, but has no ${part}_schema`);
  }
  return registerSchema(call.world, service, `${input.topic_name}-${part}`, { schema, schemaType });
}

/** Records with the same key go to the same partition, the others to each in turn. */
function partitionOf(world: World, topic: TopicRow, key: Datum | null): number {
  if (key !== null) return createHash("md5").update(key.text).digest().readUInt32BE(0) % topic.partitions;
  const lengths = Array.from({ length: topic.partitions }, (_, partition) => latestOffset(world, topic, partition));
  return lengths.indexOf(Math.min(...lengths));
}

function refusedRecord(error: string) {
  return { error, error_code: 1, offset: null, partition: null };
}
