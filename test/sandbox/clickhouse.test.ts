import { describe, expect, test } from "vitest";
import { BUILT_MS, openSandbox, pgSpec, type TestApi } from "./api.js";

const where = (api: TestApi) => ({ project: api.project, service_name: "ch" });

async function open(): Promise<TestApi> {
  const api = await openSandbox();
  await api.ok("ServiceCreate", { ...pgSpec(api.project, "ch"), service_type: "clickhouse", plan: "startup-16" });
  api.sandbox.advance(BUILT_MS);
  return api;
}

async function run(api: TestApi, query: string): Promise<unknown[][]> {
  return (await api.ok("ServiceClickHouseQuery", { ...where(api), database: "default", query })).data;
}

const refused = (api: TestApi, query: string, database = "default") =>
  api.refused("ServiceClickHouseQuery", { ...where(api), database, query });

describe("databases of ClickHouse", () => {
  test("are pending for a while when made and when deleted", async () => {
    await using api = await open();
    const states = async () => {
      const { databases } = await api.ok("ServiceClickHouseDatabaseList", where(api));
      return databases.map(({ name, state }) => `${name} ${state}`);
    };
    await api.ok("ServiceClickHouseDatabaseCreate", { ...where(api), database: "shop" });
    expect(await states()).toEqual(["default ok", "shop pending_creation"]);
    expect((await api.refused("ServiceClickHouseDatabaseCreate", { ...where(api), database: "shop" })).status).toBe(
      409,
    );
    api.sandbox.advance(60_000);
    expect(await states()).toEqual(["default ok", "shop ok"]);
    expect(await run(api, "SHOW DATABASES")).toContainEqual(["shop"]);
    await api.ok("ServiceClickHouseDatabaseDelete", { ...where(api), database: "shop" });
    expect(await states()).toEqual(["default ok", "shop pending_removal"]);
    api.sandbox.advance(60_000);
    expect(await states()).toEqual(["default ok"]);
  });

  test("refuse bad names, unknown ones, and to lose the default one", async () => {
    await using api = await open();
    expect((await api.refused("ServiceClickHouseDatabaseCreate", { ...where(api), database: "a b" })).status).toBe(400);
    const remove = (database: string) => api.refused("ServiceClickHouseDatabaseDelete", { ...where(api), database });
    expect(await remove("nothing")).toMatchObject({ status: 404, code: "database_not_found" });
    expect((await remove("default")).status).toBe(400);
    const other = { project: api.project, service_name: "demo-pg" };
    expect((await api.refused("ServiceClickHouseDatabaseList", other)).status).toBe(400);
    await api.ok("ServiceUpdate", { ...where(api), powered: false });
    expect((await api.refused("ServiceClickHouseDatabaseList", where(api))).code).toBe("not_powered");
  });
});

describe("users of ClickHouse", () => {
  test("are made with roles, get new passwords and are deleted", async () => {
    await using api = await open();
    await run(api, "CREATE ROLE reader");
    await run(api, "GRANT SELECT(id, name) ON shop.orders TO reader WITH GRANT OPTION");
    const [[uuid]] = (await run(api, "SELECT id FROM system.roles WHERE name = 'reader'")) as [[string]];
    const { user } = await api.ok("ServiceClickHouseUserCreate", { ...where(api), name: "ana", roles: [{ uuid }] });
    expect(user).toMatchObject({ name: "ana", required: false, roles: [{ name: "reader", uuid }] });
    expect(user.password).toMatch(/^AVNS_/);
    const { users } = await api.ok("ServiceClickHouseUserList", where(api));
    expect(users.map(({ name, required }) => [name, required])).toEqual([
      ["avnadmin", true],
      ["ana", false],
    ]);
    expect(users[1]).not.toHaveProperty("password");
    const named = { ...where(api), user_uuid: user.uuid };
    expect(await api.ok("ServiceClickHousePasswordReset", { ...named, password: "chosen-1" })).toEqual({
      password: "chosen-1",
    });
    expect((await api.ok("ServiceClickHousePasswordReset", { ...named, password: null })).password).toMatch(/^AVNS_/);
    const service = { ...where(api), service_username: "ana" };
    expect((await api.ok("ServiceUserGet", service)).user.username).toBe("ana");
    await api.ok("ServiceClickHouseUserDelete", named);
    expect((await api.refused("ServiceClickHouseUserDelete", named)).status).toBe(404);
    expect(await run(api, "SELECT * FROM system.role_grants")).toEqual([]);
  });

  test("refuse taken names, unknown roles, and to lose the administrator", async () => {
    await using api = await open();
    const make = (fields: { name: string; roles?: { uuid: string }[] }) =>
      api.refused("ServiceClickHouseUserCreate", { ...where(api), ...fields });
    expect((await make({ name: "avnadmin" })).status).toBe(409);
    expect((await make({ name: "ana", roles: [{ uuid: "nothing" }] })).status).toBe(404);
    const { users } = await api.ok("ServiceClickHouseUserList", where(api));
    const admin = { ...where(api), user_uuid: users[0]?.uuid ?? "" };
    expect((await api.refused("ServiceClickHouseUserDelete", admin)).status).toBe(400);
  });
});

