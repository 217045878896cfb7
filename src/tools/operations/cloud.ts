import type { FamilyWords } from "../words.js";

/** What identifies a custom cloud and tells how it stands. */
const CUSTOM_CLOUD_VIEW = [
  "custom_cloud_environment.custom_cloud_environment_id",
  "custom_cloud_environment.display_name",
  "custom_cloud_environment.state",
  "custom_cloud_environment.cloud_provider",
  "custom_cloud_environment.cloud_region",
  "custom_cloud_environment.deployment_model",
  "custom_cloud_environment.reserved_cidr",
  "custom_cloud_environment.custom_cloud_names",
  "custom_cloud_environment.errors",
] as const;

const VERSION_VIEW = [
  "service_versions[].service_type",
  "service_versions[].major_version",
  "service_versions[].state",
  "service_versions[].availability_start_time",
  "service_versions[].availability_end_time",
  "service_versions[].aiven_end_of_life_time",
  "service_versions[].upstream_end_of_life_time",
  "service_versions[].upgrade_to_service_type",
  "service_versions[].upgrade_to_version",
] as const;

const CLOUD_VIEW = [
  "clouds[].cloud_name",
  "clouds[].cloud_description",
  "clouds[].geo_region",
  "clouds[].provider",
] as const;

const some = (value: unknown) => value !== undefined && value !== null && value !== "";

