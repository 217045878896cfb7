import { describe, expect, test } from "vitest";
import { BUILT_MS, openSandbox, pgSpec, type TestApi } from "./api.js";

const where = (api: TestApi, service_name = "demo-pg") => ({ project: api.project, service_name });

describe("service tasks", () => {
  test("run for a while and then tell their result", async () => {
    await using api = await openSandbox();
    const { task } = await api.ok("ServiceTaskCreate", {
      ...where(api),
      task_type: "upgrade_check",
      upgrade_check: { target_version: "18" },
    });
    expect(task).toMatchObject({ task_type: "upgrade_check", success: false, result: "" });
    const read = async () => (await api.ok("ServiceTaskGet", { ...where(api), task_id: task.task_id })).task;
    expect(await read()).toEqual(task);
    api.sandbox.advance(60_000);
    expect(await read()).toMatchObject({ success: true, result: "Upgrade from version 17 to 18 is possible" });
  });

  test("may fail, and check at once when asked to", async () => {
    await using api = await openSandbox();
    const { task } = await api.ok("ServiceTaskCreate", {
      ...where(api),
      task_type: "upgrade_check",
      upgrade_check: { target_version: "16", async: false },
    });
    expect(task).toMatchObject({ success: false, result: "Version 16 is not newer than the current version 17" });
  });

  test("take backups that are listed", async () => {
    await using api = await openSandbox();
    const spec = {
      ...where(api),
      task_type: "create_user_backup" as const,
      create_user_backup: { backup_name: "before-release" },
    };
    await api.ok("ServiceTaskCreate", spec);
    const { backups } = await api.ok("ServiceBackupsGet", where(api));
    expect(backups.map(({ backup_name }) => backup_name)).toContain("before-release");
    expect((await api.refused("ServiceTaskCreate", spec)).status).toBe(409);
  });

  test("refuse what they cannot do", async () => {
    await using api = await openSandbox();
    const check = { ...where(api), task_type: "upgrade_check" as const };
    expect((await api.refused("ServiceTaskCreate", check)).status).toBe(400);
    expect((await api.refused("ServiceTaskCreate", { ...check, target_version: "99" })).status).toBe(400);
    const other = { ...where(api, "demo-kafka"), task_type: "dataset_import" as const };
    expect((await api.refused("ServiceTaskCreate", other)).status).toBe(400);
    expect((await api.refused("ServiceTaskGet", { ...where(api), task_id: "none" })).status).toBe(404);
    await api.ok("ServiceUpdate", { ...where(api), powered: false });
    expect((await api.refused("ServiceTaskCreate", { ...check, target_version: "18" })).code).toBe("not_powered");
  });

  test("check a migration from another service, or from a URI by its form", async () => {
    await using api = await openSandbox();
    const run = async (migration_check: object) => {
      const spec = { ...where(api), task_type: "migration_check" as const, migration_check };
      const { task } = await api.ok("ServiceTaskCreate", spec);
      api.sandbox.advance(60_000);
      return (await api.ok("ServiceTaskGet", { ...where(api), task_id: task.task_id })).task.success;
    };
    expect(await run({ source_service_uri: "postgres://u:p@db.example.com:5432/x" })).toBe(true);
    expect(await run({ source_service_uri: "mysql://u:p@db.example.com:5432/x" })).toBe(false);
    expect(await run({ source_service_name: "demo-kafka" })).toBe(false);
  });
});

describe("migrations", () => {
  test("follow the configuration of the service", async () => {
    await using api = await openSandbox();
    expect((await api.refused("ServiceGetMigrationStatus", where(api))).status).toBe(404);
    const migration = { host: "db.example.com", port: 5432, username: "u", password: "p", dbname: "shop" };
    await api.ok("ServiceUpdate", { ...where(api), user_config: { migration } });
    const read = async () => api.ok("ServiceGetMigrationStatus", where(api));
    expect((await read()).migration).toMatchObject({ method: "replication", status: "running" });
    api.sandbox.advance(BUILT_MS);
    expect(await read()).toMatchObject({ migration: { status: "syncing" }, migration_detail: [{ dbname: "shop" }] });
    await api.ok("ServiceUpdate", { ...where(api), user_config: { migration: null } });
    expect((await api.refused("ServiceGetMigrationStatus", where(api))).status).toBe(404);
  });

  test("by dump come to an end, also when ordered with the service", async () => {
    await using api = await openSandbox();
    const user_config = { migration: { host: "db.example.com", port: 5432, method: "dump" } };
    await api.ok("ServiceCreate", { ...pgSpec(api.project, "new"), user_config });
    api.sandbox.advance(BUILT_MS);
    const { migration } = await api.ok("ServiceGetMigrationStatus", where(api, "new"));
    expect(migration).toEqual({ method: "pg_dump", status: "done" });
  });
});
