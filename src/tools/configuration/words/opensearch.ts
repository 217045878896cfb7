import type { ParameterPaths } from "../../../core/configuration/generated/paths.js";
import type { WordsByPath } from "../words.js";
import { opensearchCluster } from "./opensearch-cluster.js";
import { opensearchProtection } from "./opensearch-protection.js";
import { opensearchRepositories } from "./opensearch-repositories.js";
import { opensearchSignIn } from "./opensearch-sign-in.js";

/** Words for OpenSearch. */
export const opensearch: WordsByPath<ParameterPaths["services"]["opensearch"]> = {
  opensearch: {
    text: "Settings of the OpenSearch cluster (opensearch.yml).",
    aka: ["opensearch.yml", "cluster settings", "tuning"],
  },
  ...opensearchCluster,
  ...opensearchProtection,
  ...opensearchRepositories,
  ...opensearchSignIn,
  disable_replication_factor_adjustment: {
    text: "Leaves the number of replicas alone when the number of nodes changes.",
    effect: "Indexes without a replica lose data with a node.",
    aka: ["automatic replicas", "replicas are changed by themselves"],
  },
  index_patterns: {
    text: "Keeps only the newest so many indexes of each pattern and deletes the rest.",
    effect: "Deletes data for good, without asking.",
    aka: ["delete old indexes", "log retention", "index cleanup"],
  },
  "index_patterns[].max_index_count": { text: "Indexes to keep of the pattern.", unit: "indexes" },
  "index_patterns[].pattern": { text: "Names of the indexes, with * and ?." },
  "index_patterns[].sorting_algorithm": { text: "What newest means: by creation or by name." },
  index_rollup: { text: "Rollups, which thin out old data by summing it up.", aka: ["downsampling", "rollup job"] },
  "index_rollup.rollup_dashboards_enabled": { text: "Shows rollups in Dashboards." },
  "index_rollup.rollup_enabled": { text: "Runs rollup jobs." },
  "index_rollup.rollup_search_backoff_count": { text: "Tries of a rollup's search before it gives up.", unit: "tries" },
  "index_rollup.rollup_search_backoff_millis": { text: "Pause between tries of a rollup's search.", unit: "ms" },
  "index_rollup.rollup_search_search_all_jobs": {
    text: "Searches the results of all fitting jobs, not just of the best.",
  },
  index_template: { text: "What new indexes begin with.", aka: ["default shards", "defaults for indexes"] },
  "index_template.mapping_nested_objects_limit": {
    text: "Nested objects that one document may have.",
    unit: "objects",
    aka: ["nested documents limit"],
  },
  "index_template.number_of_replicas": {
    text: "Copies of each shard of new indexes.",
    unit: "replicas",
    effect: "0 loses data with a node; each copy takes its disk.",
  },
  "index_template.number_of_shards": {
    text: "Primary shards of new indexes.",
    unit: "shards",
    effect: "Cannot change once an index is there; shards of 10 to 50 GB work best.",
    aka: ["default number of shards"],
  },
  keep_index_refresh_interval: {
    text: "Leaves the refresh interval of indexes as it is, instead of setting it anew.",
    aka: ["refresh_interval is overwritten", "index.refresh_interval"],
  },
  max_index_count: { text: "Old setting for how many indexes are kept; use index_patterns.", unit: "indexes" },
  opensearch_dashboards: { text: "Settings of OpenSearch Dashboards.", aka: ["kibana", "web interface"] },
  "opensearch_dashboards.enabled": { text: "Runs Dashboards.", effect: "Off frees its memory for searches." },
  "opensearch_dashboards.max_old_space_size": {
    text: "Memory of the Dashboards process.",
    unit: "MB",
    effect: "Taken from OpenSearch; too low makes Dashboards crash.",
    aka: ["dashboards out of memory", "reports fail"],
  },
  "opensearch_dashboards.multiple_data_source_enabled": {
    text: "Lets Dashboards show data of other clusters as well.",
  },
  "opensearch_dashboards.opensearch_request_timeout": {
    text: "How long Dashboards waits for an answer.",
    unit: "ms",
    aka: ["request timeout", "dashboard times out"],
  },
  "opensearch_dashboards.session_keepalive": { text: "Activity keeps a session alive." },
  "opensearch_dashboards.session_ttl": {
    text: "How long a session lasts.",
    unit: "duration, as 1h",
    aka: ["logged out too early", "session timeout"],
  },
  opensearch_version: {
    marks: ["one-way"],
    text: "Version of OpenSearch.",
    effect: "Going up a major version cannot be undone; check clients and indexes of old versions first.",
    aka: ["upgrade opensearch"],
  },
};
