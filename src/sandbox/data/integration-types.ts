import type { Schema } from "../../core/catalogue/index.js";

/** A kind of integration: which service types, or endpoint types, may be at its two ends. */
export interface IntegrationType {
  readonly sources: readonly string[];
  readonly dests: readonly string[];
  /** Fields of its user_config (source: the provider's go-api-schemas, August 2026). */
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  /** Whether it can only be made together with its destination. */
  readonly onlyWithService?: true;
}

const BOOLEAN: Schema = { type: "boolean" };
const STRING: Schema = { type: "string" };
const ARRAY: Schema = { type: "array" };
const OBJECT: Schema = { type: "object" };

const SERVICES = list(
  "clickhouse flink grafana kafka kafka_connect kafka_mirrormaker mysql opensearch pg thanos valkey",
);
const WITH_APPLICATIONS = [...SERVICES, "application"];
const SELECTED_FIELDS = { selected_log_fields: ARRAY };
const KAFKAS = ["kafka", "external_kafka"];

/** By name, in the order of the API's own list (sources: the provider's documentation and Terraform examples). */
export const INTEGRATION_TYPES: Readonly<Record<string, IntegrationType>> = {
  alertmanager: between("thanos", "thanos"),
  application_service_credential: {
    ...between("clickhouse kafka mysql opensearch pg valkey", "application"),
    properties: { service_type: STRING, exposed_values: OBJECT },
  },
  autoscaler: between("clickhouse kafka mysql opensearch pg", "autoscaler"),
  autoscaler_service: {
    ...between("kafka", "autoscaler_service"),
    properties: { autoscaling: OBJECT },
  },
  caching: between("mysql pg", "valkey"),
  clickhouse_credentials: {
    ...between("external_aws_s3 external_azure_blob_storage external_mysql external_postgresql mysql pg", "clickhouse"),
    properties: { grants: ARRAY },
  },
  clickhouse_kafka: { sources: KAFKAS, dests: ["clickhouse"], properties: { tables: ARRAY } },
  clickhouse_postgresql: { ...between("pg external_postgresql", "clickhouse"), properties: { databases: ARRAY } },
  dashboard: between("grafana", "pg thanos"),
  datadog: {
    sources: SERVICES,
    dests: ["datadog"],
    properties: {
      datadog_dbm_enabled: BOOLEAN,
      datadog_pgbouncer_enabled: BOOLEAN,
      datadog_tags: ARRAY,
      exclude_consumer_groups: ARRAY,
      exclude_topics: ARRAY,
      include_consumer_groups: ARRAY,
      include_topics: ARRAY,
      kafka_custom_metrics: ARRAY,
      max_jmx_metrics: { type: "integer", minimum: 10, maximum: 100000 },
      mirrormaker_custom_metrics: ARRAY,
      opensearch: OBJECT,
      redis: OBJECT,
    },
  },
  datasource: between("grafana", "clickhouse mysql opensearch pg thanos valkey external_prometheus"),
  disaster_recovery: between("kafka mysql opensearch pg valkey", "kafka mysql opensearch pg valkey"),
  external_aws_cloudwatch_logs: {
    sources: WITH_APPLICATIONS,
    dests: ["external_aws_cloudwatch_logs"],
    properties: SELECTED_FIELDS,
  },
  external_aws_cloudwatch_metrics: {
    sources: SERVICES,
    dests: ["external_aws_cloudwatch_metrics"],
    properties: { dropped_metrics: ARRAY, extra_metrics: ARRAY },
  },
  external_elasticsearch_logs: {
    sources: WITH_APPLICATIONS,
    dests: ["external_elasticsearch_logs"],
    properties: SELECTED_FIELDS,
  },
  external_google_cloud_logging: { sources: WITH_APPLICATIONS, dests: ["external_google_cloud_logging"] },
  external_opensearch_logs: {
    sources: WITH_APPLICATIONS,
    dests: ["external_opensearch_logs"],
    properties: SELECTED_FIELDS,
  },
  flink: between("kafka opensearch pg", "flink"),
  flink_external_bigquery: between("external_google_cloud_bigquery", "flink"),
  flink_external_kafka: between("external_kafka", "flink"),
  flink_external_postgresql: {
    ...between("external_postgresql", "flink"),
    properties: { stringtype: { type: "string", enum: ["unspecified"] } },
  },
  jolokia: between("kafka kafka_connect kafka_mirrormaker", "jolokia"),
  kafka_connect: { ...between("kafka external_kafka", "kafka_connect"), properties: { kafka_connect: OBJECT } },
  kafka_connect_postgresql: between("pg", "kafka_connect"),
  kafka_inkless_postgresql: between("pg", "kafka"),
  kafka_logs: {
    sources: WITH_APPLICATIONS,
    dests: ["kafka"],
    properties: { kafka_topic: { type: "string", minLength: 1, maxLength: 249 }, ...SELECTED_FIELDS },
    required: ["kafka_topic"],
  },
  kafka_mirrormaker: {
    sources: KAFKAS,
    dests: ["kafka_mirrormaker"],
    properties: { cluster_alias: { type: "string", maxLength: 128 }, kafka_mirrormaker: OBJECT },
  },
  logs: {
    sources: WITH_APPLICATIONS,
    dests: ["opensearch"],
    properties: {
      elasticsearch_index_days_max: { type: "integer", minimum: 1, maximum: 10000 },
      elasticsearch_index_prefix: { type: "string", minLength: 1, maxLength: 1024 },
      ...SELECTED_FIELDS,
    },
  },
  metrics: {
    sources: SERVICES,
    dests: ["pg", "thanos"],
    properties: {
      database: { type: "string", maxLength: 40 },
      retention_days: { type: "integer", minimum: 0, maximum: 10000 },
      ro_username: { type: "string", maxLength: 40 },
      source_mysql: OBJECT,
      username: { type: "string", maxLength: 40 },
    },
  },
  opensearch_cross_cluster_replication: between("opensearch", "opensearch"),
  opensearch_cross_cluster_search: between("opensearch", "opensearch"),
  prometheus: { sources: SERVICES, dests: ["prometheus"], properties: { source_mysql: OBJECT } },
  read_replica: { ...between("mysql pg", "mysql pg"), onlyWithService: true },
  rsyslog: { sources: WITH_APPLICATIONS, dests: ["rsyslog"], properties: { escape_newlines: BOOLEAN } },
  schema_registry_proxy: between("kafka external_schema_registry", "kafka"),
  thanos_migrate: between("thanos", "thanos"),
  thanos_object_storage: between("external_object_storage_config", "thanos"),
};

/** Types whose two services are of the same type. */
export const SAME_TYPE: ReadonlySet<string> = new Set(["disaster_recovery", "read_replica"]);

function between(sources: string, dests: string): IntegrationType {
  return { sources: list(sources), dests: list(dests) };
}

function list(names: string): string[] {
  return names.split(" ");
}
