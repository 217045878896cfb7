/** The versions of services, which only go up. What runs inside of one, Karapace for example, may go back. */
export const VERSIONS: ReadonlySet<string> = new Set([
  "clickhouse_version",
  "flink_version",
  "grafana_version",
  "kafka_version",
  "mysql_version",
  "opensearch_version",
  "pg_version",
  "valkey_version",
]);

/** Parameters, by their own names, that decide how long or how much is kept, and so what is deleted. */
export const KEPT: ReadonlySet<string> = new Set([
  "additional_backup_regions",
  "backup_retention_days",
  "index_patterns",
  "ism_history_rollover_retention_period",
  "log_cleaner_delete_retention_ms",
  "log_cleanup_policy",
  "log_local_retention_bytes",
  "log_local_retention_ms",
  "log_retention_bytes",
  "log_retention_hours",
  "log_retention_ms",
  "max_index_count",
  "offsets_retention_minutes",
  "retention.days",
]);
