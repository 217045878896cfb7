import type { ParameterWords, WordsByPath } from "../words.js";

const GROUP = "opensearch.search_backpressure";

/** Words for the limits of one kind of search task. */
function taskWords(kind: string, what: string): Record<string, ParameterWords> {
  const group = `${GROUP}.${kind}`;
  return {
    [group]: { text: `When ${what} are cancelled to save a node under load.` },
    [`${group}.cancellation_burst`]: { text: `Most ${what} cancelled in one go.`, unit: "tasks" },
    [`${group}.cancellation_rate`]: { text: `Most ${what} cancelled per millisecond.`, unit: "tasks/ms" },
    [`${group}.cancellation_ratio`]: { text: `Most ${what} cancelled, of those that finish.`, unit: "fraction" },
    [`${group}.cpu_time_millis_threshold`]: { text: `CPU time after which ${what} may be cancelled.`, unit: "ms" },
    [`${group}.elapsed_time_millis_threshold`]: {
      text: `Running time after which ${what} may be cancelled.`,
      unit: "ms",
    },
    [`${group}.heap_moving_average_window_size`]: {
      text: `Finished ${what} over which the usual heap is averaged.`,
      unit: "tasks",
    },
    [`${group}.heap_percent_threshold`]: { text: `Heap of one from which ${what} may be cancelled.`, unit: "fraction" },
    [`${group}.heap_variance`]: { text: `Times the usual heap from which ${what} may be cancelled.`, unit: "factor" },
    [`${group}.total_heap_percent_threshold`]: {
      text: `Heap of all together from which ${what} are cancelled.`,
      unit: "fraction",
    },
  };
}

function topQueries(by: string, what: string): Record<string, ParameterWords> {
  const group = `opensearch.search.insights.top_queries.${by}`;
  return {
    [group]: { text: `Collects the queries that take most ${what}.` },
    [`${group}.enabled`]: { text: `Turns the collecting by ${what} on.` },
    [`${group}.top_n_size`]: { text: `Queries kept by ${what}.`, unit: "queries" },
    [`${group}.window_size`]: { text: `Span over which queries are ranked by ${what}.`, unit: "duration, as 5m" },
  };
}

