import { type Listings, listing, ORGANIZATION, SERVICE } from "./listing.js";

const APPLICATION = { ...SERVICE, application_id: ["application_id"] };
const REPOSITORY = { ...SERVICE, repository_name: ["repository_name"] };
const SUBJECT = { ...SERVICE, subject_name: ["subject_name"] };

const SQL: Listings = {
  searchClickHouseDatabases: listing("ServiceClickHouseDatabaseList", SERVICE, "databases[]", "databases[].name"),
  searchClickHouseUsers: listing("ServiceClickHouseUserList", SERVICE, "users[]", "users[].uuid", ["users[].name"]),
  searchPools: listing(
    "ServiceGet",
    SERVICE,
    "service.connection_pools[]",
    "service.connection_pools[].pool_name",
    ["service.connection_pools[].database"],
    { named: true },
  ),
};

const FLINK: Listings = {
  searchFlinkApplications: listing("ServiceFlinkListApplications", SERVICE, "applications[]", "applications[].id", [
    "applications[].name",
  ]),
  searchFlinkDeployments: listing(
    "ServiceFlinkListApplicationDeployments",
    APPLICATION,
    "deployments[]",
    "deployments[].id",
    ["deployments[].status", "deployments[].created_at"],
  ),
  searchFlinkJarApplications: listing(
    "ServiceFlinkListJarApplications",
    SERVICE,
    "applications[]",
    "applications[].id",
    ["applications[].name"],
  ),
  searchFlinkJarDeployments: listing(
    "ServiceFlinkListJarApplicationDeployments",
    APPLICATION,
    "deployments[]",
    "deployments[].id",
    ["deployments[].status", "deployments[].created_at"],
  ),
  searchFlinkJarVersions: listing(
    "ServiceFlinkGetJarApplication",
    APPLICATION,
    "application_versions[]",
    "application_versions[].id",
    ["application_versions[].version"],
  ),
  searchFlinkJobs: listing("ServiceFlinkJobsList", SERVICE, "jobs[]", "jobs[].id", ["jobs[].status"]),
  searchFlinkVersions: listing(
    "ServiceFlinkGetApplication",
    APPLICATION,
    "application_versions[]",
    "application_versions[].id",
    ["application_versions[].version"],
  ),
};

const KAFKA: Listings = {
  searchConnectorClasses: listing(
    "ServiceKafkaConnectGetAvailableConnectors",
    SERVICE,
    "plugins[]",
    "plugins[].class",
    ["plugins[].title"],
  ),
  searchConnectors: listing("ServiceKafkaConnectList", SERVICE, "connectors[]", "connectors[].name"),
  searchKafkaAcls: listing("ServiceKafkaAclList", SERVICE, "acl[]", "acl[].id", [
    "acl[].username",
    "acl[].permission",
    "acl[].topic",
  ]),
  searchKafkaNativeAcls: listing("ServiceKafkaNativeAclList", SERVICE, "kafka_acl[]", "kafka_acl[].id", [
    "kafka_acl[].principal",
    "kafka_acl[].operation",
    "kafka_acl[].resource_name",
  ]),
  searchPluginClasses: listing(
    "KafkaConnectCustomPluginClassList",
    ORGANIZATION,
    "plugin_classes[]",
    "plugin_classes[].plugin_class",
    ["plugin_classes[].title"],
  ),
  searchPluginVersions: listing(
    "KafkaConnectCustomPluginFileList",
    ORGANIZATION,
    "plugin_files[]",
    "plugin_files[].plugin_file_id",
    ["plugin_files[].plugin_name", "plugin_files[].plugin_version"],
  ),
  searchPlugins: listing(
    "KafkaConnectCustomPluginList",
    ORGANIZATION,
    "plugins[]",
    "plugins[].plugin_name",
    ["plugins[].plugin_description"],
    { named: true },
  ),
  searchSchemaRegistryAcls: listing("ServiceSchemaRegistryAclList", SERVICE, "acl[]", "acl[].id", [
    "acl[].username",
    "acl[].permission",
    "acl[].resource",
  ]),
  searchSchemaVersions: listing("ServiceSchemaRegistrySubjectVersionsGet", SUBJECT, "versions[]"),
  searchSourceClusters: listing(
    "ServiceKafkaMirrorMakerGetReplicationFlows",
    SERVICE,
    "replication_flows[]",
    "replication_flows[].source_cluster",
  ),
  searchSubjects: listing("ServiceSchemaRegistrySubjects", SERVICE, "subjects[]"),
  searchTargetClusters: listing(
    "ServiceKafkaMirrorMakerGetReplicationFlows",
    SERVICE,
    "replication_flows[]",
    "replication_flows[].target_cluster",
  ),
  searchTopics: listing("ServiceKafkaTopicList", SERVICE, "topics[]", "topics[].topic_name"),
};

const OPENSEARCH: Listings = {
  searchRepositories: listing("ServiceOpensearchListCustomRepos", SERVICE, "repositories[]", "repositories[].name"),
  searchSnapshots: listing(
    "ServiceOpensearchCustomRepoListSnapshots",
    REPOSITORY,
    "snapshots[]",
    "snapshots[].snapshot",
  ),
};

/** What only services of one product have. */
export const PRODUCT_LISTINGS: Listings = { ...SQL, ...FLINK, ...KAFKA, ...OPENSEARCH };
