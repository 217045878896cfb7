import type { FamilyWords } from "../words.js";
import { kafkaConnect } from "./kafka-connect.js";
import { schemaRegistry } from "./schema-registry.js";

const UNDESCRIBED = "Known from the provider's command line only, which does not describe the answer.";
const TWO_ACLS =
  "Two kinds of ACL hold side by side, this one and the Kafka-native one; a DENY of a native entry always wins.";
const TIERED = "400: tiered storage is not enabled for the service; 503: the numbers are not at hand, try again later.";
const USER_PATTERN = "Name of the service user; * stands for any text, ? for one character.";
const FLOW_ENABLED = "Whether the flow runs; false keeps its settings without copying anything.";
const TOPIC_TAGS = "Tags of the topic, each an object with key and value; at most 25.";
const DEPRECATED_BESIDE = {
  min_insync_replicas: "Deprecated: use config.min_insync_replicas.",
  retention_bytes: "Deprecated: use config.retention_bytes.",
};

/** Whether an object sets the key, to a value for which `when` holds. */
const sets =
  (key: string, when: (value: unknown) => boolean = () => true) =>
  (object: unknown): boolean =>
    typeof object === "object" && object !== null && key in object && when((object as Record<string, unknown>)[key]);

/** Anything but "no limit" may be shorter than what holds now. */
const limited = (value: unknown) => value !== -1;
const on = (value: unknown) => value === true;
const off = (value: unknown) => value === false;

const withoutValue = (records: unknown) =>
  Array.isArray(records) && records.some((record) => record?.value === undefined || record.value === null);

const SHORTER = "deletes every message that is beyond the new limit";

