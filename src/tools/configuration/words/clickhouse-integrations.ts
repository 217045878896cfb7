import type { WordsByPath } from "../words.js";

/** Words for integrations that bring data into ClickHouse. */
export const clickhouseIntegrations = {
  clickhouse_credentials: {
    grants: {
      text: "Users of ClickHouse who may use the outside server's credentials.",
      aka: ["who may use the credentials"],
    },
    "grants[].user": { text: "Name of the ClickHouse user, or a pattern." },
  },
  clickhouse_postgresql: {
    databases: {
      text: "Databases and schemas of PostgreSQL that appear in ClickHouse.",
      aka: ["query postgres from clickhouse"],
    },
    "databases[].database": { text: "Name of the PostgreSQL database." },
    "databases[].schema": { text: "Schema whose tables appear." },
  },
  clickhouse_kafka: {
    tables: {
      text: "Tables of ClickHouse that read from and write to topics.",
      effect: "The list is replaced whole: a table left out is removed.",
      aka: ["kafka table engine", "ingest topics"],
    },
    "tables[].auto_offset_reset": { text: "Where reading begins without an offset.", aka: ["read from the beginning"] },
    "tables[].auto_offset_reset_by_duration_ms": {
      text: "Begins reading so far back in time, without an offset.",
      unit: "ms",
    },
    "tables[].columns": { text: "Columns of the table, in the order of the format." },
    "tables[].columns[].name": { text: "Name of the column." },
    "tables[].columns[].type": { text: "ClickHouse type of the column." },
    "tables[].data_format": { text: "Format of the messages.", aka: ["avro", "json", "csv", "message format"] },
    "tables[].date_time_input_format": {
      text: "How dates in messages are read; best_effort takes more ways of writing them.",
    },
    "tables[].group_name": {
      text: "Consumer group of the table.",
      effect: "Tables that share one split the messages among them.",
      aka: ["consumer group"],
    },
    "tables[].handle_error_mode": {
      text: "What happens to messages that cannot be read.",
      aka: ["dead letter queue", "broken messages"],
    },
    "tables[].materialized_view": {
      text: "A view that stores what the table reads for good.",
      aka: ["persist messages"],
    },
    "tables[].materialized_view.database_name": { text: "Database in which the view's table lies." },
    "tables[].materialized_view.engine": { text: "Engine of the view's table." },
    "tables[].materialized_view.engine_params": { text: "Parameters of that engine." },
    "tables[].materialized_view.local_disk_ttl_days": {
      text: "Age at which rows move from local disk to object storage.",
      unit: "days",
    },
    "tables[].materialized_view.order_by": { text: "Columns that rows are sorted by; the primary index." },
    "tables[].materialized_view.ttl_column": { text: "Column with the time that a row's age counts from." },
    "tables[].materialized_view.ttl_days": { text: "Age at which rows are deleted.", unit: "days" },
    "tables[].materialized_view.view_name": { text: "Name of the view." },
    "tables[].max_block_size": { text: "Rows gathered before they are written.", unit: "rows" },
    "tables[].max_rows_per_message": { text: "Rows written into one message, for formats by row.", unit: "rows" },
    "tables[].name": { text: "What the table is called." },
    "tables[].num_consumers": {
      text: "Consumers per node.",
      unit: "consumers",
      effect: "More than the topic has partitions are idle.",
      aka: ["parallel ingestion"],
    },
    "tables[].poll_max_batch_size": { text: "Messages taken in one poll.", unit: "messages" },
    "tables[].poll_max_timeout_ms": { text: "How long one poll waits for messages.", unit: "ms" },
    "tables[].producer_batch_num_messages": { text: "Messages in one batch that is written.", unit: "messages" },
    "tables[].producer_batch_size": { text: "Size of one batch that is written.", unit: "bytes" },
    "tables[].producer_compression_codec": { text: "How batches that are written are compressed." },
    "tables[].producer_compression_level": { text: "How hard to compress; -1 as the codec likes." },
    "tables[].producer_linger_ms": { text: "How long a batch that is written waits to fill.", unit: "ms" },
    "tables[].producer_queue_buffering_max_kbytes": { text: "Data that may wait to be written.", unit: "kB" },
    "tables[].producer_queue_buffering_max_messages": {
      text: "Messages that may wait to be written.",
      unit: "messages",
    },
    "tables[].producer_request_required_acks": { text: "Replicas that must have what is written; -1 all in sync." },
    "tables[].skip_broken_messages": {
      text: "Messages per block that may be unreadable before reading stops.",
      unit: "messages",
    },
    "tables[].thread_per_consumer": { text: "Gives each consumer a thread and its own blocks." },
    "tables[].topics": { text: "Topics that the table reads." },
    "tables[].topics[].name": { text: "A topic to read." },
  },
} satisfies Record<string, WordsByPath>;
