import type { OperationId, Output } from "../../../core/catalogue/index.js";
import type { PathOf } from "../../../tools/words.js";

/** How the things that a locator offers are listed. */
export interface Listing {
  readonly operation: OperationId;
  /** Fields of the listing's input, each with the parameters that may hold it, in order. */
  readonly input: Inputs;
  /** Where the entries stand in the answer; `KEYS` for an answer that is a map. */
  readonly entries: string;
  /** The entry's field that is chosen; left out, the entry itself is, or its key in a map. */
  readonly value?: string;
  /** Shown beside the value. */
  readonly label?: string;
  /** What is asked first where a field of the input is not among the parameters. */
  readonly lacking?: { readonly field: string; readonly from: Listing };
  /** What is listed where a field of the input is missing. */
  readonly otherwise?: Listing;
}

/** The entries of an answer that is a map by name. */
export const KEYS = "*";

type Inputs = Readonly<Record<string, readonly string[]>>;
type More = Pick<Listing, "lacking" | "otherwise">;
type Below<Entries extends string> = `${Entries}.${string}`;

/** A listing whose paths are the answer's own: a misspelt one does not compile. */
function listing<Id extends OperationId, Entries extends PathOf<Output<Id>>>(
  operation: Id,
  input: Inputs,
  entries: Entries,
  value?: PathOf<Output<Id>> & Below<Entries>,
  label?: PathOf<Output<Id>> & Below<Entries>,
  more: More = {},
): Listing {
  const field = (path: string) => path.slice(entries.length + 1);
  return {
    operation,
    input,
    entries: entries.replace(/\[\]$/, ""),
    ...(value === undefined ? {} : { value: field(value) }),
    ...(label === undefined ? {} : { label: field(label) }),
    ...more,
  };
}

const PROJECT = { project: ["project"] };
const SERVICE = { project: ["project"], service_name: ["service_name"] };
const ORGANIZATION = { organization_id: ["organization_id"] };
const TYPE = ["service_type", "fields.service_type"];

const service = listing("ServiceGet", SERVICE, "service", "service.service_type");
const publicClouds = listing("ListClouds", {}, "clouds[]", "clouds[].cloud_name", "clouds[].cloud_description");

// An integration stands at both of its services.
const projectIntegrations = listing(
  "ServiceList",
  PROJECT,
  "services[].service_integrations[]",
  "services[].service_integrations[].service_integration_id",
  "services[].service_integrations[].integration_type",
);

/** The services of a project that is named by one of these parameters. */
function servicesOf(...parameters: string[]): Listing {
  const input = { project: [...parameters, "project"] };
  return listing("ServiceList", input, "services[]", "services[].service_name", "services[].service_type");
}

