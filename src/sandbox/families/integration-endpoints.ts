import { changedConfig, defaultsOf, newConfig, withoutSecrets } from "../configuration/config.js";
import { configurationFacts, configurationSchema } from "../configuration/facts.js";
import { ENDPOINT_TYPES } from "../data/endpoint-types.js";
import { INTEGRATION_TYPES } from "../data/integration-types.js";
import { badRequest, conflict } from "../errors.js";
import { actorOf, record } from "../model/event.js";
import { integrations } from "../model/integration.js";
import {
  type EndpointRow,
  endpointKey,
  endpoints,
  endpointsOf,
  requireEndpoint,
} from "../model/integration-endpoint.js";
import { requireProject } from "../model/project.js";
import { REDACTED } from "../service/connection.js";
import type { Call, Handlers, World } from "../world.js";

export const handlers: Handlers = {
  ServiceIntegrationEndpointTypes: ({ project }, call) => {
    requireProject(call, project);
    return {
      endpoint_types: Object.entries(ENDPOINT_TYPES).map(([endpoint_type, title]) => ({
        endpoint_type,
        service_types: serviceTypesOf(endpoint_type),
        title,
        user_config_schema: configurationSchema(call.world, "endpoints", endpoint_type),
      })),
    };
  },

  ServiceIntegrationEndpointList: ({ project }, call) => {
    requireProject(call, project);
    return {
      service_integration_endpoints: endpointsOf(call.world, project).map((row) => toEndpoint(call.world, row, false)),
    };
  },

  ServiceIntegrationEndpointGet: ({ include_secrets = false, ...input }, call) => ({
    service_integration_endpoint: toEndpoint(call.world, requireOwn(call, input), include_secrets),
  }),

  ServiceIntegrationEndpointCreate: ({ project, endpoint_name, endpoint_type, user_config }, call) => {
    requireProject(call, project);
    if (!Object.hasOwn(ENDPOINT_TYPES, endpoint_type)) throw badRequest(`Invalid endpoint type '${endpoint_type}'`);
    if (endpointsOf(call.world, project).some((row) => row.endpoint_name === endpoint_name)) {
      throw conflict(`Service integration endpoint ${endpoint_name} already exists`);
    }
    const facts = configurationFacts(call.world, "endpoints", endpoint_type);
    const row: EndpointRow = {
      project,
      endpoint_id: call.world.uuid(),
      endpoint_name,
      endpoint_type,
      user_config: newConfig(facts, { ...defaultsOf(facts), ...user_config }),
    };
    endpoints(call.world).put(endpointKey(row), row);
    note(call, row, "create", "Created");
    return { service_integration_endpoint: toEndpoint(call.world, row, true) };
  },

  ServiceIntegrationEndpointUpdate: (input, call) => {
    const row = requireOwn(call, input);
    const facts = configurationFacts(call.world, "endpoints", row.endpoint_type);
    const user_config = changedConfig(facts, row.user_config, input.user_config);
    const changed = endpoints(call.world).patch(endpointKey(row), { user_config });
    note(call, row, "update", "Changed");
    return { service_integration_endpoint: toEndpoint(call.world, changed, true) };
  },

  ServiceIntegrationEndpointDelete: (input, call) => {
    const row = requireOwn(call, input);
    const { endpoint_id } = row;
    const [user] = integrations(call.world).where(
      ({ source_endpoint_id, dest_endpoint_id }) =>
        source_endpoint_id === endpoint_id || dest_endpoint_id === endpoint_id,
    );
    if (user) {
      throw conflict(
        `Service integration endpoint ${row.endpoint_name} is used by integration ${user.service_integration_id}`,
      );
    }
    endpoints(call.world).delete(endpointKey(row));
    note(call, row, "delete", "Deleted");
    return { message: "deleted" };
  },
};

function requireOwn(
  call: Call,
  { project, integration_endpoint_id }: { readonly project: string; readonly integration_endpoint_id: string },
): EndpointRow {
  requireProject(call, project);
  return requireEndpoint(call.world, project, integration_endpoint_id);
}

/** An endpoint in the API's form; without `secrets`, what is secret in its user_config is replaced. */
function toEndpoint(
  world: World,
  { endpoint_id, endpoint_name, endpoint_type, user_config }: EndpointRow,
  secrets: boolean,
) {
  const facts = configurationFacts(world, "endpoints", endpoint_type);
  return {
    endpoint_config: {},
    endpoint_id,
    endpoint_name,
    endpoint_type: endpoint_type as "datadog",
    user_config: secrets ? user_config : withoutSecrets(facts, user_config, REDACTED),
  };
}

/** The service types that an integration can join to an endpoint of a type. */
function serviceTypesOf(endpoint_type: string): string[] {
  const types = new Set<string>();
  for (const { sources, dests } of Object.values(INTEGRATION_TYPES)) {
    const others = sources.includes(endpoint_type) ? dests : dests.includes(endpoint_type) ? sources : [];
    for (const type of others) if (!Object.hasOwn(ENDPOINT_TYPES, type)) types.add(type);
  }
  return [...types].sort();
}

function note(call: Call, { project, endpoint_name }: EndpointRow, what: string, done: string): void {
  const description = `${done} integration endpoint ${endpoint_name}`;
  record(actorOf(call), project, `service_integration_endpoint_${what}`, description);
}
