import type { Table } from "../store.js";
import type { World } from "../world.js";
import { type ServiceRow, serviceKey } from "./service.js";

/** A database that the API manages; keyed `project/service_name/database_name`. */
export interface DatabaseRow {
  readonly project: string;
  readonly service_name: string;
  readonly database_name: string;
  readonly lc_collate: string;
  readonly lc_ctype: string;
}

export function databases(world: World): Table<DatabaseRow> {
  return world.table<DatabaseRow>("databases");
}

export function databasesOf(world: World, service: ServiceRow): DatabaseRow[] {
  return databases(world).under(`${serviceKey(service)}/`);
}

export function databaseKey(service: ServiceRow, database_name: string): string {
  return `${serviceKey(service)}/${database_name}`;
}

export function createDatabase(
  world: World,
  service: ServiceRow,
  database_name: string,
  locale: { readonly lc_collate?: string | undefined; readonly lc_ctype?: string | undefined } = {},
): DatabaseRow {
  return databases(world).put(databaseKey(service, database_name), {
    project: service.project,
    service_name: service.service_name,
    database_name,
    lc_collate: locale.lc_collate ?? "en_US.UTF-8",
    lc_ctype: locale.lc_ctype ?? "en_US.UTF-8",
  });
}