/** The lists, by the name under which a node asks for them. */
export const LISTINGS: Readonly<Record<string, Listing>> = {
  searchAccounts: listing("AccountList", {}, "accounts[]", "accounts[].account_id", "accounts[].account_name"),
  searchApplicationUsers: listing(
    "ApplicationUsersList",
    ORGANIZATION,
    "application_users[]",
    "application_users[].user_id",
    "application_users[].name",
  ),
  searchBillingGroups: listing(
    "BillingGroupList",
    {},
    "billing_groups[]",
    "billing_groups[].billing_group_id",
    "billing_groups[].billing_group_name",
  ),
  searchClickHouseDatabases: listing("ServiceClickHouseDatabaseList", SERVICE, "databases[]", "databases[].name"),
  searchClickHouseUsers: listing("ServiceClickHouseUserList", SERVICE, "users[]", "users[].uuid", "users[].name"),
  // A project's clouds have its custom ones among them.
  searchClouds: listing("ListProjectClouds", PROJECT, "clouds[]", "clouds[].cloud_name", "clouds[].cloud_description", {
    otherwise: publicClouds,
  }),
  searchConnectorClasses: listing(
    "ServiceKafkaConnectGetAvailableConnectors",
    SERVICE,
    "plugins[]",
    "plugins[].class",
    "plugins[].title",
  ),
  searchConnectors: listing("ServiceKafkaConnectList", SERVICE, "connectors[]", "connectors[].name"),
  searchCustomClouds: listing(
    "CustomCloudEnvironmentList",
    ORGANIZATION,
    "custom_cloud_environments[]",
    "custom_cloud_environments[].custom_cloud_environment_id",
    "custom_cloud_environments[].display_name",
  ),
  searchDatabases: listing("ServiceDatabaseList", SERVICE, "databases[]", "databases[].database_name"),
  searchDestinationServices: servicesOf(
    "fields.dest_project",
    "destination_project_name",
    "fields.destination_project_name",
  ),
  searchDomains: listing(
    "OrganizationDomainsList",
    ORGANIZATION,
    "domains[]",
    "domains[].domain_id",
    "domains[].domain_name",
  ),
  searchEncryptionKeys: listing("CMKList", PROJECT, "cmks[]", "cmks[].id", "cmks[].resource"),
  searchEndpoints: listing(
    "ServiceIntegrationEndpointList",
    PROJECT,
    "service_integration_endpoints[]",
    "service_integration_endpoints[].endpoint_id",
    "service_integration_endpoints[].endpoint_name",
  ),
  searchFlinkApplications: listing(
    "ServiceFlinkListApplications",
    SERVICE,
    "applications[]",
    "applications[].id",
    "applications[].name",
  ),
  searchFlinkJarApplications: listing(
    "ServiceFlinkListJarApplications",
    SERVICE,
    "applications[]",
    "applications[].id",
    "applications[].name",
  ),
  searchIntegrations: listing(
    "ServiceIntegrationList",
    SERVICE,
    "service_integrations[]",
    "service_integrations[].service_integration_id",
    "service_integrations[].integration_type",
    { otherwise: projectIntegrations },
  ),
  searchOrganizationUsers: listing(
    "OrganizationUserList",
    ORGANIZATION,
    "users[]",
    "users[].user_id",
    "users[].user_info.user_email",
  ),
  searchOrganizationProjects: listing("OrganizationProjectsList", ORGANIZATION, "projects[]", "projects[].project_id"),
  searchOrganizationVpcs: listing(
    "OrganizationVpcList",
    ORGANIZATION,
    "vpcs[]",
    "vpcs[].organization_vpc_id",
    "vpcs[].display_name",
  ),
  searchOrganizations: listing(
    "UserOrganizationsList",
    {},
    "organizations[]",
    "organizations[].organization_id",
    "organizations[].organization_name",
  ),
  searchPlans: listing(
    "ProjectServicePlanList",
    { ...PROJECT, service_type: TYPE },
    "service_plans[]",
    "service_plans[].service_plan",
    undefined,
    { lacking: { field: "service_type", from: service } },
  ),
  searchPlugins: listing(
    "KafkaConnectCustomPluginList",
    ORGANIZATION,
    "plugins[]",
    "plugins[].plugin_name",
    "plugins[].plugin_description",
  ),
  searchPools: listing(
    "ServiceGet",
    SERVICE,
    "service.connection_pools[]",
    "service.connection_pools[].pool_name",
    "service.connection_pools[].database",
  ),
  searchProjects: listing("ProjectList", {}, "projects[]", "projects[].project_name"),
  searchRepositories: listing("ServiceOpensearchListCustomRepos", SERVICE, "repositories[]", "repositories[].name"),
  searchServiceTypes: listing("ProjectServiceTypesList", PROJECT, KEYS, undefined, `${KEYS}.description`),
  searchServices: servicesOf(),
  searchSourceServices: servicesOf("fields.source_project", "source_project_name", "fields.source_project_name"),
  searchStaticIps: listing(
    "StaticIPList",
    PROJECT,
    "static_ips[]",
    "static_ips[].static_ip_address_id",
    "static_ips[].ip_address",
  ),
  searchSubjects: listing("ServiceSchemaRegistrySubjects", SERVICE, "subjects[]"),
  searchTopics: listing("ServiceKafkaTopicList", SERVICE, "topics[]", "topics[].topic_name"),
  searchUserGroups: listing(
    "UserGroupsList",
    ORGANIZATION,
    "user_groups[]",
    "user_groups[].user_group_id",
    "user_groups[].user_group_name",
  ),
  searchUsers: listing("ServiceGet", SERVICE, "service.users[]", "service.users[].username", "service.users[].type"),
  searchVpcs: listing("VpcList", PROJECT, "vpcs[]", "vpcs[].project_vpc_id", "vpcs[].cloud_name"),
};
