import { describe, expect, test } from "vitest";
import { BUILT_MS, openSandbox, pgSpec, type TestApi } from "./api.js";

const where = (api: TestApi) => ({ project: api.project, service_name: "web" });

async function organizationOf(api: TestApi): Promise<string> {
  return (await api.ok("ProjectGet", { project: api.project })).project.organization_id;
}

async function open(): Promise<TestApi> {
  const api = await openSandbox();
  const source = { repository_url: "https://github.com/demo-account/orders-api.git", branch: "main", build_path: "." };
  const ports = [{ name: "http", port: 8080, protocol: "HTTP" }];
  const environment_variables = [
    { key: "API_KEY", kind: "secret", value: "kept" },
    { key: "MODE", kind: "variable", value: "shown" },
  ];
  const user_config = { application: { source, ports, environment_variables } };
  const credential = {
    integration_type: "application_service_credential" as const,
    source_service: "demo-pg",
    user_config: { service_type: "pg", exposed_values: { connection_string: { environment_variable_key: "DB" } } },
  };
  await api.ok("ServiceCreate", {
    ...pgSpec(api.project, "web"),
    service_type: "application",
    plan: "startup-50-1024",
    user_config,
    service_integrations: [credential],
  });
  api.sandbox.advance(BUILT_MS);
  return api;
}

async function stateOf(api: TestApi) {
  return (await api.ok("ServiceGet", where(api))).service.state;
}

describe("applications", () => {
  test("show their secret variables only on request", async () => {
    await using api = await open();
    const values = async (include_secrets: boolean) => {
      const { service } = await api.ok("ServiceGet", { ...where(api), include_secrets });
      const { application } = service.user_config as { application: { environment_variables: { value: string }[] } };
      return application.environment_variables.map(({ value }) => value);
    };
    expect(await values(false)).toEqual(["<redacted>", "shown"]);
    expect(await values(true)).toEqual(["kept", "shown"]);
  });

  test("run with an address and the credentials of the services that they use", async () => {
    await using api = await open();
    const { service } = await api.ok("ServiceGet", where(api));
    expect(service.components?.[0]?.path).toMatch(/^https:\/\/web-/);
    expect(service.service_integrations).toMatchObject([{ active: true, source_service: "demo-pg" }]);
  });

  test("are deployed anew on request, by an update of nothing, and when their source changes", async () => {
    await using api = await open();
    const change = { application: { source: { branch: "develop" } } };
    const triggers = [
      () => api.ok("ApplicationRedeploy", where(api)),
      () => api.ok("ServiceUpdate", where(api)),
      () => api.ok("ServiceUpdate", { ...where(api), user_config: change }),
    ];
    for (const trigger of triggers) {
      expect(await stateOf(api)).toBe("RUNNING");
      await trigger();
      expect(await stateOf(api)).toBe("REBUILDING");
      expect((await api.refused("ApplicationRedeploy", where(api))).status).toBe(409);
      api.sandbox.advance(BUILT_MS);
    }
    await api.ok("ServiceUpdate", { ...where(api), termination_protection: true });
    expect(await stateOf(api)).toBe("RUNNING");
  });

  test("have logs of their build and of their run, and metrics", async () => {
    await using api = await open();
    const units = async (log_type: "application-build" | "application-run") => {
      const { logs } = await api.ok("ProjectGetServiceLogs", { ...where(api), log_type });
      return new Set(logs.map(({ unit }) => unit));
    };
    expect(await units("application-build")).toEqual(new Set(["build.service"]));
    expect(await units("application-run")).toEqual(new Set(["app.service"]));
    const metrics = await api.ok("ApplicationMetricsGet", where(api));
    expect(metrics).toMatchObject({ metrics: { cpu_usage: { data: { cols: expect.any(Array) } } } });
    const other = { project: api.project, service_name: "demo-pg" };
    expect((await api.refused("ApplicationMetricsGet", other)).status).toBe(400);
    expect((await api.refused("ApplicationRedeploy", other)).status).toBe(400);
  });
});

describe("repositories", () => {
  test("are reached once the organization is connected", async () => {
    await using api = await openSandbox();
    const organization_id = await organizationOf(api);
    const list = async () => (await api.ok("ApplicationVcsIntegrationList", { organization_id })).vcs_integrations;
    expect(await list()).toEqual([]);
    const { redirect_url } = await api.ok("ApplicationVcsIntegrationInitialize", {
      organization_id,
      vcs_type: "github",
    });
    expect(redirect_url).toMatch(/^https:\/\/github\.com\//);
    api.sandbox.advance(60_000);
    const [integration] = await list();
    const vcs_integration_id = integration?.vcs_integration_id ?? "";
    const within = { organization_id, vcs_integration_id };
    const found = await api.ok("ApplicationVcsIntegrationRepositoryList", { ...within, search: "orders" });
    expect(found.repositories).toMatchObject([
      { name: "orders-api", source_url: "https://github.com/demo-account/orders-api.git", default_branch_name: "main" },
    ]);
    const repository = { ...within, remote_repository_id: found.repositories[0]?.remote_repository_id ?? "" };
    const { branches } = await api.ok("ApplicationVcsIntegrationRepositoryBranchList", repository);
    expect(branches.map(({ name }) => name)).toEqual(["main", "develop"]);
    const commit = { ...repository, commit_sha: branches[0]?.commit_sha ?? "" };
    const files = await api.ok("ApplicationVcsIntegrationRepositoryContainerManifestFileList", commit);
    expect(files.container_manifest_files.map(({ file_path }) => file_path)).toEqual(["Dockerfile", "compose.yaml"]);
    const scan = { ...commit, branch: "main", repository_url: "https://github.com/demo-account/orders-api.git" };
    const scanned = await api.ok("ApplicationVcsIntegrationRepositoryContainerManifestScan", {
      ...scan,
      file_path: "compose.yaml",
    });
    expect(scanned.file_scan).toMatchObject({
      container_manifest_type: "compose",
      scanned_attributes: [{ attribute_type: "port", value: "8080" }],
      service_suggestions: [{ service_type: "pg" }],
    });
    const missing = { ...scan, file_path: "nothing" };
    const id = "ApplicationVcsIntegrationRepositoryContainerManifestScan";
    expect((await api.refused(id, missing)).status).toBe(404);
    expect(
      (await api.refused("ApplicationVcsIntegrationRepositoryBranchList", { ...repository, remote_repository_id: "0" }))
        .status,
    ).toBe(404);
    const unknown = { organization_id, vcs_integration_id: "nothing" };
    expect(await api.refused("ApplicationVcsIntegrationRepositoryList", unknown)).toMatchObject({
      status: 404,
      code: "vcs_integration_not_found",
    });
  });
});
