/** A kind of integration: which service types, or endpoint types, may be at its two ends. */
export interface IntegrationType {
  readonly sources: readonly string[];
  readonly dests: readonly string[];
  /** Whether it can only be made together with its destination. */
  readonly onlyWithService?: true;
}

const SERVICES = list(
  "clickhouse flink grafana kafka kafka_connect kafka_mirrormaker mysql opensearch pg thanos valkey",
);
const WITH_APPLICATIONS = [...SERVICES, "application"];
const KAFKAS = ["kafka", "external_kafka"];

/** By name, in the order of the API's own list (sources: the provider's documentation and Terraform examples). */
export const INTEGRATION_TYPES: Readonly<Record<string, IntegrationType>> = {
  alertmanager: between("thanos", "thanos"),
  application_service_credential: between("clickhouse kafka mysql opensearch pg valkey", "application"),
  autoscaler: between("clickhouse kafka mysql opensearch pg", "autoscaler"),
  autoscaler_service: between("kafka", "autoscaler_service"),
  caching: between("mysql pg", "valkey"),
  clickhouse_credentials: between(
    "external_aws_s3 external_azure_blob_storage external_mysql external_postgresql mysql pg",
    "clickhouse",
  ),
  clickhouse_kafka: { sources: KAFKAS, dests: ["clickhouse"] },
  clickhouse_postgresql: between("pg external_postgresql", "clickhouse"),
  dashboard: between("grafana", "pg thanos"),
  datadog: {
    sources: SERVICES,
    dests: ["datadog"],
  },
  datasource: between("grafana", "clickhouse mysql opensearch pg thanos valkey external_prometheus"),
  disaster_recovery: between("kafka mysql opensearch pg valkey", "kafka mysql opensearch pg valkey"),
  external_aws_cloudwatch_logs: {
    sources: WITH_APPLICATIONS,
    dests: ["external_aws_cloudwatch_logs"],
  },
  external_aws_cloudwatch_metrics: {
    sources: SERVICES,
    dests: ["external_aws_cloudwatch_metrics"],
  },
  external_elasticsearch_logs: {
    sources: WITH_APPLICATIONS,
    dests: ["external_elasticsearch_logs"],
  },
  external_google_cloud_logging: { sources: WITH_APPLICATIONS, dests: ["external_google_cloud_logging"] },
  external_opensearch_logs: {
    sources: WITH_APPLICATIONS,
    dests: ["external_opensearch_logs"],
  },
  flink: between("kafka opensearch pg", "flink"),
  flink_external_bigquery: between("external_google_cloud_bigquery", "flink"),
  flink_external_kafka: between("external_kafka", "flink"),
  flink_external_postgresql: between("external_postgresql", "flink"),
  jolokia: between("kafka kafka_connect kafka_mirrormaker", "jolokia"),
  kafka_connect: between("kafka external_kafka", "kafka_connect"),
  kafka_connect_postgresql: between("pg", "kafka_connect"),
  kafka_inkless_postgresql: between("pg", "kafka"),
  kafka_logs: {
    sources: WITH_APPLICATIONS,
    dests: ["kafka"],
  },
  kafka_mirrormaker: {
    sources: KAFKAS,
    dests: ["kafka_mirrormaker"],
  },
  logs: {
    sources: WITH_APPLICATIONS,
    dests: ["opensearch"],
  },
  metrics: {
    sources: SERVICES,
    dests: ["pg", "thanos"],
  },
  opensearch_cross_cluster_replication: between("opensearch", "opensearch"),
  opensearch_cross_cluster_search: between("opensearch", "opensearch"),
  prometheus: { sources: SERVICES, dests: ["prometheus"] },
  read_replica: { ...between("mysql pg", "mysql pg"), onlyWithService: true },
  rsyslog: { sources: WITH_APPLICATIONS, dests: ["rsyslog"] },
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
