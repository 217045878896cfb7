import { CLICKHOUSE_QUERIES, MYSQL_QUERIES, PG_QUERIES } from "../data/sample-queries.js";
import { recordOn } from "../model/event.js";
import { requireAnswering, serviceKey } from "../model/service.js";
import { primaryUser } from "../model/service-user.js";
import { pageOf } from "../order.js";
import { countedSince, countQueries, resetQueryStatistics, round } from "../service/query-statistics.js";
import type { Call, Handler, Handlers } from "../world.js";

const PG_COLUMNS =
  "blk_read_time,blk_write_time,calls,database_name,local_blks_dirtied,local_blks_hit,local_blks_read,local_blks_written,max_plan_time,max_time,mean_plan_time,mean_time,min_plan_time,min_time,query,queryid,rows,shared_blks_dirtied,shared_blks_hit,shared_blks_read,shared_blks_written,stddev_plan_time,stddev_time,temp_blks_read,temp_blks_written,total_plan_time,total_time,user_name,wal_bytes,wal_fpi,wal_records".split(
    ",",
  );
const MYSQL_COLUMNS =
  "avg_timer_wait,count_star,digest,digest_text,first_seen,last_seen,max_timer_wait,min_timer_wait,quantile_95,quantile_99,quantile_999,query_sample_seen,query_sample_text,query_sample_timer_wait,schema_name,sum_created_tmp_disk_tables,sum_created_tmp_tables,sum_errors,sum_lock_time,sum_no_good_index_used,sum_no_index_used,sum_rows_affected,sum_rows_examined,sum_rows_sent,sum_select_full_join,sum_select_full_range_join,sum_select_range,sum_select_range_check,sum_select_scan,sum_sort_merge_passes,sum_sort_range,sum_sort_rows,sum_sort_scan,sum_timer_wait,sum_warnings".split(
    ",",
  );
const CLICKHOUSE_COLUMNS = ["calls", "min_time", "max_time", "mean_time", "p95_time", "stddev_time", "total_time"];
/** MySQL measures in picoseconds. */
const PICOSECONDS = 1e9;

const pgStatistics: Handler<"PGServiceQueryStatistics"> = ({ order_by = "calls:desc", ...input }, call) => {
  const service = requireAnswering(call, input, "query statistics", "pg");
  const user_name = primaryUser(call.world, service)?.username ?? "";
  const rows = countQueries(call.world, service, PG_QUERIES).map(({ text, calls, meanMs, rows, total }) => ({
    ...Object.fromEntries(PG_COLUMNS.map((name) => [name, 0])),
    calls,
    database_name: "defaultdb",
    max_time: round(meanMs * 6),
    mean_time: meanMs,
    min_time: round(meanMs / 3),
    query: text,
    queryid: Number.parseInt(call.world.hex(text, 12), 16),
    rows: rows * calls,
    shared_blks_hit: calls * 3,
    stddev_time: round(meanMs / 4),
    total_time: total,
    user_name,
    wal_bytes: "0",
  }));
  return { queries: pageOf(rows, { ...input, order_by }, PG_COLUMNS) };
};

