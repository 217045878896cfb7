import { badRequest } from "../errors.js";
import { recordOn } from "../model/event.js";
import { type IndexRow, indexKey, indices, indicesOf, matcher } from "../model/opensearch-index.js";
import {
  repositoriesOf,
  requireRepository,
  requireSnapshot,
  restorationsOf,
  type SnapshotRow,
  snapshotKey,
  snapshots,
  snapshotsOf,
  startRestoration,
  startSnapshot,
} from "../model/opensearch-snapshot.js";
import type { ServiceRow } from "../model/service.js";
import type { Call, Handlers } from "../world.js";
import { requireOpenSearch } from "./opensearch-indices.js";

export { effects } from "../model/opensearch-snapshot.js";

const NAME = /^[a-z0-9][a-z0-9_.-]*$/;

export const handlers: Handlers = {
  ServiceOpensearchListCustomRepos: (input, call) => ({
    repositories: repositoriesOf(requireOpenSearch(call, input)).map(({ name, type, base_path }) => ({
      name,
      settings: { base_path },
      type,
    })),
  }),

  ServiceOpensearchCustomRepoNameVerify: (input, call) => {
    const service = requireOpenSearch(call, input);
    requireRepository(service, input.repository_name);
    return { nodes: Object.fromEntries(service.nodes.map(({ name }) => [name, { name }])) };
  },

  ServiceOpensearchCustomRepoListSnapshots: (input, call) => {
    const service = requireOpenSearch(call, input);
    const { name } = requireRepository(service, input.repository_name);
    return { snapshots: snapshotsOf(call.world, service, name).map(toSnapshot) };
  },

  ServiceOpensearchCustomRepoSnapshotsInProgress: (input, call) => {
    const service = requireOpenSearch(call, input);
    const { name } = requireRepository(service, input.repository_name);
    const running = snapshotsOf(call.world, service, name).filter(({ state }) => state === "IN_PROGRESS");
    return { snapshots: running.map(toSnapshot) };
  },

  ServiceOpensearchCustomRepoShowSnapshot: (input, call) => ({ snapshots: [toSnapshot(find(call, input).row)] }),

  ServiceOpensearchCustomRepoShowSnapshotStatus: (input, call) => ({ snapshots: [toSnapshot(find(call, input).row)] }),

  ServiceOpensearchCustomRepoCreateSnapshot: (input, call) => {
    const service = requireOpenSearch(call, input);
    const { name } = requireRepository(service, input.repository_name);
    const { snapshot_name, indices: pattern = "*,.*", ignore_unavailable = false } = input;
    if (!NAME.test(snapshot_name)) {
      throw badRequest(`Invalid snapshot name '${snapshot_name}': must be lower case`, "snapshot_creation_failed");
    }
    if (snapshots(call.world).has(snapshotKey(service, name, snapshot_name))) {
      throw badRequest(`Snapshot ${snapshot_name} already exists`, "snapshot_creation_failed");
    }
    const matches = matcher(pattern);
    const held = indicesOf(call.world, service).filter((row) => matches(row.index_name) && row.status === "open");
    if (held.length === 0 && !ignore_unavailable) {
      throw badRequest(`No open index matches '${pattern}'`, "snapshot_creation_failed");
    }
    startSnapshot(call.world, service, name, snapshot_name, held);
    recordOn(call, service, "service_opensearch_snapshot_create", `Started snapshot ${snapshot_name}`);
    return { accepted: true };
  },

  ServiceOpensearchCustomRepoDeleteSnapshot: (input, call) => {
    const { service, row } = find(call, input);
    if (row.state === "IN_PROGRESS") {
      throw badRequest(`Snapshot ${row.snapshot} is still being made`, "snapshot_deletion_failed");
    }
    snapshots(call.world).delete(snapshotKey(service, row.repository, row.snapshot));
    recordOn(call, service, "service_opensearch_snapshot_delete", `Deleted snapshot ${row.snapshot}`);
    return { acknowledged: true };
  },

  ServiceOpensearchCustomRepoRestoreSnapshotCheck: (input, call) => {
    const { service, row } = find(call, input);
    const { matched, restored } = planRestoration(row, input);
    return {
      indices_to_close: openTargets(call, service, restored),
      matched_indices: matched.map(({ index_name }) => index_name),
      target_indices: restored.map(({ index_name }) => index_name),
    };
  },

  ServiceOpensearchCustomRepoRestoreSnapshot: (input, call) => {
    const { service, row } = find(call, input);
    if (row.state === "IN_PROGRESS") {
      throw badRequest(`Snapshot ${row.snapshot} is still being made`, "snapshot_restoration_failed");
    }
    const { matched, restored } = planRestoration(row, input);
    if (matched.length === 0 && !input.ignore_unavailable) {
      const message = `No index of the snapshot matches '${input.indices}'`;
      throw badRequest(message, "snapshot_restoration_failed");
    }
    const [open] = openTargets(call, service, restored);
    if (open !== undefined) {
      const message = `Cannot restore index ${open}: an open index of that name exists. Close it, or rename.`;
      throw badRequest(message, "snapshot_restoration_failed");
    }
    startRestoration(call.world, service, row, restored);
    recordOn(call, service, "service_opensearch_snapshot_restore", `Started to restore snapshot ${row.snapshot}`);
    return { accepted: true };
  },

  ServiceOpensearchListRestorationsInProgress: (input, call) => ({
    snapshots: restorationsOf(call.world, requireOpenSearch(call, input)).map(({ repository, snapshot, started }) => ({
      repo_name: repository,
      running_time_in_nanos: Math.round((call.world.clock.now() - started) * 1e6),
      snapshot_name: snapshot,
      start_time_in_millis: Math.round(started),
    })),
  }),
};

function find(
  call: Call,
  input: Parameters<typeof requireOpenSearch>[1] & { readonly repository_name: string; readonly snapshot_name: string },
): { service: ServiceRow; row: SnapshotRow } {
  const service = requireOpenSearch(call, input);
  const { name } = requireRepository(service, input.repository_name);
  return { service, row: requireSnapshot(call.world, service, name, input.snapshot_name) };
}

interface Restoration {
  readonly indices: string;
  readonly rename_pattern?: string;
  readonly rename_replacement?: string;
}

/** The indices of a snapshot that are wanted, and as what they come back. */
function planRestoration(row: SnapshotRow, { indices: pattern, rename_pattern, rename_replacement }: Restoration) {
  const matches = matcher(pattern);
  const matched = row.indices.filter(({ index_name }) => matches(index_name));
  const renamed = (name: string) =>
    rename_pattern === undefined ? name : name.replace(toRegExp(rename_pattern), rename_replacement ?? "");
  return { matched, restored: matched.map((each) => ({ ...each, index_name: renamed(each.index_name) })) };
}

function toRegExp(pattern: string): RegExp {
  try {
    return new RegExp(pattern);
  } catch {
    throw badRequest(`Invalid rename_pattern '${pattern}'`, "snapshot_restoration_failed");
  }
}

function openTargets({ world }: Call, service: ServiceRow, restored: readonly IndexRow[]): string[] {
  const names = restored.map(({ index_name }) => index_name);
  return names.filter((name) => indices(world).get(indexKey(service, name))?.status === "open");
}

/** A snapshot as OpenSearch shows it. */
function toSnapshot({ snapshot, repository, state, indices: held, start_time, end_time }: SnapshotRow) {
  const names = held.map(({ index_name }) => index_name);
  return { snapshot, repository, state, indices: names, start_time, ...(end_time ? { end_time } : {}) };
}