/** Words for what keeps a cluster of OpenSearch upright under load, and shows what loads it. */
export const opensearchProtection: WordsByPath = {
  "opensearch.auth_failure_listeners": {
    text: "What happens after failed logins.",
    aka: ["brute force protection", "login attempts"],
  },
  "opensearch.auth_failure_listeners.internal_authentication_backend_limiting": {
    text: "Blocks users after too many failed logins.",
  },
  "opensearch.auth_failure_listeners.internal_authentication_backend_limiting.allowed_tries": {
    text: "Failed logins before a user is blocked.",
    unit: "tries",
    aka: ["account lockout"],
  },
  "opensearch.auth_failure_listeners.internal_authentication_backend_limiting.authentication_backend": {
    text: "Where the users are known: internal.",
  },
  "opensearch.auth_failure_listeners.internal_authentication_backend_limiting.block_expiry_seconds": {
    text: "How long a user stays blocked.",
    unit: "s",
  },
  "opensearch.auth_failure_listeners.internal_authentication_backend_limiting.max_blocked_clients": {
    text: "Users that may be blocked at once.",
    unit: "users",
  },
  "opensearch.auth_failure_listeners.internal_authentication_backend_limiting.max_tracked_clients": {
    text: "Users whose failures are counted at once.",
    unit: "users",
  },
  "opensearch.auth_failure_listeners.internal_authentication_backend_limiting.time_window_seconds": {
    text: "Span within which a user's failures are counted.",
    unit: "s",
  },
  "opensearch.auth_failure_listeners.internal_authentication_backend_limiting.type": {
    text: "What is counted: failures by user name.",
  },
  "opensearch.auth_failure_listeners.ip_rate_limiting": {
    text: "Blocks addresses after too many failed logins; no longer used.",
  },
  "opensearch.auth_failure_listeners.ip_rate_limiting.allowed_tries": {
    text: "Failed logins before an address is blocked.",
    unit: "tries",
  },
  "opensearch.auth_failure_listeners.ip_rate_limiting.block_expiry_seconds": {
    text: "How long an address stays blocked.",
    unit: "s",
  },
  "opensearch.auth_failure_listeners.ip_rate_limiting.max_blocked_clients": {
    text: "Addresses that may be blocked at once.",
    unit: "addresses",
  },
  "opensearch.auth_failure_listeners.ip_rate_limiting.max_tracked_clients": {
    text: "Addresses whose failures are counted at once.",
    unit: "addresses",
  },
  "opensearch.auth_failure_listeners.ip_rate_limiting.time_window_seconds": {
    text: "Span within which an address's failures are counted.",
    unit: "s",
  },
  "opensearch.auth_failure_listeners.ip_rate_limiting.type": { text: "What is counted: failures by address." },
  [GROUP]: {
    text: "Cancels expensive searches while a node is under duress.",
    aka: ["runaway search", "cluster overloaded by searches"],
  },
  [`${GROUP}.mode`]: { text: "Whether searches are cancelled, only watched, or left alone." },
  [`${GROUP}.node_duress`]: { text: "When a node counts as under duress." },
  [`${GROUP}.node_duress.cpu_threshold`]: { text: "CPU use from which a node is under duress.", unit: "fraction" },
  [`${GROUP}.node_duress.heap_threshold`]: { text: "Heap use from which a node is under duress.", unit: "fraction" },
  [`${GROUP}.node_duress.num_successive_breaches`]: {
    text: "Measurements in a row above a threshold that make it duress.",
  },
  ...taskWords("search_task", "coordinating searches"),
  ...taskWords("search_shard_task", "searches of one shard"),
  "opensearch.search.insights.top_queries": {
    text: "Collects the heaviest queries.",
    aka: ["slow queries", "query insights", "top n queries"],
  },
  ...topQueries("cpu", "CPU"),
  ...topQueries("latency", "time"),
  ...topQueries("memory", "memory"),
  "opensearch.segrep": { text: "Settings of segment replication." },
  "opensearch.segrep.pressure.checkpoint.limit": {
    text: "Checkpoints that a replica may lag before pressure is applied.",
    unit: "checkpoints",
  },
  "opensearch.segrep.pressure.enabled": { text: "Refuses writes while replicas lag too far behind." },
  "opensearch.segrep.pressure.replica.stale.limit": {
    text: "Share of replicas that may be stale before writes are refused.",
    unit: "fraction",
  },
  "opensearch.segrep.pressure.time.limit": {
    text: "Time that a replica may lag before it counts as stale.",
    unit: "duration, as 5m",
  },
  "opensearch.shard_indexing_pressure": {
    text: "Refuses writes to single shards that would overload a node.",
    aka: ["indexing backpressure", "rejected execution"],
  },
  "opensearch.shard_indexing_pressure.enabled": { text: "Turns the watching of shards on." },
  "opensearch.shard_indexing_pressure.enforced": {
    text: "Refuses writes in fact; off only counts what would be refused.",
  },
  "opensearch.shard_indexing_pressure.operating_factor": {
    text: "How full a shard's share may get before it is changed.",
  },
  "opensearch.shard_indexing_pressure.operating_factor.lower": {
    text: "Fill below which a shard's share shrinks.",
    unit: "fraction",
  },
  "opensearch.shard_indexing_pressure.operating_factor.optimal": {
    text: "Fill that a shard's share is set for.",
    unit: "fraction",
  },
  "opensearch.shard_indexing_pressure.operating_factor.upper": {
    text: "Fill above which a shard's share grows.",
    unit: "fraction",
  },
  "opensearch.shard_indexing_pressure.primary_parameter": { text: "Limits of a primary shard and its node." },
  "opensearch.shard_indexing_pressure.primary_parameter.node": { text: "Limits of the node." },
  "opensearch.shard_indexing_pressure.primary_parameter.node.soft_limit": {
    text: "Share of the node's indexing memory from which other checks begin.",
    unit: "fraction",
  },
  "opensearch.shard_indexing_pressure.primary_parameter.shard": { text: "Limits of the shard." },
  "opensearch.shard_indexing_pressure.primary_parameter.shard.min_limit": {
    text: "Least share of indexing memory that a new shard gets.",
    unit: "fraction",
  },
};
