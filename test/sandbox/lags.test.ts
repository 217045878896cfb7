import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { FaultSpec } from "../../src/sandbox/index.js";
import { openSandbox, pgSpec, type TestApi } from "./api.js";

async function lagging(spec: Omit<FaultSpec, "fault">): Promise<TestApi> {
  const api = await openSandbox();
  api.sandbox.faults.add({ fault: "lag", ...spec });
  return api;
}

describe("what was created and is not to be seen yet", () => {
  test("what was created lags behind", async () => {
    await using api = await lagging({ operation: "ServiceCreate", reads: 2 });
    await api.ok("ServiceCreate", pgSpec(api.project, "late"));
    const get = { project: api.project, service_name: "late" };
    expect((await api.refused("ServiceGet", get)).status).toBe(404);
    expect((await api.refused("ServiceDatabaseList", get)).status).toBe(404);
    expect(await api.ok("ServiceGet", get)).toMatchObject({ service: { service_name: "late" } });
  });

  test("the list does not have it either, and the messages are those of what is not there", async () => {
    await using api = await lagging({ operation: "ServiceCreate", reads: 3 });
    await api.ok("ServiceCreate", pgSpec(api.project, "late"));
    const names = async () => {
      const { services } = await api.ok("ServiceList", { project: api.project });
      return services.map(({ service_name }) => service_name);
    };
    const late = { project: api.project, service_name: "late" };
    expect(await names()).not.toContain("late");
    // A second one would have the same name.
    expect(await api.refused("ServiceCreate", pgSpec(api.project, "late"))).toMatchObject({ status: 409 });
    for (const refusal of [
      await api.refused("ServiceUserCreate", { ...late, username: "app" }),
      await api.refused("ServiceGet", late),
    ]) {
      expect(refusal).toMatchObject({ status: 404, message: "Service late does not exist" });
    }
    expect(await names()).toContain("late");
  });

  test("what the server names lags too, and a project by its members", async () => {
    await using api = await lagging({ operation: "*Create", reads: 1, count: null });
    const { project } = api;
    const spec = { cloud_name: "aws-eu-west-1", network_cidr: "10.0.0.0/24", peering_connections: [] };
    const { project_vpc_id } = await api.ok("VpcCreate", { project, ...spec });
    const url = `/v1/project/${project}/vpcs/${project_vpc_id}`;
    expect([(await api.fetch(url)).status, (await api.fetch(url)).status]).toEqual([404, 200]);

    const endpoint = await api.ok("ServiceIntegrationEndpointCreate", {
      project,
      endpoint_name: "metrics",
      endpoint_type: "prometheus",
      user_config: { basic_auth_username: "metrics-reader", basic_auth_password: "n0t-Easily-1" },
    });
    const { endpoint_id } = endpoint.service_integration_endpoint;
    const listed = async () =>
      (await api.ok("ServiceIntegrationEndpointList", { project })).service_integration_endpoints;
    expect((await listed()).map((each) => each.endpoint_id)).not.toContain(endpoint_id);
    const link = { integration_type: "prometheus", source_service: "demo-pg", dest_endpoint_id: endpoint_id } as const;
    const { service_integration } = await api.ok("ServiceIntegrationCreate", { project, ...link });
    const integration = { project, integration_id: service_integration.service_integration_id };
    expect((await api.refused("ServiceIntegrationGet", integration)).status).toBe(404);
    await api.ok("ServiceIntegrationGet", integration);

    await api.ok("ProjectCreate", { project: "fresh" });
    expect(await api.refused("ProjectGet", { project: "fresh" })).toMatchObject({
      status: 403,
      message: "Not a project member",
    });
    await api.ok("ProjectGet", { project: "fresh" });
  });

  test("a reset forgets what lags", async () => {
    await using api = await lagging({ operation: "ServiceCreate", reads: 5 });
    await api.ok("ServiceCreate", pgSpec(api.project, "late"));
    api.sandbox.reset();
    await api.ok("ServiceCreate", pgSpec(api.project, "late"));
    await api.ok("ServiceGet", { project: api.project, service_name: "late" });
  });

  test("what lags is kept like anything else, and is there after a restart", async () => {
    const folder = await mkdtemp(join(tmpdir(), "sandbox-lag-"));
    const state = join(folder, "state.jsonl");
    {
      await using api = await openSandbox({ state });
      api.sandbox.faults.add({ fault: "lag", operation: "ServiceCreate", reads: 5 });
      await api.ok("ServiceCreate", pgSpec(api.project, "late"));
      expect((await api.refused("ServiceGet", { project: api.project, service_name: "late" })).status).toBe(404);
    }
    await using api = await openSandbox({ state });
    await api.ok("ServiceGet", { project: api.project, service_name: "late" });
    await rm(folder, { recursive: true });
  });
});
