import type { INodePropertyMode } from "n8n-workflow";

interface Locator {
  readonly method: string;
  readonly mode: "By Name" | "By ID";
  readonly placeholder: string;
  /** The part of a console URL that the value stands behind. */
  readonly url?: UrlPart;
}

interface UrlPart {
  /** A pattern for the segment before the value. */
  readonly before: string;
  readonly placeholder: string;
}

const CONSOLE = "e.g. https://console.aiven.io";
const IN_PROJECT = `${CONSOLE}/account/a1/project/my-project`;

function byName(method: string, example: string, url?: UrlPart): Locator {
  return { method, mode: "By Name", placeholder: `e.g. ${example}`, ...(url ? { url } : {}) };
}

function byId(method: string, example: string, url?: UrlPart): Locator {
  return { method, mode: "By ID", placeholder: `e.g. ${example}`, ...(url ? { url } : {}) };
}

/** Below a service, the console's pages are called after what they list. */
function ofService(before: string, page: string): UrlPart {
  return { before, placeholder: `${IN_PROJECT}/services/my-service/${page}` };
}

const ACCOUNT = byId("searchAccounts", "a225dad8d3c4", {
  before: "account",
  placeholder: `${CONSOLE}/account/a225dad8d3c4`,
});
const ORGANIZATION = byId("searchOrganizations", "org1a2b3c", {
  before: "organization",
  placeholder: `${CONSOLE}/organization/org1a2b3c`,
});
const PROJECT_URL = { before: "project", placeholder: IN_PROJECT };
const PROJECT = byName("searchProjects", "my-project", PROJECT_URL);
const SERVICE_URL = ofService("services", "overview");
// The console shows no page of one cloud or plan whose address would name it: both are choices in a form.
const CLOUD = byName("searchClouds", "google-europe-west1");
const PLAN = byName("searchPlans", "startup-4");
const TOPIC = byName("searchTopics", "orders", ofService("topics", "topics/orders"));
const DATABASE = byName("searchDatabases", "defaultdb", ofService("databases", "databases/defaultdb"));
const USER = byName("searchUsers", "avnadmin", ofService("users", "users/avnadmin"));
const ENDPOINT = byId("searchEndpoints", "7c1e3d4a", {
  before: "integration-?endpoints?",
  placeholder: `${IN_PROJECT}/integration-endpoints/7c1e3d4a`,
});
const BILLING_GROUP = byId("searchBillingGroups", "2f1c6a90", {
  before: "billing-?groups?",
  placeholder: `${CONSOLE}/account/a1/billing-groups/2f1c6a90`,
});
const VPC_URL = { before: "vpcs?", placeholder: `${IN_PROJECT}/vpcs/7c1e3d4a` };
const USER_GROUP = byId("searchUserGroups", "ug1a2b3c", {
  before: "groups?",
  placeholder: `${CONSOLE}/account/a1/admin/groups/ug1a2b3c`,
});
const FLINK_APPLICATION = byId(
  "searchFlinkApplications",
  "7c1e3d4a",
  ofService("applications", "applications/7c1e3d4a"),
);

