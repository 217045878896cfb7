import { type Case, change, operator, page, set, terraform } from "./configuring-case.js";
import { KAFKA_CASES } from "./configuring-cases-kafka.js";
import { PG_CASES } from "./configuring-cases-pg.js";
import type { Json } from "./server.js";

/** Services beside those of the demo. */
export const SERVICES: readonly (readonly [name: string, type: string, plan: string, config?: Json])[] = [
  ["my", "mysql", "startup-4"],
  ["os", "opensearch", "startup-4"],
  ["ch", "clickhouse", "startup-16", { backup_hour: 3, backup_minute: 30 }],
  ["gr", "grafana", "startup-1"],
  ["fl", "flink", "business-4"],
  ["th", "thanos", "startup-4"],
  ["kc", "kafka_connect", "startup-4"],
  ["mm", "kafka_mirrormaker", "startup-4"],
  ["ka", "kafka", "business-4", { kafka_version: "3.9" }],
];

const SQL_MODE = "ANSI,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,NO_ZERO_DATE,NO_ZERO_IN_DATE";
const PATTERNS = [
  { pattern: "logs*", max_index_count: 2 },
  { pattern: "test.?", max_index_count: 3 },
];
const SMTP = {
  host: "smtp.example.com",
  port: 465,
  username: "emailsenderuser",
  password: "p4ssw0rd-of-old",
  from_address: "grafana@yourcompany.com",
};
const DESCRIBED = [{ network: "0.0.0.0/32", description: "whatever" }, { network: "10.20.0.0/16" }];
const OPENSEARCH = "products/opensearch/howto";

const OTHER_CASES: readonly Case[] = [
  set(
    "MySQL's modes, and access from outside of a VPC",
    "my",
    { "mysql.sql_mode": SQL_MODE, "mysql.sql_require_primary_key": true, "public_access.mysql": true },
    { mysql: { sql_mode: SQL_MODE, sql_require_primary_key: true }, public_access: { mysql: true } },
    terraform("mysql"),
  ),
  set(
    "MySQL's slow queries",
    "my",
    { "mysql.slow_query_log": true, "mysql.long_query_time": 2 },
    { mysql: { slow_query_log: true, long_query_time: 2 } },
    page("products/mysql/howto/enable-slow-queries"),
  ),
  set(
    "MySQL's hour of backups",
    "my",
    { backup_hour: 17, backup_minute: 11 },
    { backup_hour: 17, backup_minute: 11 },
    operator("mysql"),
  ),
  set(
    "OpenSearch and its dashboards from outside of a VPC",
    "os",
    { "public_access.opensearch": true, "public_access.opensearch_dashboards": true },
    { public_access: { opensearch: true, opensearch_dashboards: true } },
    terraform("opensearch"),
  ),
  set(
    "names with dots in groups of groups",
    "os",
    {
      "opensearch.cluster.search.request.slowlog.level": "info",
      "opensearch.cluster.search.request.slowlog.threshold.info": "10s",
      "opensearch.cluster.search.request.slowlog.threshold.warn": "30s",
    },
    { opensearch: { "cluster.search.request.slowlog": { level: "info", threshold: { info: "10s", warn: "30s" } } } },
    page(`${OPENSEARCH}/enable-slow-query-log`),
  ),
  set(
    "a server to copy indices from",
    "os",
    { "opensearch.reindex_remote_whitelist": ["your.non-aiven-service.example.com:9200"] },
    { opensearch: { reindex_remote_whitelist: ["your.non-aiven-service.example.com:9200"] } },
    { ...page(`${OPENSEARCH}/migrating_elasticsearch_data_to_aiven`), warns: /reindex_remote_whitelist restarts/ },
  ),
  set(
    "models on nodes of their own",
    "os",
    {
      "opensearch.ml_commons_only_run_on_ml_node": true,
      "opensearch.ml_commons_model_access_control_enabled": true,
    },
    { opensearch: { ml_commons_only_run_on_ml_node: true, ml_commons_model_access_control_enabled: true } },
    page(`${OPENSEARCH}/enable-ml-commons`),
  ),
  set(
    "indices that come and go",
    "os",
    { index_patterns: PATTERNS },
    { index_patterns: PATTERNS },
    { ...page(`${OPENSEARCH}/set_index_retention_patterns`), asks: /kept/ },
  ),
  set(
    "OpenSearch's version",
    "os",
    { opensearch_version: "3.3" },
    { opensearch_version: "3.3" },
    {
      ...page(`${OPENSEARCH}/os-version-upgrade`),
      warns: /opensearch_version cannot be taken back/,
      asks: /version/,
    },
  ),
  set(
    "Grafana's alerts, and access from outside of a VPC",
    "gr",
    { alerting_enabled: true, "public_access.grafana": true },
    { alerting_enabled: true, public_access: { grafana: true } },
    terraform("grafana"),
  ),
  set(
    "Grafana's mails",
    "gr",
    Object.fromEntries(Object.entries(SMTP).map(([name, value]) => [`smtp_server.${name}`, value])),
    { smtp_server: { ...SMTP, password: "<redacted>" } },
    { ...page("products/grafana/howto/send-emails"), warns: /smtp_server\.password is a secret/ },
  ),
  set("Flink's slots", "fl", { number_of_task_slots: 10 }, { number_of_task_slots: 10 }, operator("flink")),
  set(
    "addresses with and without a description",
    "fl",
    { ip_filter: DESCRIBED },
    { ip_filter: DESCRIBED },
    { ...operator("flink"), warns: /locks out 0\.0\.0\.0\/0, ::\/0/, asks: /locked out/ },
  ),
  set(
    "a name with dots in it",
    "th",
    { "compactor.retention.days": 30, object_storage_usage_alert_threshold_gb: 10 },
    { compactor: { "retention.days": 30 }, object_storage_usage_alert_threshold_gb: 10 },
    { ...terraform("thanos"), asks: /kept/ },
  ),
  set(
    "what Valkey drops when it is full",
    "demo-valkey",
    { valkey_maxmemory_policy: "allkeys-random" },
    { valkey_maxmemory_policy: "allkeys-random" },
    terraform("valkey"),
  ),
  set(
    "Valkey without TLS",
    "demo-valkey",
    { valkey_ssl: false },
    { valkey_ssl: false },
    page("products/valkey/howto/manage-ssl-connectivity"),
  ),
  set(
    "Valkey without persistence",
    "demo-valkey",
    { valkey_persistence: "off" },
    { valkey_persistence: "off" },
    { asks: /persistence off/ },
  ),
  set(
    "ClickHouse by PrivateLink",
    "ch",
    { "privatelink_access.clickhouse": true },
    { privatelink_access: { clickhouse: true } },
    page("platform/howto/use-aws-privatelinks"),
  ),
  change(
    "the usual hour of backups again",
    "ch",
    { unset: ["backup_hour", "backup_minute"] },
    { backup_hour: null, backup_minute: null },
    page("products/clickhouse/howto/configure-backup"),
  ),
];

/** Changes that the provider's documentation and its users' scripts make; each sees those before it. */
export const CASES: readonly Case[] = [...PG_CASES, ...KAFKA_CASES, ...OTHER_CASES];

/** An upgrade within the schema that the API's check refuses: that version has had its day. */
export const REFUSED_UPGRADE = {
  service: "demo-valkey",
  set: { valkey_version: "9.0" },
  says: /asks for an upgrade that the API refuses.*9\.0/s,
};
