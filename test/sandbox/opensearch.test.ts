import { describe, expect, test } from "vitest";
import { BUILT_MS, openSandbox, pgSpec, type TestApi } from "./api.js";

const where = (api: TestApi) => ({ project: api.project, service_name: "os" });
const settings = { base_path: "snapshots/os", bucket: "b", access_key: "a", secret_key: "s", region: "eu-west-1" };
const inRepo = (api: TestApi) => ({ ...where(api), repository_name: "repo" });

async function open(): Promise<TestApi> {
  const api = await openSandbox();
  const user_config = { custom_repos: [{ name: "repo", type: "s3", settings }] };
  await api.ok("ServiceCreate", { ...pgSpec(api.project, "os"), service_type: "opensearch", user_config });
  expect(await api.refused("ServiceOpenSearchIndexList", where(api))).toMatchObject({
    status: 502,
    code: "opensearch_service_unavailable",
  });
  api.sandbox.advance(BUILT_MS);
  return api;
}

async function indicesOf(api: TestApi) {
  return (await api.ok("ServiceOpenSearchIndexList", where(api))).indexes;
}

/** The index that a service has from the start beside those of the system. */
async function firstIndex(api: TestApi): Promise<string> {
  return (await indicesOf(api)).find(({ index_name }) => !index_name.startsWith("."))?.index_name ?? "";
}

describe("indices of OpenSearch", () => {
  test("are closed, opened and deleted by pattern", async () => {
    await using api = await open();
    const name = await firstIndex(api);
    const status = async () => (await indicesOf(api)).find(({ index_name }) => index_name === name)?.status;
    expect(await status()).toBe("open");
    await api.ok("ServiceOpenSearchIndexClose", { ...where(api), index_pattern: "top_*" });
    expect(await status()).toBe("close");
    await api.ok("ServiceOpenSearchIndexOpen", { ...where(api), index_pattern: name });
    expect(await status()).toBe("open");
    const many = { ...where(api), indices: [name] };
    expect(await api.ok("ServiceOpenSearchIndexCloseMultiple", many)).toEqual({ closed_indices: [name] });
    expect(await api.ok("ServiceOpenSearchIndexOpenMultiple", many)).toEqual({ opened_indices: [name] });
    await api.ok("ServiceOpenSearchIndexDelete", { ...where(api), index_pattern: "*" });
    expect((await indicesOf(api)).map(({ index_name }) => index_name)).toEqual([".kibana_1"]);
  });

  test("refuse unknown ones, those of the system, other types and a service that is off", async () => {
    await using api = await open();
    const remove = (index_pattern: string) =>
      api.refused("ServiceOpenSearchIndexDelete", { ...where(api), index_pattern });
    expect(await remove("nothing")).toMatchObject({ status: 404, code: "index_not_found" });
    expect(await remove(".kibana_1")).toMatchObject({ status: 403, code: "opensearch_delete_system_index" });
    const close = { ...where(api), index_pattern: "nothing" };
    expect((await api.refused("ServiceOpenSearchIndexClose", close)).code).toBe("index_close_failed");
    const many = { ...where(api), indices: ["nothing"] };
    expect((await api.refused("ServiceOpenSearchIndexOpenMultiple", many)).status).toBe(404);
    const other = { project: api.project, service_name: "demo-pg" };
    expect((await api.refused("ServiceOpenSearchIndexList", other)).status).toBe(400);
    await api.ok("ServiceUpdate", { ...where(api), powered: false });
    expect((await api.refused("ServiceOpenSearchIndexList", where(api))).code).toBe("not_powered");
  });
});

