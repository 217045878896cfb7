import type { ParameterPaths } from "../../../core/configuration/generated/paths.js";
import type { WordsByPath } from "../words.js";

/** Words for ClickHouse. */
export const clickhouse: WordsByPath<ParameterPaths["services"]["clickhouse"]> = {
  clickhouse_version: {
    marks: ["one-way"],
    text: "Version of ClickHouse.",
    effect: "Going up cannot be undone.",
    aka: ["upgrade clickhouse"],
  },
  server_settings: { text: "Settings of the ClickHouse server." },
  "server_settings.vector_similarity_index_cache_size": {
    text: "Share of the memory that caches vector indexes.",
    unit: "fraction",
    effect: "What it takes, queries lack.",
    aka: ["vector search", "ann index", "embeddings"],
  },
  session_settings: { text: "Settings that every session begins with." },
  "session_settings.compatibility": {
    text: "Older version whose defaults sessions keep after an upgrade.",
    aka: ["behave like the old version", "query differs after an upgrade"],
  },
  tiered_storage_move_factor: {
    text: "Share of local disk that must be free; below it, parts move to object storage.",
    unit: "fraction",
    effect: "High moves earlier: more room locally, slower reads of older data.",
    aka: ["object storage", "move data to s3", "disk full"],
  },
};
