import { BUILT_MS, pgSpec, type TestCalls } from "./api.js";

type Names = Readonly<Record<string, unknown>>;

const TABLE = "CREATE TABLE t (id BIGINT) WITH ('connector' = 'print')";
const VERSION = { sources: [], sinks: [{ create_table: TABLE }], statement: "INSERT INTO t SELECT 1" };

async function make(
  api: TestCalls,
  service_type: string,
  fields: object = {},
): Promise<{ project: string; service_name: string }> {
  const service_name = `a-${service_type.replace("_", "-")}`;
  await api.ok("ServiceCreate", { ...pgSpec(api.project, service_name), service_type, ...fields });
  api.sandbox.advance(BUILT_MS);
  return { project: api.project, service_name };
}

async function clickhouse(api: TestCalls): Promise<Names> {
  const where = await make(api, "clickhouse", { plan: "startup-16" });
  await api.ok("ServiceClickHouseDatabaseCreate", { ...where, database: "shop" });
  const { user } = await api.ok("ServiceClickHouseUserCreate", { ...where, name: "ana" });
  api.sandbox.advance(BUILT_MS);
  return { ...where, database: "shop", user_uuid: user.uuid, name: "bob", query: "SELECT 1", password: "n0t-Easily-1" };
}

async function opensearch(api: TestCalls): Promise<Names> {
  const settings = { base_path: "x", bucket: "b", region: "eu-west-1", access_key: "a", secret_key: "s" };
  const user_config = { custom_repos: [{ name: "repo", type: "s3", settings }] };
  const where = await make(api, "opensearch", { user_config });
  const snapshot = { ...where, repository_name: "repo", snapshot_name: "monday" };
  await api.ok("ServiceOpensearchCustomRepoCreateSnapshot", snapshot);
  api.sandbox.advance(BUILT_MS);
  const { indexes } = await api.ok("ServiceOpenSearchIndexList", where);
  await api.ok("ServiceOpenSearchIndexClose", { ...where, index_pattern: "top_*" });
  const index_pattern = indexes.find(({ index_name }) => !index_name.startsWith("."))?.index_name;
  return {
    ...snapshot,
    index_pattern,
    indices: index_pattern,
    opensearch_acl_config: { acls: [], enabled: true },
    admin_password: "n0t-Easily-1",
  };
}

const withIndices = (names: Names): Names => ({ ...names, indices: [names["index_pattern"]] });

async function customFile(api: TestCalls): Promise<Names> {
  const { project, service_name } = await opensearch(api);
  const where = { project: String(project), service_name: String(service_name) };
  const file = { ...where, file: new TextEncoder().encode("word"), filename: "words", filetype: "stopwords" } as const;
  const { file_id } = await api.ok("ServiceCustomFileUpload", file);
  return { ...where, file_id };
}

async function flink(api: TestCalls): Promise<Names> {
  const where = await make(api, "flink", { plan: "business-4" });
  const { id: application_id } = await api.ok("ServiceFlinkCreateApplication", { ...where, name: "app" });
  const in_app = { ...where, application_id };
  const { id: version_id } = await api.ok("ServiceFlinkCreateApplicationVersion", { ...in_app, ...VERSION });
  const { id: deployment_id } = await api.ok("ServiceFlinkCreateApplicationDeployment", { ...in_app, version_id });
  const unused = await api.ok("ServiceFlinkCreateApplicationVersion", { ...in_app, ...VERSION });
  api.sandbox.advance(BUILT_MS);
  const { job_id } = await api.ok("ServiceFlinkGetApplicationDeployment", { ...in_app, deployment_id });
  return { ...in_app, ...VERSION, application_version_id: unused.id, version_id, deployment_id, job_id, name: "other" };
}

