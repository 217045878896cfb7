import type { KindWords, ParameterWords } from "../words.js";
import { externalStores } from "./external-stores.js";

const BASIC_AUTH: Readonly<Record<"basic_auth_username" | "basic_auth_password", ParameterWords>> = {
  basic_auth_username: { text: "User name for HTTP basic authentication." },
  basic_auth_password: { text: "Password for HTTP basic authentication." },
};

const AWS_KEY: Readonly<Record<"access_key" | "secret_key" | "region", ParameterWords>> = {
  access_key: { text: "Access key ID of the AWS user that writes." },
  secret_key: { text: "Secret access key of that user." },
  region: { text: "AWS region to write to." },
};

const SEARCH_LOGS: Readonly<Record<"ca" | "index_days_max" | "index_prefix" | "timeout" | "url", ParameterWords>> = {
  url: { text: "Address of the cluster, with user and password if it asks for them.", aka: ["log destination"] },
  ca: { text: "Certificate of the authority to trust, as PEM." },
  index_prefix: { text: "Beginning of the names of the daily indexes." },
  index_days_max: {
    text: "Days of logs kept before the oldest index is deleted.",
    unit: "days",
    aka: ["log retention"],
  },
  timeout: { text: "How long a request may take.", unit: "s" },
};

const GOOGLE: Readonly<Record<"project_id" | "service_account_credentials", ParameterWords>> = {
  project_id: { text: "Google Cloud project." },
  service_account_credentials: { text: "Key of a Google service account, as JSON text.", aka: ["service account key"] },
};

/** Words for the parameters of integration endpoints. */
export const endpoints: KindWords<"endpoints"> = {
  ...externalStores,
  autoscaler: {
    autoscaling: {
      text: "What grows by itself, and how far.",
      aka: ["disk autoscaling", "grow storage automatically"],
    },
    "autoscaling[].type": { text: "What grows: the disk." },
    "autoscaling[].cap_gb": {
      text: "Size at which it stops growing.",
      unit: "GB",
      effect: "Storage is billed as it grows and does not shrink again by itself.",
      aka: ["maximum disk size"],
    },
  },
  datadog: {
    datadog_api_key: { text: "API key of your Datadog organization." },
    datadog_tags: { text: "Tags on all metrics that are sent here.", aka: ["labels"] },
    "datadog_tags[].tag": { text: "The tag, as name:value." },
    "datadog_tags[].comment": { text: "A note on the tag, for people." },
    disable_consumer_stats: { text: "Leaves out metrics of Kafka's consumer groups." },
    extra_tags_prefix: { text: "Beginning of the names of tags that are added by themselves." },
    kafka_consumer_check_instances: { text: "Checks that gather consumer metrics side by side.", unit: "checks" },
    kafka_consumer_stats_timeout: {
      text: "How long gathering consumer metrics may take.",
      unit: "s",
      aka: ["consumer lag is missing"],
    },
    max_partition_contexts: {
      text: "Partitions whose metrics are gathered.",
      unit: "partitions",
      aka: ["missing partitions"],
    },
    site: {
      text: "Site of Datadog that your organization is on.",
      effect: "On the wrong one the key is refused.",
      aka: ["datadog eu", "datadog region"],
    },
  },
  external_aws_cloudwatch_logs: {
    ...AWS_KEY,
    log_group_name: { text: "Log group at CloudWatch; made when it is not there." },
  },
  external_aws_cloudwatch_metrics: {
    ...AWS_KEY,
    namespace: { text: "Namespace of the metrics at CloudWatch." },
  },
  external_elasticsearch_logs: SEARCH_LOGS,
  external_opensearch_logs: SEARCH_LOGS,
  external_google_cloud_bigquery: GOOGLE,
  external_google_cloud_logging: { ...GOOGLE, log_id: { text: "Name of the log at Google Cloud Logging." } },
  external_prometheus: { ...BASIC_AUTH, service_uri: { text: "Address of the Prometheus server." } },
  external_schema_registry: {
    ...BASIC_AUTH,
    authentication: { text: "Whether the registry asks for a login." },
    url: { text: "Address of the schema registry." },
  },
  jolokia: BASIC_AUTH,
  prometheus: BASIC_AUTH,
  opentelemetry: {
    service_address: { text: "Address of the collector that takes OTLP.", aka: ["otlp", "otel collector"] },
    attributes: { text: "Attributes that every metric carries." },
    compression: { text: "Whether what is sent is compressed." },
    encoding_type: { text: "How what is sent is encoded." },
    headers: { text: "Headers of each request, such as an API key." },
    timeout: { text: "How long sending may take.", unit: "s" },
  },
  rsyslog: {
    server: { text: "Host that takes the logs.", aka: ["syslog server", "loggly", "papertrail", "splunk"] },
    port: { text: "Port of that host." },
    tls: { text: "Encrypts the logs on their way.", effect: "Turned off, anybody in between can read them." },
    ca: { text: "Certificate of the authority to trust, as PEM." },
    cert: { text: "Certificate that Aiven shows, as PEM." },
    key: { text: "Private key of that certificate, as PEM." },
    escape_newlines: { text: "Writes line breaks inside a message as #012.", aka: ["multiline logs"] },
    format: { text: "Format of the lines: RFC 5424, RFC 3164 or your own.", aka: ["bsd syslog"] },
    logline: { text: "Your own format, with the rsyslog variables allowed." },
    max_message_size: { text: "Longest message; the rest is cut off.", unit: "bytes", aka: ["truncated log lines"] },
    sd: { text: "Structured data of each line (RFC 5424), such as a token.", aka: ["structured data"] },
  },
};
