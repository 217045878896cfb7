import type { WordsByPath } from "../words.js";

/** Words for the REST API beside Kafka. */
export const kafkaRest = {
  kafka_rest: {
    text: "Runs a REST API for producing and consuming over HTTP.",
    aka: ["rest proxy", "http producer", "karapace rest"],
  },
  kafka_rest_authorization: { text: "The REST API acts with the rights of the user who calls it.", aka: ["rest acl"] },
  kafka_rest_config: { text: "Settings of the REST API.", aka: ["rest proxy settings"] },
  "kafka_rest_config.consumer_enable_auto_commit": { text: "Consumers over REST commit what they read by themselves." },
  "kafka_rest_config.consumer_idle_disconnect_timeout": {
    text: "Removes a consumer that has not asked for so long; 0 never.",
    unit: "s",
  },
  "kafka_rest_config.consumer_request_max_bytes": { text: "Most data in one answer to a consumer.", unit: "bytes" },
  "kafka_rest_config.consumer_request_timeout_ms": { text: "How long a read waits for messages.", unit: "ms" },
  "kafka_rest_config.name_strategy": {
    text: "How the subject of a schema is named after topic and record.",
    aka: ["subject naming"],
  },
  "kafka_rest_config.name_strategy_validation": { text: "Refuses schemas whose subject does not follow that naming." },
  "kafka_rest_config.producer_acks": {
    text: "How many replicas must have a message before the producer is told.",
    effect: "0 may lose messages, all waits for every replica in sync.",
    aka: ["acks", "durability"],
  },
  "kafka_rest_config.producer_compression_type": { text: "How messages that come by REST are compressed." },
  "kafka_rest_config.producer_linger_ms": { text: "How long messages that come by REST wait for a batch.", unit: "ms" },
  "kafka_rest_config.producer_max_request_size": {
    text: "Largest request that the REST API sends on.",
    unit: "bytes",
    aka: ["message too large"],
  },
  "kafka_rest_config.simpleconsumer_pool_size_max": {
    text: "Consumers without a group that may be open per broker.",
    unit: "consumers",
  },
} satisfies WordsByPath;

/** Words for the schema registry beside Kafka. */
export const schemaRegistry = {
  schema_registry: {
    text: "Runs a schema registry (Karapace).",
    aka: ["avro schemas", "enable the schema registry", "karapace"],
  },
  schema_registry_config: { text: "Settings of the schema registry." },
  "schema_registry_config.leader_eligibility": {
    text: "Whether this service may become the registry that takes writes.",
    effect: "Turn off where several registries share a schema topic and this one only reads.",
  },
  "schema_registry_config.retriable_errors_silenced": {
    text: "Keeps errors that will be tried again out of the answers.",
  },
  "schema_registry_config.sasl_oauthbearer_authentication_enabled": {
    text: "Takes OAuth tokens for logging in to the registry.",
    aka: ["oidc for schemas"],
  },
  "schema_registry_config.sasl_oauthbearer_authorization_enabled": {
    text: "Takes what a caller may do from the roles in the token.",
  },
  "schema_registry_config.sasl_oauthbearer_method_roles": { text: "Roles that each HTTP method asks for." },
  "schema_registry_config.sasl_oauthbearer_roles_claim_path": { text: "Where in the token the roles stand." },
  "schema_registry_config.schema_reader_strict_mode": {
    text: "Stops reading at a damaged record of the schema topic, in place of skipping it.",
  },
  "schema_registry_config.topic_name": {
    text: "Topic in which the schemas are kept.",
    effect: "Another topic shows other schemas; the old ones stay behind in theirs.",
    aka: ["_schemas"],
  },
} satisfies WordsByPath;
