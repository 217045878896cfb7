/** A resource of a node: its name in n8n, and which operations are about it. */
export interface ResourceRule {
  readonly name: string;
  readonly operations: RegExp;
}

/** One node: what n8n calls it, and its resources. */
export interface Product {
  /** The node's type name and the base of its files. */
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly resources: readonly ResourceRule[];
}

const of = (name: string, operations: RegExp): ResourceRule => ({ name, operations });

/**
 * Which node and resource an operation belongs to: the first rule that matches its id, from top to bottom. A test holds
 * that each operation finds its place and that no node outgrows what a person can look through.
 */
export const PRODUCTS = {
  aivenKafka: {
    name: "aivenKafka",
    displayName: "Aiven for Apache Kafka",
    description: "Work with topics, messages, access, connectors, schemas and replication of Aiven for Apache Kafka",
    resources: [
      of("Message", /^ServiceKafkaTopicMessage/),
      of("Topic", /^ServiceKafkaTopic/),
      of("Native ACL Entry", /^ServiceKafkaNativeAcl/),
      of("ACL Entry", /^ServiceKafkaAcl/),
      of("Quota", /^ServiceKafkaQuota/),
      of("Tiered Storage", /^ServiceKafkaTieredStorage/),
      of("Connector", /^ServiceKafkaConnect/),
      of("Replication Flow", /^ServiceKafkaMirrorMaker/),
      of("Custom Plugin Class", /^KafkaConnectCustomPlugin(File)?Class/),
      of("Custom Plugin Version", /^KafkaConnectCustomPluginFile/),
      of("Custom Plugin", /^KafkaConnectCustomPlugin/),
      of("Schema Registry ACL Entry", /^ServiceSchemaRegistryAcl/),
      of("Schema Compatibility", /^ServiceSchemaRegistry(Compatibility|\w*Config)/),
      of("Schema", /^ServiceSchemaRegistry/),
    ],
  },
  aivenSql: {
    name: "aivenSql",
    displayName: "Aiven for PostgreSQL, MySQL and ClickHouse",
    description: "Work with queries, connection pools, databases and users of Aiven's SQL services",
    resources: [
      of("Connection Pool", /^ServicePGBouncer/),
      of("PostgreSQL Extension", /^PGServiceAvailableExtensions$/),
      of("PostgreSQL Query", /^PG/),
      of("MySQL Query", /^MySQL/),
      of("ClickHouse Database", /^ServiceClickHouseDatabase/),
      of("ClickHouse User", /^ServiceClickHouse(User|Password)/),
      of("ClickHouse Tiered Storage", /^ServiceClickHouseTieredStorage/),
      of("ClickHouse Query", /^ServiceClickHouse/),
    ],
  },
  aivenOpenSearch: {
    name: "aivenOpenSearch",
    displayName: "Aiven for OpenSearch",
    description: "Work with indices, access, security, snapshots and tiered storage of Aiven for OpenSearch",
    resources: [
      of("Index", /^ServiceOpenSearchIndex/),
      of("Access Control", /^ServiceOpenSearchAcl/),
      of("Security", /^ServiceOpenSearchSecurity/),
      of("Snapshot Repository", /^ServiceOpensearch(ListCustomRepos|CustomRepoNameVerify)$/),
      of("Snapshot Restore", /^ServiceOpensearch\w*Rest(ore|orations)/),
      of("Snapshot", /^ServiceOpensearchCustomRepo/),
      of("Tiered Storage", /^ServiceOpensearchTieredStorage/),
    ],
  },
  aivenFlink: {
    name: "aivenFlink",
    displayName: "Aiven for Apache Flink",
    description: "Work with applications, versions, deployments and jobs of Aiven for Apache Flink",
    resources: [
      of("JAR Application Version", /^ServiceFlink\w*JarApplicationVersion/),
      of("JAR Deployment", /^ServiceFlink\w*JarApplicationDeployment/),
      of("JAR Application", /^ServiceFlink\w*JarApplication/),
      of("Application Version", /^ServiceFlink\w*ApplicationVersion/),
      of("Deployment", /^ServiceFlink\w*ApplicationDeployment/),
      of("Application", /^ServiceFlink\w*Application/),
      of("Cluster", /^ServiceFlinkOverview$/),
      of("Job", /^ServiceFlink/),
    ],
  },
  aivenBilling: {
    name: "aivenBilling",
    displayName: "Aiven Billing",
    description: "Work with invoices, billing groups, credits, payment methods and emissions of Aiven",
    resources: [
      of("Invoice", /Invoice/),
      of("Credit Memo", /CreditMemo/),
      of("Credit", /Credits|CreditCode/),
      of("Organization Billing Group", /^OrganizationBillingGroup/),
      of("Billing Group", /^(Account)?BillingGroup/),
      of("Credit Card", /^(CreditCard|AccountAttachPaymentMethod|AccountPaymentMethod)/),
      of("Payment Method", /^(BankTransfer|PaymentMethod)/),
      of("Address", /^OrganizationAddress/),
      of("Emission", /Emissions/),
    ],
  },
  aivenNetwork: {
    name: "aivenNetwork",
    displayName: "Aiven Network",
    description: "Work with VPCs, peering, private links and static IP addresses of Aiven",
    resources: [
      of("Organization VPC Peering", /^OrganizationVpcPeering/),
      of("Organization VPC", /^OrganizationVpc/),
      of("Project VPC Peering", /VpcPeering/),
      of("Project VPC", /^Vpc/),
      of("AWS PrivateLink", /^ServicePrivatelinkAWS/),
      of("Azure Private Link", /^ServicePrivatelinkAzure/),
      of("Google Private Service Connect", /^ServicePrivatelinkGoogle/),
      of("Static IP Address", /^(ProjectStaticIP|StaticIP)(?!Availability)/),
      of("Availability", /^(Project|Public)(Privatelink|StaticIP)Availability/),
    ],
  },
  aivenCloud: {
    name: "aivenCloud",
    displayName: "Aiven Cloud",
    description:
      "Look up clouds, plans, prices and versions; work with custom clouds, encryption keys and applications",
    resources: [
      of("Custom Cloud", /^CustomCloudEnvironment/),
      of("Cloud", /^(ListClouds|ListProjectClouds|ConsoleFreePlan)/),
      of("Plan", /^(ProjectServicePlan|Inkless)/),
      of("Service Version", /ServiceVersion/),
      of("Service Type", /ServiceTypes/),
      of("Plugin", /^(OsAvailable|PgAvailable)/),
      of("Encryption Key", /^CMK/),
      of("Git Account", /^ApplicationVcs/),
      of("Application", /^Application(Metrics|Redeploy)/),
    ],
  },
  aivenOrganization: {
    name: "aivenOrganization",
    displayName: "Aiven Organization",
    description:
      "Work with organizations of Aiven: projects, people, groups, application users, permissions and domains",
    resources: [
      of("Organization Project", /^OrganizationProjects/),
      of("Organization Invitation", /^OrganizationUserInvit/),
      of("Organization User", /^Organization(User|Member)/),
      of("User Group", /^UserGroup/),
      of("Application User", /^ApplicationUser/),
      of("Permission", /^Permissions/),
      of("Domain", /^Organization(Auth)?Domain/),
      of("Kafka Governance Access", /^OrganizationGovernance/),
      of("Access Policy", /^Organization(IPAllowList|AuthenticationConfig)/),
      of("Organization", /^(Organization|UserOrganization|DiscoveredOrganization)/),
    ],
  },
  aivenAccount: {
    name: "aivenAccount",
    displayName: "Aiven Account",
    description: "Work with organizational units, login methods, OAuth clients, tokens and the current user of Aiven",
    resources: [
      of("OAuth Client", /^AccountOAuth/),
      of("Authentication Method", /^AccountAuthentication/),
      of("Organizational Unit", /^Account/),
      of("Personal Access Token", /^AccessToken/),
      of("Login Method", /^UserAuthenticationMethod/),
      of("Password", /^(CheckPassword|UserPassword|TwoFactor)/),
      of("Session", /^(UserAuth|UserAuthLoginOptions|UserLogout|UserExpireTokens)$/),
      of("Current User", /^(User|ValidateReferral)/),
    ],
  },
  aiven: {
    name: "aiven",
    displayName: "Aiven",
    description: "Work with projects, services, users, databases, backups, integrations, logs and metrics of Aiven",
    resources: [
      of("Service User", /^Service(User|CredentialsReset)/),
      of("Database", /^ServiceDatabase/),
      of("Backup", /^ServiceBackup/),
      of("Log or Metric", /^(ProjectGetServiceLogs|ServiceMetricsFetch|ServiceThanos)/),
      of("Alert", /Alerts/),
      of("Project Tag", /^ProjectTags/),
      of("Service Tag", /^ProjectServiceTags/),
      of("Custom File", /^ServiceCustomFile/),
      of("Running Query", /^Service(CancelQuery|Query)/),
      of("Task", /^ServiceTask/),
      of("Upgrade Step", /^UpgradePipeline/),
      of("Integration Endpoint", /^ServiceIntegrationEndpoint/),
      of("Integration", /^ServiceIntegration/),
      of("Project", /^Project/),
      of("Service", /^Service/),
    ],
  },
} as const satisfies Readonly<Record<string, Product>>;
