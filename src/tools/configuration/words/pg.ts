import type { ParameterPaths } from "../../../core/configuration/generated/paths.js";
import type { WordsByPath } from "../words.js";
import { pgEngine } from "./pg-engine.js";
import { pgAudit, pgBouncer } from "./pg-extensions.js";

/** Words for PostgreSQL. */
export const pg: WordsByPath<ParameterPaths["services"]["pg"]> = {
  pg: {
    text: "Settings of the PostgreSQL server itself (postgresql.conf).",
    aka: ["postgresql.conf", "guc", "tuning"],
  },
  ...pgEngine,
  ...pgBouncer,
  ...pgAudit,
  enable_ha_replica_dns: {
    text: "Gives a service with standbys a name that leads to one of them, for reading.",
    aka: ["read replica hostname", "replica uri", "reader endpoint"],
  },
  node_count: {
    marks: ["price"],
    text: "How many nodes the service runs on, where the plan leaves it open.",
    unit: "nodes",
    effect: "Each node is billed.",
    aka: ["number of standbys", "replica count"],
  },
  pg_qualstats: {
    text: "Gathers which columns WHERE and JOIN conditions use, to propose indexes.",
    aka: ["missing index"],
  },
  "pg_qualstats.enabled": { text: "Turns the gathering of conditions on." },
  "pg_qualstats.min_err_estimate_num": {
    text: "Keeps only conditions whose row estimate was off by at least this many rows.",
    unit: "rows",
  },
  "pg_qualstats.min_err_estimate_ratio": { text: "Keeps only conditions whose row estimate was off by this factor." },
  "pg_qualstats.track_constants": { text: "Keeps apart the same condition with different constants." },
  "pg_qualstats.track_pg_catalog": { text: "Gathers conditions on system catalogs too." },
  pg_read_replica: {
    text: "Makes the new service a read replica of the one it is forked from.",
    effect: "Needs an integration of type read_replica; a replica does not take writes.",
    aka: ["follower", "replica of another service"],
  },
  pg_service_to_fork_from: { text: "Old name of service_to_fork_from; use that one." },
  pg_stat_monitor_enable: {
    text: "Loads pg_stat_monitor, which gathers query statistics in time buckets.",
    effect: "Costs some CPU, and pg_stat_statements can no longer be trusted for utility commands.",
    aka: ["query monitoring", "percona"],
  },
  pg_stat_plans_enable: {
    text: "Loads pg_stat_plans, which gathers statistics by query plan.",
    aka: ["plan statistics"],
  },
  pg_version: {
    marks: ["one-way"],
    text: "Major version of PostgreSQL.",
    effect: "Going up cannot be undone and has a short outage; check the extensions first.",
    aka: ["upgrade postgres", "major version upgrade", "postgresql version"],
  },
  pglookout: { text: "How the service decides that a standby takes over.", aka: ["failover settings", "ha"] },
  "pglookout.max_failover_replication_time_lag": {
    text: "How long the primary must be out of reach before a standby takes over.",
    unit: "s",
    effect: "Low fails over sooner; too low fails over for a hiccup.",
    aka: ["failover delay", "when to promote a standby"],
  },
  shared_buffers_percentage: {
    text: "Share of the memory that PostgreSQL keeps as its page cache (shared_buffers).",
    unit: "%",
    effect: "Too high leaves too little for work_mem, connections and the system's own cache. Restarts the server.",
    aka: ["shared_buffers", "buffer cache size", "cache hit ratio"],
  },
  switchover_windows: {
    text: "Times of the week in which planned switches to another primary may happen.",
    aka: ["when failovers are allowed", "planned switchover time"],
  },
  "switchover_windows[].dow": { text: "Day of the week of the window.", aka: ["weekday"] },
  "switchover_windows[].start_time": { text: "When the window opens.", unit: "HH:MM:SS, UTC" },
  "switchover_windows[].end_time": { text: "When the window closes.", unit: "HH:MM:SS, UTC" },
  synchronous_replication: {
    text: "Whether a commit waits for a standby to have it.",
    effect: "quorum loses no commits in a failover, and every write waits for the network.",
    aka: ["zero data loss", "sync standby", "synchronous standby"],
  },
  timescaledb: { text: "Settings of the TimescaleDB extension.", aka: ["time series", "hypertable"] },
  "timescaledb.max_background_workers": {
    text: "Background workers that TimescaleDB may use for its jobs.",
    unit: "workers",
    effect: "Count one per database, plus those that run at once; keep below pg.max_worker_processes.",
    aka: ["compression jobs not running", "continuous aggregate workers"],
  },
  variant: { text: "Which build of PostgreSQL runs: the usual one or Timescale's.", aka: ["flavour", "edition"] },
  work_mem: {
    text: "Memory for one sort or hash of a query before it spills to disk.",
    unit: "MB",
    effect:
      "Taken several times per query and connection: too high runs out of memory, too low writes temporary files.",
    aka: ["sort memory", "hash join memory", "temp files", "memory per query"],
  },
};
