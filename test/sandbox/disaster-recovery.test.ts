import { expect, test } from "vitest";
import { Instance } from "../../src/sandbox/instance.js";
import { takeOver } from "../../src/sandbox/model/disaster-recovery.js";
import { createIntegration } from "../../src/sandbox/model/integration.js";
import { type ServiceRow, services } from "../../src/sandbox/model/service.js";
import { componentsOf } from "../../src/sandbox/service/components.js";
import { BUILT_MS, openSandbox, pgSpec, type TestApi } from "./api.js";

const PRIMARY = "demo-pg";
const RECOVERY = "recovery";

/** The demo's PostgreSQL with a recovery service in another region, ordered with the integration between them. */
async function openPair() {
  const api = await openSandbox();
  const source = { integration_type: "disaster_recovery", source_service: PRIMARY } as const;
  await api.ok("ServiceCreate", { ...pgSpec(api.project, RECOVERY), service_integrations: [source] });
  api.sandbox.advance(BUILT_MS);
  const become = (service_name: string, role: "active" | "passive" | "failed") => ({
    project: api.project,
    service_name,
    disaster_recovery_role: role,
  });
  return { api, become };
}

async function get(api: TestApi, service_name: string) {
  return (await api.ok("ServiceGet", { project: api.project, service_name, include_secrets: true })).service;
}

/** State and role of both services. */
async function roles(api: TestApi): Promise<unknown[]> {
  const both = [await get(api, PRIMARY), await get(api, RECOVERY)];
  return both.map((service) => [service.state, Object(service)["disaster_recovery_role"]]);
}

test("a recovery service is passive, and shares the address and the users of the primary one", async () => {
  const { api } = await openPair();
  await using _ = api;
  expect(await roles(api)).toEqual([
    ["RUNNING", "active"],
    ["RUNNING", "passive"],
  ]);
  const [primary, recovery] = [await get(api, PRIMARY), await get(api, RECOVERY)];
  expect(recovery.service_uri).toBe(primary.service_uri);
  expect(recovery.users?.map(({ password }) => password)).toEqual(primary.users?.map(({ password }) => password));
  const own = recovery.components?.find(({ usage }) => usage === "disaster_recovery");
  expect(own).toMatchObject({ component: "pg", host: expect.stringMatching(/^recovery-/) });
  expect(primary.components).toContainEqual(own);
  expect([primary.backups?.length, recovery.backups]).toEqual([expect.any(Number), []]);
});

test("fails over, and back in two steps", async () => {
  const { api, become } = await openPair();
  await using _ = api;
  await api.ok("ServiceUpdate", become(PRIMARY, "failed"));
  expect(await roles(api)).toEqual([
    ["POWEROFF", "failed"],
    ["RUNNING", "active"],
  ]);
  const on = { project: api.project, service_name: PRIMARY, powered: true };
  expect(await api.refused("ServiceUpdate", on)).toMatchObject({ status: 409 });
  expect(await api.refused("ServiceUpdate", become(PRIMARY, "active"))).toMatchObject({ status: 409 });
  api.sandbox.advance(24 * 3600_000);
  expect((await get(api, RECOVERY)).backups?.length).toBeGreaterThan(0);

  await api.ok("ServiceUpdate", become(PRIMARY, "passive"));
  expect(await roles(api)).toEqual([
    ["REBUILDING", "passive"],
    ["RUNNING", "active"],
  ]);
  expect(await api.refused("ServiceUpdate", become(PRIMARY, "active"))).toMatchObject({
    status: 409,
    message: "Service demo-pg is REBUILDING, so it cannot take over yet",
  });
  api.sandbox.advance(BUILT_MS);
  await api.ok("ServiceUpdate", become(PRIMARY, "active"));
  expect(await roles(api)).toEqual([
    ["RUNNING", "active"],
    ["RUNNING", "passive"],
  ]);
});

test("hands over and back with both services running; users made meanwhile are there afterwards", async () => {
  const { api, become } = await openPair();
  await using _ = api;
  const named = { project: api.project, service_name: PRIMARY };
  const { user } = await api.ok("ServiceUserCreate", { ...named, username: "app" });
  await api.ok("ServiceUpdate", become(RECOVERY, "active"));
  expect(await roles(api)).toEqual([
    ["RUNNING", "passive"],
    ["RUNNING", "active"],
  ]);
  expect((await get(api, RECOVERY)).users).toContainEqual(
    expect.objectContaining({ username: "app", password: user.password }),
  );
  await api.ok("ServiceUpdate", become(RECOVERY, "passive"));
  expect((await roles(api))[0]).toEqual(["RUNNING", "active"]);
});

test("only a primary service of a pair can be failed", async () => {
  const { api, become } = await openPair();
  await using _ = api;
  expect(await api.refused("ServiceUpdate", become(RECOVERY, "failed"))).toMatchObject({ status: 400 });
  expect(await api.refused("ServiceUpdate", become("demo-valkey", "failed"))).toMatchObject({
    status: 400,
    message: "Service demo-valkey has no disaster recovery peer",
  });
});

test("a service has one peer, and what is parted has no role", async () => {
  const { api } = await openPair();
  await using _ = api;
  const again = {
    ...pgSpec(api.project, "third"),
    service_integrations: [{ integration_type: "disaster_recovery" as const, source_service: PRIMARY }],
  };
  expect(await api.refused("ServiceCreate", again)).toMatchObject({ status: 409 });
  await api.ok("ServiceDelete", { project: api.project, service_name: RECOVERY });
  expect(await get(api, PRIMARY)).not.toHaveProperty("disaster_recovery_role");
});

test("the shared address is that of the engine of whoever is active, where both have one", () => {
  const { world, project } = new Instance({ speed: "paused" });
  const [primary, recovery] = ["demo-pg", "demo-valkey"].map((name, index) => {
    const endpoint = {
      host: "localhost",
      port: 20_001 + index,
      copy_of: null,
      engine: "e",
      accepts: true,
      problem: null,
    };
    return services(world).patch(`${project}/${name}`, { endpoint });
  }) as [ServiceRow, ServiceRow];
  const integration = createIntegration(world, {
    integration_type: "disaster_recovery",
    source_project: project,
    source_service: primary.service_name,
    source_endpoint_id: null,
    dest_project: project,
    dest_service: recovery.service_name,
    dest_endpoint_id: null,
    user_config: {},
  });
  const ports = () => [primary, recovery].map((row) => componentsOf(world, row)[0]?.port);
  expect(ports()).toEqual([20_001, 20_001]);
  takeOver(world, { integration, primary, recovery }, { active: "recovery" });
  expect(ports()).toEqual([20_002, 20_002]);
});
