import { changedConfig } from "../configuration/config.js";
import { configurationFacts, configurationSchema } from "../configuration/facts.js";
import { INTEGRATION_TYPES } from "../data/integration-types.js";
import { found } from "../errors.js";
import { actorOf, record } from "../model/event.js";
import {
  type IntegrationRow,
  effects as integrationEffects,
  integrations,
  integrationsOf,
  toIntegration,
} from "../model/integration.js";
import { requireProject } from "../model/project.js";
import { requireService } from "../model/service.js";
import { connect, effects as contentEffects, disconnect } from "../service/integration-effects.js";
import { checkLink } from "../service/integration-ends.js";
import type { Call, Effects, Handlers } from "../world.js";

export const effects: Effects = { ...integrationEffects, ...contentEffects };

export const handlers: Handlers = {
  ServiceIntegrationTypes: ({ project }, call) => {
    requireProject(call, project);
    return {
      integration_types: Object.entries(INTEGRATION_TYPES).map(([integration_type, type]) => ({
        dest_description: `Receives: ${type.dests.join(", ")}`,
        dest_service_type: type.dests[0] ?? "",
        dest_service_types: type.dests,
        integration_type,
        source_description: `Provides: ${type.sources.join(", ")}`,
        source_service_types: type.sources,
        user_config_schema: configurationSchema(call.world, "integrations", integration_type),
      })),
    };
  },

  ServiceIntegrationList: (input, call) => {
    const rows = integrationsOf(call.world, requireService(call, input));
    return { service_integrations: rows.map((row) => toIntegration(call.world, row)) };
  },

  ServiceIntegrationGet: (input, call) => ({
    service_integration: toIntegration(call.world, requireIntegration(call, input)),
  }),

  ServiceIntegrationCreate: ({ project, ...link }, call) => {
    requireProject(call, project);
    const row = connect(call.world, checkLink(actorOf(call), project, link));
    note(call, row, "create", "Created");
    return { service_integration: toIntegration(call.world, row) };
  },

  ServiceIntegrationUpdate: (input, call) => {
    const row = requireIntegration(call, input);
    const user_config = changedConfig(
      configurationFacts(call.world, "integrations", row.integration_type),
      row.user_config,
      input.user_config,
    );
    const changed = integrations(call.world).patch(row.service_integration_id, { user_config });
    note(call, changed, "update", "Changed");
    return { service_integration: toIntegration(call.world, changed) };
  },

  // Without its integration a read replica is a service of its own: this is how one is promoted.
  ServiceIntegrationDelete: (input, call) => {
    const row = requireIntegration(call, input);
    disconnect(call.world, row);
    note(call, row, "delete", "Deleted");
    return { message: "deleted" };
  },
};

/** An integration that has an end in a project. */
function requireIntegration(
  call: Call,
  { project, integration_id }: { readonly project: string; readonly integration_id: string },
): IntegrationRow {
  requireProject(call, project);
  const row = integrations(call.world).get(integration_id);
  const isHere = row?.source_project === project || row?.dest_project === project;
  const message = `Service integration ${integration_id} does not exist`;
  return found(isHere ? row : undefined, message, "service_integration_not_found");
}

/** Written to the log of each service at an end. */
function note(call: Call, row: IntegrationRow, what: string, done: string): void {
  const ends = [
    { project: row.source_project, service_name: row.source_service },
    { project: row.dest_project, service_name: row.dest_service },
  ];
  for (const { project, service_name } of ends) {
    if (service_name === null) continue;
    const description = `${done} ${row.integration_type} integration`;
    record(actorOf(call), project, `service_integration_${what}`, description, service_name);
  }
}