async function flinkJar(api: TestCalls): Promise<Names> {
  const where = await make(api, "flink", { plan: "business-4", user_config: { custom_code: true } });
  const { id: application_id } = await api.ok("ServiceFlinkCreateJarApplication", { ...where, name: "app" });
  const in_app = { ...where, application_id };
  const { id: version_id, file_info } = await api.ok("ServiceFlinkCreateJarApplicationVersion", in_app);
  const { pathname, search } = new URL(file_info?.url ?? "");
  await api.fetch(pathname + search, { method: "PUT", body: "PK" });
  const { id: deployment_id } = await api.ok("ServiceFlinkCreateJarApplicationDeployment", { ...in_app, version_id });
  const unused = await api.ok("ServiceFlinkCreateJarApplicationVersion", in_app);
  api.sandbox.advance(BUILT_MS);
  return { ...in_app, application_version_id: unused.id, version_id, deployment_id, name: "other" };
}

/** A deployment has to have ended before it can go, and an application to be without any. */
async function cancelled(api: TestCalls, names: Names, kind: "" | "Jar"): Promise<Names> {
  await api.ok(`ServiceFlinkCancel${kind}ApplicationDeployment`, deploymentOf(names));
  api.sandbox.advance(BUILT_MS);
  return names;
}

async function withoutDeployments(api: TestCalls, names: Names, kind: "" | "Jar"): Promise<Names> {
  await cancelled(api, names, kind);
  await api.ok(`ServiceFlinkDelete${kind}ApplicationDeployment`, deploymentOf(names));
  api.sandbox.advance(BUILT_MS);
  return names;
}

function deploymentOf(names: Names) {
  const name = (key: string) => String(names[key]);
  return {
    project: name("project"),
    service_name: name("service_name"),
    application_id: name("application_id"),
    deployment_id: name("deployment_id"),
  };
}

async function vcs(api: TestCalls): Promise<Names> {
  const { organization_id } = (await api.ok("ProjectGet", { project: api.project })).project;
  await api.ok("ApplicationVcsIntegrationInitialize", { organization_id, vcs_type: "github" });
  api.sandbox.advance(BUILT_MS);
  const { vcs_integrations } = await api.ok("ApplicationVcsIntegrationList", { organization_id });
  const within = { organization_id, vcs_integration_id: vcs_integrations[0]?.vcs_integration_id ?? "" };
  const { repositories } = await api.ok("ApplicationVcsIntegrationRepositoryList", within);
  const remote_repository_id = repositories[0]?.remote_repository_id;
  return { ...within, remote_repository_id, commit_sha: "main", file_path: "Dockerfile" };
}

async function integration(api: TestCalls): Promise<Names> {
  const { project } = api;
  const endpoint = { project, endpoint_type: "prometheus" as const, user_config: {} };
  const { service_integration_endpoint } = await api.ok("ServiceIntegrationEndpointCreate", {
    ...endpoint,
    endpoint_name: "metrics",
  });
  const { service_integration } = await api.ok("ServiceIntegrationCreate", {
    project,
    integration_type: "caching",
    source_service: "demo-pg",
    dest_service: "demo-valkey",
  });
  return {
    ...endpoint,
    endpoint_name: "other",
    integration_id: service_integration.service_integration_id,
    integration_endpoint_id: service_integration_endpoint.endpoint_id,
  };
}

async function pool(api: TestCalls): Promise<Names> {
  const where = { project: api.project, service_name: "demo-pg" };
  await api.ok("ServicePGBouncerCreate", { ...where, pool_name: "old", database: "orders" });
  return { ...where, pool_name: "old", database: "orders" };
}

async function task(api: TestCalls): Promise<Names> {
  const where = { project: api.project, service_name: "demo-pg" };
  const { task: made } = await api.ok("ServiceTaskCreate", {
    ...where,
    task_type: "upgrade_check",
    target_version: "18",
  });
  return { ...where, task_id: made.task_id, task_type: "dataset_import", dataset_import: { dataset_name: "pagila" } };
}

async function upgradeStep(api: TestCalls): Promise<Names> {
  await make(api, "pg");
  const { organization_id } = (await api.ok("ProjectGet", { project: api.project })).project;
  const ends = {
    source_project_name: api.project,
    source_service_name: "demo-pg",
    destination_project_name: api.project,
    destination_service_name: "a-pg",
  };
  const { step_id } = await api.ok("UpgradePipelineStepCreate", { organization_id, ...ends });
  return { ...ends, destination_service_name: "other", step_id };
}