/** Fields that are chosen from what exists. */
const LOCATORS: Readonly<Record<string, Locator>> = {
  access_id: byId("searchGovernanceAccess", "7c1e3d4a"),
  account_authentication_method_id: byId("searchAuthenticationMethods", "am1a2b3c"),
  account_id: ACCOUNT,
  address_id: byId("searchAddresses", "7c1e3d4a"),
  application_id: FLINK_APPLICATION,
  application_version_id: byId("searchFlinkVersions", "7c1e3d4a"),
  billing_group_id: BILLING_GROUP,
  client_id: byId("searchOAuthClients", "my-client"),
  cloud: CLOUD,
  cloud_name: CLOUD,
  cmk_id: byId("searchEncryptionKeys", "7c1e3d4a"),
  connector_name: byName("searchConnectors", "my-sink", ofService("connectors", "connectors/my-sink")),
  copy_from_billing_group: BILLING_GROUP,
  copy_from_project: PROJECT,
  credit_memo_id: byId("searchCreditMemos", "4711-1"),
  custom_cloud_environment_id: byId("searchCustomClouds", "018f9c2e"),
  database: DATABASE,
  dbname: DATABASE,
  deployment_id: byId("searchFlinkDeployments", "7c1e3d4a"),
  dest_endpoint_id: ENDPOINT,
  dest_project: PROJECT,
  dest_service: byName("searchDestinationServices", "my-kafka", SERVICE_URL),
  destination_project_name: PROJECT,
  destination_service_name: byName("searchDestinationServices", "my-kafka", SERVICE_URL),
  domain_id: byId("searchDomains", "dom1a2b3c"),
  integration_endpoint_id: ENDPOINT,
  integration_id: byId("searchIntegrations", "7c1e3d4a", ofService("integrations", "integrations/7c1e3d4a")),
  invoice_number: byId("searchInvoices", "4711"),
  job_id: byId("searchFlinkJobs", "7c1e3d4a"),
  kafka_acl_id: byId("searchKafkaAcls", "acl1a2b3c"),
  kafka_topic_name: TOPIC,
  member_user_id: byId("searchOrganizationUsers", "u1a2b3c"),
  organization_id: ORGANIZATION,
  organization_vpc_id: byId("searchOrganizationVpcs", "7c1e3d4a", {
    ...VPC_URL,
    placeholder: `${CONSOLE}/account/a1/vpcs/7c1e3d4a`,
  }),
  parent_account_id: ACCOUNT,
  peering_connection_id: byId("searchOrganizationPeerings", "7c1e3d4a"),
  plan: PLAN,
  plugin_class_name: byName("searchPluginClasses", "com.example.MySink"),
  plugin_file_id: byId("searchPluginVersions", "7c1e3d4a"),
  plugin_name: byName("searchPlugins", "my-plugin"),
  pool_name: byName("searchPools", "my-pool", ofService("connection-pools|pools", "connection-pools/my-pool")),
  primary_billing_group_id: BILLING_GROUP,
  privatelink_connection_id: byId("searchAzureConnections", "plc1a2b3c"),
  project: PROJECT,
  project_id: { ...PROJECT, method: "searchOrganizationProjects" },
  project_vpc_id: byId("searchVpcs", "7c1e3d4a", VPC_URL),
  redirect_id: byId("searchOAuthRedirects", "7c1e3d4a"),
  remote_repository_id: byId("searchGitRepositories", "123456"),
  repository_name: byName("searchRepositories", "my-repository"),
  schema_registry_acl_id: byId("searchSchemaRegistryAcls", "acl1a2b3c"),
  secret_id: byId("searchOAuthSecrets", "7c1e3d4a"),
  service_name: byName("searchServices", "my-pg", SERVICE_URL),
  service_plan: PLAN,
  service_type: byName("searchServiceTypes", "pg"),
  service_username: USER,
  snapshot_name: byName("searchSnapshots", "nightly-1"),
  source_cluster: byName("searchSourceClusters", "source"),
  source_endpoint_id: ENDPOINT,
  source_project: PROJECT,
  source_project_name: PROJECT,
  source_service: byName("searchSourceServices", "my-pg", SERVICE_URL),
  source_service_name: byName("searchSourceServices", "my-pg", SERVICE_URL),
  static_ip_address_id: byId("searchStaticIps", "ip1a2b3c"),
  step_id: byId("searchUpgradeSteps", "7c1e3d4a"),
  subject_name: byName("searchSubjects", "orders-value", ofService("schemas", "schemas/orders-value")),
  target_cluster: byName("searchTargetClusters", "target"),
  target_organization_id: ORGANIZATION,
  token_prefix: byId("searchTokens", "AbCd1234"),
  topic: TOPIC,
  topic_name: TOPIC,
  user: USER,
  user_authentication_method_id: byId("searchLoginMethods", "um1a2b3c"),
  user_group_id: USER_GROUP,
  user_uuid: byId("searchClickHouseUsers", "7c1e3d4a"),
  username: USER,
  vcs_integration_id: byId("searchGitAccounts", "7c1e3d4a"),
  version_id: byId("searchFlinkVersions", "7c1e3d4a"),
};

