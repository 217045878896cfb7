import { describe, expect, test } from "vitest";
import { BUILT_MS, openSandbox, pgSpec } from "../api.js";
import {
  announce,
  certificatesOf,
  create,
  openDataPlane,
  PATIENCE_MS,
  query,
  untilRunning,
  uriWith,
  where,
  withoutPostgres,
} from "./servers.js";

announce(withoutPostgres);

describe.skipIf(withoutPostgres)("a PostgreSQL service", { timeout: 2 * PATIENCE_MS }, () => {
  test("accepts connections at its URI, as its primary user, with the authority that the API gives out", async () => {
    await using api = await openDataPlane();
    using ca = await certificatesOf(api);
    const { service } = await api.ok("ServiceCreate", pgSpec(api.project, "db"));
    expect(service).toMatchObject({ state: "REBUILDING", components: [{ component: "pg", host: "localhost" }] });
    expect(service.connection_info).not.toHaveProperty("pg_bouncer");
    const uri = await untilRunning(api, "db");
    expect(uri).toBe(service.service_uri);
    expect(
      await query(
        uri,
        ca,
        "SELECT current_user, current_database(), ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()",
      ),
    ).toEqual(["avnadmin|defaultdb|t"]);
    expect(await query(uri, ca, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user")).toEqual(["f"]);
    await expect(query(uriWith(uri, { password: "wrong" }), ca, "SELECT 1")).rejects.toThrow(
      "password authentication failed",
    );
    await expect(query(uriWith(uri, { username: "postgres" }), ca, "SELECT 1")).rejects.toThrow("pg_hba.conf rejects");
  });

  test("does not run before its server does, however much virtual time goes by", async () => {
    await using api = await openSandbox({ dataPlane: true });
    await api.ok("ServiceCreate", pgSpec(api.project, "db"));
    api.sandbox.advance(BUILT_MS);
    expect((await api.ok("ServiceGet", where(api, "db"))).service.state).toBe("REBUILDING");
    await untilRunning(api, "db");
  });

  test("keeps its tables while it is off, and its port", async () => {
    await using api = await openDataPlane();
    using ca = await certificatesOf(api);
    const uri = await create(api, "db");
    await query(uri, ca, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)");
    await api.ok("ServiceUpdate", { ...where(api, "db"), powered: false });
    await expect(query(uri, ca, "SELECT 1")).rejects.toThrow("Connection refused");
    await api.ok("ServiceUpdate", { ...where(api, "db"), powered: true });
    expect(await untilRunning(api, "db")).toBe(uri);
    expect(await query(uri, ca, "SELECT n FROM kept")).toEqual(["7"]);
  });

  test("is quickly off and on again without harm", async () => {
    await using api = await openDataPlane();
    using ca = await certificatesOf(api);
    const uri = await create(api, "db");
    const power = (powered: boolean) => api.ok("ServiceUpdate", { ...where(api, "db"), powered });
    await Promise.all([power(false), power(true), power(false), power(true)]);
    await untilRunning(api, "db");
    await expect.poll(() => query(uri, ca, "SELECT 1").catch(String), { timeout: PATIENCE_MS }).toEqual(["1"]);
  });

  test("has the databases and users of the API, as soon as that has answered", async () => {
    await using api = await openDataPlane();
    using ca = await certificatesOf(api);
    const uri = await create(api, "db");
    await api.ok("ServiceDatabaseCreate", { ...where(api, "db"), database: "shop" });
    const { user } = await api.ok("ServiceUserCreate", { ...where(api, "db"), username: "app.user-1" });
    const shop = uriWith(uri, { username: "app.user-1", password: user.password, database: "shop" });
    expect(await query(shop, ca, "SELECT current_user, current_database()")).toEqual(["app.user-1|shop"]);

    await query(uriWith(uri, { database: "shop" }), ca, 'CREATE SCHEMA own AUTHORIZATION "app.user-1"').catch(
      async () => {
        // Since version 16 one must be a member of the role to do so.
        await query(uriWith(uri, { database: "shop" }), ca, 'GRANT CREATE ON DATABASE shop TO "app.user-1"');
        await query(shop, ca, "CREATE SCHEMA own");
      },
    );
    await query(shop, ca, "CREATE TABLE own.t (n int)");
    await api.ok("ServiceUserDelete", { ...where(api, "db"), service_username: "app.user-1" });
    await expect(query(shop, ca, "SELECT 1")).rejects.toThrow("password authentication failed");
    const owner = await query(
      uriWith(uri, { database: "shop" }),
      ca,
      "SELECT tableowner FROM pg_tables WHERE tablename = 't'",
    );
    expect(owner).toEqual(["avnadmin"]);

    await api.ok("ServiceDatabaseDelete", { ...where(api, "db"), dbname: "shop" });
    await expect(query(uriWith(uri, { database: "shop" }), ca, "SELECT 1")).rejects.toThrow("does not exist");
  });

  test("takes what was made before it ran", async () => {
    await using api = await openDataPlane();
    using ca = await certificatesOf(api);
    await api.ok("ServiceCreate", pgSpec(api.project, "db"));
    await api.ok("ServiceDatabaseCreate", { ...where(api, "db"), database: "early" });
    const uri = await untilRunning(api, "db");
    expect(await query(uriWith(uri, { database: "early" }), ca, "SELECT 1")).toEqual(["1"]);
  });

  test("has the new password after a reset, whatever characters it has", async () => {
    await using api = await openDataPlane();
    using ca = await certificatesOf(api);
    const uri = await create(api, "db");
    const reset = { ...where(api, "db"), service_username: "avnadmin", operation: "reset-credentials" } as const;
    const { service } = await api.ok("ServiceUserCredentialsModify", reset);
    expect(service.service_uri).not.toBe(uri);
    expect(await query(String(service.service_uri), ca, "SELECT 1")).toEqual(["1"]);
    await expect(query(uri, ca, "SELECT 1")).rejects.toThrow("password authentication failed");

    const new_password = 'it\'s \\x "q" :v $1 ü%/@';
    await api.ok("ServiceUserCredentialsModify", { ...reset, new_password });
    expect(await query(uriWith(uri, { password: new_password }), ca, "SELECT 1")).toEqual(["1"]);
  });

  test("stands beside another one, each with its own data, and is gone when it is deleted", async () => {
    await using api = await openDataPlane();
    using ca = await certificatesOf(api);
    const [one, two] = await Promise.all([create(api, "one"), create(api, "two")]);
    expect(new URL(one).port).not.toBe(new URL(two).port);
    await query(one, ca, "CREATE TABLE only_here (n int)");
    await expect(query(two, ca, "SELECT * FROM only_here")).rejects.toThrow("does not exist");
    await api.ok("ServiceDelete", where(api, "one"));
    await expect(query(one, ca, "SELECT 1")).rejects.toThrow("Connection refused");
    expect(await query(two, ca, "SELECT 1")).toEqual(["1"]);
    const again = await create(api, "one");
    await expect(query(again, ca, "SELECT * FROM only_here")).rejects.toThrow("does not exist");
  });

  test("begins, as a fork, with the data of its source, and goes its own way", async () => {
    await using api = await openDataPlane();
    using ca = await certificatesOf(api);
    const source = await create(api, "db");
    await api.ok("ServiceUserCreate", { ...where(api, "db"), username: "app" });
    await query(source, ca, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)");
    const fork = (service_name: string, change = {}) => ({
      ...pgSpec(api.project, service_name),
      user_config: { service_to_fork_from: "db", ...change },
    });
    await api.ok("ServiceCreate", fork("running"));
    const copy = await untilRunning(api, "running");
    expect(await query(copy, ca, "UPDATE kept SET n = 8 RETURNING n")).toEqual(["8"]);
    expect(await query(source, ca, "SELECT n FROM kept")).toEqual(["7"]);
    expect(new URL(copy).password).not.toBe(new URL(source).password);

    await api.ok("ServiceUpdate", { ...where(api, "db"), powered: false });
    await api.ok("ServiceCreate", fork("off"));
    expect(await query(await untilRunning(api, "off"), ca, "SELECT n FROM kept")).toEqual(["7"]);
    const { backups = [] } = (await api.ok("ServiceGet", where(api, "db"))).service;
    const past = fork("past", { recovery_target_time: backups[0]?.backup_time });
    const { service } = await api.ok("ServiceCreate", past);
    expect(service.metadata).toMatchObject({ data_plane: "none: only the control plane is emulated" });
  });

  test("says what serves it, and what nothing serves", async () => {
    await using api = await openDataPlane();
    await create(api, "db");
    const metadata = async (name: string) => (await api.ok("ServiceGet", where(api, name))).service.metadata;
    expect(await metadata("db")).toMatchObject({ data_plane: expect.stringMatching(/^PostgreSQL \d+/) });
    expect(await metadata("demo-kafka")).toMatchObject({ data_plane: "none: only the control plane is emulated" });
    expect(await metadata("demo-pg")).toMatchObject({ data_plane: "none: only the control plane is emulated" });
    const fork = { ...pgSpec(api.project, "fork"), user_config: { service_to_fork_from: "demo-pg" } };
    const { service } = await api.ok("ServiceCreate", fork);
    expect(service.metadata).toMatchObject({ data_plane: "none: only the control plane is emulated" });
    expect(service.service_uri).toContain("fork-sandbox-demo.h.aivencloud.com");
  });
});
