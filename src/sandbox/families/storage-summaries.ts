import { badRequest } from "../errors.js";
import { requirePowered, requireServiceOf, type ServiceRow } from "../model/service.js";
import type { Handlers } from "../world.js";

/** Nothing is ever written to object storage here, so that it is empty and costs nothing. */
const EMPTY = {
  current_cost: "0.00",
  forecasted_cost: "0.00",
  forecasted_rate: "0.00",
  storage_usage_history: { hourly: [] },
  total_storage_usage: 0,
};

export const handlers: Handlers = {
  ServiceClickHouseTieredStorageSummary: (input, call) => {
    requirePowered(requireServiceOf(call, input, "tiered storage", "clickhouse"));
    return EMPTY;
  },

  ServiceOpensearchTieredStorageSummary: (input, call) => {
    requireWarm(requirePowered(requireServiceOf(call, input, "tiered storage", "opensearch")));
    return EMPTY;
  },

  ServiceThanosStorageSummary: (input, call) => {
    requireServiceOf(call, input, "object storage", "thanos");
    return EMPTY;
  },
};

/** Versions of OpenSearch that can search snapshots. */
function requireWarm({ user_config }: ServiceRow): void {
  if (user_config["opensearch_version"] !== "1") return;
  throw badRequest("Tiered storage needs OpenSearch 2 or later");
}
