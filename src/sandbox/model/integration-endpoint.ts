import { ENDPOINT_TYPES } from "../data/endpoint-types.js";
import { badRequest, found } from "../errors.js";
import type { Table } from "../store.js";
import { violation } from "../validate.js";
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

/** The user_config of an endpoint: what was given, with the defaults of its type. */
export function endpointConfig(endpoint_type: string, given: Config): Config {
  const { properties, required = [], defaults = {} } = ENDPOINT_TYPES[endpoint_type] ?? {};
  const config = withoutNulls({ ...defaults, ...given });
  checkConfig(properties, required, config);
  return config;
}

/** Throws unless a user_config has what it must, and nothing that is not known; any where nothing is published. */
export function checkConfig(
  properties: Parameters<typeof violation>[0]["properties"],
  required: readonly string[],
  config: Config,
): void {
  if (!properties) return;
  const unknown = Object.keys(config).find((key) => !Object.hasOwn(properties, key));
  if (unknown !== undefined) {
    throw badRequest(`Invalid user_config: Additional properties are not allowed ('${unknown}' was unexpected)`);
  }
  const wrong = violation({ type: "object", properties, required }, config);
  if (wrong) throw badRequest(`Invalid user_config: ${wrong}`);
}

/** A key that is null is one that is unset. */
export function withoutNulls(config: Config): Config {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== null));
}
