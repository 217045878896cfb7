import { describe, expect, test } from "vitest";
import { openSandbox, pgSpec, type TestApi } from "./api.js";

const where = (api: TestApi, service_name = "demo-pg") => ({ project: api.project, service_name });

describe("service users", () => {
  test("are made with a password that is shown once more only on request", async () => {
    await using api = await openSandbox();
    const { user } = await api.ok("ServiceUserCreate", { ...where(api), username: "app" });
    expect(user).toMatchObject({
      username: "app",
      type: "normal",
      password: expect.stringMatching(/^AVNS_[\w-]{20}$/),
    });
    const named = { ...where(api), service_username: "app" };
    expect((await api.ok("ServiceUserGet", named)).user.password).toBe("<redacted>");
    expect((await api.ok("ServiceUserGet", { ...named, include_secrets: true })).user).toEqual(user);
  });

  test("of Kafka have certificates, of MySQL a way to authenticate", async () => {
    await using api = await openSandbox();
    const kafka = await api.ok("ServiceUserCreate", { ...where(api, "demo-kafka"), username: "app" });
    expect(kafka.user).toMatchObject({
      access_cert: expect.stringContaining("BEGIN CERTIFICATE"),
      access_key: expect.stringContaining("BEGIN PRIVATE KEY"),
    });
    await api.ok("ServiceCreate", { ...pgSpec(api.project, "my"), service_type: "mysql" });
    const authentication = "mysql_native_password";
    const mysql = await api.ok("ServiceUserCreate", { ...where(api, "my"), username: "app", authentication });
    expect(mysql.user.authentication).toBe(authentication);
    const { users } = (await api.ok("ServiceGet", where(api, "my"))).service;
    expect(users?.map((user) => user.authentication)).toEqual(["caching_sha2_password", authentication]);
  });

  test("are deleted, but not the primary one, nor one that is not there", async () => {
    await using api = await openSandbox();
    await api.ok("ServiceUserCreate", { ...where(api), username: "app" });
    await api.ok("ServiceUserDelete", { ...where(api), service_username: "app" });
    expect(await api.refused("ServiceUserDelete", { ...where(api), service_username: "app" })).toMatchObject({
      status: 404,
      message: "User app with component main not found",
    });
    expect((await api.refused("ServiceUserDelete", { ...where(api), service_username: "avnadmin" })).status).toBe(403);
  });

  test("refuse bad and taken names, and types without users", async () => {
    await using api = await openSandbox();
    expect((await api.refused("ServiceUserCreate", { ...where(api), username: "avnadmin" })).status).toBe(409);
    expect((await api.refused("ServiceUserCreate", { ...where(api), username: "a b" })).status).toBe(400);
    const app = { ...pgSpec(api.project, "web"), service_type: "application", plan: "startup-50-1024" };
    await api.ok("ServiceCreate", app);
    expect((await api.refused("ServiceUserCreate", { ...where(api, "web"), username: "x" })).status).toBe(400);
  });

  test("get new credentials by each of the three operations, and connection data follows", async () => {
    await using api = await openSandbox();
    const named = { ...where(api), service_username: "avnadmin" };
    const seen = new Set<string>();
    const uri = async () =>
      String((await api.ok("ServiceGet", { ...where(api), include_secrets: true })).service.service_uri);
    seen.add(await uri());
    const own = { ...named, operation: "reset-credentials" as const, new_password: "Chosen-By-Me-1" };
    const { service } = await api.ok("ServiceUserCredentialsModify", own);
    expect(service.users?.[0]?.password).toBe("Chosen-By-Me-1");
    seen.add(await uri());
    await api.ok("ServiceUserCredentialsReset", named);
    seen.add(await uri());
    await api.ok("ServiceCredentialsReset", where(api));
    seen.add(await uri());
    expect(seen.size).toBe(4);
  });

  test("keep the old certificate for a while, until the renewal is acknowledged", async () => {
    await using api = await openSandbox();
    const named = { ...where(api, "demo-kafka"), service_username: "avnadmin" };
    const expiring = async () => (await api.ok("ServiceUserGet", named)).user.expiring_cert_not_valid_after_time;
    expect(await expiring()).toBeNull();
    await api.ok("ServiceUserCredentialsModify", { ...named, operation: "reset-credentials" });
    expect(await expiring()).toEqual(expect.any(String));
    await api.ok("ServiceUserCredentialsModify", { ...named, operation: "acknowledge-renewal" });
    expect(await expiring()).toBeNull();
  });

  test("are given access control", async () => {
    await using api = await openSandbox();
    const access_control = { valkey_acl_keys: ["app:*"], valkey_acl_categories: ["+@read"] };
    await api.ok("ServiceUserCreate", { ...where(api, "demo-valkey"), username: "app", access_control });
    const named = { ...where(api, "demo-valkey"), service_username: "app", operation: "set-access-control" as const };
    const changed = { valkey_acl_keys: ["other:*"] };
    await api.ok("ServiceUserCredentialsModify", { ...named, access_control: changed });
    const { user } = await api.ok("ServiceUserGet", { ...where(api, "demo-valkey"), service_username: "app" });
    expect(user.access_control).toEqual(changed);
    expect((await api.refused("ServiceUserCredentialsModify", named)).status).toBe(400);
  });
});

describe("databases", () => {
  test("are listed, made and deleted", async () => {
    await using api = await openSandbox();
    const names = async () =>
      (await api.ok("ServiceDatabaseList", where(api))).databases.map((database) => database.database_name);
    expect(await names()).toEqual(["defaultdb"]);
    await api.ok("ServiceDatabaseCreate", { ...where(api), database: "orders", lc_collate: "fi_FI.UTF-8" });
    expect((await api.ok("ServiceDatabaseList", where(api))).databases[1]).toEqual({
      database_name: "orders",
      lc_collate: "fi_FI.UTF-8",
      lc_ctype: "en_US.UTF-8",
    });
    expect((await api.ok("ServiceGet", where(api))).service.databases).toEqual(["defaultdb", "orders"]);
    await api.ok("ServiceDatabaseDelete", { ...where(api), dbname: "orders" });
    expect(await names()).toEqual(["defaultdb"]);
  });

  test("refuse taken, bad and unknown names", async () => {
    await using api = await openSandbox();
    expect(await api.refused("ServiceDatabaseCreate", { ...where(api), database: "defaultdb" })).toMatchObject({
      status: 409,
      message: "Database defaultdb already exists",
    });
    expect((await api.refused("ServiceDatabaseCreate", { ...where(api), database: "a/b" })).status).toBe(400);
    expect((await api.refused("ServiceDatabaseCreate", { ...where(api), database: "x".repeat(41) })).status).toBe(400);
    expect((await api.refused("ServiceDatabaseDelete", { ...where(api), dbname: "nothing" })).status).toBe(404);
  });

  test("are the API's only for PostgreSQL and MySQL", async () => {
    await using api = await openSandbox();
    await api.ok("ServiceCreate", { ...pgSpec(api.project, "my"), service_type: "mysql" });
    expect((await api.ok("ServiceDatabaseList", where(api, "my"))).databases).toEqual([{ database_name: "defaultdb" }]);
    expect((await api.refused("ServiceDatabaseList", where(api, "demo-kafka"))).status).toBe(400);
  });
});
