import type { Table } from "../store.js";
import type { World } from "../world.js";
import { type ServiceRow, serviceKey } from "./service.js";

/** An index of an OpenSearch service; keyed `project/service_name/index_name`. */
export interface IndexRow {
  readonly index_name: string;
  readonly create_time: string;
  readonly docs: number;
  /** Bytes. */
  readonly size: number;
  readonly number_of_shards: number;
  readonly number_of_replicas: number;
  readonly status: "open" | "close";
}

export function indices(world: World): Table<IndexRow> {
  return world.table<IndexRow>("opensearch_indices");
}

export function indexKey(service: ServiceRow, index_name: string): string {
  return `${serviceKey(service)}/${index_name}`;
}

export function indicesOf(world: World, service: ServiceRow): IndexRow[] {
  return indices(world).under(`${serviceKey(service)}/`);
}

export function putIndex(world: World, service: ServiceRow, index_name: string, fields: Partial<IndexRow> = {}): void {
  indices(world).put(indexKey(service, index_name), {
    index_name,
    create_time: world.now(),
    docs: 0,
    size: 208,
    number_of_shards: 1,
    number_of_replicas: 1,
    status: "open",
    ...fields,
  });
}

/** What a new service has: what Dashboards keeps, and the statistics of its own queries, which may be deleted. */
export function createFirstIndices(world: World, service: ServiceRow): void {
  putIndex(world, service, ".kibana_1", { docs: 1, size: 5_310 });
  putIndex(world, service, `top_queries-${world.now().slice(0, 10).replaceAll("-", ".")}`, { docs: 12, size: 48_200 });
}

/** The indices that a pattern means: names with wildcards, several with commas between, `-` before what is excluded. */
export function matchIndices(world: World, service: ServiceRow, pattern: string): IndexRow[] {
  const matches = matcher(pattern);
  return indicesOf(world, service).filter(({ index_name }) => matches(index_name));
}

/** Whether a name is meant by a pattern. */
export function matcher(pattern: string): (name: string) => boolean {
  const terms = pattern.split(",").map((term) => term.trim());
  const included = terms.filter((term) => !term.startsWith("-")).map(toRegExp);
  const excluded = terms.filter((term) => term.startsWith("-")).map((term) => toRegExp(term.slice(1)));
  return (name) => included.some((each) => each.test(name)) && !excluded.some((each) => each.test(name));
}

function toRegExp(term: string): RegExp {
  const text = term === "_all" ? "*" : term;
  const escaped = text
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  // A wildcard at the start does not reach names that begin with a dot, which are hidden.
  return new RegExp(`^${/^[*?]/.test(text) ? String.raw`(?!\.)` : ""}${escaped}$`);
}