/** Where a field means something else in some operations. */
const SPECIAL: readonly (readonly [RegExp, Locator])[] = [
  [/^ApplicationUserAccessTokenDelete\.token_prefix$/, byId("searchApplicationUserTokens", "AbCd1234")],
  [/^ApplicationUser\w*\.user_id$/, byId("searchApplicationUsers", "u1a2b3c")],
  [/^BankTransfer\w+\.payment_method_id$/, byId("searchBankTransfers", "7c1e3d4a")],
  [/^BillingGroupInvoice\w+\.invoice_number$/, byId("searchBillingGroupInvoices", "4711")],
  [/^CreditCard\w+\.payment_method_id$/, byId("searchCreditCards", "7c1e3d4a")],
  [/^AccountPaymentMethodDelete\.card_id$/, byId("searchCards", "7c1e3d4a")],
  [/^OrganizationUserRevokeToken\.token_prefix$/, byId("searchOrganizationUserTokens", "AbCd1234")],
  [/^PaymentMethodCustom\w+\.payment_method_id$/, byId("searchCustomPaymentMethods", "7c1e3d4a")],
  [/^ServiceClickHouse\w*\.database$/, { ...DATABASE, method: "searchClickHouseDatabases" }],
  [/^ServiceFlink\w*Jar\w*\.application_id$/, { ...FLINK_APPLICATION, method: "searchFlinkJarApplications" }],
  [/^ServiceFlink\w*Jar\w*\.(application_)?version_id$/, byId("searchFlinkJarVersions", "7c1e3d4a")],
  [/^ServiceFlink\w*Jar\w*\.deployment_id$/, byId("searchFlinkJarDeployments", "7c1e3d4a")],
  [
    /^ServiceKafkaConnectGetConnectorConfiguration\.connector_name$/,
    byName("searchConnectorClasses", "io.debezium.connector.mysql.MySqlConnector"),
  ],
  [/^ServiceKafkaNativeAcl\w+\.kafka_acl_id$/, byId("searchKafkaNativeAcls", "acl1a2b3c")],
  [/^ServicePrivatelinkGoogle\w+\.privatelink_connection_id$/, byId("searchGoogleConnections", "plc1a2b3c")],
  [/^ServiceSchemaRegistry\w+\.version_id$/, byId("searchSchemaVersions", "3")],
];

/** Fields that give a name to what does not exist yet, or may not: those are written. */
const NEW_NAMES: ReadonlySet<string> = new Set([
  // Made with the provider of payments.
  "AccountAttachPaymentMethod.payment_method_id",
  "OrganizationProjectsCreate.project_id",
  "ProjectCreate.project",
  "ServiceClickHouseDatabaseCreate.database",
  "ServiceCreate.service_name",
  "ServiceDatabaseCreate.database",
  "ServiceKafkaMirrorMakerCreateReplicationFlow.source_cluster",
  "ServiceKafkaMirrorMakerCreateReplicationFlow.target_cluster",
  "ServiceKafkaTopicCreate.topic_name",
  "ServiceOpensearchCustomRepoCreateSnapshot.snapshot_name",
  "ServicePGBouncerCreate.pool_name",
  "ServiceUserCreate.username",
]);

/** Whether a field that is else chosen from a list names something new in an operation. */
export function namesSomethingNew(operation: string, field: string): boolean {
  return NEW_NAMES.has(`${operation}.${field}`);
}

/** How a field is chosen, or undefined when it is written. */
export function locatorOf(field: string, operation = ""): Locator | undefined {
  if (namesSomethingNew(operation, field)) return undefined;
  const special = SPECIAL.find(([pattern]) => pattern.test(`${operation}.${field}`));
  return special?.[1] ?? (Object.hasOwn(LOCATORS, field) ? LOCATORS[field] : undefined);
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
  const regex = `https://[^/]+/(?:[^?#]*/)?(?:${url.before})/([^/?#]+)`;
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
