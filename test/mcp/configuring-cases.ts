import type { Json } from "./server.js";

/** A change as users make it, with the configuration that it sends. */
export interface Case {
  readonly does: string;
  readonly service: string;
  readonly args: Json;
  readonly sends: Json;
  /** The page of the provider's documentation that makes this very change, where one was looked up. */
  readonly source?: string;
  /** What is said about it, beside the change itself. */
  readonly warns?: RegExp;
  /** Why somebody has to approve it. */
  readonly asks?: RegExp;
}

/** Services beside those of the demo. */
export const SERVICES: readonly (readonly [name: string, type: string, plan: string, config?: Json])[] = [
  ["my", "mysql", "startup-4"],
  ["os", "opensearch", "startup-4"],
  ["ch", "clickhouse", "startup-16"],
  ["gr", "grafana", "startup-1"],
  ["fl", "flink", "business-4"],
  ["th", "thanos", "startup-4"],
  ["kc", "kafka_connect", "startup-4"],
  ["mm", "kafka_mirrormaker", "startup-4"],
  ["ka", "kafka", "business-4", { kafka_version: "3.9" }],
];

const pg = (does: string, args: Json, sends: Json, more: Partial<Case> = {}): Case => ({
  does,
  service: "demo-pg",
  args,
  sends,
  ...more,
});
const set = (does: string, service: string, values: Json, sends: Json, more: Partial<Case> = {}): Case => ({
  does,
  service,
  args: { set: values },
  sends,
  ...more,
});
const OPEN = ["0.0.0.0/0", "::/0"];
const OFFICE = { network: "192.0.2.0/24", description: "the office in Riga" };
const SMTP = { host: "smtp.example.com", port: 587, from_address: "g@example.com" };
const OLD = { host: "old.example.com", port: 5432, username: "u", password: "p4ssw0rd-of-old", ssl: true };

