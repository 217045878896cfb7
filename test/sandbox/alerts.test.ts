import { describe, expect, test } from "vitest";
import { demo } from "../../src/sandbox/scenarios/demo.js";
import { BUILT_MS, openSandbox, pgSpec, type TestApi } from "./api.js";

const DISK = "user_alert_resource_usage_disk";

async function steer(api: TestApi, method: string, body?: object) {
  const headers = { authorization: `aivenv1 ${api.sandbox.token}` };
  const response = await fetch(`${api.sandbox.url}/__sandbox/alerts`, {
    method,
    headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, body: await response.json() };
}

describe("alerts", () => {
  test("stand where they were raised, in the lists of the service and the project, until they are taken back", async () => {
    await using api = await openSandbox();
    const { project } = api;
    const where = { project, service_name: "demo-pg" };
    const { status } = await steer(api, "POST", { ...where, event: DISK, severity: "critical" });
    expect(status).toBe(200);
    const raised = { event: DISK, severity: "critical", project_name: project, service_name: "demo-pg" };
    expect((await api.ok("ServiceAlertsList", where)).alerts).toMatchObject([{ ...raised, service_type: "pg" }]);
    expect((await api.ok("ProjectAlertsList", { project })).alerts).toMatchObject([raised]);
    expect((await api.ok("ServiceAlertsList", { project, service_name: "demo-kafka" })).alerts).toEqual([]);
    await steer(api, "DELETE");
    expect((await api.ok("ProjectAlertsList", { project })).alerts).toEqual([]);
  });

  test("of a service that is not there are refused with the nearest name", async () => {
    await using api = await openSandbox();
    const { status, body } = await steer(api, "POST", { project: api.project, service_name: "demo-gp", event: DISK });
    expect(status).toBe(400);
    expect(body).toMatchObject({ message: expect.stringContaining(`${api.project}/demo-pg`) });
  });

  test("of a read replica stand while its source is powered off", async () => {
    await using api = await openSandbox();
    const { project } = api;
    const link = { integration_type: "read_replica" as const, source_service: "demo-pg" };
    await api.ok("ServiceCreate", { ...pgSpec(project, "reader"), service_integrations: [link] });
    api.sandbox.advance(BUILT_MS);
    const alerts = async () => (await api.ok("ServiceAlertsList", { project, service_name: "reader" })).alerts;
    expect(await alerts()).toEqual([]);
    await api.ok("ServiceUpdate", { project, service_name: "demo-pg", powered: false });
    expect(await alerts()).toMatchObject([{ event: "user_alert_read_replica_source_poweroff" }]);
    await api.ok("ServiceUpdate", { project, service_name: "demo-pg", powered: true });
    expect(await alerts()).toEqual([]);
  });
});

describe("limits", () => {
  test("a project has as many services as its scenario allows, and alerts that it tells", async () => {
    const [organization, ...others] = demo.organizations;
    const [told] = organization?.projects ?? [];
    if (!organization || !told) throw new Error("demo has no project");
    const [first, ...rest] = told.services ?? [];
    if (!first) throw new Error("demo has no service");
    const limited = { ...told, service_limit: 3, services: [{ ...first, alerts: [DISK] }, ...rest] };
    await using api = await openSandbox({
      scenario: { ...demo, organizations: [{ ...organization, projects: [limited] }, ...others] },
    });
    const { project } = api;
    expect((await api.ok("ProjectAlertsList", { project })).alerts).toMatchObject([{ event: DISK }]);
    const refusal = await api.refused("ServiceCreate", pgSpec(project, "fourth"));
    expect(refusal).toMatchObject({ status: 403, message: expect.stringContaining("limit of 3 services") });
    await api.ok("ServiceDelete", { project, service_name: "demo-valkey" });
    await api.ok("ServiceCreate", pgSpec(project, "fourth"));
  });

  test("a user has ten personal tokens at most", async () => {
    await using api = await openSandbox();
    const { tokens } = await api.ok("AccessTokenList", {});
    for (let n = tokens.length; n < 10; n++) await api.ok("AccessTokenCreate", { description: `token ${n}` });
    expect(await api.refused("AccessTokenCreate", { description: "one too many" })).toMatchObject({ status: 409 });
    await api.ok("AccessTokenRevoke", {
      token_prefix: (await api.ok("AccessTokenList", {})).tokens.at(-1)?.token_prefix ?? "",
    });
    await api.ok("AccessTokenCreate", { description: "the tenth again" });
  });
});
