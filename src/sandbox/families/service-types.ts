import { SERVICE_TYPES, type ServiceType } from "../data/service-types.js";
import { CREATE_ONLY, userConfigSchema } from "../data/user-config.js";
import { latestVersion } from "../data/versions.js";
import { found } from "../errors.js";
import { requireProject } from "../model/project.js";
import type { Handlers } from "../world.js";
import { servicePlans } from "./plans.js";

export const handlers: Handlers = {
  ListPublicServiceTypes: () => ({ service_types: typesWithPlans() }),

  ListProjectServiceTypes: ({ project }, call) => {
    requireProject(call, project);
    return { service_types: typesWithPlans() };
  },

  ProjectServiceTypesList: ({ project }, call) => {
    requireProject(call, project);
    return Object.fromEntries([...SERVICE_TYPES.values()].map((type) => [type.service_type, toType(type)]));
  },

  ProjectServiceTypesGet: ({ project, service_type }, call) => {
    requireProject(call, project);
    return toType(found(SERVICE_TYPES.get(service_type), `Service type '${service_type}' does not exist`));
  },
};

function typesWithPlans() {
  const types = [...SERVICE_TYPES.values()];
  return Object.fromEntries(
    types.map((type) => [type.service_type, { ...toType(type), service_plans: servicePlans(type.service_type) }]),
  );
}

function toType({ service_type, description, default_version }: ServiceType) {
  const latest = latestVersion(service_type);
  return {
    ...(default_version ? { default_version } : {}),
    description,
    ...(latest ? { latest_available_version: latest } : {}),
    user_config_schema: publishedSchema(service_type),
  };
}

/**
 * The schema as the API publishes it: strict, with a title for each property, which the provider's CLI counts on, and a
 * mark on what only a new service can be given.
 */
function publishedSchema(service_type: string) {
  const { properties, ...schema } = userConfigSchema(service_type);
  if (!properties) return schema;
  const marked = Object.entries(properties).map(
    ([name, property]) =>
      [name, { title: name, ...property, ...(CREATE_ONLY.has(name) ? { createOnly: true } : {}) }] as const,
  );
  return { ...schema, additionalProperties: false, properties: Object.fromEntries(marked) };
}