async function second(api: TestCalls): Promise<Names> {
  await make(api, "pg");
  const project = api.project;
  return {
    source_project_name: project,
    source_service_name: "demo-pg",
    destination_project_name: project,
    destination_service_name: "a-pg",
  };
}

async function configured(api: TestCalls, user_config: Record<string, unknown>): Promise<Names> {
  await api.ok("ServiceUpdate", { project: api.project, service_name: "demo-pg", user_config });
  return {};
}

type Setup = (api: TestCalls) => Promise<Names>;

/** What has to be there before an operation can succeed, with its names: the first that fits an operation. */
const SETUPS: readonly (readonly [RegExp, Setup])[] = [
  [/^ServiceClickHouseDatabaseCreate/, async (api) => ({ ...(await clickhouse(api)), database: "more" })],
  [/^ServiceClickHouse/, clickhouse],
  [/^ServiceOpenSearchIndex.*Multiple/, async (api) => withIndices(await opensearch(api))],
  [
    /^ServiceOpenSearchSecurityReset/,
    async (api) => {
      const names = await opensearch(api);
      const where = { project: api.project, service_name: String(names["service_name"]) };
      await api.ok("ServiceOpenSearchSecuritySet", { ...where, admin_password: "n0t-Easily-1" });
      return names;
    },
  ],
  [/RepoCreateSnapshot$/, async (api) => ({ ...(await opensearch(api)), snapshot_name: "tuesday" })],
  [/^ServiceOpen[Ss]earch|^ServiceCustomFile(List|Upload)/, opensearch],
  [/^ServiceCustomFile/, customFile],
  [/^ServiceFlinkDeleteApplicationDeployment/, async (api) => cancelled(api, await flink(api), "")],
  [/^ServiceFlinkDeleteJarApplicationDeployment/, async (api) => cancelled(api, await flinkJar(api), "Jar")],
  [
    /^ServiceFlink(DeleteApplication|CreateApplicationDeployment)$/,
    async (api) => withoutDeployments(api, await flink(api), ""),
  ],
  [
    /^ServiceFlink(DeleteJarApplication|CreateJarApplicationDeployment)$/,
    async (api) => withoutDeployments(api, await flinkJar(api), "Jar"),
  ],
  [/^ServiceFlink.*Jar/, flinkJar],
  [/^ServiceFlink/, flink],
  [/^ApplicationVcs/, vcs],
  [/^Application/, (api) => make(api, "application", { plan: "startup-50-1024" })],
  [
    /^ServiceIntegrationCreate/,
    async () => ({
      integration_type: "caching",
      source_service: "demo-pg",
      dest_service: "demo-valkey",
    }),
  ],
  [/^ServiceIntegration/, integration],
  [/^ServicePGBouncerCreate/, async (api) => ({ ...(await pool(api)), pool_name: "new" })],
  [/^ServicePGBouncer/, pool],
  [/^ServiceTask/, task],
  [/^UpgradePipelineStepCreate/, second],
  [/^UpgradePipeline/, upgradeStep],
  [/^ServiceThanos/, (api) => make(api, "thanos")],
  [/^MySQLServiceQueryStatistics/, async (api) => make(api, "mysql")],
  [/Query(Validate|Optimize)$/, async () => ({ query: "SELECT 1" })],
  [/MetadataValidate$/, async () => ({ metadata: "{}" })],
  [/^ServiceGetMigrationStatus/, (api) => configured(api, { migration: { host: "db.example.com", port: 5432 } })],
  [/^ServiceBackupToAnotherRegionReport/, (api) => configured(api, { additional_backup_regions: ["aws-eu-west-1"] })],
];

/** Prepares a sandbox for an operation; answers with the names of what it made. */
export async function prepareEngines(id: string, api: TestCalls): Promise<Names> {
  const setup = SETUPS.find(([pattern]) => pattern.test(id))?.[1];
  return setup ? setup(api) : {};
}

/** Operations that cannot succeed: there is nothing like what they are about in a sandbox. */
export const UNFIT: ReadonlySet<string> = new Set(["ServiceDataHubRotateInternalSecrets"]);
