import { found } from "../errors.js";
import type { Table } from "../store.js";
import type { Effects, World } from "../world.js";
import { type IndexRow, indexKey, indices } from "./opensearch-index.js";
import { type ServiceRow, serviceKey } from "./service.js";

/** A place for snapshots that the service's user_config names. */
export interface Repository {
  readonly name: string;
  readonly type: string;
  readonly base_path: string;
}

/** A snapshot; keyed `project/service_name/repository/snapshot`. */
export interface SnapshotRow {
  readonly snapshot: string;
  readonly repository: string;
  readonly state: "IN_PROGRESS" | "SUCCESS";
  readonly indices: readonly IndexRow[];
  readonly start_time: string;
  readonly end_time: string | null;
}

/** A restoration that goes on; keyed as its snapshot. */
interface RestorationRow {
  readonly snapshot: string;
  readonly repository: string;
  readonly started: number;
}

const SNAPSHOT_MS = 20_000;

/** The repositories of `user_config.custom_repos`. */
export function repositoriesOf({ user_config }: ServiceRow): Repository[] {
  const given: unknown = user_config["custom_repos"];
  if (!Array.isArray(given)) return [];
  return given.flatMap((item: unknown) => {
    const fields = fieldsOf(item);
    const [name, type] = [fields.get("name"), fields.get("type")];
    const base_path = fieldsOf(fields.get("settings")).get("base_path");
    if (typeof name !== "string") return [];
    return [{ name, type: String(type ?? "s3"), base_path: typeof base_path === "string" ? base_path : "" }];
  });
}

function fieldsOf(value: unknown): Map<string, unknown> {
  return new Map(Object.entries(typeof value === "object" && value !== null ? value : {}));
}

export function requireRepository(service: ServiceRow, name: string): Repository {
  const repository = repositoriesOf(service).find((each) => each.name === name);
  return found(repository, `Repository ${name} does not exist`, "repository_not_found");
}

export function snapshots(world: World): Table<SnapshotRow> {
  return world.table<SnapshotRow>("opensearch_snapshots");
}

export function snapshotKey(service: ServiceRow, repository: string, snapshot: string): string {
  return `${serviceKey(service)}/${repository}/${snapshot}`;
}

export function snapshotsOf(world: World, service: ServiceRow, repository: string): SnapshotRow[] {
  return snapshots(world).under(`${serviceKey(service)}/${repository}/`);
}

export function requireSnapshot(world: World, service: ServiceRow, repository: string, snapshot: string): SnapshotRow {
  const row = snapshots(world).get(snapshotKey(service, repository, snapshot));
  return found(row, `Snapshot ${snapshot} does not exist`, "snapshot_not_found");
}

/** Begins a snapshot, which is done some virtual seconds later. */
export function startSnapshot(
  world: World,
  service: ServiceRow,
  repository: string,
  snapshot: string,
  held: readonly IndexRow[],
): void {
  const key = snapshotKey(service, repository, snapshot);
  const row: SnapshotRow = {
    snapshot,
    repository,
    state: "IN_PROGRESS",
    indices: held,
    start_time: world.now(),
    end_time: null,
  };
  snapshots(world).put(key, row);
  world.schedule("opensearch-snapshot-done", key, SNAPSHOT_MS);
}

/** Puts indices back under their new names; the restoration is seen to go on for some virtual seconds. */
export function startRestoration(
  world: World,
  service: ServiceRow,
  { repository, snapshot }: SnapshotRow,
  restored: readonly IndexRow[],
): void {
  for (const row of restored) indices(world).put(indexKey(service, row.index_name), { ...row, status: "open" });
  const key = snapshotKey(service, repository, snapshot);
  restorations(world).put(key, { snapshot, repository, started: world.clock.now() });
  world.schedule("opensearch-restoration-done", key, SNAPSHOT_MS);
}

function restorations(world: World): Table<RestorationRow> {
  return world.table<RestorationRow>("opensearch_restorations");
}

export function restorationsOf(world: World, service: ServiceRow): RestorationRow[] {
  return restorations(world).under(`${serviceKey(service)}/`);
}

export const effects: Effects = {
  "opensearch-snapshot-done": (key, world) => {
    if (snapshots(world).has(key)) snapshots(world).patch(key, { state: "SUCCESS", end_time: world.now() });
  },
  "opensearch-restoration-done": (key, world) => {
    restorations(world).delete(key);
  },
};
