import { at } from "../../core/wait.js";
import { matchesPattern } from "../patterns.js";
import type { TargetRule } from "./rule.js";

type Input = Readonly<Record<string, unknown>>;

const field = (item: unknown, name: string) => String(at(item, name) ?? "");

const POOLS = "Connection pools need it, delete them first";

/** Blocks what the API keeps for itself. */
const isRequired = (thing: unknown) =>
  at(thing, "required") === true ? "The service cannot do without it: it is not deleted." : undefined;

/** The deployment of a Flink application that is not over yet. */
const versionsAndDeployment = (application: unknown) => {
  const versions = at(application, "application_versions");
  return {
    versions: Array.isArray(versions) ? versions.length : 0,
    deployment: at(application, "current_deployment.status"),
  };
};

const ENDED = /^(FINISHED|CANCELED|FAILED)$/;

const deployment = (kind: "" | "Jar") =>
  ({
    noun: "deployment",
    read: `ServiceFlinkGet${kind}ApplicationDeployment`,
    among: { read: `ServiceFlinkList${kind}ApplicationDeployments`, in: "deployments", name: "id" },
    tells: ["status", "parallelism", "last_savepoint", "version_id"],
    blocks: (thing) =>
      ENDED.test(field(thing, "status")) ? undefined : `It is ${field(thing, "status")}: cancel or stop it first.`,
  }) as const satisfies TargetRule;

const application = (kind: "" | "Jar") =>
  ({
    noun: "application",
    read: `ServiceFlinkGet${kind}Application`,
    among: { read: `ServiceFlinkList${kind}Applications`, in: "applications", name: "id" },
    tells: ["name"],
    more: versionsAndDeployment,
  }) as const satisfies TargetRule;

const version = (kind: "" | "Jar") =>
  ({
    noun: "version",
    read: `ServiceFlinkGet${kind}ApplicationVersion`,
    tells: ["version", "created_by"],
  }) as const satisfies TargetRule;

/** The indices that a name, a list of names or patterns means. */
function indicesOf(list: readonly unknown[], { index_pattern, indices }: Input) {
  const wanted = Array.isArray(indices) ? indices.map(String) : String(index_pattern).split(",");
  const isMeant = (name: string) => wanted.some((pattern) => pattern === "_all" || matchesPattern(pattern, name));
  const found = list.filter((index) => isMeant(field(index, "index_name")));
  return found.map((index) => ({
    index: field(index, "index_name"),
    docs: at(index, "docs"),
    bytes: at(index, "size"),
    created: at(index, "create_time"),
  }));
}

export const SERVICE_PART_TARGETS = {
  "service-user": {
    noun: "service user",
    read: "ServiceGet",
    in: "service.users",
    key: { service_username: "username" },
    tells: ["type"],
    holds: {
      connection_pools: {
        read: "ServiceGet",
        in: "service.connection_pools",
        name: "pool_name",
        where: (pool, { service_username }) => at(pool, "username") === service_username,
        blocks: POOLS,
      },
      acl_topics: {
        read: "ServiceGet",
        in: "service.acl",
        name: "topic",
        where: (entry, { service_username }) => at(entry, "username") === service_username,
      },
    },
  },
  database: {
    noun: "database",
    read: "ServiceDatabaseList",
    in: "databases",
    key: { dbname: "database_name" },
    holds: {
      connection_pools: {
        read: "ServiceGet",
        in: "service.connection_pools",
        name: "pool_name",
        where: (pool, { dbname }) => at(pool, "database") === dbname,
        blocks: POOLS,
      },
    },
  },
  "connection-pool": {
    noun: "connection pool",
    read: "ServiceGet",
    in: "service.connection_pools",
    key: { pool_name: "pool_name" },
    tells: ["database", "username", "pool_mode", "pool_size"],
  },
  "clickhouse-database": {
    noun: "database",
    read: "ServiceClickHouseDatabaseList",
    in: "databases",
    key: { database: "name" },
    tells: ["engine"],
    blocks: isRequired,
  },
  "clickhouse-user": {
    noun: "user",
    read: "ServiceClickHouseUserList",
    in: "users",
    key: { user_uuid: "uuid" },
    tells: ["name"],
    blocks: isRequired,
  },
  "flink-application": application(""),
  "flink-jar-application": application("Jar"),
  "flink-version": version(""),
  "flink-jar-version": version("Jar"),
  "flink-deployment": deployment(""),
  "flink-jar-deployment": deployment("Jar"),
  index: {
    noun: "index",
    read: "ServiceOpenSearchIndexList",
    in: "indexes",
    key: { index_pattern: "index_name", indices: "index_name" },
    several: indicesOf,
  },
  snapshot: {
    noun: "snapshot",
    read: "ServiceOpensearchCustomRepoListSnapshots",
    in: "snapshots",
    key: { snapshot_name: "snapshot" },
  },
  "opensearch-acl": {
    noun: "access control",
    read: "ServiceOpenSearchAclGet",
    in: "opensearch_acl_config",
    tells: ["enabled"],
    holds: {
      users_with_rules: { read: "ServiceOpenSearchAclGet", in: "opensearch_acl_config.acls", name: "username" },
    },
  },
  "privatelink-aws": { noun: "PrivateLink", read: "ServicePrivatelinkAWSGet", tells: ["state", "principals"] },
  "privatelink-azure": {
    noun: "Private Link",
    read: "ServicePrivatelinkAzureGet",
    tells: ["state", "user_subscription_ids"],
  },
  "privatelink-google": { noun: "Private Service Connect", read: "ServicePrivatelinkGoogleGet", tells: ["state"] },
} as const satisfies Readonly<Record<string, TargetRule>>;
