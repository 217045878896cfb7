import { describe, expect, test } from "vitest";
import { BUILT_MS, openSandbox, pgSpec, type TestApi } from "./api.js";

const where = (api: TestApi) => ({ project: api.project, service_name: "fl" });

const SOURCE =
  "CREATE TABLE `orders` (id BIGINT NOT NULL, price DECIMAL(10, 2), PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'kafka', 'topic' = 'orders')";
const SINK = "CREATE TABLE totals (total DECIMAL(10, 2)) WITH ('connector' = 'print')";
const VERSION = {
  sources: [{ create_table: SOURCE }],
  sinks: [{ create_table: SINK }],
  statement: "INSERT INTO totals SELECT sum(price) FROM orders",
};

async function open(user_config: Record<string, unknown> = {}): Promise<TestApi> {
  const api = await openSandbox();
  const spec = { ...pgSpec(api.project, "fl"), service_type: "flink", plan: "business-4", user_config };
  await api.ok("ServiceCreate", spec);
  expect((await api.refused("ServiceFlinkListApplications", where(api))).status).toBe(503);
  api.sandbox.advance(BUILT_MS);
  return api;
}

async function deploy(api: TestApi, parallelism = 1) {
  const app = await api.ok("ServiceFlinkCreateApplication", {
    ...where(api),
    name: "app",
    application_version: VERSION,
  });
  const version_id = app.application_versions[0]?.id ?? "";
  const in_app = { ...where(api), application_id: app.id };
  const deployment = await api.ok("ServiceFlinkCreateApplicationDeployment", { ...in_app, version_id, parallelism });
  return { in_app, version_id, deployment, in_deployment: { ...in_app, deployment_id: deployment.id } };
}

describe("applications of Flink", () => {
  test("are made, listed, renamed and deleted", async () => {
    await using api = await open();
    const app = await api.ok("ServiceFlinkCreateApplication", { ...where(api), name: "app" });
    expect(app).toMatchObject({ name: "app", application_versions: [], created_by: "demo@example.com" });
    expect(app).not.toHaveProperty("current_deployment");
    const names = async () =>
      (await api.ok("ServiceFlinkListApplications", where(api))).applications.map(({ name }) => name);
    expect(await names()).toEqual(["app"]);
    expect((await api.refused("ServiceFlinkCreateApplication", { ...where(api), name: "app" })).status).toBe(409);
    const in_app = { ...where(api), application_id: app.id };
    await api.ok("ServiceFlinkUpdateApplication", { ...in_app, name: "other" });
    expect((await api.ok("ServiceFlinkGetApplication", in_app)).name).toBe("other");
    await api.ok("ServiceFlinkDeleteApplication", in_app);
    expect(await names()).toEqual([]);
    expect((await api.refused("ServiceFlinkGetApplication", in_app)).status).toBe(404);
  });

  test("have versions whose tables are read, and which are numbered", async () => {
    await using api = await open();
    const { id: application_id } = await api.ok("ServiceFlinkCreateApplication", { ...where(api), name: "app" });
    const in_app = { ...where(api), application_id };
    const first = await api.ok("ServiceFlinkCreateApplicationVersion", { ...in_app, ...VERSION });
    expect(first).toMatchObject({ version: 1, statement: VERSION.statement });
    expect(first.sources[0]).toMatchObject({
      table_name: "orders",
      columns: [
        { name: "id", data_type: "BIGINT", nullable: false },
        { name: "price", data_type: "DECIMAL(10, 2)", nullable: true },
      ],
      options: { connector: "kafka", topic: "orders" },
    });
    expect((await api.ok("ServiceFlinkCreateApplicationVersion", { ...in_app, ...VERSION })).version).toBe(2);
    const in_version = { ...in_app, application_version_id: first.id };
    expect(await api.ok("ServiceFlinkGetApplicationVersion", in_version)).toEqual(first);
    await api.ok("ServiceFlinkDeleteApplicationVersion", in_version);
    expect((await api.refused("ServiceFlinkGetApplicationVersion", in_version)).status).toBe(404);
    const { application_versions } = await api.ok("ServiceFlinkGetApplication", in_app);
    expect(application_versions.map(({ version }) => version)).toEqual([2]);
  });

  test("tell what is wrong with a version", async () => {
    await using api = await open();
    const { id: application_id } = await api.ok("ServiceFlinkCreateApplication", { ...where(api), name: "app" });
    const in_app = { ...where(api), application_id };
    const bad = {
      ...VERSION,
      sources: [{ create_table: "CREATE TABLE x" }],
      statement: "INSERT INTO nothing SELECT 1",
    };
    expect((await api.refused("ServiceFlinkCreateApplicationVersion", { ...in_app, ...bad })).status).toBe(400);
    const checked = await api.ok("ServiceFlinkValidateApplicationVersion", { ...in_app, ...bad });
    expect(checked.sources[0]?.message).toContain("Expected CREATE TABLE");
    expect(checked.sinks[0]).toMatchObject({ table_name: "totals" });
    expect(checked.statement_error?.message).toBe("Object 'nothing' not found among the sinks");
    const good = await api.ok("ServiceFlinkValidateApplicationVersion", { ...in_app, ...VERSION });
    expect(good).not.toHaveProperty("statement_error");
    const integration_id = "8e8d5c4e-0000-4000-a000-000000000000";
    const foreign = { ...VERSION, sinks: [{ create_table: SINK, integration_id }] };
    expect((await api.refused("ServiceFlinkCreateApplicationVersion", { ...in_app, ...foreign })).status).toBe(404);
  });
});

