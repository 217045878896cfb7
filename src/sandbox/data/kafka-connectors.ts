/** A connector that Kafka Connect can run. */
export interface ConnectorPlugin {
  readonly class: string;
  readonly title: string;
  readonly author: string;
  readonly type: "sink" | "source";
  readonly version: string;
  readonly docURL: string;
  /** Settings of its class that have to be given. */
  readonly required: readonly string[];
}

const DOCS = "https://aiven.io/docs/products/kafka/kafka-connect/howto";
const DEBEZIUM = ["database.hostname", "topic.prefix"];

/** What the provider offers (source: its documentation, August 2026; versions are of that year). */
export const CONNECTOR_PLUGINS: readonly ConnectorPlugin[] = [
  sink("Aiven", "io.aiven.connect.jdbc.JdbcSinkConnector", "JDBC Sink", "6.10.0", "jdbc-sink", ["connection.url"]),
  source("Aiven", "io.aiven.connect.jdbc.JdbcSourceConnector", "JDBC Source", "6.10.0", "jdbc-source-connector-pg", [
    "connection.url",
    "mode",
  ]),
  sink("Aiven", "io.aiven.kafka.connect.gcs.GcsSinkConnector", "Google Cloud Storage Sink", "3.2.0", "gcs-sink", [
    "gcs.bucket.name",
  ]),
  sink("Aiven", "io.aiven.kafka.connect.http.HttpSinkConnector", "HTTP Sink", "0.9.0", "http-sink", ["http.url"]),
  sink(
    "Aiven",
    "io.aiven.kafka.connect.opensearch.OpensearchSinkConnector",
    "OpenSearch Sink",
    "3.1.1",
    "opensearch-sink",
    ["connection.url"],
  ),
  sink(
    "Aiven",
    "io.aiven.kafka.connect.s3.AivenKafkaConnectS3SinkConnector",
    "Amazon S3 Sink",
    "3.2.0",
    "s3-sink-connector-aiven",
    ["aws.s3.bucket.name"],
  ),
  sink(
    "ClickHouse",
    "com.clickhouse.kafka.connect.ClickHouseSinkConnector",
    "ClickHouse Sink",
    "1.3.4",
    "clickhouse-sink",
    ["hostname"],
  ),
  sink("MongoDB", "com.mongodb.kafka.connect.MongoSinkConnector", "MongoDB Sink", "1.15.0", "mongodb-sink-mongo", [
    "connection.uri",
  ]),
  sink(
    "Snowflake",
    "com.snowflake.kafka.connector.SnowflakeSinkConnector",
    "Snowflake Sink",
    "2.5.0",
    "snowflake-sink",
    ["snowflake.url.name", "snowflake.user.name"],
  ),
  sink(
    "WePay",
    "com.wepay.kafka.connect.bigquery.BigQuerySinkConnector",
    "Google BigQuery Sink",
    "2.6.0",
    "gcp-bigquery-sink",
    ["project", "defaultDataset"],
  ),
  source(
    "Debezium",
    "io.debezium.connector.mongodb.MongoDbConnector",
    "Debezium MongoDB Source",
    "3.1.0",
    "debezium-source-connector-mongodb",
    ["mongodb.connection.string", "topic.prefix"],
  ),
  source(
    "Debezium",
    "io.debezium.connector.mysql.MySqlConnector",
    "Debezium MySQL Source",
    "3.1.0",
    "debezium-source-connector-mysql",
    DEBEZIUM,
  ),
  source(
    "Debezium",
    "io.debezium.connector.postgresql.PostgresConnector",
    "Debezium PostgreSQL Source",
    "3.1.0",
    "debezium-source-connector-pg",
    DEBEZIUM,
  ),
  source(
    "Debezium",
    "io.debezium.connector.sqlserver.SqlServerConnector",
    "Debezium SQL Server Source",
    "3.1.0",
    "debezium-source-connector-sql-server",
    DEBEZIUM,
  ),
  source(
    "MongoDB",
    "com.mongodb.kafka.connect.MongoSourceConnector",
    "MongoDB Source",
    "1.15.0",
    "mongodb-poll-source-connector",
    ["connection.uri"],
  ),
];

/** A plugin by the full name of its class, or the last part of it, as Kafka Connect takes it. */
export function pluginByClass(name: string): ConnectorPlugin | undefined {
  return CONNECTOR_PLUGINS.find((plugin) => plugin.class === name || plugin.class.endsWith(`.${name}`));
}

type Args = readonly [
  author: string,
  className: string,
  title: string,
  version: string,
  page: string,
  required: readonly string[],
];

function sink(...args: Args): ConnectorPlugin {
  return plugin("sink", ...args);
}

function source(...args: Args): ConnectorPlugin {
  return plugin("source", ...args);
}

function plugin(
  type: ConnectorPlugin["type"],
  ...[author, className, title, version, page, required]: Args
): ConnectorPlugin {
  return { class: className, title, author, type, version, docURL: `${DOCS}/${page}`, required };
}