export const cloud: FamilyWords<"cloud"> = {
  AccountServiceVersionList: {
    title: "List service versions for an organization",
    summary: "Lists the major versions of each service type with end-of-life dates, as they hold for one organization.",
    aka: ["EOL calendar of our company", "extended support", "until when can we keep this release"],
    risk: "read",
    view: VERSION_VIEW,
    notes: ["ListServiceVersions gives the general dates, without a token."],
  },
  ConsoleFreePlanAvailabilityGet: {
    title: "List clouds that offer free plans",
    summary: "Tells on which cloud providers and regions free plans can be had at present.",
    aka: ["free tier", "at no cost, without a credit card", "hobby project hosting", "zero-dollar database"],
    risk: "read",
  },
  CustomCloudEnvironmentCreate: {
    title: "Create a custom cloud",
    summary:
      "Drafts a custom cloud, a place for services in the organization's own cloud account, as the base of a Terraform template.",
    aka: ["BYOC", "bring your own cloud", "run in my AWS account", "own VPC, data residency", "self-hosted data plane"],
    risk: "write",
    view: CUSTOM_CLOUD_VIEW,
    notes: [
      "Experimental, and only where the provider has enabled it for the organization.",
      "It starts as a draft: next apply the Terraform template (CustomCloudEnvironmentTerraformTemplateGet), then CustomCloudEnvironmentProvision, then CustomCloudEnvironmentPermissionsSet.",
      "reserved_cidr cannot change later and must not overlap with networks to be peered.",
    ],
    fields: {
      cloud_region: "Region as the cloud provider names it, e.g. eu-north-1, without the provider in front.",
      contact_emails: "People to tell when the custom cloud has problems; at most 10, one with the role Admin.",
      "contact_emails.role": "Role of the person, e.g. Admin, the main contact.",
      deployment_model: "standard keeps nodes private behind a bastion, standard_public gives them public addresses.",
      display_name: "Short name to show, up to 64 characters.",
      reserved_cidr: "Private IPv4 range for its network, from /16 to /24, e.g. 10.0.0.0/16; fixed for good.",
      tags: "Tags for the resources in the own cloud account, key to value.",
    },
  },
  CustomCloudEnvironmentDelete: {
    title: "Delete a custom cloud",
    summary: "Deletes a custom cloud from an organization, after which no service can be placed in it.",
    aka: ["tear down BYOC", "remove our own cloud account", "undo bring your own cloud"],
    risk: "destructive",
    marks: ["disruptive", "async"],
    notes: [
      "Experimental.",
      "Delete or move the services in it first; data that is kept there can no longer be reached through the provider.",
      "What Terraform built in the own cloud account stays, and costs, until terraform destroy.",
    ],
  },
  CustomCloudEnvironmentGet: {
    title: "Get a custom cloud",
    summary: "Answers with one custom cloud: state, region, network, identities, errors and the names of its clouds.",
    aka: ["is BYOC ready", "why did bring your own cloud fail", "own cloud account status", "external id for the role"],
    risk: "read",
    view: CUSTOM_CLOUD_VIEW,
    notes: [
      "Experimental.",
      "Services can be placed in it once state is active, with one of custom_cloud_names as cloud.",
    ],
  },
  CustomCloudEnvironmentList: {
    title: "List custom clouds",
    summary: "Lists the custom clouds of an organization.",
    aka: ["our BYOC setups", "bring your own cloud overview", "own cloud accounts"],
    risk: "read",
  },
  CustomCloudEnvironmentPermissionsGet: {
    title: "Get who may use a custom cloud",
    summary: "Lists the organizational units and projects that may place services in a custom cloud.",
    aka: ["BYOC access", "which teams can deploy to our own account", "bring your own cloud assignments"],
    risk: "read",
    notes: ["Experimental."],
  },
  CustomCloudEnvironmentPermissionsSet: {
    title: "Set who may use a custom cloud",
    summary:
      "Sets the organizational units and projects that may place services in a custom cloud, in place of those before.",
    aka: ["share BYOC with a team", "enable bring your own cloud for a project", "revoke access to our own account"],
    risk: "destructive",
    because: "It replaces both lists: units and projects that are left out lose the custom cloud.",
    marks: ["auth-change"],
    notes: ["Experimental.", "Read CustomCloudEnvironmentPermissionsGet first and send the old entries along."],
    fields: {
      accounts: "Ids of all organizations and organizational units that may use it; an empty list for none.",
      projects: "Names of all projects that may use it; an empty list for none.",
    },
  },
  CustomCloudEnvironmentProvision: {
    title: "Provision a custom cloud",
    summary:
      "Builds a drafted custom cloud in the organization's own cloud account, once the Terraform template is applied there.",
    aka: ["activate BYOC", "finish bring your own cloud", "hand over the role ARN", "terraform applied, what next"],
    risk: "write",
    marks: ["billed", "async"],
    wait: "custom-cloud",
    view: CUSTOM_CLOUD_VIEW,
    notes: [
      "Experimental.",
      "Give the identity that the Terraform run printed: the one of the cloud provider in question.",
      "It takes minutes; errors in CustomCloudEnvironmentGet tell what went wrong.",
    ],
    fields: {
      aws_iam_role_arn: "AWS only: ARN of the IAM role that the Terraform run made.",
      google_privilege_bearing_service_account_id:
        "Google Cloud only: id of the service account that the Terraform run made.",
      oracle_compartment_id: "Oracle Cloud only: OCID of the compartment to build in.",
    },
  },
  CustomCloudEnvironmentTerraformTemplateGet: {
    title: "Get a custom cloud's Terraform template",
    summary: "Answers with the Terraform code that prepares the organization's own cloud account for a custom cloud.",
    aka: ["BYOC infrastructure as code", "bring your own cloud main.tf", "IAM role setup"],
    risk: "read",
    notes: ["Apply it with the values of CustomCloudEnvironmentTerraformVariablesGet as the tfvars file."],
  },
  CustomCloudEnvironmentTerraformVariablesGet: {
    title: "Get a custom cloud's Terraform variables",
    summary: "Answers with the values of the variables that a custom cloud's Terraform template takes.",
    aka: ["BYOC tfvars", "bring your own cloud var-file", "infrastructure as code inputs"],
    risk: "read",
  },
  CustomCloudEnvironmentUpdate: {
    title: "Update a custom cloud",
    summary: "Changes a custom cloud: name, contacts, tags, region, network, or the identity that it runs with.",
    aka: ["rename BYOC", "bring your own cloud contacts", "retag own cloud resources", "new IAM role"],
    risk: "write",
    gates: [
      { field: "tags", because: "replaces all tags of the custom cloud; those left out are lost" },
      {
        field: "aws_iam_role_arn",
        when: some,
        because: "swaps the role that runs the custom cloud; a wrong one cuts off its services",
      },
      {
        field: "google_privilege_bearing_service_account_id",
        when: some,
        because: "swaps the account that runs the custom cloud; a wrong one cuts off its services",
      },
      {
        field: "oracle_compartment_id",
        when: some,
        because: "swaps the compartment that the custom cloud lives in; a wrong one cuts off its services",
      },
    ],
    view: CUSTOM_CLOUD_VIEW,
    notes: [
      "Experimental.",
      "tags and contact_emails are replaced whole.",
      "reserved_cidr is fixed once the cloud is built.",
    ],
    fields: {
      contact_emails: "All people to tell when the custom cloud has problems, 1 to 10; replaces those before.",
      "contact_emails.role": "Role of the person, e.g. Admin, the main contact.",
      display_name: "New short name to show, up to 64 characters.",
      tags: "All tags for the resources in the own cloud account, key to value; replaces those before.",
    },
  },
  ListClouds: {
    title: "List clouds",
    summary: "Lists the cloud regions that services can run in, with provider and place; needs no token.",
    aka: [
      "data centers, locations",
      "AWS, Google, Azure, DigitalOcean or UpCloud",
      "where can I host",
      "closest location",
      "in the EU",
    ],
    risk: "read",
    view: CLOUD_VIEW,
    notes: ["ListProjectClouds shows what one project may use, custom clouds included."],
  },
  ListProjectClouds: {
    title: "List a project's clouds",
    summary: "Lists the cloud regions that a project can place services in, nearest first.",
    aka: ["available regions", "data center near me", "where can I deploy", "BYOC name for a new service"],
    risk: "read",
    view: CLOUD_VIEW,
    notes: ["The custom clouds that the project may use are in the list."],
    fields: {
      sort_by_proximity: "Whether the regions nearest to the caller's address come first; default true.",
    },
  },
  ListProjectServiceTypes: {
    title: "List a project's service types with plans",
    summary:
      "Lists every service type of a project with its plans, their sizes and prices per region, and its settings.",
    aka: ["price list", "all sizes in every region", "cheapest instance", "compare tiers", "catalog"],
    risk: "read",
    notes: [
      "The answer is huge, as it repeats every plan for every region: ask for a part, or use ProjectServiceTypesList, ProjectServicePlanList and ProjectServicePlanPriceGet.",
      "Prices are per hour in USD, as decimal strings.",
    ],
  },
  ListPublicServiceTypes: {
    title: "List service types with plans",
    summary:
      "Lists every public service type with its plans, their sizes and prices per region, and its settings; needs no token.",
    aka: ["public price list", "product catalog", "what does Aiven offer", "compare tiers without an account"],
    risk: "read",
    notes: ["The answer is huge, as it repeats every plan for every region: ask for a part."],
  },
  ListServiceVersions: {
    title: "List service versions",
    summary:
      "Lists the major versions of each service type with state, end-of-life dates and what to upgrade to; needs no token.",
    aka: [
      "EOL dates",
      "is postgres 14 still supported",
      "which kafka release is newest",
      "deprecated engines",
      "lifecycle policy",
    ],
    risk: "read",
    view: VERSION_VIEW,
    notes: ["state is available, preview, eol, terminated or unavailable."],
  },
  OsAvailablePlugins: {
    title: "List OpenSearch plugins",
    summary: "Lists the plugins that come with each OpenSearch version; needs no token.",
    aka: ["k-NN, vector search support", "which analyzers are installed", "Elasticsearch add-ons"],
    risk: "read",
    view: ["opensearch[].version", "opensearch[].plugins[].name", "opensearch[].plugins[].version"],
  },
  PgAvailableExtensions: {
    title: "List PostgreSQL extensions",
    summary: "Lists the extensions that can be installed in each PostgreSQL version; needs no token.",
    aka: ["is PostGIS or pgvector supported", "timescaledb", "CREATE EXTENSION, contrib modules", "postgres plugins"],
    risk: "read",
    view: ["pg[].version", "pg[].extensions[].name", "pg[].extensions[].default_version"],
    notes: ["For a service that exists use PGServiceAvailableExtensions."],
  },
  ProjectServicePlanList: {
    title: "List the plans of a service type",
    summary: "Lists the plans that a project can choose for a service type, with nodes and backups of each.",
    aka: [
      "sizes, tiers, instance types",
      "hobbyist, startup, business, premium",
      "which machine should I take",
      "upgrade options",
    ],
    risk: "read",
    view: [
      "service_plans[].service_plan",
      "service_plans[].node_count",
      "service_plans[].shard_count",
      "service_plans[].is_cluster_plan",
      "service_plans[].max_memory_percent",
      "service_plans[].backup_config.recovery_mode",
      "service_plans[].backup_config.max_count",
    ],
    notes: [
      "ProjectServicePlanPriceGet has the price of a plan, ProjectServicePlanSpecsGet its disk.",
      "regions, where answered, says per region what a plan has; it is long and not shown by default.",
    ],
  },
  ProjectServicePlanPriceGet: {
    title: "Get the price of a plan",
    summary: "Answers with the hourly price of a plan in one cloud, and of extra disk and object storage.",
    aka: [
      "how much does it cost",
      "monthly cost, quote",
      "estimate the bill",
      "is another region cheaper",
      "cost of more disk",
    ],
    risk: "read",
    notes: ["Prices are decimal strings in USD per hour; for a month count 730 hours."],
    fields: { cloud: "Cloud and region that the price is for, e.g. google-europe-west1; see ListProjectClouds." },
  },
  ProjectServicePlanSpecsGet: {
    title: "Get the specification of a plan",
    summary: "Answers with nodes, disk (included, step and cap) and backup schedule of one plan of a service type.",
    aka: [
      "maximum disk size",
      "how far can storage grow",
      "backup retention in days",
      "is it highly available",
      "how many servers",
    ],
    risk: "read",
    notes: [
      "Disk sizes are megabytes for all nodes together; disk_space_mb of a service moves between disk_space_mb and disk_space_cap_mb in steps of disk_space_step_mb.",
      "backup_config.interval is hours between backups, max_count how many are kept; recovery_mode pitr allows any moment.",
    ],
  },
  ProjectServiceTypesGet: {
    title: "Get a service type",
    summary: "Answers with one service type: its versions, and the schema of every setting that user_config takes.",
    aka: [
      "which parameters can I tune",
      "advanced configuration options",
      "allowed values and defaults of a setting",
      "postgresql.conf, server properties",
      "config reference",
    ],
    risk: "read",
    view: ["description", "default_version", "latest_available_version"],
    notes: [
      "The schema is in user_config_schema and long: ask for the part needed, e.g. user_config_schema.properties.pg_version.",
    ],
  },
  ProjectServiceTypesList: {
    title: "List a project's service types",
    summary: "Lists the service types that a project can create, with versions and settings, without plans and prices.",
    aka: ["which databases can I have", "products on offer", "engines", "type code for postgres or redis"],
    risk: "read",
    notes: [
      "A map by type; user_config_schema makes it long: ask for the other fields, or for one type with ProjectServiceTypesGet.",
    ],
  },
};
