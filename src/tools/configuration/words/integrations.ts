import type { KindWords, ParameterWords } from "../words.js";
import { below } from "./below.js";
import { clickhouseIntegrations } from "./clickhouse-integrations.js";
import { mysqlTelegraf } from "./mysql-telegraf.js";

const LOG_FIELDS: Readonly<Record<"selected_log_fields", ParameterWords>> = {
  selected_log_fields: {
    text: "Fields of the journal that go along with each log line; left out, all do.",
    aka: ["log columns", "less log data"],
  },
};

/** Words for the parameters of integrations. */
export const integrations: KindWords<"integrations"> = {
  ...clickhouseIntegrations,
  autoscaler_service: {
    autoscaling: { text: "Between which plans a service may be moved by itself." },
    "autoscaling.max_plan": {
      text: "Largest plan it may grow to.",
      effect: "The bill may grow up to that plan.",
      aka: ["upper limit"],
    },
    "autoscaling.min_plan": { text: "Smallest plan it may shrink to.", aka: ["lower limit"] },
  },
  datadog: {
    datadog_dbm_enabled: {
      text: "Sends samples and plans of PostgreSQL's queries.",
      aka: ["database monitoring", "dbm"],
    },
    datadog_pgbouncer_enabled: { text: "Sends metrics of PgBouncer." },
    datadog_tags: { text: "Tags on all metrics of this service.", aka: ["custom tags", "labels"] },
    "datadog_tags[].tag": { text: "The tag, as name:value." },
    "datadog_tags[].comment": { text: "A note on the tag, for people." },
    exclude_consumer_groups: { text: "Consumer groups whose metrics are not sent." },
    exclude_topics: { text: "Topics whose metrics are not sent." },
    include_consumer_groups: { text: "Consumer groups whose metrics are sent; the others are not." },
    include_topics: {
      text: "Topics whose metrics are sent; the others are not.",
      effect: "Each topic counts at Datadog.",
      aka: ["fewer custom metrics"],
    },
    kafka_custom_metrics: { text: "Further metrics of Kafka to send.", aka: ["topic size"] },
    max_jmx_metrics: {
      text: "Most JMX metrics that are sent.",
      unit: "metrics",
      effect: "What is beyond is missing without notice.",
      aka: ["missing metrics"],
    },
    mirrormaker_custom_metrics: { text: "Further metrics of MirrorMaker to send.", aka: ["replication lag"] },
    opensearch: { text: "Which metrics of an OpenSearch service are sent." },
    "opensearch.cluster_stats_enabled": { text: "Sends metrics of the cluster." },
    "opensearch.index_stats_enabled": { text: "Sends metrics of each index." },
    "opensearch.pending_task_stats_enabled": { text: "Sends tasks that wait." },
    "opensearch.pshard_stats_enabled": { text: "Sends metrics of primary shards." },
    redis: { text: "Which metrics of a caching service are sent." },
    "redis.command_stats_enabled": { text: "Sends metrics of each command." },
  },
  external_aws_cloudwatch_logs: LOG_FIELDS,
  external_aws_cloudwatch_metrics: {
    dropped_metrics: { text: "Metrics that are not sent.", aka: ["save cloudwatch cost"] },
    ...below("dropped_metrics[].", {
      metric: { text: "Name of the metric to leave out." },
      field: { text: "Field of the metric to leave out." },
    }),
    extra_metrics: { text: "Metrics that are sent besides the usual ones." },
    ...below("extra_metrics[].", {
      metric: { text: "Name of the metric to add." },
      field: { text: "Field of the metric to add." },
    }),
  },
  external_elasticsearch_logs: LOG_FIELDS,
  external_opensearch_logs: LOG_FIELDS,
  flink_external_postgresql: {
    stringtype: {
      text: "Lets PostgreSQL guess the type of texts, as its driver's stringtype=unspecified.",
      aka: ["jdbc", "uuid or json columns"],
    },
  },
  kafka_connect: {
    kafka_connect: { text: "Where the Connect cluster keeps its state." },
    ...below("kafka_connect.", {
      group_id: {
        text: "Group in which the workers find each other.",
        effect: "Two clusters with the same one mix up their work.",
      },
      config_storage_topic: { text: "Topic that holds the connectors' settings." },
      offset_storage_topic: { text: "Topic that holds how far sources have got." },
      status_storage_topic: { text: "Topic that holds the state of connectors and tasks." },
    }),
  },
  kafka_logs: {
    kafka_topic: { text: "Topic that the log lines are written to." },
    ...LOG_FIELDS,
  },
  kafka_mirrormaker: {
    cluster_alias: {
      text: "Name of the cluster in replication flows, and the prefix of its topics.",
      effect: "Another name makes other topics at the target.",
      aka: ["topic prefix"],
    },
    kafka_mirrormaker: { text: "How MirrorMaker reads from and writes to this cluster.", aka: ["mm2"] },
    ...below("kafka_mirrormaker.", {
      consumer_auto_offset_reset: { text: "Where replication begins: at the start or at the end of topics." },
      consumer_fetch_max_bytes: { text: "Most data taken from a broker at once.", unit: "bytes" },
      consumer_fetch_max_wait_ms: { text: "How long a broker may wait for enough data.", unit: "ms" },
      consumer_fetch_min_bytes: { text: "Least data that a broker answers with.", unit: "bytes", aka: ["throughput"] },
      consumer_max_partition_fetch_bytes: { text: "Most data taken from one partition at once.", unit: "bytes" },
      consumer_max_poll_records: { text: "Messages taken in one poll.", unit: "messages" },
      consumer_receive_buffer_bytes: {
        text: "TCP buffer for reading; -1 as the system likes.",
        unit: "bytes",
        aka: ["long distance", "high latency link"],
      },
      consumer_request_timeout_ms: { text: "How long a read may take.", unit: "ms" },
      producer_batch_size: { text: "Data gathered per partition before it is sent.", unit: "bytes" },
      producer_buffer_memory: { text: "Memory in which messages wait to be sent.", unit: "bytes" },
      producer_compression_type: { text: "How replicated messages are compressed." },
      producer_linger_ms: { text: "How long a batch waits to fill.", unit: "ms" },
      producer_max_request_size: { text: "Largest request that is sent.", unit: "bytes", aka: ["message too large"] },
      producer_request_timeout_ms: { text: "How long a write may take.", unit: "ms" },
      producer_send_buffer_bytes: { text: "TCP buffer for writing; -1 as the system likes.", unit: "bytes" },
    }),
  },
  logs: {
    elasticsearch_index_days_max: {
      text: "Days of logs kept before the oldest index is deleted.",
      unit: "days",
      effect: "More days take more disk of the log service.",
      aka: ["log retention", "keep logs longer"],
    },
    elasticsearch_index_prefix: { text: "Beginning of the names of the log indexes." },
    ...LOG_FIELDS,
  },
  metrics: {
    database: { text: "Database into which the metrics are written.", effect: "Dashboards look into this one." },
    retention_days: { text: "How long metrics are kept; 0 for ever.", unit: "days", aka: ["keep metrics longer"] },
    ro_username: { text: "User who reads the metrics, for dashboards." },
    username: { text: "User who writes the metrics." },
    ...mysqlTelegraf,
  },
  prometheus: mysqlTelegraf,
  rsyslog: { escape_newlines: { text: "Writes line breaks inside a message as #012.", aka: ["multiline logs"] } },
};
