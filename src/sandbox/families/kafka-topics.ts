import { badRequest, conflict } from "../errors.js";
import { mergeTopicConfig, requireReplication, requireTopicName, requireUnreserved } from "../kafka/topic-config.js";
import { listTopics } from "../kafka/topic-list.js";
import { toListedTopics, toTopic } from "../kafka/topic-view.js";
import { recordOn } from "../model/event.js";
import { requireBrokers, requireKafka, requireTopic, type TopicRow, topicKey, topics } from "../model/kafka-topic.js";
import type { ServiceRow } from "../model/service.js";
import type { Call, Effects, Handlers } from "../world.js";

/** Until a new topic is on all its brokers (source: a script of the provider's examples waits 11 s). */
const CONFIGURING_MS = 5_000;
const DELETING_MS = 3_000;
const REASSIGNING_MS = 30_000;
const DEFAULT_PARTITIONS = 1;
const DEFAULT_REPLICATION = 2;
/** As many as the Terraform provider asks for at once. */
const MAX_NAMES = 100;

export const handlers: Handlers = {
  ServiceKafkaTopicList: (input, call) => {
    const service = requireKafka(call, input);
    return { topics: toListedTopics(service, listTopics(call.world, service)) };
  },

  ServiceKafkaTopicListV2: (input, call) => {
    const service = requireKafka(call, input);
    const names = input.topic_names;
    if (names.length > MAX_NAMES) throw badRequest(`Too many topic names: at most ${MAX_NAMES} are allowed`);
    return { topics: names.map((name) => toTopic(call.world, service, fetchTopic(call, service, name))) };
  },

  ServiceKafkaTopicGet: (input, call) => {
    const service = requireKafka(call, input);
    return { topic: toTopic(call.world, service, fetchTopic(call, service, input.topic_name)) };
  },

  ServiceKafkaTopicCreate: (input, call) => {
    const { topic_name, tags = [], topic_description = null, owner_user_group_id = null } = input;
    const { world } = call;
    const service = requireKafka(call, input);
    requireTopicName(topic_name);
    const key = topicKey(service, topic_name);
    const existing = topics(world).get(key);
    if (existing?.state === "DELETING") {
      throw conflict(`Topic '${topic_name}' is queued for deletion`, "kafka_topic_queued_for_deletion");
    }
    if (existing) throw conflict(`Topic '${topic_name}' already exists`, "kafka_topic_already_exists");
    const replication = input.replication ?? brokerNumber(service, "default_replication_factor", DEFAULT_REPLICATION);
    requireReplication(service, replication);
    topics(world).put(key, {
      project: service.project,
      service_name: service.service_name,
      topic_name,
      state: "CONFIGURING",
      partitions: input.partitions ?? brokerNumber(service, "num_partitions", DEFAULT_PARTITIONS),
      replication,
      config: mergeTopicConfig(service, {}, input, replication),
      tags,
      topic_description,
      owner_user_group_id,
      created: world.clock.now(),
      reassigning: false,
    });
    world.schedule("topic-active", key, CONFIGURING_MS);
    recordOn(call, service, "kafka_topic_create", `Created topic ${topic_name}`);
    return { message: "created" };
  },

  ServiceKafkaTopicUpdate: (input, call) => {
    const { world } = call;
    const service = requireKafka(call, input);
    const row = fetchTopic(call, service, input.topic_name);
    const { partitions = row.partitions, replication = row.replication } = input;
    if (partitions < row.partitions) {
      const message = `Topic currently has ${row.partitions} partitions, which is higher than the requested ${partitions}`;
      throw badRequest(message, "kafka_topic_invalid_config");
    }
    const moves = replication !== row.replication;
    if (moves) {
      requireReplication(service, replication);
      const message = `Partition reassignment of topic '${row.topic_name}' is in progress`;
      if (row.reassigning) throw conflict(message, "kafka_partition_reassignment_in_progress");
      world.schedule("topic-reassigned", topicKey(service, row.topic_name), REASSIGNING_MS);
    }
    topics(world).patch(topicKey(service, row.topic_name), {
      partitions,
      replication,
      config: mergeTopicConfig(service, row.config, input, replication),
      tags: input.tags ?? row.tags,
      topic_description: input.topic_description ?? row.topic_description,
      owner_user_group_id: input.owner_user_group_id ?? row.owner_user_group_id,
      reassigning: row.reassigning || moves,
    });
    recordOn(call, service, "kafka_topic_update", `Updated topic ${row.topic_name}`);
    return { message: "updated" };
  },

  ServiceKafkaTopicDelete: (input, call) => {
    const service = requireKafka(call, input);
    requireUnreserved(input.topic_name);
    const { topic_name } = fetchTopic(call, service, input.topic_name);
    const key = topicKey(service, topic_name);
    topics(call.world).patch(key, { state: "DELETING" });
    call.world.cancelAll(key);
    call.world.schedule("topic-deleted", key, DELETING_MS);
    recordOn(call, service, "kafka_topic_delete", `Deleted topic ${topic_name}`);
    return { message: "deleted" };
  },
};

export const effects: Effects = {
  "topic-active": (key, world) => {
    topics(world).patch(key, { state: "ACTIVE" });
  },
  "topic-reassigned": (key, world) => {
    topics(world).patch(key, { reassigning: false });
  },
  "topic-deleted": (key, world) => {
    topics(world).delete(key);
    world.deleteUnder(`${key}/`);
  },
};

function fetchTopic(call: Call, service: ServiceRow, topic_name: string): TopicRow {
  requireBrokers(service, topic_name);
  return requireTopic(call.world, service, topic_name);
}

/** A number that the service's Kafka configuration gives to new topics. */
function brokerNumber({ user_config }: ServiceRow, key: string, fallback: number): number {
  const value = Object.entries(user_config["kafka"] ?? {}).find(([name]) => name === key)?.[1];
  return typeof value === "number" ? value : fallback;
}
