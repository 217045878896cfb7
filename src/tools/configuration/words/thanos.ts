import type { ParameterPaths } from "../../../core/configuration/generated/paths.js";
import type { WordsByPath } from "../words.js";

/** Words for Thanos (Aiven for Metrics). */
export const thanos: WordsByPath<ParameterPaths["services"]["thanos"]> = {
  compactor: { text: "Settings of the compactor, which merges, thins out and deletes stored metrics." },
  "compactor.retention.days": {
    text: "How long metrics are kept; 0 for ever.",
    unit: "days",
    effect: "Lowering it deletes what is older; object storage is billed by size.",
    aka: ["metrics retention", "delete old metrics", "how long to keep metrics"],
  },
  env: { text: "Environment variables of the components; no longer used." },
  object_storage_usage_alert_threshold_gb: {
    text: "Size of the stored metrics from which you are warned.",
    unit: "GB",
    aka: ["storage alert", "storage cost warning"],
  },
  query: { text: "Settings of the querier, which answers PromQL.", aka: ["promql"] },
  "query.query.default-evaluation-interval": { text: "Step of subqueries that give none.", unit: "duration, as 1m" },
  "query.query.lookback-delta": {
    text: "How far back a query looks for the last sample of a series.",
    unit: "duration, as 5m",
    effect: "Should be longer than two scrapes, or graphs get gaps.",
    aka: ["gaps in graphs", "staleness"],
  },
  "query.query.metadata.default-time-range": {
    text: "Span in which labels and series are looked up without one; 0s all of it.",
    unit: "duration",
  },
  "query.query.timeout": {
    text: "Gives up on a query that takes longer.",
    unit: "duration, as 2m",
    aka: ["query timed out"],
  },
  "query.store.limits.request-samples": { text: "Samples that one request may fetch; 0 no limit.", unit: "samples" },
  "query.store.limits.request-series": {
    text: "Series that one request may fetch; 0 no limit.",
    unit: "series",
    effect: "Guards the memory against queries of high cardinality.",
    aka: ["cardinality limit"],
  },
  "query-frontend": { text: "Settings of the query frontend, which splits and caches queries." },
  "query-frontend.query-range.align-range-with-step": {
    text: "Moves the ends of a range onto multiples of its step, so that answers can be cached.",
    aka: ["query caching"],
  },
  "receiver-ingesting": { text: "Settings of the receiver that stores what comes in." },
  "receiver-routing": { text: "Settings of the receiver that spreads what comes in.", aka: ["remote write"] },
  ruler: { text: "Settings of the ruler, which evaluates recording and alerting rules." },
  store: { text: "Settings of the store gateway, which reads from object storage." },
};
