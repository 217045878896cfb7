import { ApiFailure, badRequest, found } from "../errors.js";
import { recordOn } from "../model/event.js";
import { type IndexRow, indexKey, indices, indicesOf, matchIndices } from "../model/opensearch-index.js";
import { requirePowered, requireServiceOf, type ServiceRow } from "../model/service.js";
import type { Call, Handlers } from "../world.js";

export const handlers: Handlers = {
  ServiceOpenSearchIndexList: (input, call) => {
    const service = requireOpenSearch(call, input);
    return { indexes: indicesOf(call.world, service).map((row) => toIndex(service, row)) };
  },

  ServiceOpenSearchIndexDelete: (input, call) => {
    const service = requireOpenSearch(call, input);
    const rows = requireIndices(call, service, input.index_pattern);
    const system = rows.find(({ index_name }) => index_name.startsWith("."));
    if (system) {
      throw new ApiFailure(403, `Cannot delete system index ${system.index_name}`, "opensearch_delete_system_index");
    }
    for (const { index_name } of rows) indices(call.world).delete(indexKey(service, index_name));
    recordOn(call, service, "service_index_delete", `Deleted ${rows.length} indices: ${input.index_pattern}`);
    return { message: "deleted" };
  },

  ServiceOpenSearchIndexClose: (input, call) => {
    const service = requireOpenSearch(call, input);
    const rows = matchIndices(call.world, service, input.index_pattern);
    if (rows.length === 0) throw badRequest(`No index matches '${input.index_pattern}'`, "index_close_failed");
    setStatus(call, service, rows, "close");
    return { acknowledged: true };
  },

  ServiceOpenSearchIndexOpen: (input, call) => {
    const service = requireOpenSearch(call, input);
    setStatus(call, service, requireIndices(call, service, input.index_pattern), "open");
    return { acknowledged: true };
  },

  ServiceOpenSearchIndexCloseMultiple: (input, call) => {
    const service = requireOpenSearch(call, input);
    return { closed_indices: setStatus(call, service, named(call, service, input.indices), "close") };
  },

  ServiceOpenSearchIndexOpenMultiple: (input, call) => {
    const service = requireOpenSearch(call, input);
    return { opened_indices: setStatus(call, service, named(call, service, input.indices), "open") };
  },
};

/** An OpenSearch service that answers; one that is still being built does not. */
export function requireOpenSearch(call: Call, input: Parameters<typeof requireServiceOf>[1]): ServiceRow {
  const service = requirePowered(requireServiceOf(call, input, "OpenSearch operations", "opensearch"));
  if (service.nodes.some(({ state }) => state === "running")) return service;
  throw new ApiFailure(502, "OpenSearch is not available yet", "opensearch_service_unavailable");
}

function requireIndices(call: Call, service: ServiceRow, pattern: string): IndexRow[] {
  const rows = matchIndices(call.world, service, pattern);
  found(rows[0], `Index ${pattern} does not exist`, "index_not_found");
  return rows;
}

/** Indices by their names; all of them have to be there. */
function named(call: Call, service: ServiceRow, names: readonly string[]): IndexRow[] {
  return names.map((name) =>
    found(indices(call.world).get(indexKey(service, String(name))), `Index ${name} does not exist`, "index_not_found"),
  );
}

function setStatus(call: Call, service: ServiceRow, rows: readonly IndexRow[], status: IndexRow["status"]): string[] {
  for (const { index_name } of rows) indices(call.world).patch(indexKey(service, index_name), { status });
  const names = rows.map(({ index_name }) => index_name);
  recordOn(call, service, `service_index_${status}`, `Set indices to ${status}: ${names.join(", ")}`);
  return names;
}

/** An index in the API's form: with replicas that no node can hold it is yellow. */
function toIndex({ nodes }: ServiceRow, { status, number_of_replicas, docs, size, ...row }: IndexRow) {
  const running = nodes.filter(({ state }) => state === "running").length;
  return {
    ...row,
    ...(status === "open" ? { docs, size } : {}),
    health: number_of_replicas >= running ? ("yellow" as const) : ("green" as const),
    number_of_replicas,
    read_only_allow_delete: false,
    status,
  };
}
