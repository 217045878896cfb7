import type { KindWords, ParameterWords, WordsByPath } from "../words.js";
import { below } from "./below.js";
import { opensearch } from "./opensearch.js";
import { pg } from "./pg.js";
import { valkey } from "./valkey.js";

/** The words of what took a type's place, under the names that the type has for the same. */
function renamed(words: WordsByPath, from: string, to: string): Record<string, ParameterWords> {
  return Object.fromEntries(
    Object.entries(words).flatMap(([path, said]) =>
      said && (path === from || path.startsWith(`${from}.`) || path.startsWith(`${from}_`))
        ? [[to + path.slice(from.length), said]]
        : [],
    ),
  );
}

const M3_VERSIONS: Readonly<Record<"m3_version", ParameterWords>> = { m3_version: { text: "Version of M3." } };

/** Words for the parameters of the service types that can no longer be created. */
export const retired: KindWords<"retired"> = {
  alloydbomni: {
    ...pg,
    alloydbomni_version: { text: "Version of AlloyDB Omni, by its PostgreSQL." },
    google_columnar_engine_enabled: {
      text: "Keeps chosen columns in memory for analytical queries.",
      aka: ["columnar"],
    },
    google_columnar_engine_memory_size_percentage: { text: "Share of the memory for those columns.", unit: "%" },
    pg_version: { text: "Version of PostgreSQL inside." },
  },
  cassandra: {
    cassandra: { text: "Settings of Cassandra." },
    ...below("cassandra.", {
      batch_size_fail_threshold_in_kb: { text: "Size from which a batch is refused.", unit: "kB" },
      batch_size_warn_threshold_in_kb: { text: "Size from which a batch is warned of.", unit: "kB" },
      datacenter: { text: "Name of the datacenter that the nodes belong to." },
      read_request_timeout_in_ms: { text: "How long a read may take.", unit: "ms" },
      write_request_timeout_in_ms: { text: "How long a write may take.", unit: "ms" },
    }),
    cassandra_version: { text: "Version of Cassandra." },
    migrate_sstableloader: { text: "Made a service ready for loading SSTables." },
    service_to_join_with: { text: "Service to form one cluster with, across regions." },
  },
  elasticsearch: {
    ...opensearch,
    ...renamed(opensearch, "opensearch", "elasticsearch"),
    ...renamed(opensearch, "opensearch_dashboards", "kibana"),
    elasticsearch: { text: "Settings of Elasticsearch." },
    elasticsearch_version: { text: "Version of Elasticsearch." },
    kibana: { text: "Settings of Kibana." },
    "kibana.elasticsearch_request_timeout": { text: "How long Kibana waits for an answer.", unit: "ms" },
  },
  influxdb: {
    influxdb: { text: "Settings of InfluxDB." },
    ...below("influxdb.", {
      log_queries_after: { text: "Time from which a query is logged as slow.", unit: "s" },
      max_connection_limit: { text: "Connections at once; 0 no limit.", unit: "connections" },
      max_row_limit: { text: "Rows of one answer; 0 no limit.", unit: "rows" },
      max_select_buckets: { text: "Buckets of one query that groups by time; 0 no limit.", unit: "buckets" },
      max_select_point: { text: "Points that one query may read; 0 no limit.", unit: "points" },
      query_log_enabled: { text: "Logs queries before they run." },
      query_timeout: { text: "Gives up on a query that takes longer.", unit: "s" },
    }),
    influxdb_version: { text: "Version of InfluxDB." },
  },
  m3aggregator: { ...M3_VERSIONS, m3aggregator_version: { text: "Old name of m3_version; use that one." } },
  m3db: {
    ...M3_VERSIONS,
    m3db_version: { text: "Old name of m3_version; use that one." },
    limits: { text: "Limits of what queries may read." },
    m3: { text: "Settings of M3." },
    m3coordinator_enable_graphite_carbon_ingest: { text: "Took metrics in Graphite's plain format." },
    namespaces: { text: "Where metrics were kept, by resolution and time.", aka: ["retention"] },
    rules: { text: "Which metrics went to which namespace." },
  },
  redis: renamed(valkey, "valkey", "redis"),
};