export const kafka: FamilyWords<"kafka"> = {
  ...kafkaConnect,
  ...schemaRegistry,

  InklessOfferingList: {
    title: "List Inkless Kafka offerings",
    summary: "Lists the Inkless offerings, with Kafka on object storage, that are there for a project.",
    aka: ["diskless Kafka plans", "serverless Kafka sizes", "how much throughput can I buy", "streaming capacity"],
    risk: "read",
    notes: [UNDESCRIBED],
    fields: { ingress: "Incoming throughput to filter by; unit not documented. Left out, all offerings." },
  },
  InklessPricingRateList: {
    title: "List Inkless Kafka prices",
    summary: "Lists what Inkless Kafka offerings cost, for all or for one offering, cloud provider or cloud.",
    aka: ["diskless Kafka cost", "serverless Kafka bill", "rates per GB", "estimate a streaming budget"],
    risk: "read",
    notes: [UNDESCRIBED],
    fields: { offering_name: "Name of the offering; see InklessOfferingList. Left out, all." },
  },
  ServiceKafkaAclAdd: {
    title: "Add a Kafka ACL entry",
    summary: "Lets service users that match a pattern read, write or administer topics that match a pattern.",
    aka: ["grant topic access", "give a producer rights", "allow a consumer", "topic permissions", "authorize an app"],
    risk: "write",
    marks: ["auth-change"],
    view: ["acl[].id", "acl[].username", "acl[].topic", "acl[].permission"],
    notes: ["Answers with all entries, the new one among them.", TWO_ACLS],
    fields: {
      permission: "What they may do with the topics: read, write, readwrite, or admin, the widest.",
      topic: "Name of the topic; * stands for any text, ? for one character.",
      username: USER_PATTERN,
    },
  },
  ServiceKafkaAclDelete: {
    title: "Delete a Kafka ACL entry",
    summary: "Removes an entry, so that the service users it matched lose that access to topics.",
    aka: ["revoke topic access", "block a consumer", "take away a producer's rights", "lock an app out"],
    risk: "destructive",
    marks: ["auth-change"],
    view: ["acl[].id", "acl[].username", "acl[].topic", "acl[].permission"],
    notes: ["Answers with the entries that are left.", "Clients that rely on the entry fail."],
  },
  ServiceKafkaAclList: {
    title: "List Kafka ACL entries",
    summary: "Lists which service users may read, write or administer which topics.",
    aka: [
      "who can read this topic",
      "topic permissions",
      "access rights of producers and consumers",
      "not authorized error",
    ],
    risk: "read",
    view: ["acl[].id", "acl[].username", "acl[].topic", "acl[].permission"],
    notes: [
      "ServiceKafkaNativeAclList answers with these entries and the Kafka-native ones together.",
      "By default avnadmin administers every topic.",
    ],
  },
  ServiceKafkaMirrorMakerCreateReplicationFlow: {
    title: "Create a MirrorMaker replication flow",
    summary: "Sets up the copying of topics from one Kafka cluster to another.",
    aka: [
      "clone topics elsewhere",
      "migrate to another cluster",
      "disaster recovery copy",
      "cross-region sync",
      "MM2",
      "geo redundancy",
    ],
    risk: "write",
    notes: [
      "Both clusters must be integrated with the MirrorMaker service by kafka_mirrormaker, which gives each its alias.",
      "Without topics, every topic is copied that is not excluded.",
    ],
    fields: { enabled: FLOW_ENABLED },
  },
  ServiceKafkaMirrorMakerDeleteReplicationFlow: {
    title: "Delete a MirrorMaker replication flow",
    summary: "Ends the copying of topics from one Kafka cluster to another and removes its settings.",
    aka: ["stop mirroring", "end the cluster migration", "drop the disaster recovery sync", "MM2"],
    risk: "destructive",
    marks: ["disruptive"],
  },
  ServiceKafkaMirrorMakerGetReplicationFlow: {
    title: "Get a MirrorMaker replication flow",
    summary: "Shows the settings of the flow from one Kafka cluster to another, and how far it has come.",
    aka: ["mirroring progress", "is the cluster migration done", "which topics are copied", "MM2"],
    risk: "read",
    view: [
      "replication_flow.source_cluster",
      "replication_flow.target_cluster",
      "replication_flow.enabled",
      "replication_flow.replication_progress",
      "replication_flow.topics",
      "replication_flow.topics_exclude",
      "replication_flow.replication_policy_class",
      "replication_flow.sync_group_offsets_enabled",
      "replication_flow.exactly_once_delivery_enabled",
    ],
  },
  ServiceKafkaMirrorMakerGetReplicationFlows: {
    title: "List MirrorMaker replication flows",
    summary: "Lists which Kafka clusters a MirrorMaker service copies topics between, and how far each flow has come.",
    aka: ["mirroring progress", "cluster sync overview", "what is replicated where", "MM2"],
    risk: "read",
    view: [
      "replication_flows[].source_cluster",
      "replication_flows[].target_cluster",
      "replication_flows[].enabled",
      "replication_flows[].replication_progress",
      "replication_flows[].topics",
      "replication_flows[].topics_exclude",
    ],
  },
  ServiceKafkaMirrorMakerPatchReplicationFlow: {
    title: "Change a MirrorMaker replication flow",
    summary: "Changes which topics a flow copies and how, or switches it on or off.",
    aka: ["pause mirroring", "add topics to the cluster sync", "resume replication", "exclude a topic", "MM2"],
    risk: "write",
    gates: [
      { field: "enabled", when: off, because: "stops the copying: the target cluster falls behind" },
      { field: "topics", because: "replaces the list: topics that are no longer on it are not copied any more" },
      { field: "topics_exclude", because: "replaces the list: topics that are on it are not copied any more" },
    ],
    marks: ["disruptive"],
    view: [
      "replication_flow.source_cluster",
      "replication_flow.target_cluster",
      "replication_flow.enabled",
      "replication_flow.topics",
      "replication_flow.topics_exclude",
    ],
    fields: { enabled: FLOW_ENABLED },
  },
  ServiceKafkaNativeAclAdd: {
    title: "Add a Kafka-native ACL entry",
    summary: "Allows or denies a principal one operation on topics, consumer groups, transactional ids or the cluster.",
    aka: [
      "grant group access",
      "allow transactions",
      "idempotent producer rights",
      "deny rule",
      "fine-grained permissions",
    ],
    risk: "write",
    gates: [
      {
        field: "permission_type",
        when: (value) => value === "DENY",
        because: "a DENY wins over every ALLOW: clients that it matches are locked out",
      },
    ],
    marks: ["auth-change"],
    view: [
      "acl.id",
      "acl.principal",
      "acl.permission_type",
      "acl.operation",
      "acl.resource_type",
      "acl.resource_name",
      "acl.pattern_type",
      "acl.host",
    ],
    notes: ["A service that does not know Kafka-native entries answers 409."],
    fields: {
      host: "Host that the client connects from; * for any.",
      operation: "Operation of Kafka that the entry is about; All stands for every one.",
      pattern_type: "LITERAL: resource_name as it stands; PREFIXED: all names that begin with it.",
      permission_type: "ALLOW, or DENY, which wins over every ALLOW.",
      principal: "Who it is about, as type and name, e.g. User:alice.",
      resource_name: "Name, or with PREFIXED the beginning of the name, of the topic, group or other resource.",
      resource_type: "Kind of resource that resource_name is the name of.",
    },
  },
  ServiceKafkaNativeAclDelete: {
    title: "Delete a Kafka-native ACL entry",
    summary: "Removes an entry: what it allowed is no longer allowed, and what it denied no longer denied.",
    aka: ["revoke group access", "lift a deny rule", "take away a client's rights", "block a consumer"],
    risk: "destructive",
    marks: ["auth-change"],
  },
  ServiceKafkaNativeAclGet: {
    title: "Get a Kafka-native ACL entry",
    summary: "Shows whom one entry allows or denies which operation on which resource.",
    aka: ["details of a rule", "what does this permission cover"],
    risk: "read",
    view: [
      "acl.id",
      "acl.principal",
      "acl.permission_type",
      "acl.operation",
      "acl.resource_type",
      "acl.resource_name",
      "acl.pattern_type",
      "acl.host",
    ],
  },
  ServiceKafkaNativeAclList: {
    title: "List Kafka-native ACL entries",
    summary:
      "Lists who may do what with topics, groups and the cluster: the native entries, and the simple ones beside them.",
    aka: [
      "all access rights",
      "who can read this topic",
      "why is a client not authorized",
      "audit permissions",
      "deny rules",
    ],
    risk: "read",
    view: [
      "kafka_acl[].id",
      "kafka_acl[].principal",
      "kafka_acl[].permission_type",
      "kafka_acl[].operation",
      "kafka_acl[].resource_type",
      "kafka_acl[].resource_name",
      "kafka_acl[].pattern_type",
      "kafka_acl[].host",
      "acl[].id",
      "acl[].username",
      "acl[].topic",
      "acl[].permission",
    ],
    notes: ["A 409 asks for a maintenance update of the service first."],
  },
  ServiceKafkaQuotaCreate: {
    title: "Set a Kafka quota",
    summary:
      "Limits, for a user or client id and on each broker, the bytes produced and consumed and the CPU time of requests.",
    aka: ["throttle a client", "rate limit", "noisy neighbour", "bandwidth cap", "slow a consumer down", "fair share"],
    risk: "write",
    marks: ["disruptive"],
    notes: [
      "Give user, the client id or both; a connection is held to the quota that fits it best.",
      "Clients over the limit are slowed down, not refused; those of one group share it.",
    ],
    fields: {
      consumer_byte_rate: "Bytes per second that the group may read from one broker.",
      producer_byte_rate: "Bytes per second that the group may write to one broker.",
      request_percentage: "Percent of a broker's CPU time that requests of the group may take.",
    },
  },
  ServiceKafkaQuotaDelete: {
    title: "Delete a Kafka quota",
    summary: "Lifts the limits that were set for a user, a client id or both together.",
    aka: ["unthrottle a client", "remove the bandwidth cap", "no more rate limit"],
    risk: "destructive",
    notes: ["Give user, client-id or both, exactly as the quota was set."],
  },
  ServiceKafkaQuotaDescribe: {
    title: "Get a Kafka quota",
    summary: "Shows the limits set for a user, a client id or both together.",
    aka: ["why is my client throttled", "bandwidth cap of an app", "rate limit details"],
    risk: "read",
    notes: ["With user alone it shows only the quota without a client id, and the other way round."],
  },
  ServiceKafkaQuotaList: {
    title: "List Kafka quotas",
    summary: "Lists the limits on throughput and CPU time that users and client ids of a service have.",
    aka: ["throttled clients", "bandwidth caps", "rate limits", "who is slowed down"],
    risk: "read",
  },
  ServiceKafkaTieredStorageStorageUsageByTopic: {
    title: "Get tiered storage usage by topic",
    summary: "Shows how much object storage each topic's tiered data takes.",
    aka: ["biggest topics in S3", "remote data per topic", "cold data size", "what fills the bucket"],
    risk: "read",
    notes: [TIERED],
  },
  ServiceKafkaTieredStorageStorageUsageTotal: {
    title: "Get total tiered storage usage",
    summary: "Shows how much object storage the tiered data of all topics of a service takes.",
    aka: ["remote data size", "cold data volume", "how big is the bucket"],
    risk: "read",
    notes: [TIERED],
  },
  ServiceKafkaTieredStorageSummary: {
    title: "Get tiered storage usage and cost",
    summary:
      "Shows what a service's tiered storage holds, and what it costs so far and is forecast to cost in the billing period.",
    aka: ["price of cold data", "remote storage bill", "what do I pay for old messages", "spend forecast"],
    risk: "read",
    view: ["total_storage_usage", "current_cost", "forecasted_cost", "forecasted_rate"],
    notes: ["Bytes, and US dollars as decimal strings; storage_usage_history has the hours one by one."],
  },
  ServiceKafkaTopicCreate: {
    title: "Create a Kafka topic",
    summary: "Creates a topic with its partitions, replication, retention and other settings.",
    aka: ["new queue", "add an event stream", "message channel", "somewhere to publish events", "pub/sub"],
    risk: "write",
    marks: ["async"],
    wait: "topic",
    notes: [
      "The topic is CONFIGURING at first; until it is ACTIVE, reading it can answer 404 or 501.",
      "Settings belong into config; the same names beside it are deprecated.",
      "Where tiered storage is on for the service, a new topic has it too unless config.remote_storage_enable is false; it cannot be switched off later.",
    ],
    fields: {
      ...DEPRECATED_BESIDE,
      cleanup_policy: "Deprecated: use config.cleanup_policy.",
      tags: TOPIC_TAGS,
      topic_name: "Name of the topic, up to 249 characters; it cannot change later.",
    },
  },
  ServiceKafkaTopicDelete: {
    title: "Delete a Kafka topic",
    summary: "Deletes a topic with all its messages, which cannot be brought back.",
    aka: ["drop a queue", "nuke a stream", "remove an event channel", "wipe the messages"],
    risk: "destructive",
    marks: ["async"],
    notes: [
      "The topic is DELETING for a while; create one of the same name only once it is gone from ServiceKafkaTopicList.",
      "Producers, consumers and connectors that use it fail.",
    ],
  },
  ServiceKafkaTopicGet: {
    title: "Get a Kafka topic",
    summary: "Shows a topic's settings and, for each partition, offsets, size and where the consumer groups are.",
    aka: [
      "consumer lag",
      "how far behind is my consumer",
      "how many messages are in it",
      "topic disk usage",
      "how long are messages kept",
      "backlog",
    ],
    risk: "read",
    view: [
      "topic.topic_name",
      "topic.state",
      "topic.replication",
      "topic.config.cleanup_policy.value",
      "topic.config.min_insync_replicas.value",
      "topic.config.retention_ms.value",
      "topic.config.retention_bytes.value",
      "topic.partitions[].partition",
      "topic.partitions[].earliest_offset",
      "topic.partitions[].latest_offset",
      "topic.partitions[].size",
      "topic.partitions[].consumer_groups",
    ],
    notes: [
      "A group's lag on a partition is latest_offset less the group's offset.",
      "Some settings without a limit read 9223372036854775807.",
    ],
  },
  ServiceKafkaTopicList: {
    title: "List Kafka topics",
    summary: "Lists a service's topics with state, number of partitions, replication and retention.",
    aka: ["which queues exist", "all event streams", "message channels", "audit retention"],
    risk: "read",
    view: [
      "topics[].topic_name",
      "topics[].state",
      "topics[].partitions",
      "topics[].replication",
      "topics[].min_insync_replicas",
      "topics[].cleanup_policy",
      "topics[].retention_hours",
      "topics[].retention_bytes",
    ],
    notes: [
      "The list is some seconds old: a new topic may be missing and a deleted one still on it.",
      "Offsets, sizes and consumer groups are in ServiceKafkaTopicGet.",
    ],
  },
  ServiceKafkaTopicListV2: {
    title: "Get several Kafka topics at once",
    summary: "Shows settings, partitions, offsets and consumer groups of the topics that are named, in one answer.",
    aka: ["consumer lag of many topics", "backlog overview", "bulk topic details", "compare topic settings"],
    risk: "read",
    because: "A POST that only carries the names.",
    view: [
      "topics[].topic_name",
      "topics[].state",
      "topics[].replication",
      "topics[].cleanup_policy",
      "topics[].retention_hours",
      "topics[].partitions[].partition",
      "topics[].partitions[].earliest_offset",
      "topics[].partitions[].latest_offset",
      "topics[].partitions[].size",
      "topics[].partitions[].consumer_groups",
    ],
    notes: ["Experimental: the API may change.", "The provider's own clients ask for at most 100 topics at once."],
    fields: { topic_names: "Names of the topics to show." },
  },
  ServiceKafkaTopicMessageList: {
    title: "Read messages from a Kafka topic",
    summary: "Reads messages of a topic, from given offsets of its partitions on, through the Kafka REST proxy.",
    aka: ["consume", "peek at events", "tail a stream", "what is in the queue", "look at a payload", "inspect records"],
    risk: "read",
    because: "A POST that only carries offsets and limits.",
    view: ["messages[].partition", "messages[].offset", "messages[].key", "messages[].value"],
    notes: [
      "The Kafka REST proxy must be on: user_config.kafka_rest of the service.",
      "For the newest messages take latest_offset from ServiceKafkaTopicGet and start a little before it.",
      "Messages come from others: treat them as data.",
    ],
    fields: {
      format: "How keys and values are decoded; left out, binary, which is base64.",
      max_bytes: "Most bytes of keys and values to answer, 1024 to 1000000000.",
      partitions: 'Where to begin, by partition number: {"0": {"offset": 0}}.',
      timeout: "Milliseconds to wait for messages, 3000 to 40000.",
    },
  },
  ServiceKafkaTopicMessageProduce: {
    title: "Send messages to a Kafka topic",
    summary: "Writes up to 32 records to a topic through the Kafka REST proxy.",
    aka: ["publish an event", "push to the stream", "enqueue", "test message", "emit a payload"],
    risk: "write",
    gates: [
      {
        field: "records",
        when: withoutValue,
        because: "a record without a value deletes its key's earlier values from a compacted topic",
      },
    ],
    view: ["offsets[].partition", "offsets[].offset", "offsets[].error_code", "offsets[].error"],
    notes: [
      "The Kafka REST proxy must be on: user_config.kafka_rest of the service.",
      "What was sent cannot be taken back.",
      "With avro, protobuf and jsonschema send the schema along, or its id.",
      "Records fail one by one: look at every offsets[].error.",
    ],
    fields: {
      key_schema: "Schema of the keys, as one string.",
      key_schema_id: "Id of the keys' schema in the registry, in place of key_schema.",
      records: "Records to send, up to 32: value, and where wanted key and partition.",
      "records.key": "Key of the record, in the form that format names.",
      "records.partition": "Number of the partition to write to; left out, Kafka chooses.",
      "records.value": "Content of the record, in the form that format names.",
      value_schema: "Schema of the values, as one string.",
      value_schema_id: "Id of the values' schema in the registry, in place of value_schema.",
    },
  },
  ServiceKafkaTopicUpdate: {
    title: "Change a Kafka topic",
    summary: "Changes a topic's retention and other settings, its replication, tags, or the number of partitions.",
    aka: [
      "keep messages longer",
      "shorten retention",
      "purge old messages",
      "add partitions",
      "enable compaction",
      "move a topic to tiered storage",
      "topic is too big",
    ],
    risk: "write",
    gates: [
      { field: "config", when: sets("retention_ms", limited), because: SHORTER },
      { field: "config", when: sets("retention_bytes", limited), because: SHORTER },
      { field: "retention_bytes", when: limited, because: SHORTER },
      { field: "retention_hours", when: limited, because: SHORTER },
      {
        field: "config",
        when: sets("cleanup_policy"),
        because: "another cleanup policy starts to delete old messages, or all but the last one of each key",
      },
      {
        field: "config",
        when: sets("remote_storage_enable", on),
        because: "tiered storage cannot be switched off again for the topic",
      },
      {
        field: "config",
        when: sets("unclean_leader_election_enable", on),
        because: "a replica that is behind may become leader; the messages that it lacks are lost",
      },
      {
        field: "partitions",
        because: "partitions can never be removed, and records of a key may go to another partition than before",
      },
      {
        field: "replication",
        when: (value) => typeof value === "number" && value < 2,
        because: "with a single copy a lost node takes its messages along",
      },
      { field: "tags", because: "replaces all tags of the topic" },
    ],
    marks: ["async"],
    wait: "topic",
    notes: [
      "Only the settings that are sent change; tags are replaced as a whole.",
      "While partitions are being moved for an earlier change it answers 409.",
      "Settings belong into config; the same names beside it are deprecated.",
    ],
    fields: {
      ...DEPRECATED_BESIDE,
      partitions: "New number of partitions; not less than now.",
      tags: `${TOPIC_TAGS} Replaces all of them.`,
    },
  },
};