export const handlers: Handlers = {
  PGServiceQueryStatistics: pgStatistics,
  PGServiceQueryStatisticsDeprecated: pgStatistics,

  MySQLServiceQueryStatistics: ({ order_by = "count_star:desc", ...input }, call) => {
    const service = requireAnswering(call, input, "query statistics", "mysql");
    const first_seen = call.world.clock.timestamp(countedSince(call.world, service));
    const rows = countQueries(call.world, service, MYSQL_QUERIES).map(({ text, calls, meanMs, rows, total }) => ({
      ...Object.fromEntries(MYSQL_COLUMNS.map((name) => [name, 0])),
      avg_timer_wait: meanMs * PICOSECONDS,
      count_star: calls,
      digest: call.world.hex(text, 64),
      digest_text: text,
      first_seen,
      last_seen: call.world.now(),
      max_timer_wait: meanMs * 6 * PICOSECONDS,
      min_timer_wait: Math.round((meanMs / 3) * PICOSECONDS),
      query_sample_seen: call.world.now(),
      query_sample_text: text,
      query_sample_timer_wait: String(meanMs * PICOSECONDS),
      schema_name: "defaultdb",
      sum_rows_sent: rows * calls,
      sum_timer_wait: Math.round(total * PICOSECONDS),
    }));
    return { queries: pageOf(rows, { ...input, order_by }, MYSQL_COLUMNS) };
  },

  ServiceClickHouseQueryStats: ({ order_by = "total_time:desc", ...input }, call) => {
    const service = requireAnswering(call, input, "ClickHouse queries", "clickhouse");
    const rows = countQueries(call.world, service, CLICKHOUSE_QUERIES).map(({ text, calls, meanMs, rows, total }) => ({
      calls,
      database: "system",
      max_time: meanMs * 6,
      mean_time: meanMs,
      min_time: 1,
      p95_time: meanMs * 3,
      query: text,
      rows,
      stddev_time: 1,
      total_time: Math.round(total),
    }));
    return { queries: pageOf(rows, { ...input, order_by }, CLICKHOUSE_COLUMNS) };
  },

  ServiceQueryStatisticsReset: (input, call) => {
    const service = requireAnswering(call, input, "query statistics", "pg", "mysql");
    resetQueryStatistics(call.world, service);
    recordOn(call, service, "service_query_stats_reset", "Reset the query statistics");
    return { queries: [] };
  },

  ServiceQueryActivity: ({ order_by = "client_id:desc", ...input }, call) => {
    const service = requireAnswering(call, input, "current queries", "pg", "mysql", "valkey");
    const rows = connectionsOf(call, service);
    return { queries: pageOf(rows, { ...input, order_by }, [...Object.keys(rows[0] ?? {}), "client_id"]) };
  },

  // PostgreSQL answers whether it could send the signal: a backend that is not there cannot be cancelled.
  ServiceCancelQuery: ({ pid, terminate = false, ...input }, call) => {
    const service = requireAnswering(call, input, "cancelling queries", "pg", "mysql");
    const connection = connectionsOf(call, service).find((each) => each.pid === pid);
    if (!connection) return { success: false };
    // The query of a monitoring connection ends by itself; only a connection stays away.
    if (terminate) ended(call).put(`${serviceKey(service)}/${pid}`, { pid: connection.pid });
    recordOn(
      call,
      service,
      "service_query_cancel",
      `${terminate ? "Terminated connection" : "Cancelled query of"} ${pid}`,
    );
    return { success: true };
  },
};

function ended({ world }: Call) {
  return world.table<{ readonly pid: number }>("ended_connections");
}

/** Connections of the platform itself: those that watch the service. They last from its creation on. */
function connectionsOf(call: Call, service: ReturnType<typeof requireAnswering>) {
  const { world } = call;
  const first = 100 + (Number.parseInt(world.hex(`pid ${serviceKey(service)}`, 4), 16) % 900);
  const usename = service.service_type === "pg" ? "_aiven" : (primaryUser(world, service)?.username ?? "");
  const names = ["metrics collector", "health check", "backup", "replication monitor"];
  const open = names.map((application_name, index) => ({
    application_name,
    backend_start: service.create_time,
    client_addr: "127.0.0.1",
    connection_age_seconds: Math.floor((world.clock.now() - Date.parse(service.create_time)) / 1000),
    connection_idle_seconds: 5 * index,
    datname: "defaultdb",
    id: String(first + index),
    name: application_name,
    pid: first + index,
    query: index === 0 && service.service_type === "pg" ? "SELECT * FROM pg_stat_activity" : "",
    query_duration: 0,
    query_start: world.now(),
    state: index === 0 ? "active" : "idle",
    usename,
    waiting: false,
  }));
  return open.filter(({ pid }) => !ended(call).has(`${serviceKey(service)}/${pid}`));
}