/** Changes of the kinds that the provider's documentation and its users' scripts make; each sees those before it. */
export const CASES: readonly Case[] = [
  pg(
    "a number in its range, with a restart",
    { set: { "pg.autovacuum_max_workers": 5 } },
    { pg: { autovacuum_max_workers: 5 } },
    { warns: /pg\.autovacuum_max_workers restarts the service/ },
  ),
  pg(
    "several of a group at once",
    { set: { "pg.log_min_duration_statement": 1000, "pg.idle_in_transaction_session_timeout": 60_000 } },
    { pg: { log_min_duration_statement: 1000, idle_in_transaction_session_timeout: 60_000 } },
  ),
  pg(
    "memory",
    { set: { work_mem: 16, shared_buffers_percentage: 30 } },
    { work_mem: 16, shared_buffers_percentage: 30 },
    { warns: /shared_buffers_percentage restarts/ },
  ),
  pg(
    "PgBouncer",
    { set: { "pgbouncer.autodb_pool_mode": "transaction", "pgbouncer.min_pool_size": 10 } },
    { pgbouncer: { autodb_pool_mode: "transaction", min_pool_size: 10 } },
  ),
  pg(
    "failover",
    { set: { "pglookout.max_failover_replication_time_lag": 30 } },
    { pglookout: { max_failover_replication_time_lag: 30 } },
  ),
  pg("the hour of backups", { set: { backup_hour: 3, backup_minute: 30 } }, { backup_hour: 3, backup_minute: 30 }),
  pg("synchronous replication", { set: { synchronous_replication: "quorum" } }, { synchronous_replication: "quorum" }),
  pg("an address more", { add: { ip_filter: ["10.20.0.0/16"] } }, { ip_filter: [...OPEN, "10.20.0.0/16"] }),
  pg("an address with a description", { add: { ip_filter: OFFICE } }, { ip_filter: [...OPEN, "10.20.0.0/16", OFFICE] }),
  pg(
    "an address less",
    { remove: { ip_filter: ["0.0.0.0/0", "::/0"] } },
    { ip_filter: ["10.20.0.0/16", OFFICE] },
    { warns: /locks out 0\.0\.0\.0\/0, ::\/0/, asks: /locked out/ },
  ),
  pg(
    "open to the world again",
    { set: { ip_filter: ["0.0.0.0/0"] } },
    { ip_filter: ["0.0.0.0/0"] },
    { warns: /every address on the internet/, asks: /locked out/ },
  ),
  pg(
    "a restart together with what somebody has to approve",
    { set: { "pg.max_connections": 200, ip_filter: ["10.20.0.0/16"] } },
    { pg: { max_connections: 200 }, ip_filter: ["10.20.0.0/16"] },
    { warns: /pg\.max_connections restarts the service.*locks out 0\.0\.0\.0\/0/s, asks: /locked out/ },
  ),
  pg(
    "nobody at all",
    { set: { ip_filter: [] } },
    { ip_filter: [] },
    { warns: /LOCK-OUT, no address may connect/, asks: /locked out/ },
  ),
  pg(
    "access from outside of a VPC",
    { set: { "public_access.pg": true, "public_access.prometheus": true } },
    { public_access: { pg: true, prometheus: true } },
  ),
  pg("static IP addresses", { set: { static_ips: true } }, { static_ips: true }, { warns: /may change the price/ }),
  pg(
    "a copy of backups in another region",
    { set: { additional_backup_regions: ["aws-eu-central-1"] } },
    { additional_backup_regions: ["aws-eu-central-1"] },
    { warns: /may change the price/ },
  ),
  pg(
    "a migration from another server",
    { set: Object.fromEntries(Object.entries(OLD).map(([name, value]) => [`migration.${name}`, value])) },
    { migration: { ...OLD, password: "<redacted>" } },
    {
      source: "products/postgresql/howto/migrate-aiven-db-migrate",
      warns: /migration\.password is a secret/,
      asks: /copying another server's data/,
    },
  ),
  pg(
    "a migration that is over",
    { unset: ["migration"] },
    { migration: null },
    { source: "products/postgresql/howto/migrate-aiven-db-migrate", asks: /breaks that off/ },
  ),
  pg(
    "just-in-time compilation",
    { set: { "pg.jit": true } },
    { pg: { jit: true } },
    { source: "products/postgresql/howto/enable-jit" },
  ),
  pg(
    "a major version",
    { set: { pg_version: "18" } },
    { pg_version: "18" },
    { warns: /pg_version cannot be taken back/, asks: /version/ },
  ),
  pg(
    "a default again",
    { unset: ["pg.autovacuum_max_workers"] },
    { pg: { autovacuum_max_workers: null } },
    { warns: /restarts/ },
  ),
  set("Kafka Connect", "demo-kafka", { kafka_connect: true }, { kafka_connect: true }),
  set(
    "the schema registry and REST",
    "demo-kafka",
    { "schema_registry_config.leader_eligibility": false, "kafka_rest_config.consumer_request_max_bytes": 1_000_000 },
    {
      schema_registry_config: { leader_eligibility: false },
      kafka_rest_config: { consumer_request_max_bytes: 1_000_000 },
    },
  ),
  set(
    "topics that nobody makes by accident",
    "demo-kafka",
    { "kafka.auto_create_topics_enable": false },
    { kafka: { auto_create_topics_enable: false } },
  ),
  set(
    "a shorter retention",
    "demo-kafka",
    { "kafka.log_retention_hours": 1 },
    { kafka: { log_retention_hours: 1 } },
    { asks: /kept/ },
  ),
  set(
    "SASL",
    "demo-kafka",
    { "kafka_authentication_methods.sasl": true, "kafka_sasl_mechanisms.scram_sha_256": true },
    { kafka_authentication_methods: { sasl: true }, kafka_sasl_mechanisms: { scram_sha_256: true } },
  ),
  set(
    "a worker of Kafka Connect",
    "kc",
    { "kafka_connect.consumer_max_poll_records": 500 },
    { kafka_connect: { consumer_max_poll_records: 500 } },
  ),
  set(
    "how often MirrorMaker looks for topics",
    "mm",
    { "kafka_mirrormaker.refresh_topics_interval_seconds": 60 },
    { kafka_mirrormaker: { refresh_topics_interval_seconds: 60 } },
  ),
  set(
    "MySQL's modes and binary log",
    "my",
    { "mysql.sql_mode": "ANSI,TRADITIONAL", "mysql.sql_require_primary_key": true, binlog_retention_period: 86_400 },
    { mysql: { sql_mode: "ANSI,TRADITIONAL", sql_require_primary_key: true }, binlog_retention_period: 86_400 },
  ),
  set(
    "OpenSearch and its dashboards",
    "os",
    { "opensearch.action_auto_create_index_enabled": false, "opensearch_dashboards.max_old_space_size": 256 },
    { opensearch: { action_auto_create_index_enabled: false }, opensearch_dashboards: { max_old_space_size: 256 } },
  ),
  set(
    "indices that come and go",
    "os",
    { index_patterns: [{ pattern: "logs*", max_index_count: 7 }] },
    { index_patterns: [{ pattern: "logs*", max_index_count: 7 }] },
    { asks: /kept/ },
  ),
  set(
    "Grafana's mails",
    "gr",
    { "smtp_server.host": SMTP.host, "smtp_server.port": SMTP.port, "smtp_server.from_address": SMTP.from_address },
    { smtp_server: SMTP },
  ),
  set("Flink's slots", "fl", { number_of_task_slots: 10 }, { number_of_task_slots: 10 }),
  set(
    "a name with dots in it",
    "th",
    { "compactor.retention.days": 30 },
    { compactor: { "retention.days": 30 } },
    { asks: /kept/ },
  ),
  set(
    "what Valkey drops when it is full",
    "demo-valkey",
    { valkey_maxmemory_policy: "allkeys-lru" },
    { valkey_maxmemory_policy: "allkeys-lru" },
  ),
  set(
    "Valkey without persistence",
    "demo-valkey",
    { valkey_persistence: "off" },
    { valkey_persistence: "off" },
    { asks: /persistence off/ },
  ),
  set(
    "ClickHouse over HTTPS from outside",
    "ch",
    { "public_access.clickhouse_https": true },
    { public_access: { clickhouse_https: true } },
  ),
  set(
    "Kafka's version",
    "ka",
    { kafka_version: "4.2" },
    { kafka_version: "4.2" },
    { warns: /kafka_version cannot be taken back/, asks: /version/ },
  ),
  set(
    "OpenSearch's version",
    "os",
    { opensearch_version: "3.3" },
    { opensearch_version: "3.3" },
    { warns: /opensearch_version cannot be taken back/, asks: /version/ },
  ),
];

/** An upgrade within the schema that the API's check refuses: that version has had its day. */
export const REFUSED_UPGRADE = {
  service: "demo-valkey",
  set: { valkey_version: "9.0" },
  says: /asks for an upgrade that the API refuses.*9\.0/s,
};
