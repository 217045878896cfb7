import { type Case, page, recipe, set, terraform } from "./configuring-case.js";

const KAFKA = "demo-kafka";
const HOWTO = "products/kafka/howto";
const KARAPACE = "products/kafka/karapace/howto";

/** Changes of Kafka, Kafka Connect and MirrorMaker; each sees those before it. */
export const KAFKA_CASES: readonly Case[] = [
  set("Kafka Connect", KAFKA, { kafka_connect: true }, { kafka_connect: true }, terraform("kafka")),
  set(
    "a limit to what is kept",
    KAFKA,
    { "kafka.group_max_session_timeout_ms": 70_000, "kafka.log_retention_bytes": 1_000_000_000 },
    { kafka: { group_max_session_timeout_ms: 70_000, log_retention_bytes: 1_000_000_000 } },
    { ...terraform("kafka"), asks: /kept/ },
  ),
  set(
    "REST and Connect from outside of a VPC",
    KAFKA,
    { "public_access.kafka_rest": true, "public_access.kafka_connect": true },
    { public_access: { kafka_rest: true, kafka_connect: true } },
    terraform("kafka"),
  ),
  set(
    "topics that are made by their first message",
    KAFKA,
    { "kafka.auto_create_topics_enable": true },
    { kafka: { auto_create_topics_enable: true } },
    page(`${HOWTO}/create-topics-automatically`),
  ),
  set(
    "how such topics are made",
    KAFKA,
    { "kafka.num_partitions": 3, "kafka.default_replication_factor": 2, "kafka.min_insync_replicas": 2 },
    { kafka: { num_partitions: 3, default_replication_factor: 2, min_insync_replicas: 2 } },
    recipe("kafka-custom-conf"),
  ),
  set(
    "only the latest of each key",
    KAFKA,
    { "kafka.log_cleanup_policy": "compact" },
    { kafka: { log_cleanup_policy: "compact" } },
    { ...page(`${HOWTO}/configure-log-cleaner`), asks: /kept/ },
  ),
  set(
    "who did what",
    KAFKA,
    { "kafka.audit_log.record_type": "user_operations" },
    { kafka: { audit_log: { record_type: "user_operations" } } },
    { ...page(`${HOWTO}/configure-audit-logging`), warns: /kafka\.audit_log restarts/ },
  ),
  set(
    "SASL",
    KAFKA,
    { "kafka_authentication_methods.sasl": true },
    { kafka_authentication_methods: { sasl: true } },
    page(`${HOWTO}/kafka-sasl-auth`),
  ),
  set(
    "the ways of SASL",
    KAFKA,
    {
      "kafka_sasl_mechanisms.plain": true,
      "kafka_sasl_mechanisms.scram_sha_256": true,
      "kafka_sasl_mechanisms.scram_sha_512": true,
    },
    { kafka_sasl_mechanisms: { plain: true, scram_sha_256: true, scram_sha_512: true } },
    page(`${HOWTO}/kafka-sasl-auth`),
  ),
  set(
    "a sign-in by OIDC",
    KAFKA,
    {
      "kafka.sasl_oauthbearer_expected_audience": "my-audience, another-audience",
      "kafka.sasl_oauthbearer_expected_issuer": "https://my-issuer.example.com",
      "kafka.sasl_oauthbearer_jwks_endpoint_url": "https://my-jwks-endpoint.example.com/jwks",
      "kafka.sasl_oauthbearer_sub_claim_name": "custom-sub",
    },
    {
      kafka: {
        sasl_oauthbearer_expected_audience: "my-audience, another-audience",
        sasl_oauthbearer_expected_issuer: "https://my-issuer.example.com",
        sasl_oauthbearer_jwks_endpoint_url: "https://my-jwks-endpoint.example.com/jwks",
        sasl_oauthbearer_sub_claim_name: "custom-sub",
      },
    },
    page(`${HOWTO}/enable-oidc`),
  ),
  set(
    "reads from the nearest replica",
    KAFKA,
    { "follower_fetching.enabled": true },
    { follower_fetching: { enabled: true } },
    page(`${HOWTO}/enable-follower-fetching`),
  ),
  set(
    "tiered storage",
    KAFKA,
    { "tiered_storage.enabled": true },
    { tiered_storage: { enabled: true } },
    {
      ...page(`${HOWTO}/enable-kafka-tiered-storage`),
      warns: /tiered_storage\.enabled may change the price.*tiered_storage\.enabled cannot be taken back/s,
      asks: /cannot be switched off again/,
    },
  ),
  set(
    "IPv6",
    KAFKA,
    { enable_ipv6: true },
    { enable_ipv6: true },
    {
      ...page(`${HOWTO}/ipv6-client-connectivity`),
      warns: /enable_ipv6 cannot be taken back/,
      asks: /cannot be switched off again/,
    },
  ),
  set(
    "a host name of one's own",
    KAFKA,
    { custom_domain: "kafka.example.com" },
    { custom_domain: "kafka.example.com" },
    page(`${HOWTO}/configure-custom-domain`),
  ),
  set(
    "the ACL for the REST proxy",
    KAFKA,
    { kafka_rest_authorization: true },
    { kafka_rest_authorization: true },
    page(`${KARAPACE}/enable-oauth-oidc-kafka-rest-proxy`),
  ),
  set(
    "a schema registry that stops at what it cannot read",
    KAFKA,
    { "schema_registry_config.schema_reader_strict_mode": true },
    { schema_registry_config: { schema_reader_strict_mode: true } },
    page(`${KARAPACE}/enable-schema-reader-strict-mode`),
  ),
  set(
    "the schema registry and REST",
    "ka",
    { schema_registry: true, kafka_rest: true, "kafka.auto_create_topics_enable": true },
    { schema_registry: true, kafka_rest: true, kafka: { auto_create_topics_enable: true } },
    recipe("kafka-karapace"),
  ),
  set(
    "Kafka's version",
    "ka",
    { kafka_version: "4.2" },
    { kafka_version: "4.2" },
    { ...page("tools/cli/service-cli"), warns: /kafka_version cannot be taken back/, asks: /version/ },
  ),
  set(
    "a worker of Kafka Connect",
    "kc",
    { "kafka_connect.consumer_isolation_level": "read_committed", "public_access.kafka_connect": true },
    { kafka_connect: { consumer_isolation_level: "read_committed" }, public_access: { kafka_connect: true } },
    terraform("kafka_connect"),
  ),
  set(
    "how often MirrorMaker looks for topics",
    "mm",
    {
      "kafka_mirrormaker.refresh_groups_interval_seconds": 600,
      "kafka_mirrormaker.refresh_topics_enabled": true,
      "kafka_mirrormaker.refresh_topics_interval_seconds": 600,
    },
    {
      kafka_mirrormaker: {
        refresh_groups_interval_seconds: 600,
        refresh_topics_enabled: true,
        refresh_topics_interval_seconds: 600,
      },
    },
    terraform("kafka_mirrormaker"),
  ),
];
