import type { Schema } from "../../core/catalogue/index.js";

const BOOLEAN: Schema = { type: "boolean" };
const STRING: Schema = { type: "string" };
const ARRAY: Schema = { type: "array" };
const OBJECT: Schema = { type: "object" };

const EVERYWHERE: Fields = { ip_filter: ARRAY, service_log: BOOLEAN, static_ips: BOOLEAN };

type Fields = Readonly<Record<string, Schema>>;

/**
 * The first level of each type's user_config (source: the provider's go-api-schemas, August 2026): names, types, limits.
 * What is inside its objects is not checked.
 */
const USER_CONFIG: Readonly<Record<string, Fields>> = {
  clickhouse: {
    ...EVERYWHERE,
    additional_backup_regions: ARRAY,
    backup_hour: integer(0, 23),
    backup_minute: integer(0, 59),
    clickhouse_version: oneOf("25.3", "25.8", "26.3"),
    enable_ipv6: BOOLEAN,
    ...each(OBJECT, "private_access privatelink_access public_access server_settings session_settings"),
    ...each(STRING, "project_to_fork_from recovery_basebackup_name service_to_fork_from"),
    tiered_storage_move_factor: { type: "number", minimum: 0, maximum: 1 },
  },
  flink: {
    ...EVERYWHERE,
    additional_backup_regions: ARRAY,
    custom_code: BOOLEAN,
    flink_version: oneOf("1.16", "1.19", "1.20"),
    number_of_task_slots: integer(1, 1024),
    pekko_ask_timeout_s: integer(5, 60),
    pekko_framesize_b: integer(1048576, 52428800),
    ...each(OBJECT, "privatelink_access public_access"),
  },
  grafana: {
    ...EVERYWHERE,
    additional_backup_regions: ARRAY,
    ...each(
      BOOLEAN,
      "alerting_enabled allow_embedding auth_basic_enabled dashboard_previews_enabled dashboard_scenes_enabled dataproxy_send_user_header disable_gravatar editors_can_admin metrics_enabled oauth_allow_insecure_email_lookup unified_alerting_enabled user_auto_assign_org viewers_can_edit wal",
    ),
    alerting_error_or_timeout: oneOf("alerting", "keep_state"),
    alerting_max_annotations_to_keep: integer(0, 1000000),
    alerting_nodata_or_nullvalues: oneOf("alerting", "keep_state", "no_data", "ok"),
    ...each(
      OBJECT,
      "auth_azuread auth_generic_oauth auth_github auth_gitlab auth_google date_formats external_image_storage private_access privatelink_access public_access smtp_server",
    ),
    cookie_samesite: oneOf("lax", "none", "strict"),
    ...each(
      STRING,
      "custom_domain dashboards_min_refresh_interval google_analytics_ua_id project_to_fork_from recovery_basebackup_name service_to_fork_from",
    ),
    dashboards_versions_to_keep: integer(1, 100),
    dataproxy_timeout: integer(15, 90),
    grafana_version: oneOf("11"),
    user_auto_assign_org_role: oneOf("Admin", "Editor", "Viewer"),
  },
  kafka: {
    ...EVERYWHERE,
    ...each(
      ARRAY,
      "additional_backup_regions gcp_auth_allowed_urls kafka_connect_plugin_versions kafka_connect_secret_providers preferred_zones sasl_oauthbearer_allowed_urls",
    ),
    ...each(
      BOOLEAN,
      "aiven_kafka_topic_messages enable_ipv6 kafka_connect kafka_rest kafka_rest_authorization letsencrypt_sasl letsencrypt_sasl_privatelink schema_registry",
    ),
    backup_interval_hours: integer(3, 24),
    backup_retention_days: integer(1, 30),
    ...each(STRING, "custom_domain karapace_version"),
    ...each(
      OBJECT,
      "follower_fetching inkless kafka kafka_authentication_methods kafka_connect_config kafka_diskless kafka_rest_config kafka_sasl_mechanisms private_access privatelink_access public_access schema_registry_config single_zone tiered_storage",
    ),
    kafka_version: oneOf("3.1", "3.2", "3.3", "3.4", "3.5", "3.6", "3.7", "3.8", "3.9", "4.0", "4.1", "4.2"),
  },
  kafka_connect: {
    ...EVERYWHERE,
    ...each(
      ARRAY,
      "additional_backup_regions gcp_auth_allowed_urls plugin_versions preferred_zones sasl_oauthbearer_allowed_urls secret_providers",
    ),
    ...each(OBJECT, "kafka_connect private_access privatelink_access public_access"),
  },
  kafka_mirrormaker: {
    ...EVERYWHERE,
    ...each(ARRAY, "additional_backup_regions preferred_zones sasl_oauthbearer_allowed_urls"),
    kafka_mirrormaker: OBJECT,
  },
  mysql: {
    ...EVERYWHERE,
    additional_backup_regions: ARRAY,
    ...each(STRING, "admin_password admin_username project_to_fork_from recovery_target_time service_to_fork_from"),
    backup_hour: integer(0, 23),
    backup_minute: integer(0, 59),
    binlog_retention_period: integer(600, 9007199254740991),
    ...each(OBJECT, "migration mysql mysql_incremental_backup private_access privatelink_access public_access"),
    mysql_version: oneOf("8", "8.4"),
  },
  opensearch: {
    ...EVERYWHERE,
    ...each(ARRAY, "additional_backup_regions custom_keystores custom_repos index_patterns"),
    ...each(
      OBJECT,
      "azure_migration gcs_migration index_rollup index_template jwt openid opensearch opensearch_dashboards private_access privatelink_access public_access s3_migration saml",
    ),
    ...each(STRING, "custom_domain project_to_fork_from recovery_basebackup_name service_to_fork_from"),
    ...each(BOOLEAN, "disable_replication_factor_adjustment keep_index_refresh_interval"),
    max_index_count: { type: "integer", minimum: 0 },
    opensearch_version: oneOf("1", "2", "2.19", "3.3", "3.6"),
  },
  pg: {
    ...EVERYWHERE,
    ...each(ARRAY, "additional_backup_regions switchover_windows"),
    ...each(
      STRING,
      "admin_password admin_username pg_service_to_fork_from project_to_fork_from recovery_target_time service_to_fork_from",
    ),
    backup_hour: integer(0, 23),
    backup_interval_hours: integer(3, 24),
    backup_minute: integer(0, 59),
    backup_retention_days: integer(1, 30),
    ...each(BOOLEAN, "enable_ha_replica_dns enable_ipv6 pg_read_replica pg_stat_monitor_enable pg_stat_plans_enable"),
    ...each(
      OBJECT,
      "migration pg pg_qualstats pgaudit pgbouncer pglookout private_access privatelink_access public_access timescaledb",
    ),
    node_count: integer(1, 100),
    pg_version: oneOf("10", "11", "12", "13", "14", "15", "16", "17", "18"),
    shared_buffers_percentage: { type: "number", minimum: 20, maximum: 60 },
    synchronous_replication: oneOf("off", "quorum"),
    variant: oneOf("aiven", "timescale"),
    work_mem: integer(1, 1024),
  },
  thanos: {
    ...EVERYWHERE,
    ...each(
      OBJECT,
      "compactor env private_access privatelink_access public_access query query-frontend receiver-ingesting receiver-routing ruler store",
    ),
    object_storage_usage_alert_threshold_gb: { type: "integer", minimum: 0 },
  },
  valkey: {
    ...EVERYWHERE,
    additional_backup_regions: ARRAY,
    backup_hour: integer(0, 23),
    backup_minute: integer(0, 59),
    ...each(BOOLEAN, "enable_ipv6 frequent_snapshots valkey_activedefrag valkey_ssl"),
    ...each(OBJECT, "migration private_access privatelink_access public_access"),
    ...each(STRING, "project_to_fork_from recovery_basebackup_name service_to_fork_from valkey_notify_keyspace_events"),
    valkey_acl_channels_default: oneOf("allchannels", "resetchannels"),
    valkey_active_expire_effort: integer(1, 10),
    valkey_io_threads: integer(1, 256),
    valkey_lfu_decay_time: integer(1, 120),
    valkey_lfu_log_factor: integer(0, 100),
    valkey_maxmemory_policy: oneOf(
      "allkeys-lfu",
      "allkeys-lru",
      "allkeys-random",
      "noeviction",
      "volatile-lfu",
      "volatile-lru",
      "volatile-random",
      "volatile-ttl",
    ),
    valkey_number_of_databases: integer(1, 128),
    valkey_persistence: oneOf("off", "rdb"),
    valkey_pubsub_client_output_buffer_limit: integer(32, 262144),
    valkey_timeout: integer(0, 2073600),
    valkey_version: oneOf("8.1", "9.0", "9.1"),
  },
};

/** Keys that can only be given when a service is created. */
export const CREATE_ONLY: ReadonlySet<string> = new Set([
  "admin_password",
  "admin_username",
  "custom_code",
  "flink_version",
  "pg_service_to_fork_from",
  "project_to_fork_from",
  "recovery_target_time",
  "service_to_fork_from",
]);

/** The JSON Schema of a type's user_config; of applications the provider publishes none. */
export function userConfigSchema(service_type: string): Schema {
  const properties = USER_CONFIG[service_type];
  return { type: "object", ...(properties ? { properties } : { additionalProperties: true }) };
}

function each(schema: Schema, names: string): Fields {
  return Object.fromEntries(names.split(" ").map((name) => [name, schema]));
}

function integer(minimum: number, maximum: number): Schema {
  return { type: "integer", minimum, maximum };
}

function oneOf(...values: readonly string[]): Schema {
  return { type: "string", enum: values };
}
