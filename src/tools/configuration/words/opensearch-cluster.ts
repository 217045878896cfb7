import type { WordsByPath } from "../words.js";

/** Words for the settings of an OpenSearch cluster. */
export const opensearchCluster = {
  "opensearch.action_auto_create_index_enabled": {
    text: "Creates an index when somebody first writes to it.",
    aka: ["index_not_found_exception", "automatic index creation"],
  },
  "opensearch.action_destructive_requires_name": {
    text: "Deleting indexes needs their full names; wildcards are refused.",
    aka: ["delete all indexes", "protect against wildcard deletes"],
  },
  "opensearch.cluster.filecache.remote_data_ratio": {
    text: "How much remote data may be served, as times the file cache.",
  },
  "opensearch.cluster.remote_store": { text: "Keeping data and state in object storage." },
  "opensearch.cluster.remote_store.state.global_metadata.upload_timeout": {
    text: "How long storing the cluster's metadata may take.",
    unit: "duration",
  },
  "opensearch.cluster.remote_store.state.metadata_manifest.upload_timeout": {
    text: "How long storing the list of metadata may take.",
    unit: "duration",
  },
  "opensearch.cluster.remote_store.translog.buffer_interval": {
    text: "How long changes gather before they go to object storage.",
    unit: "duration",
  },
  "opensearch.cluster.remote_store.translog.max_readers": {
    text: "Translog files that may be open per shard.",
    unit: "files",
  },
  "opensearch.cluster.routing.allocation.balance.prefer_primary": {
    text: "Spreads primary shards evenly over the nodes.",
  },
  "opensearch.cluster.search.request.slowlog": {
    text: "Log of slow search requests.",
    aka: ["slow log", "log slow searches"],
  },
  "opensearch.cluster.search.request.slowlog.level": { text: "Lowest level that is logged." },
  "opensearch.cluster.search.request.slowlog.threshold": { text: "From when on a request counts as slow, by level." },
  "opensearch.cluster.search.request.slowlog.threshold.debug": {
    text: "Time from which a request is logged as debug.",
    unit: "duration, as 2s",
  },
  "opensearch.cluster.search.request.slowlog.threshold.info": {
    text: "Time from which a request is logged as info.",
    unit: "duration, as 5s",
  },
  "opensearch.cluster.search.request.slowlog.threshold.trace": {
    text: "Time from which a request is logged as trace.",
    unit: "duration, as 500ms",
  },
  "opensearch.cluster.search.request.slowlog.threshold.warn": {
    text: "Time from which a request is logged as warn.",
    unit: "duration, as 10s",
  },
  "opensearch.cluster_max_shards_per_node": {
    text: "Shards that the cluster may have, times its nodes.",
    unit: "shards per node",
    effect: "Many small shards cost heap; better fewer and larger ones.",
    aka: ["maximum shards open", "too many shards", "cannot create an index"],
  },
  "opensearch.cluster_routing_allocation_node_concurrent_recoveries": {
    text: "Shards that a node may receive or send at once when they move.",
    unit: "shards",
    effect: "More heals faster and leaves less for searches.",
    aka: ["recovery is slow", "rebalancing speed"],
  },
  "opensearch.disk_watermarks": {
    text: "How full a disk may be before shards stay away, leave, or turn read-only.",
    aka: ["disk full"],
  },
  "opensearch.disk_watermarks.low": { text: "Fill from which a node gets no more shards.", unit: "%" },
  "opensearch.disk_watermarks.high": { text: "Fill from which shards move away.", unit: "%" },
  "opensearch.disk_watermarks.flood_stage": {
    text: "Fill from which indexes become read-only.",
    unit: "%",
    effect: "Too high lets the disk run full.",
    aka: ["read-only-allow-delete", "forbidden index read-only"],
  },
  "opensearch.email_sender_name": { text: "Name of the mail account that alerts are sent from.", aka: ["alert email"] },
  "opensearch.email_sender_password": { text: "Password of that mail account." },
  "opensearch.email_sender_username": { text: "User of that mail account." },
  "opensearch.enable_remote_backed_storage": {
    text: "Keeps a copy of all indexes in object storage all the time.",
    aka: ["remote store"],
  },
  "opensearch.enable_searchable_snapshots": {
    text: "Lets indexes inside snapshots be searched without restoring them.",
    aka: ["search archived data"],
  },
  "opensearch.enable_security_audit": { text: "Logs security events such as logins and refusals.", aka: ["audit log"] },
  "opensearch.enable_snapshot_api": {
    text: "Opens the snapshot API for repositories of your own.",
    aka: ["_snapshot forbidden"],
  },
  "opensearch.http_max_content_length": {
    text: "Largest body of a request.",
    unit: "bytes",
    effect: "Large bulk requests take heap.",
    aka: ["413 request entity too large", "bulk size"],
  },
  "opensearch.http_max_header_size": { text: "Largest headers of a request.", unit: "bytes" },
  "opensearch.http_max_initial_line_length": {
    text: "Longest URL of a request.",
    unit: "bytes",
    aka: ["uri too long"],
  },
  "opensearch.indices_fielddata_cache_size": {
    text: "Share of the heap for field data, which sorting and aggregating on text needs.",
    unit: "%",
    effect: "Changing it restarts the nodes; too low loads the same again and again.",
    aka: ["fielddata", "circuit breaking exception"],
  },
  "opensearch.indices_memory_index_buffer_size": {
    text: "Share of the heap in which new documents gather.",
    unit: "%",
    aka: ["indexing speed"],
  },
  "opensearch.indices_memory_max_index_buffer_size": { text: "Ceiling for that buffer.", unit: "MB" },
  "opensearch.indices_memory_min_index_buffer_size": { text: "Floor for that buffer.", unit: "MB" },
  "opensearch.indices_queries_cache_size": {
    text: "Share of the heap that caches results of filters.",
    unit: "%",
    aka: ["query cache"],
  },
  "opensearch.indices_query_bool_max_clause_count": {
    text: "Clauses that a bool query may have.",
    unit: "clauses",
    aka: ["too_many_clauses", "maxclausecount"],
  },
  "opensearch.indices_recovery_max_bytes_per_sec": {
    text: "How fast a node may move shards.",
    unit: "MB/s",
    aka: ["recovery speed"],
  },
  "opensearch.indices_recovery_max_concurrent_file_chunks": {
    text: "Pieces of a file that are sent at once when a shard moves.",
    unit: "pieces",
  },
  "opensearch.ism_enabled": {
    text: "Runs index state management: policies that roll over, shrink and delete.",
    aka: ["index lifecycle", "ilm", "delete old indexes"],
  },
  "opensearch.ism_history_enabled": { text: "Records what index state management did." },
  "opensearch.ism_history_max_age": { text: "Age at which a new history index is begun.", unit: "hours" },
  "opensearch.ism_history_max_docs": { text: "Documents at which a new history index is begun.", unit: "documents" },
  "opensearch.ism_history_rollover_check_period": { text: "Pause between two checks for that.", unit: "hours" },
  "opensearch.ism_history_rollover_retention_period": { text: "How long the history is kept.", unit: "days" },
  "opensearch.knn_memory_circuit_breaker_enabled": {
    text: "Bounds the memory for vector graphs.",
    aka: ["knn", "vector search"],
  },
  "opensearch.knn_memory_circuit_breaker_limit": {
    text: "Share of the memory beside the heap for vector graphs.",
    unit: "%",
    aka: ["knn memory"],
  },
  "opensearch.ml_commons_model_access_control_enabled": { text: "Lets owners say who may use a model." },
  "opensearch.ml_commons_native_memory_threshold": { text: "Memory use from which models are refused.", unit: "%" },
  "opensearch.ml_commons_only_run_on_ml_node": {
    text: "Runs models only on nodes made for it.",
    effect: "Without such nodes, models do not run at all.",
    aka: ["machine learning"],
  },
  "opensearch.node.search.cache.size": {
    text: "Room on disk for data that comes from object storage.",
    unit: "size or %",
  },
  "opensearch.override_main_response_version": {
    text: "Calls itself version 7.10, for clients made for Elasticsearch.",
    aka: ["elasticsearch client compatibility", "unsupported product"],
  },
  "opensearch.plugins_alerting_filter_by_backend_roles": {
    text: "Shows alerting objects only to users who share a role with their maker.",
  },
  "opensearch.reindex_remote_whitelist": {
    text: "Other clusters that may be reindexed from, as host:port.",
    aka: ["remote reindex", "copy an index from another cluster"],
  },
  "opensearch.remote_store": { text: "When writes are slowed down because object storage lags behind." },
  "opensearch.remote_store.segment.pressure.bytes_lag.variance_factor": {
    text: "Times the usual backlog in bytes from which writes are refused.",
    unit: "factor",
  },
  "opensearch.remote_store.segment.pressure.consecutive_failures.limit": {
    text: "Failed uploads in a row from which writes are refused.",
    unit: "uploads",
  },
  "opensearch.remote_store.segment.pressure.enabled": { text: "Turns the slowing down on." },
  "opensearch.remote_store.segment.pressure.time_lag.variance_factor": {
    text: "Times the usual delay from which writes are refused.",
    unit: "factor",
  },
  "opensearch.script_max_compilations_rate": {
    text: "New scripts that may be compiled in a span of time.",
    unit: "count/duration, as 75/5m",
    aka: ["too many dynamic script compilations"],
  },
  "opensearch.search_max_buckets": {
    text: "Buckets that the aggregations of one answer may have.",
    unit: "buckets",
    effect: "High lets one query eat the heap.",
    aka: ["too_many_buckets_exception", "aggregation limit"],
  },
  "opensearch.thread_pool_analyze_queue_size": { text: "Analyze requests that may wait.", unit: "requests" },
  "opensearch.thread_pool_analyze_size": { text: "Threads for analyze requests.", unit: "threads" },
  "opensearch.thread_pool_force_merge_size": { text: "Threads for force merges.", unit: "threads" },
  "opensearch.thread_pool_get_queue_size": { text: "Get requests that may wait.", unit: "requests" },
  "opensearch.thread_pool_get_size": { text: "Threads for get requests.", unit: "threads" },
  "opensearch.thread_pool_search_queue_size": {
    text: "Searches that may wait.",
    unit: "requests",
    effect: "A long queue hides overload and takes heap.",
    aka: ["search rejected", "429 too many requests"],
  },
  "opensearch.thread_pool_search_size": {
    text: "Threads for searches.",
    unit: "threads",
    effect: "More than the CPUs can feed makes each search slower.",
  },
  "opensearch.thread_pool_search_throttled_queue_size": {
    text: "Searches of throttled indexes that may wait.",
    unit: "requests",
  },
  "opensearch.thread_pool_search_throttled_size": {
    text: "Threads for searches of throttled indexes.",
    unit: "threads",
  },
  "opensearch.thread_pool_write_queue_size": {
    text: "Writes that may wait.",
    unit: "requests",
    effect: "A long queue takes heap; slower senders are better.",
    aka: ["bulk rejected", "es_rejected_execution_exception"],
  },
  "opensearch.thread_pool_write_size": { text: "Threads for writes.", unit: "threads" },
} satisfies WordsByPath;
