import { isObject } from "../../core/view.js";
import { type Config, withoutSecrets } from "../configuration/config.js";
import { configurationFacts } from "../configuration/facts.js";
import { cloudByName } from "../data/clouds.js";
import { planByName } from "../data/plans.js";
import { SERVICE_TYPES } from "../data/service-types.js";
import { toListedTopics } from "../kafka/topic-view.js";
import { backupsOf } from "../model/backup.js";
import { connectionPoolsOf } from "../model/connection-pool.js";
import { databasesOf } from "../model/database.js";
import { disasterRecoveryRole } from "../model/disaster-recovery.js";
import { integrationsOf, isFollower, toIntegration } from "../model/integration.js";
import { acls, aclsOf, nativeAcls, schemaAcls } from "../model/kafka-acl.js";
import { topicsOf } from "../model/kafka-topic.js";
import type { ServiceRow } from "../model/service.js";
import { primaryUser, serviceUserKey, serviceUsers, serviceUsersOf } from "../model/service-user.js";
import type { World } from "../world.js";
import { type Component, componentsOf } from "./components.js";
import { connectionOf, poolUri, REDACTED } from "./connection.js";
import { dataPlaneOf } from "./endpoint.js";
import { roleOf } from "./nodes.js";
import { certificateOf, toServiceUser } from "./user-view.js";

/**
 * A service in the API's form. `secrets` as the query parameter `include_secrets`: without it, passwords, keys and what
 * holds them are replaced.
 */
export function toService(world: World, row: ServiceRow, secrets: boolean): ReturnType<typeof viewOf> {
  return world.store.remembered(row, secrets ? "view with secrets" : "view", () => viewOf(world, row, secrets));
}

function viewOf(world: World, row: ServiceRow, secrets: boolean) {
  const plan = planByName(row.service_type, row.plan);
  const type = SERVICE_TYPES.get(row.service_type);
  const components = componentsOf(world, row);
  const integrations = integrationsOf(world, row);
  const admin = primaryUser(world, row);
  const role = disasterRecoveryRole(world, row);
  const isReplica = role ? role === "passive" : isFollower(world, row);
  return {
    ...listsOf(world, row),
    backups: backupsOf(world, row).map(toBackup),
    cloud_description: cloudByName(row.cloud_name)?.cloud_description ?? null,
    cloud_name: row.cloud_name,
    cmk_id: row.cmk_id,
    components,
    ...(row.service_type === "pg" ? { connection_pools: poolsOf(world, row, components, secrets) } : {}),
    ...connectionOf(
      row,
      components,
      admin && { ...admin, certified: secrets ? certificateOf(world, admin) : undefined },
      secrets,
    ),
    create_time: row.create_time,
    ...(type?.databases ? { databases: databasesOf(world, row).map((database) => database.database_name) } : {}),
    ...(role ? { disaster_recovery_role: role } : {}),
    disk_space_mb: row.disk_space_mb ?? plan?.disk_space_mb ?? null,
    features: {},
    group_list: [row.group_name ?? "default"],
    is_cluster_plan: false,
    maintenance: { ...row.maintenance, enabled: true, updates: row.maintenance_updates },
    metadata: metadata(row, type?.versionKey),
    node_count: plan?.node_count ?? null,
    node_cpu_count: plan?.node_cpu_count ?? null,
    node_memory_mb: plan?.node_memory_mb ?? null,
    node_states: row.nodes.map((node) => toNode(row, node, isReplica)),
    plan: row.plan,
    project_vpc_id: row.project_vpc_id,
    service_integrations: integrations.map((integration) => toIntegration(world, integration)),
    service_name: row.service_name,
    service_notifications: notifications(row),
    service_type: row.service_type,
    service_type_description: type?.description ?? row.service_type,
    state: row.state,
    tags: row.tags,
    tech_emails: row.tech_emails,
    termination_protection: row.termination_protection,
    update_time: row.update_time,
    user_config: secrets ? row.user_config : hiddenConfig(world, row),
    users: serviceUsersOf(world, row).map((user) => toServiceUser(world, user, secrets)),
  };
}

function hiddenConfig(world: World, { service_type, user_config }: ServiceRow) {
  const hidden = withoutSecrets(configurationFacts(world, "services", service_type), user_config, REDACTED);
  return service_type === "application" ? withoutSecretVariables(hidden) : hidden;
}

/** The configuration of an application says itself which of its variables are secret; no schema of it is published. */
function withoutSecretVariables(config: Config): Config {
  const { application } = config;
  if (!isObject(application) || !Array.isArray(application["environment_variables"])) return config;
  const variables = application["environment_variables"].map((variable) =>
    isObject(variable) && variable["kind"] === "secret" ? { ...variable, value: REDACTED } : variable,
  );
  return { ...config, application: { ...application, environment_variables: variables } };
}

/** Lists that a type has even when nothing is in them. */
function listsOf(world: World, row: ServiceRow) {
  switch (row.service_type) {
    case "kafka":
      return {
        acl: aclsOf(acls(world), row),
        kafka_acl: aclsOf(nativeAcls(world), row),
        schema_registry_acl: aclsOf(schemaAcls(world), row),
        topics: toListedTopics(row, topicsOf(world, row)),
      };
    default:
      return {};
  }
}

/** The connection pools, each with its URI: as its own user, else as the primary one. */
function poolsOf(world: World, row: ServiceRow, components: readonly Component[], secrets: boolean) {
  const bouncer = components.find(({ component }) => component === "pgbouncer");
  return connectionPoolsOf(world, row).map(({ pool_name, database, pool_mode, pool_size, username }) => {
    const user = username === null ? primaryUser(world, row) : serviceUsers(world).get(serviceUserKey(row, username));
    const connection_uri = secrets ? poolUri(bouncer, user, pool_name) : REDACTED;
    return { connection_uri, database, pool_mode, pool_name, pool_size, ...(username === null ? {} : { username }) };
  });
}

function toBackup({ backup_name, backup_time, data_size, storage_location }: ReturnType<typeof backupsOf>[number]) {
  return { backup_name, backup_time, data_size, storage_location };
}

function toNode(row: ServiceRow, node: ServiceRow["nodes"][number], isReplica: boolean) {
  const role = roleOf(row, node, isReplica);
  // How far a copy has got is not known here: it has begun.
  const progress = node.state === "syncing_data" ? [{ completed: false, phase: "basebackup" as const }] : [];
  return {
    availability_zone: node.availability_zone,
    name: node.name,
    progress_updates: progress,
    ...(role ? { role } : {}),
    state: node.state,
  };
}

/** Says what of it is real, beside what the real one tells: the version in use. */
function metadata(row: ServiceRow, versionKey: string | undefined) {
  const version = versionKey ? { [versionKey]: row.user_config[versionKey] } : {};
  return { sandbox: true, data_plane: dataPlaneOf(row), ...version };
}

/** A service that is powered off is deleted after 180 days (source: the provider's documentation). */
function notifications({ state }: ServiceRow) {
  if (state !== "POWEROFF") return [];
  const message = "The service is powered off. It is removed after 180 days.";
  return [{ level: "notice" as const, message, metadata: {}, type: "service_powered_off_removal" as const }];
}
