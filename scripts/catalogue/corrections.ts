import type { Schema } from "../../src/core/catalogue/schema.js";
import {
  asMap,
  inBody,
  inParameters,
  inResponse,
  int64,
  renamed,
  withAny,
  withBodyField,
  withQuery,
} from "./changes.js";
import { missingBodies, undocumentedFields } from "./corrections-bodies.js";
import type { ProviderOperation } from "./provider.js";

/** A fact that the provider's description gets wrong or leaves out. Data with a reason, applied by the generator. */
export interface Correction {
  readonly operations: readonly string[] | "all";
  readonly reason: string;
  /** Day on which the source was read. */
  readonly date: string;
  readonly apply: (operation: ProviderOperation) => ProviderOperation;
}

const read = "2026-11-23";
const string: Schema = { type: "string" };
const strings: Schema = { type: "array", items: string };
const boolean: Schema = { type: "boolean" };
const anyMap: Schema = { type: "object", additionalProperties: true };
const stringMap: Schema = { type: "object", additionalProperties: string };

const moment = (schema: Schema): Schema => ({ ...schema, format: "date-time" });

/** Operations whose answer holds one whole service, and the one that lists them. */
const ONE_SERVICE = [
  "ServiceCreate",
  "ServiceGet",
  "ServiceServiceTypeUpdate",
  "ServiceUpdate",
  "ServiceUserCredentialsModify",
  "ServiceUserCredentialsReset",
];

const params = (...names: string[]): Schema => ({
  type: "array",
  items: { type: "object", properties: Object.fromEntries(names.map((name) => [name, string])), required: names },
});

const CONNECTION_INFO: Schema = {
  type: "object",
  additionalProperties: true,
  properties: {
    ...Object.fromEntries(
      [
        ...["cassandra", "clickhouse", "flink", "grafana", "influxdb", "kafka", "kafka_connect", "kafka_mirrormaker"],
        ...["m3aggregator", "m3db", "mysql", "mysql_standby", "opensearch", "pg", "pg_standby", "pg_syncing"],
        ...["redis", "redis_slave", "thanos", "valkey", "valkey_slave"],
      ].map((name) => [name, strings]),
    ),
    ...Object.fromEntries(
      [
        ...["aggregator_http_uri", "http_cluster_uri", "http_node_uri", "influxdb_dbname", "influxdb_password"],
        ...["influxdb_uri", "influxdb_username", "kafka_access_cert", "kafka_access_key", "kafka_connect_uri"],
        ...["kafka_rest_uri", "mysql_replica_uri", "opensearch_dashboards_uri", "opensearch_password"],
        ...["opensearch_username", "pg_replica_uri", "prometheus_remote_read_uri", "prometheus_remote_write_uri"],
        ...["query_frontend_uri", "query_uri", "receiver_remote_write_uri", "redis_password", "redis_replica_uri"],
        ...["schema_registry_uri", "valkey_password", "valkey_replica_uri"],
      ].map((name) => [name, string]),
    ),
    mysql_params: params("dbname", "host", "password", "port", "ssl-mode", "user"),
    pg_params: params("dbname", "host", "password", "port", "sslmode", "user"),
  },
};