describe("queries of ClickHouse", () => {
  test("answer literals with their types", async () => {
    await using api = await open();
    const query = "SELECT 1, -2 AS minus, 3.5, 'it''s', 70000; -- end";
    const answer = await api.ok("ServiceClickHouseQuery", { ...where(api), database: "default", query });
    expect(answer.data).toEqual([[1, -2, 3.5, "it's", 70000]]);
    expect(answer.meta.map(({ name, type }) => `${name} ${type}`)).toEqual([
      "1 UInt8",
      "minus Int8",
      "3.5 Float64",
      "'it's' String",
      "70000 UInt32",
    ]);
    expect(answer.summary.result_rows).toBe(1);
  });

  test("read the tables of the system", async () => {
    await using api = await open();
    expect(await run(api, "SELECT name, engine FROM system.databases ORDER BY name DESC LIMIT 1")).toEqual([
      ["system", "Atomic"],
    ]);
    expect(await run(api, "SELECT count() FROM system.databases WHERE name != 'system'")).toEqual([[2]]);
    expect(await run(api, "SELECT * FROM system.one")).toEqual([[0]]);
    expect(await run(api, "SELECT version()")).toEqual([["25.8.1.1"]]);
  });

  test("manage roles and grants as the Terraform provider does", async () => {
    await using api = await open();
    await run(api, "CREATE ROLE IF NOT EXISTS `my role`");
    await run(api, "CREATE ROLE IF NOT EXISTS `my role`");
    expect(await run(api, "SHOW CREATE ROLE `my role`")).toHaveLength(1);
    expect((await refused(api, "CREATE ROLE `my role`")).message).toContain("Code: 493");
    await run(api, "GRANT INSERT ON `db`.`t` TO `my role`");
    await run(api, "GRANT `my role` TO `avnadmin` WITH ADMIN OPTION");
    const rows = await run(
      api,
      "SELECT role_name, access_type, database, table FROM system.grants WHERE role_name = 'my role'",
    );
    expect(rows).toEqual([["my role", "INSERT", "db", "t"]]);
    expect(await run(api, "SHOW GRANTS FOR `my role`")).toEqual([["GRANT INSERT ON db.t TO my role"]]);
    expect(await run(api, "SELECT user_name, granted_role_name FROM system.role_grants")).toEqual([
      ["avnadmin", "my role"],
    ]);
    await run(api, "REVOKE INSERT ON `db`.`t` FROM `my role`");
    expect(await run(api, "SHOW GRANTS FOR `my role`")).toEqual([]);
    await run(api, "DROP ROLE IF EXISTS `my role`");
    expect(await refused(api, "SHOW CREATE ROLE `my role`")).toMatchObject({
      status: 400,
      message: expect.stringContaining("Code: 511"),
    });
    expect(await run(api, "SELECT * FROM system.role_grants")).toEqual([]);
  });

  test.each([
    ["SELEC 1", "Code: 62"],
    ["SELECT", "Code: 62"],
    ["SELECT 1 1", "Code: 62"],
    ["SELECT $", "Code: 62"],
    ["SELECT x", "Code: 47"],
    ["SELECT x FROM system.one", "Code: 47"],
    ["SELECT * FROM orders", "Code: 60"],
    ["SELECT * FROM nowhere.orders", "Code: 81"],
    ["INSERT INTO t VALUES (1)", "Code: 48"],
    ["CREATE DATABASE x", "Code: 497"],
    ["GRANT SELECT ON *.* TO nobody", "Code: 192"],
    ["GRANT nothing TO avnadmin", "Code: 511"],
    ["", "Code: 62"],
  ])("refuse %j as ClickHouse does", async (query, code) => {
    await using api = await open();
    const refusal = await refused(api, query);
    expect(refusal.status).toBe(400);
    expect(refusal.message).toContain(code);
  });

  test("need a database that is there", async () => {
    await using api = await open();
    expect((await refused(api, "SELECT 1", "nothing")).message).toContain("Code: 81");
  });
});
