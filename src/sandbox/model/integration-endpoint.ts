import { found } from "../errors.js";
import type { Table } from "../store.js";
import type { World } from "../world.js";

type Config = Readonly<Record<string, unknown>>;

/** An integration endpoint; keyed `project/endpoint_id`. */
export interface EndpointRow {
  readonly project: string;
  readonly endpoint_id: string;
  readonly endpoint_name: string;
  readonly endpoint_type: string;
  readonly user_config: Config;
}

export function endpoints(world: World): Table<EndpointRow> {
  return world.table<EndpointRow>("integration_endpoints");
}

export function endpointsOf(world: World, project: string): EndpointRow[] {
  return endpoints(world).under(`${project}/`);
}

export function endpointKey({ project, endpoint_id }: Pick<EndpointRow, "project" | "endpoint_id">): string {
  return `${project}/${endpoint_id}`;
}

export function requireEndpoint(world: World, project: string, endpoint_id: string): EndpointRow {
  const row = endpoints(world).get(endpointKey({ project, endpoint_id }));
  const message = `Service integration endpoint ${endpoint_id} does not exist`;
  return found(row, message, "service_integration_endpoint_not_found");
}