describe("deployments of Flink", () => {
  test("start, stop with a savepoint, and are deleted", async () => {
    await using api = await open();
    const { in_app, version_id, deployment, in_deployment } = await deploy(api);
    expect(deployment).toMatchObject({ status: "INITIALIZING", parallelism: 1, restart_enabled: true });
    expect((await api.refused("ServiceFlinkStopApplicationDeployment", in_deployment)).status).toBe(409);
    const read = () => api.ok("ServiceFlinkGetApplicationDeployment", in_deployment);
    api.sandbox.advance(30_000);
    const running = await read();
    expect(running).toMatchObject({ status: "RUNNING", job_id: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect((await api.ok("ServiceFlinkGetApplication", in_app)).current_deployment?.id).toBe(deployment.id);
    expect((await api.ok("ServiceFlinkJobsList", where(api))).jobs).toEqual([
      { id: running.job_id, status: "RUNNING" },
    ]);
    expect(await api.ok("ServiceFlinkOverview", where(api))).toMatchObject({
      "jobs-running": 1,
      "slots-available": 2,
      "slots-total": 3,
    });
    const again = { ...in_app, version_id };
    expect((await api.refused("ServiceFlinkCreateApplicationDeployment", again)).status).toBe(409);
    expect((await api.refused("ServiceFlinkDeleteApplicationDeployment", in_deployment)).status).toBe(409);

    expect((await api.ok("ServiceFlinkStopApplicationDeployment", in_deployment)).status).toBe(
      "SAVING_AND_STOP_REQUESTED",
    );
    api.sandbox.advance(30_000);
    expect(await read()).toMatchObject({ status: "FINISHED", last_savepoint: expect.stringContaining("savepoint") });
    const job = { ...where(api), job_id: running.job_id ?? "" };
    expect(await api.ok("ServiceFlinkJobDetails", job)).toMatchObject({ state: "FINISHED", name: "app" });
    expect(await api.refused("ServiceFlinkDeleteApplication", in_app)).toMatchObject({
      status: 417,
      message: "Application deletion forbidden because it has 1 deployment(s).",
    });
    const in_version = { ...in_app, application_version_id: version_id };
    expect((await api.refused("ServiceFlinkDeleteApplicationVersion", in_version)).status).toBe(417);
    await api.ok("ServiceFlinkDeleteApplicationDeployment", in_deployment);
    api.sandbox.advance(30_000);
    expect((await api.refused("ServiceFlinkGetApplicationDeployment", in_deployment)).status).toBe(404);
    await api.ok("ServiceFlinkDeleteApplication", in_app);
  });

  test("are cancelled, also before they run", async () => {
    await using api = await open();
    const { in_app, in_deployment } = await deploy(api);
    await api.ok("ServiceFlinkCancelApplicationDeployment", in_deployment);
    api.sandbox.advance(30_000);
    const { deployments } = await api.ok("ServiceFlinkListApplicationDeployments", in_app);
    expect(deployments.map(({ status }) => status)).toEqual(["CANCELED"]);
    expect((await api.refused("ServiceFlinkCancelApplicationDeployment", in_deployment)).status).toBe(409);
  });

  test("fail when they need more slots than there are", async () => {
    await using api = await open();
    const { in_deployment } = await deploy(api, 4);
    api.sandbox.advance(30_000);
    const { status, error_msg } = await api.ok("ServiceFlinkGetApplicationDeployment", in_deployment);
    expect([status, error_msg]).toEqual(["FAILED", expect.stringContaining("4 slots, 3 free")]);
  });
});

describe("JAR applications of Flink", () => {
  test("need a service that allows code of one's own", async () => {
    await using api = await open();
    expect((await api.refused("ServiceFlinkCreateJarApplication", { ...where(api), name: "jar" })).status).toBe(400);
  });

  test("run a file that is uploaded to the given address", async () => {
    await using api = await open({ custom_code: true });
    const app = await api.ok("ServiceFlinkCreateJarApplication", { ...where(api), name: "jar" });
    const in_app = { ...where(api), application_id: app.id };
    const { id: version_id, file_info } = await api.ok("ServiceFlinkCreateJarApplicationVersion", in_app);
    expect(file_info?.file_status).toBe("INITIAL");
    const start = { ...in_app, version_id, entry_class: "com.example.Main", program_args: ["--fast"] };
    expect((await api.refused("ServiceFlinkCreateJarApplicationDeployment", start)).status).toBe(400);
    const url = file_info?.url ?? "";
    expect((await fetch(url.replace(/signature=.*/, "signature=x"), { method: "PUT", body: "PK" })).status).toBe(403);
    expect((await fetch(url, { method: "PUT", body: "PK\u0003\u0004 and so on" })).status).toBe(200);
    expect((await fetch(url, { method: "PUT", body: "PK" })).status).toBe(409);
    const version = { ...in_app, application_version_id: version_id };
    expect((await api.ok("ServiceFlinkGetJarApplicationVersion", version)).file_info).toMatchObject({
      file_status: "READY",
      file_size: 14,
      file_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const { id: deployment_id } = await api.ok("ServiceFlinkCreateJarApplicationDeployment", start);
    api.sandbox.advance(30_000);
    expect(await api.ok("ServiceFlinkGetJarApplicationDeployment", { ...in_app, deployment_id })).toMatchObject({
      status: "RUNNING",
      entry_class: "com.example.Main",
      program_args: ["--fast"],
    });
    expect((await api.ok("ServiceFlinkListApplications", where(api))).applications).toEqual([]);
    expect((await api.ok("ServiceFlinkListJarApplications", where(api))).applications).toHaveLength(1);
    expect((await api.refused("ServiceFlinkGetApplication", in_app)).status).toBe(404);
  });

  test("refuse what is not a JAR", async () => {
    await using api = await open({ custom_code: true });
    const app = await api.ok("ServiceFlinkCreateJarApplication", { ...where(api), name: "jar" });
    const in_app = { ...where(api), application_id: app.id };
    const { id, file_info } = await api.ok("ServiceFlinkCreateJarApplicationVersion", in_app);
    await fetch(file_info?.url ?? "", { method: "PUT", body: "plain text" });
    const { application_versions } = await api.ok("ServiceFlinkGetJarApplication", in_app);
    expect(application_versions).toMatchObject([{ id, file_info: { file_status: "FAILED", verify_error_code: 1 } }]);
  });
});
