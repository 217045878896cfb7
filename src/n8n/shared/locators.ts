import type { INodePropertyMode } from "n8n-workflow";

/** How the things that a locator offers are listed. */
export interface Listing {
  readonly operation: string;
  /** Fields of the listing's input, each with the parameters that may hold it. */
  readonly input: Readonly<Record<string, readonly string[]>>;
  /** Where the list stands in the answer, unless the answer is the list; a map's keys are its names. */
  readonly list?: string;
  readonly value: string;
  /** Shown beside the value. */
  readonly label?: string;
}

const PROJECT = { project: ["project"] };
const SERVICE = { project: ["project"], service_name: ["service_name"] };
const ORGANIZATION = { organization_id: ["organization_id"] };

/** The lists, by the name under which a node asks for them. */
export const LISTINGS: Readonly<Record<string, Listing>> = {
  searchAccounts: { operation: "AccountList", input: {}, list: "accounts", value: "account_id", label: "account_name" },
  searchBillingGroups: {
    operation: "BillingGroupList",
    input: {},
    list: "billing_groups",
    value: "billing_group_id",
    label: "billing_group_name",
  },
  searchClouds: { operation: "ListClouds", input: {}, list: "clouds", value: "cloud_name", label: "cloud_description" },
  searchConnectors: { operation: "ServiceKafkaConnectList", input: SERVICE, list: "connectors", value: "name" },
  searchDatabases: { operation: "ServiceDatabaseList", input: SERVICE, list: "databases", value: "database_name" },
  searchEndpoints: {
    operation: "ServiceIntegrationEndpointList",
    input: PROJECT,
    list: "service_integration_endpoints",
    value: "endpoint_id",
    label: "endpoint_name",
  },
  searchIntegrations: {
    operation: "ServiceIntegrationList",
    input: SERVICE,
    list: "service_integrations",
    value: "service_integration_id",
    label: "integration_type",
  },
  searchOrganizations: {
    operation: "UserOrganizationsList",
    input: {},
    list: "organizations",
    value: "organization_id",
    label: "organization_name",
  },
  searchPlans: {
    operation: "ProjectServicePlanList",
    input: { project: ["project"], service_type: ["service_type"] },
    list: "service_plans",
    value: "service_plan",
  },
  searchProjects: { operation: "ProjectList", input: {}, list: "projects", value: "project_name" },
  searchServiceTypes: {
    operation: "ProjectServiceTypesList",
    input: PROJECT,
    value: "name",
    label: "description",
  },
  searchServices: {
    operation: "ServiceList",
    input: PROJECT,
    list: "services",
    value: "service_name",
    label: "service_type",
  },
  searchTopics: { operation: "ServiceKafkaTopicList", input: SERVICE, list: "topics", value: "topic_name" },
  searchUserGroups: {
    operation: "UserGroupsList",
    input: ORGANIZATION,
    list: "user_groups",
    value: "user_group_id",
    label: "user_group_name",
  },
  searchUsers: { operation: "ServiceGet", input: SERVICE, list: "service.users", value: "username", label: "type" },
  searchVpcs: { operation: "VpcList", input: PROJECT, list: "vpcs", value: "project_vpc_id", label: "cloud_name" },
};

interface Locator {
  readonly method: string;
  readonly mode: "By Name" | "By ID";
  readonly placeholder: string;
  /** What stands in the console's URLs before the value. */
  readonly url?: { readonly before: string; readonly placeholder: string };
  /** Whether the field names something that exists even where it goes into a body. */
  readonly always?: true;
}

const PROJECT_URL = { before: "project", placeholder: "e.g. https://console.aiven.io/account/a1/project/my-project" };
const SERVICE_URL = {
  before: "services",
  placeholder: "e.g. https://console.aiven.io/account/a1/project/my-project/services/my-pg/overview",
};
const CLOUD: Locator = {
  method: "searchClouds",
  mode: "By Name",
  placeholder: "e.g. google-europe-west1",
  always: true,
};
const PLAN: Locator = { method: "searchPlans", mode: "By Name", placeholder: "e.g. startup-4", always: true };

/** Fields that are chosen from what exists. */
export const LOCATORS: Readonly<Record<string, Locator>> = {
  account_id: {
    method: "searchAccounts",
    mode: "By ID",
    placeholder: "e.g. a225dad8d3c4",
    url: { before: "account", placeholder: "e.g. https://console.aiven.io/account/a225dad8d3c4" },
  },
  billing_group_id: { method: "searchBillingGroups", mode: "By ID", placeholder: "e.g. 2f1c6a90", always: true },
  cloud: CLOUD,
  cloud_name: CLOUD,
  connector_name: { method: "searchConnectors", mode: "By Name", placeholder: "e.g. my-sink" },
  dbname: { method: "searchDatabases", mode: "By Name", placeholder: "e.g. defaultdb" },
  integration_endpoint_id: { method: "searchEndpoints", mode: "By ID", placeholder: "e.g. 7c1e3d4a" },
  integration_id: { method: "searchIntegrations", mode: "By ID", placeholder: "e.g. 7c1e3d4a" },
  organization_id: {
    method: "searchOrganizations",
    mode: "By ID",
    placeholder: "e.g. org1a2b3c",
    url: { before: "organization", placeholder: "e.g. https://console.aiven.io/organization/org1a2b3c" },
  },
  plan: PLAN,
  project: { method: "searchProjects", mode: "By Name", placeholder: "e.g. my-project", url: PROJECT_URL },
  project_vpc_id: { method: "searchVpcs", mode: "By ID", placeholder: "e.g. 7c1e3d4a" },
  service_name: { method: "searchServices", mode: "By Name", placeholder: "e.g. my-pg", url: SERVICE_URL },
  service_plan: PLAN,
  service_type: { method: "searchServiceTypes", mode: "By Name", placeholder: "e.g. pg", always: true },
  service_username: { method: "searchUsers", mode: "By Name", placeholder: "e.g. avnadmin" },
  topic_name: { method: "searchTopics", mode: "By Name", placeholder: "e.g. orders" },
  user_group_id: { method: "searchUserGroups", mode: "By ID", placeholder: "e.g. ug1a2b3c" },
};

/** How a field is chosen, or undefined when it is written. */
export function locatorOf(field: string, inPath: boolean): Locator | undefined {
  const locator = Object.hasOwn(LOCATORS, field) ? LOCATORS[field] : undefined;
  return locator && (inPath || locator.always) ? locator : undefined;
}

/** The modes of a locator; a URL of the console gives the value that stands in it. */
export function modesOf({ method, mode, placeholder, url }: Locator): INodePropertyMode[] {
  const modes: INodePropertyMode[] = [
    {
      displayName: "From List",
      name: "list",
      type: "list",
      typeOptions: { searchListMethod: method, searchable: true },
    },
    // n8n's editor has words of its own for a mode that is called id.
    { displayName: mode, name: mode === "By Name" ? "name" : "id", type: "string", placeholder },
  ];
  if (!url) return modes;
  const regex = `https://[^/]+/(?:[^?#]*/)?${url.before}/([^/?#]+)`;
  return [
    ...modes,
    {
      displayName: "By URL",
      name: "url",
      type: "string",
      placeholder: url.placeholder,
      extractValue: { type: "regex", regex },
    },
  ];
}
