import { KEYS, type Listing, type Listings, listing, ORGANIZATION, PROJECT, SERVICE } from "./listing.js";

const TYPE = ["service_type", "fields.service_type"];

const service = listing("ServiceGet", SERVICE, "service", "service.service_type");
const publicClouds = listing("ListClouds", {}, "clouds[]", "clouds[].cloud_name", ["clouds[].cloud_description"]);

// An integration stands at both of its services.
const projectIntegrations = listing(
  "ServiceList",
  PROJECT,
  "services[].service_integrations[]",
  "services[].service_integrations[].service_integration_id",
  [
    "services[].service_integrations[].integration_type",
    "services[].service_integrations[].source_service",
    "services[].service_integrations[].dest_service",
    "services[].service_integrations[].dest_endpoint",
  ],
);

/** The services of a project that is named by one of these parameters. */
function servicesOf(...parameters: string[]): Listing {
  const input = { project: [...parameters, "project"] };
  return listing("ServiceList", input, "services[]", "services[].service_name", ["services[].service_type"], {
    named: true,
  });
}

/** Projects, services, and what every service has. */
export const SERVICE_LISTINGS: Listings = {
  // A project's clouds have its custom ones among them.
  searchClouds: listing(
    "ListProjectClouds",
    PROJECT,
    "clouds[]",
    "clouds[].cloud_name",
    ["clouds[].cloud_description"],
    { otherwise: publicClouds },
  ),
  searchDatabases: listing("ServiceDatabaseList", SERVICE, "databases[]", "databases[].database_name"),
  searchDestinationServices: servicesOf(
    "fields.dest_project",
    "destination_project_name",
    "fields.destination_project_name",
  ),
  searchEndpoints: listing(
    "ServiceIntegrationEndpointList",
    PROJECT,
    "service_integration_endpoints[]",
    "service_integration_endpoints[].endpoint_id",
    ["service_integration_endpoints[].endpoint_name", "service_integration_endpoints[].endpoint_type"],
  ),
  searchIntegrations: listing(
    "ServiceIntegrationList",
    SERVICE,
    "service_integrations[]",
    "service_integrations[].service_integration_id",
    [
      "service_integrations[].integration_type",
      "service_integrations[].source_service",
      "service_integrations[].dest_service",
      "service_integrations[].dest_endpoint",
    ],
    { otherwise: projectIntegrations },
  ),
  searchPlans: listing(
    "ProjectServicePlanList",
    { ...PROJECT, service_type: TYPE },
    "service_plans[]",
    "service_plans[].service_plan",
    [],
    { lacking: { field: "service_type", from: service } },
  ),
  searchProjects: listing("ProjectList", {}, "projects[]", "projects[].project_name"),
  searchServiceTypes: listing("ProjectServiceTypesList", PROJECT, KEYS, undefined, [`${KEYS}.description`]),
  searchServices: servicesOf(),
  searchSourceServices: servicesOf("fields.source_project", "source_project_name", "fields.source_project_name"),
  searchUpgradeSteps: listing("UpgradePipelineStepList", ORGANIZATION, "steps[]", "steps[].step_id", [
    "steps[].source_service_name",
    "steps[].destination_service_name",
  ]),
  searchUsers: listing("ServiceGet", SERVICE, "service.users[]", "service.users[].username", ["service.users[].type"], {
    named: true,
  }),
};