describe("snapshots of OpenSearch", () => {
  test("are made in a repository of the configuration, shown, restored and deleted", async () => {
    await using api = await open();
    const { repositories } = await api.ok("ServiceOpensearchListCustomRepos", where(api));
    expect(repositories).toEqual([{ name: "repo", settings: { base_path: settings.base_path }, type: "s3" }]);
    await api.ok("ServiceOpensearchCustomRepoNameVerify", inRepo(api));
    const name = await firstIndex(api);
    const snapshot = { ...inRepo(api), snapshot_name: "monday" };
    await api.ok("ServiceOpensearchCustomRepoCreateSnapshot", snapshot);
    const running = async () => (await api.ok("ServiceOpensearchCustomRepoSnapshotsInProgress", inRepo(api))).snapshots;
    expect(await running()).toMatchObject([{ snapshot: "monday", state: "IN_PROGRESS" }]);
    const restore = { ...snapshot, indices: "top_*" };
    for (const id of [
      "ServiceOpensearchCustomRepoRestoreSnapshot",
      "ServiceOpensearchCustomRepoDeleteSnapshot",
    ] as const) {
      const input = id.endsWith("RestoreSnapshot") ? restore : snapshot;
      expect((await api.refused(id, input as typeof restore)).status).toBe(400);
    }
    api.sandbox.advance(60_000);
    expect(await running()).toEqual([]);
    const shown = await api.ok("ServiceOpensearchCustomRepoShowSnapshot", snapshot);
    expect(shown.snapshots).toMatchObject([{ state: "SUCCESS", indices: [".kibana_1", name] }]);

    const check = await api.ok("ServiceOpensearchCustomRepoRestoreSnapshotCheck", restore);
    expect(check).toEqual({ indices_to_close: [name], matched_indices: [name], target_indices: [name] });
    expect(await api.refused("ServiceOpensearchCustomRepoRestoreSnapshot", restore)).toMatchObject({
      status: 400,
      code: "snapshot_restoration_failed",
    });
    const renamed = { ...restore, rename_pattern: "^(.+)$", rename_replacement: "old-$1" };
    await api.ok("ServiceOpensearchCustomRepoRestoreSnapshot", renamed);
    const going = async () => (await api.ok("ServiceOpensearchListRestorationsInProgress", where(api))).snapshots;
    expect(await going()).toMatchObject([{ repo_name: "repo", snapshot_name: "monday" }]);
    expect((await indicesOf(api)).map(({ index_name }) => index_name)).toContain(`old-${name}`);
    api.sandbox.advance(60_000);
    expect(await going()).toEqual([]);

    await api.ok("ServiceOpensearchCustomRepoDeleteSnapshot", snapshot);
    expect((await api.ok("ServiceOpensearchCustomRepoListSnapshots", inRepo(api))).snapshots).toEqual([]);
    expect(await api.refused("ServiceOpensearchCustomRepoShowSnapshot", snapshot)).toMatchObject({
      status: 404,
      code: "snapshot_not_found",
    });
  });

  test("refuse unknown repositories, bad and taken names, and patterns of nothing", async () => {
    await using api = await open();
    const create = (fields: object) =>
      api.refused("ServiceOpensearchCustomRepoCreateSnapshot", { ...inRepo(api), snapshot_name: "s", ...fields });
    expect(await create({ repository_name: "other" })).toMatchObject({ status: 404, code: "repository_not_found" });
    expect((await create({ snapshot_name: "Upper" })).code).toBe("snapshot_creation_failed");
    expect((await create({ indices: "nothing" })).code).toBe("snapshot_creation_failed");
    await api.ok("ServiceOpensearchCustomRepoCreateSnapshot", { ...inRepo(api), snapshot_name: "s" });
    expect((await create({})).code).toBe("snapshot_creation_failed");
  });
});

describe("access to OpenSearch", () => {
  const acls = [{ username: "avnadmin", rules: [{ index: "logs-*", permission: "read" as const }] }];

  test("is governed by ACLs", async () => {
    await using api = await open();
    const read = async () => (await api.ok("ServiceOpenSearchAclGet", where(api))).opensearch_acl_config;
    expect(await read()).toEqual({ acls: [], enabled: false });
    await api.ok("ServiceOpenSearchAclSet", { ...where(api), opensearch_acl_config: { acls, enabled: true } });
    expect(await read()).toEqual({ acls, enabled: true });
    await api.ok("ServiceOpenSearchAclUpdate", { ...where(api), opensearch_acl_config: { enabled: false } });
    expect(await read()).toEqual({ acls, enabled: false });
    const twice = { acls: [...acls, ...acls], enabled: true };
    expect((await api.refused("ServiceOpenSearchAclSet", { ...where(api), opensearch_acl_config: twice })).status).toBe(
      400,
    );
  });

  test("may be handed to OpenSearch Security, for good", async () => {
    await using api = await open();
    const read = async () => (await api.ok("ServiceOpenSearchSecurityGet", where(api))).security_plugin_admin_enabled;
    const reset = { ...where(api), admin_password: "First-pass-1", new_password: "Second-pass-2" };
    expect(await read()).toBe(false);
    expect((await api.refused("ServiceOpenSearchSecurityReset", reset)).status).toBe(400);
    await api.ok("ServiceOpenSearchSecuritySet", { ...where(api), admin_password: "First-pass-1" });
    expect(await read()).toBe(true);
    await api.ok("ServiceOpenSearchSecurityReset", reset);
    expect((await api.refused("ServiceOpenSearchSecurityReset", reset)).status).toBe(403);
    const again = { ...where(api), admin_password: "Third-pass-3" };
    expect((await api.refused("ServiceOpenSearchSecuritySet", again)).status).toBe(409);
    const config = { ...where(api), opensearch_acl_config: { acls, enabled: true } };
    expect((await api.refused("ServiceOpenSearchAclSet", config)).status).toBe(409);
  });
});