/** Corrections in the order in which they are applied. */
export const corrections: readonly Correction[] = [
  {
    operations: "all",
    reason: "Repeatable query parameters are described as arrays of nothing; their values are strings.",
    date: read,
    apply: (operation) => ({
      ...operation,
      parameters: operation.parameters.map((parameter) =>
        parameter.schema.type === "array" && !parameter.schema.items ? { ...parameter, schema: strings } : parameter,
      ),
    }),
  },
  {
    operations: ["UpgradePipelineStepDelete", "UpgradePipelineStepGet", "UpgradePipelineStepUpdate"],
    reason: "The description turned the example of a step id into an enumeration of one (patched by the Go client).",
    date: read,
    apply: inParameters(["step_id"], () => string),
  },
  {
    operations: ["OrganizationEmissionsGet"],
    reason: "The description tells only in prose that these are ISO 8601.",
    date: read,
    apply: inParameters(["starting_time", "ending_time"], moment),
  },
  {
    operations: ["OrganizationBillingInvoiceList"],
    reason: "The description calls these dates, and the error code invalid_date_format answers to what is none.",
    date: read,
    apply: inParameters(["starting_date", "ending_date"], moment),
  },
  {
    operations: ["ServiceCreate", "ServiceUpdate"],
    reason:
      "null asks for the public network; leaving the field out takes the project's VPC (patched by the Go client).",
    date: read,
    apply: inBody("project_vpc_id", (schema) => ({ ...schema, nullable: true })),
  },
  {
    operations: ["ServiceClickHousePasswordReset"],
    reason: "null asks the service to generate the password (patched by the Go client).",
    date: read,
    apply: inBody("password", (schema) => ({ ...schema, nullable: true })),
  },
  {
    operations: ["ServiceKafkaConnectCreateConnector", "ServiceKafkaConnectEditConnector"],
    reason:
      "A connector takes any key of its class; Kafka Connect wants every value as a string (patched by the Go client).",
    date: read,
    apply: (operation) => ({ ...operation, body: { ...operation.body, additionalProperties: string } }),
  },
  {
    operations: ["ServiceKafkaConnectCreateConnector", "ServiceKafkaConnectEditConnector"],
    reason: "The answered configuration holds any key of the connector's class.",
    date: read,
    apply: inResponse("connector.config", (schema) => ({ ...schema, additionalProperties: string })),
  },
  {
    operations: ["ServiceKafkaConnectList"],
    reason: "The listed configuration holds any key of the connector's class.",
    date: read,
    apply: inResponse("connectors[].config", (schema) => ({ ...schema, additionalProperties: string })),
  },
  {
    operations: ["ServiceKafkaTopicMessageProduce"],
    reason: "A key or value is any JSON: a base64 string in the binary format (the REST proxy's documentation).",
    date: read,
    apply: inBody("records", (schema) => withAny(schema, "key", "value")),
  },
  {
    operations: ["ServiceKafkaTopicMessageList"],
    reason: "A key or value is any JSON: a base64 string in the binary format (the REST proxy's documentation).",
    date: read,
    apply: inResponse("messages", (schema) => withAny(schema, "key", "value")),
  },
  {
    operations: ["ServiceKafkaQuotaList"],
    reason: "The description escapes the hyphen of client-id; the description of one quota does not.",
    date: read,
    apply: inResponse("quotas[]", (schema) => renamed(schema, "client\\-id", "client-id")),
  },
  {
    operations: ONE_SERVICE,
    reason: "The description gives connection_info no keys; these are the ones that the Go client knows.",
    date: read,
    apply: inResponse("service.connection_info", () => CONNECTION_INFO),
  },
  {
    operations: ONE_SERVICE,
    reason: "The parts of a connection URI are strings, the port too.",
    date: read,
    apply: inResponse("service.service_uri_params", () => stringMap),
  },
  {
    operations: ["ServiceList"],
    reason: "The description gives connection_info no keys; these are the ones that the Go client knows.",
    date: read,
    apply: inResponse("services[].connection_info", () => CONNECTION_INFO),
  },
  {
    operations: ["ServiceList"],
    reason: "The parts of a connection URI are strings, the port too.",
    date: read,
    apply: inResponse("services[].service_uri_params", () => stringMap),
  },
  {
    operations: ["OrganizationVpcGet"],
    reason: "Keys of state_info that the Go client patches in.",
    date: read,
    apply: inResponse("peering_connections[].state_info", (schema) => ({
      ...schema,
      properties: {
        ...schema.properties,
        aws_vpc_peering_connection_id: string,
        to_project_id: string,
        to_vpc_network: string,
      },
    })),
  },
  {
    operations: ["ServiceDatabaseList"],
    reason: "Databases of PostgreSQL carry their locale (patched by the Go client).",
    date: read,
    apply: inResponse("databases[]", (schema) => ({
      ...schema,
      properties: { ...schema.properties, lc_ctype: string, lc_collate: string },
    })),
  },
  {
    operations: ["ServiceKafkaQuotaDescribe"],
    reason:
      "A quota may be set for a user, a client or both, so none of the keys is certain (patched by the Go client).",
    date: read,
    apply: inResponse("quota", ({ required: _, ...schema }) => schema),
  },
  {
    operations: ["ServiceKafkaTopicGet"],
    reason: "The API answers 9223372036854775807 for limits that are not set; described as plain integers.",
    date: read,
    apply: inResponse("topic.config", int64),
  },
  {
    operations: ["ServiceKafkaTopicCreate", "ServiceKafkaTopicUpdate"],
    reason: "What the API answers for these limits can be sent back.",
    date: read,
    apply: inBody("config", int64),
  },
  {
    operations: ["ListPublicServiceTypes", "ListProjectServiceTypes"],
    reason: "A map by service type, described as one copy of the same shape per type known that day.",
    date: read,
    apply: inResponse("service_types", asMap),
  },
  {
    operations: ["ProjectServiceTypesList"],
    reason: "A map by service type, described as one copy of the same shape per type known that day.",
    date: read,
    apply: (operation) => ({ ...operation, response: asMap(operation.response ?? {}) }),
  },
  {
    operations: ["UserAuthLoginOptions"],
    reason: "The description calls the only key of the answer None; its real keys are unknown.",
    date: read,
    apply: (operation) => ({ ...operation, response: anyMap }),
  },
  {
    operations: ["ServiceSchemaRegistrySubjectConfigGet"],
    reason: "Evidenced by the Go client: answer with the global setting where the subject has none.",
    date: read,
    apply: withQuery("global_default_fallback", boolean),
  },
  {
    operations: ["ServiceSchemaRegistrySubjectDelete", "ServiceSchemaRegistrySubjectVersionDelete"],
    reason: "Evidenced by the Go client: a hard delete, allowed only after a soft one.",
    date: read,
    apply: withQuery("permanent", boolean),
  },
  ...missingBodies.map(
    ({ operationId, body, source, date }): Correction => ({
      operations: [operationId],
      reason: `The description gives no request body; evidenced by ${source}.`,
      date,
      apply: (operation) => ({ ...operation, body }),
    }),
  ),
  ...undocumentedFields.map(
    ({ operationId, field, in: place, schema, source, date }): Correction => ({
      operations: [operationId],
      reason: `${field} is missing in the description; evidenced by ${source}.`,
      date,
      apply: place === "query" ? withQuery(field, schema) : withBodyField(field, schema),
    }),
  ),
];

/** Applies the corrections; throws for an id that is there twice, and for one that a correction names and that is gone. */
export function correct(operations: readonly ProviderOperation[]): ProviderOperation[] {
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  const twice = operations.find((operation) => byId.get(operation.id) !== operation);
  if (twice) throw new Error(`${twice.id}: declared twice`);
  for (const correction of corrections) {
    for (const id of correction.operations === "all" ? [...byId.keys()] : correction.operations) {
      const operation = byId.get(id);
      if (!operation) throw new Error(`a correction names ${id}, which the description does not have`);
      byId.set(id, correction.apply(operation));
    }
  }
  return [...byId.values()];
}
