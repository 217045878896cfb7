import { describe, expect, test } from "vitest";
import { openSandbox, type TestApi } from "./api.js";

const where = (api: TestApi, service_name = "demo-pg") => ({ project: api.project, service_name });

async function poolsOf(api: TestApi, include_secrets = true) {
  return (await api.ok("ServiceGet", { ...where(api), include_secrets })).service.connection_pools;
}

describe("connection pools", () => {
  test("are made, shown with the service, changed and deleted", async () => {
    await using api = await openSandbox();
    expect(await poolsOf(api)).toEqual([]);
    const { user } = await api.ok("ServiceUserCreate", { ...where(api), username: "app" });
    const pool = { ...where(api), pool_name: "app-pool", database: "defaultdb", username: "app" };
    await api.ok("ServicePGBouncerCreate", pool);
    const [made] = (await poolsOf(api)) ?? [];
    expect(made).toMatchObject({ pool_name: "app-pool", pool_mode: "transaction", pool_size: 10, username: "app" });
    expect(made?.connection_uri).toContain(`postgres://app:${user.password}@demo-pg-`);
    expect(made?.connection_uri).toContain("/app-pool?sslmode=require");
    expect((await poolsOf(api, false))?.[0]?.connection_uri).toBe("<redacted>");

    await api.ok("ServicePGBouncerUpdate", {
      ...where(api),
      pool_name: "app-pool",
      pool_size: 20,
      pool_mode: "session",
    });
    expect((await poolsOf(api))?.[0]).toMatchObject({ pool_size: 20, pool_mode: "session", username: "app" });
    await api.ok("ServicePGBouncerDelete", { ...where(api), pool_name: "app-pool" });
    expect(await poolsOf(api)).toEqual([]);
  });

  test("without a user connect as the primary one, and go with their service", async () => {
    await using api = await openSandbox();
    await api.ok("ServicePGBouncerCreate", { ...where(api), pool_name: "p", database: "defaultdb" });
    const [pool] = (await poolsOf(api)) ?? [];
    expect(pool).not.toHaveProperty("username");
    expect(pool?.connection_uri).toContain("postgres://avnadmin:");
    const { service } = await api.ok("ServiceGet", where(api));
    await api.ok("ServiceDelete", where(api));
    await api.ok("ServiceCreate", { ...where(api), service_type: "pg", plan: service.plan });
    expect(await poolsOf(api)).toEqual([]);
  });

  test("keep their database and user from being deleted", async () => {
    await using api = await openSandbox();
    await api.ok("ServiceUserCreate", { ...where(api), username: "app" });
    await api.ok("ServiceDatabaseCreate", { ...where(api), database: "shop" });
    await api.ok("ServicePGBouncerCreate", { ...where(api), pool_name: "p", database: "shop", username: "app" });
    expect(await api.refused("ServiceDatabaseDelete", { ...where(api), dbname: "shop" })).toMatchObject({
      status: 409,
      message: "Database shop is in use by connection pools: p",
    });
    expect(await api.refused("ServiceUserDelete", { ...where(api), service_username: "app" })).toMatchObject({
      status: 409,
      message: "Service user app is in use by connection pools: p",
    });
    await api.ok("ServicePGBouncerDelete", { ...where(api), pool_name: "p" });
    await api.ok("ServiceDatabaseDelete", { ...where(api), dbname: "shop" });
    await api.ok("ServiceUserDelete", { ...where(api), service_username: "app" });
  });

  test.each([
    [{ pool_name: "a b" }, 400, "pg_pool_invalid_name"],
    [{ database: "nothing" }, 400, "pg_pool_invalid_database"],
    [{ username: "nobody" }, 404, undefined],
    [{ pool_size: 5000 }, 400, "pg_pool_too_big"],
    [{ pool_size: 0 }, 400, undefined],
  ])("refuse %o", async (fields, status, code) => {
    await using api = await openSandbox();
    const pool = { ...where(api), pool_name: "p", database: "defaultdb", ...fields };
    expect(await api.refused("ServicePGBouncerCreate", pool)).toMatchObject({ status, code });
  });

  test("refuse taken and unknown names, other types, and a service that is off", async () => {
    await using api = await openSandbox();
    const pool = { ...where(api), pool_name: "p", database: "defaultdb" };
    await api.ok("ServicePGBouncerCreate", pool);
    expect(await api.refused("ServicePGBouncerCreate", pool)).toMatchObject({
      status: 409,
      code: "pg_pool_already_exists",
    });
    const unknown = { ...where(api), pool_name: "q" };
    for (const id of ["ServicePGBouncerUpdate", "ServicePGBouncerDelete"] as const) {
      expect(await api.refused(id, unknown)).toMatchObject({ status: 404, code: "pg_pool_not_found" });
    }
    expect(await api.refused("ServicePGBouncerCreate", { ...pool, ...where(api, "demo-kafka") })).toMatchObject({
      status: 400,
      message: "Service type 'kafka' does not support connection pools",
    });
    await api.ok("ServiceUpdate", { ...where(api), powered: false });
    expect(await api.refused("ServicePGBouncerDelete", unknown)).toMatchObject({ status: 409, code: "not_powered" });
  });
});
