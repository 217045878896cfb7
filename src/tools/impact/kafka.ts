import { items } from "../../core/parts.js";
import { at } from "../../core/wait.js";
import type { TargetRule } from "./rule.js";

type Row = Readonly<Record<string, unknown>>;

/** A topic's partitions in sum. */
function topicSize(topic: unknown): Row {
  const partitions = rows(at(topic, "partitions"));
  const sum = (of: (partition: Row) => number) => partitions.reduce((total, partition) => total + of(partition), 0);
  const groups = partitions.flatMap(({ consumer_groups }) => rows(consumer_groups)).map(({ group_name }) => group_name);
  return {
    partitions: partitions.length,
    messages: sum(({ earliest_offset, latest_offset }) => Number(latest_offset) - Number(earliest_offset)),
    bytes: sum(({ size }) => Number(size)),
    consumer_groups: [...new Set(groups)].slice(0, 20),
  };
}

function rows(value: unknown): readonly Row[] {
  return items(value as Row[]);
}

export const KAFKA_TARGETS = {
  topic: {
    noun: "topic",
    read: "ServiceKafkaTopicGet",
    in: "topic",
    among: { read: "ServiceKafkaTopicList", in: "topics", name: "topic_name" },
    tells: ["replication", "retention_hours", "topic_description"],
    more: topicSize,
  },
  acl: {
    noun: "ACL entry",
    read: "ServiceKafkaAclList",
    in: "acl",
    key: { kafka_acl_id: "id" },
    tells: ["permission", "topic", "username"],
  },
  "native-acl": {
    noun: "ACL entry",
    read: "ServiceKafkaNativeAclGet",
    in: "acl",
    among: { read: "ServiceKafkaNativeAclList", in: "kafka_acl", name: "id" },
    tells: ["permission_type", "operation", "principal", "resource_type", "resource_name"],
  },
  "schema-acl": {
    noun: "schema registry ACL entry",
    read: "ServiceSchemaRegistryAclList",
    in: "acl",
    key: { schema_registry_acl_id: "id" },
    tells: ["permission", "resource", "username"],
  },
  quota: {
    noun: "quota",
    read: "ServiceKafkaQuotaList",
    in: "quotas",
    key: { "client-id": "client-id", user: "user" },
    tells: ["consumer_byte_rate", "producer_byte_rate", "request_percentage"],
  },
  connector: {
    noun: "connector",
    read: "ServiceKafkaConnectList",
    in: "connectors",
    key: { connector_name: "name" },
    tells: ["plugin.class"],
    more: (connector) => ({ tasks: rows(at(connector, "tasks")).length }),
  },
  "replication-flow": {
    noun: "replication flow",
    read: "ServiceKafkaMirrorMakerGetReplicationFlow",
    in: "replication_flow",
    among: { read: "ServiceKafkaMirrorMakerGetReplicationFlows", in: "replication_flows", name: "target_cluster" },
    tells: ["enabled", "topics"],
  },
  subject: {
    noun: "schema subject",
    read: "ServiceSchemaRegistrySubjectVersionsGet",
    among: { read: "ServiceSchemaRegistrySubjects", in: "subjects", name: "" },
    tells: ["versions"],
  },
  "subject-version": {
    noun: "schema version",
    read: "ServiceSchemaRegistrySubjectVersionGet",
    in: "version",
    tells: ["id", "schemaType"],
  },
  "schema-compatibility": {
    noun: "compatibility level",
    read: "ServiceSchemaRegistryGlobalConfigGet",
    tells: ["compatibilityLevel"],
  },
  plugin: {
    noun: "plugin",
    read: "KafkaConnectCustomPluginGet",
    among: { read: "KafkaConnectCustomPluginList", in: "plugins", name: "plugin_name" },
    tells: ["plugin_description"],
    holds: { versions: { read: "KafkaConnectCustomPluginFileListByName", in: "plugin_files", name: "plugin_version" } },
  },
  "plugin-file": {
    noun: "plugin file",
    read: "KafkaConnectCustomPluginFileGet",
    among: { read: "KafkaConnectCustomPluginFileList", in: "plugin_files", name: "plugin_file_id" },
    tells: ["plugin_name", "plugin_version", "file_status"],
  },
} as const satisfies Readonly<Record<string, TargetRule>>;
