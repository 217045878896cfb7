import type { WordsByPath } from "../words.js";
import { below } from "./below.js";

const GATHERED = below("gather_", {
  event_waits: { text: "Sends what server threads wait for." },
  file_events_stats: { text: "Sends reads and writes by file." },
  index_io_waits: { text: "Sends waits for I/O by index." },
  info_schema_auto_inc: { text: "Sends how full AUTO_INCREMENT columns are.", aka: ["auto increment runs out"] },
  innodb_metrics: { text: "Sends the counters of InnoDB." },
  perf_events_statements: { text: "Sends statistics by kind of statement." },
  process_list: { text: "Sends the number of sessions by what they do." },
  replica_status: { text: "Sends the state of replication.", aka: ["replication lag"] },
  slave_status: { text: "Sends the state of replication, by its old name." },
  table_io_waits: { text: "Sends waits for I/O by table." },
  table_lock_waits: { text: "Sends waits for locks by table." },
  table_schema: { text: "Sends sizes and rows of tables.", aka: ["table sizes"] },
});

/** Words for which metrics of MySQL an integration sends. */
export const mysqlTelegraf = {
  source_mysql: { text: "Which metrics of a MySQL service are sent." },
  "source_mysql.telegraf": { text: "What Telegraf, the collector beside MySQL, gathers.", aka: ["telegraf"] },
  ...below("source_mysql.telegraf.", GATHERED),
  "source_mysql.telegraf.perf_events_statements_digest_text_limit": {
    text: "Characters kept of a statement's text.",
    unit: "characters",
  },
  "source_mysql.telegraf.perf_events_statements_limit": {
    text: "Kinds of statements that are sent.",
    unit: "statements",
  },
  "source_mysql.telegraf.perf_events_statements_time_limit": {
    text: "Leaves out statements that were last seen longer ago.",
    unit: "s",
  },
} satisfies WordsByPath;
