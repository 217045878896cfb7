import type { Schema } from "../../core/catalogue/index.js";

/** A kind of integration endpoint: something outside that services send to or read from. */
export interface EndpointType {
  readonly title: string;
  /** Fields of its user_config (source: the provider's go-api-schemas, August 2026); any where none are published. */
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  /** Fields that hold a secret. */
  readonly secrets?: readonly string[];
  readonly defaults?: Readonly<Record<string, string | number | boolean>>;
}

const BOOLEAN: Schema = { type: "boolean" };
const ARRAY: Schema = { type: "array" };

export const ENDPOINT_TYPES: Readonly<Record<string, EndpointType>> = {
  autoscaler: { title: "Disk autoscaler", properties: { autoscaling: ARRAY }, required: ["autoscaling"] },
  autoscaler_service: { title: "Service autoscaler", properties: {} },
  datadog: {
    title: "Datadog",
    properties: {
      datadog_api_key: text(256, 1),
      datadog_tags: ARRAY,
      disable_consumer_stats: BOOLEAN,
      extra_tags_prefix: text(64),
      kafka_consumer_check_instances: integer(1, 100),
      kafka_consumer_stats_timeout: integer(2, 298),
      max_partition_contexts: integer(200, 200000),
      site: oneOf(
        "ap1.datadoghq.com",
        "ap2.datadoghq.com",
        "datadoghq.com",
        "datadoghq.eu",
        "ddog-gov.com",
        "us2.ddog-gov.com",
        "us3.datadoghq.com",
        "us5.datadoghq.com",
      ),
    },
    required: ["datadog_api_key"],
    secrets: ["datadog_api_key"],
  },
  external_aws_cloudwatch_logs: {
    title: "Amazon CloudWatch Logs",
    properties: { access_key: text(4096), log_group_name: text(512, 1), region: text(32), secret_key: text(4096) },
    required: ["access_key", "secret_key", "region"],
    secrets: ["secret_key"],
  },
  external_aws_cloudwatch_metrics: {
    title: "Amazon CloudWatch Metrics",
    properties: { access_key: text(4096), namespace: text(255, 1), region: text(32), secret_key: text(4096) },
    required: ["access_key", "secret_key", "region", "namespace"],
    secrets: ["secret_key"],
  },
  external_aws_s3: {
    title: "Amazon S3",
    properties: { access_key_id: text(128), secret_access_key: text(128), url: text(2048) },
    required: ["url", "access_key_id", "secret_access_key"],
    secrets: ["secret_access_key"],
  },
  external_azure_blob_storage: {
    title: "Azure Blob Storage",
    properties: { blob_path: text(1024), connection_string: text(4096), container: text(256) },
    required: ["connection_string", "container"],
    secrets: ["connection_string"],
  },
  external_clickhouse: {
    title: "External ClickHouse",
    properties: { host: text(255), password: text(256), port: integer(1, 65535), username: text(64) },
    required: ["host", "port", "username", "password"],
    secrets: ["password"],
  },
  external_elasticsearch_logs: {
    title: "External Elasticsearch",
    properties: {
      ca: text(16384),
      index_days_max: integer(1, 10000),
      index_prefix: text(1000, 1),
      timeout: number(10, 120),
      url: text(2048, 12),
    },
    required: ["url"],
    secrets: ["url"],
    defaults: { index_days_max: 3, index_prefix: "logs", timeout: 10 },
  },
  external_google_cloud_bigquery: {
    title: "Google Cloud BigQuery",
    properties: { project_id: text(30, 6), service_account_credentials: text(4096) },
    required: ["project_id", "service_account_credentials"],
    secrets: ["service_account_credentials"],
  },
  external_google_cloud_logging: {
    title: "Google Cloud Logging",
    properties: { log_id: text(512), project_id: text(30, 6), service_account_credentials: text(4096) },
    required: ["project_id", "log_id", "service_account_credentials"],
    secrets: ["service_account_credentials"],
  },
  external_kafka: {
    title: "External Apache Kafka",
    properties: {
      bootstrap_servers: text(256, 3),
      sasl_mechanism: oneOf("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"),
      sasl_plain_password: text(256, 1),
      sasl_plain_username: text(256, 1),
      security_protocol: oneOf("PLAINTEXT", "SASL_PLAINTEXT", "SASL_SSL", "SSL"),
      ssl_ca_cert: text(16384),
      ssl_client_cert: text(16384),
      ssl_client_key: text(16384),
      ssl_endpoint_identification_algorithm: oneOf("https"),
    },
    required: ["bootstrap_servers", "security_protocol"],
    secrets: ["sasl_plain_password", "ssl_client_key"],
  },
  external_mysql: {
    title: "External MySQL",
    properties: {
      host: text(255),
      password: text(256),
      port: integer(1, 65535),
      ssl_mode: oneOf("verify-full"),
      ssl_root_cert: text(16384),
      username: text(256),
    },
    required: ["host", "port", "username", "password"],
    secrets: ["password"],
    defaults: { ssl_mode: "verify-full" },
  },
  external_object_storage_config: {
    title: "External object storage",
    properties: {
      account_key: text(256),
      account_name: text(256),
      aws_access_key_id: text(128),
      aws_secret_access_key: text(128),
      bucket_name: text(256),
      credentials: text(4096),
      host: text(2048),
      port: integer(1, 65535),
      prefix: text(256),
      project_id: text(256),
      region: text(256),
      storage_type: oneOf("azure", "google", "s3"),
    },
    required: ["storage_type"],
    secrets: ["account_key", "aws_secret_access_key", "credentials"],
  },
  external_opensearch_logs: {
    title: "External OpenSearch",
    properties: {
      ca: text(16384),
      index_days_max: integer(1, 10000),
      index_prefix: text(1000, 1),
      timeout: number(10, 120),
      url: text(2048, 12),
    },
    required: ["url"],
    secrets: ["url"],
    defaults: { index_days_max: 3, index_prefix: "logs", timeout: 10 },
  },
  external_postgresql: {
    title: "External PostgreSQL",
    properties: {
      default_database: text(63),
      host: text(255),
      password: text(256),
      port: integer(1, 65535),
      ssl_client_certificate: text(16384),
      ssl_client_key: text(16384),
      ssl_mode: oneOf("allow", "disable", "prefer", "require", "verify-ca", "verify-full"),
      ssl_root_cert: text(16384),
      username: text(256),
    },
    required: ["host", "port", "username"],
    secrets: ["password", "ssl_client_key"],
    defaults: { ssl_mode: "verify-full" },
  },
  external_prometheus: {
    title: "External Prometheus",
    properties: { basic_auth_password: text(256, 8), basic_auth_username: text(32, 5), service_uri: text(2048) },
    secrets: ["basic_auth_password"],
  },
  external_redis: { title: "External Redis" },
  external_schema_registry: {
    title: "External Schema Registry",
    properties: {
      authentication: oneOf("basic", "none"),
      basic_auth_password: text(256),
      basic_auth_username: text(256),
      url: text(2048),
    },
    required: ["url", "authentication"],
    secrets: ["basic_auth_password"],
  },
  external_sumologic_logs: { title: "Sumo Logic" },
  jolokia: {
    title: "Jolokia",
    properties: { basic_auth_password: text(64, 8), basic_auth_username: text(32, 5) },
    secrets: ["basic_auth_password"],
  },
  prometheus: {
    title: "Prometheus",
    properties: { basic_auth_password: text(256, 8), basic_auth_username: text(32, 5) },
    secrets: ["basic_auth_password"],
  },
  rsyslog: {
    title: "Remote syslog",
    properties: {
      ca: text(16384),
      cert: text(16384),
      escape_newlines: BOOLEAN,
      format: oneOf("custom", "rfc3164", "rfc5424"),
      key: text(16384),
      logline: text(512, 1),
      max_message_size: integer(2048, 2147483647),
      port: integer(1, 65535),
      sd: text(1024),
      server: text(255, 4),
      tls: BOOLEAN,
    },
    required: ["server"],
    secrets: ["key"],
    defaults: { escape_newlines: false, format: "rfc5424", max_message_size: 8192, port: 514, tls: true },
  },
};

function text(maxLength: number, minLength = 0): Schema {
  return { type: "string", minLength, maxLength };
}

function integer(minimum: number, maximum: number): Schema {
  return { type: "integer", minimum, maximum };
}

function number(minimum: number, maximum: number): Schema {
  return { type: "number", minimum, maximum };
}

function oneOf(...values: readonly string[]): Schema {
  return { type: "string", enum: values };
}
