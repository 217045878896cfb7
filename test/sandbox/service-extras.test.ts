import { describe, expect, test } from "vitest";
import { BUILT_MS, openSandbox, pgSpec, type TestApi } from "./api.js";

const where = (api: TestApi, service_name = "demo-pg") => ({ project: api.project, service_name });

async function make(api: TestApi, service_name: string, service_type: string, plan = "startup-4") {
  await api.ok("ServiceCreate", { ...pgSpec(api.project, service_name), service_type, plan });
  api.sandbox.advance(BUILT_MS);
}

describe("custom files", () => {
  const form = (fields: Record<string, string>, content: string, filename = "upload") => {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.set(name, value);
    data.set("file", new Blob([content]), filename);
    return data;
  };
  const send = (api: TestApi, method: string, path: string, body?: FormData) =>
    api.fetch(`/v1/project/${api.project}/service/os/file${path}`, {
      method,
      headers: { authorization: `aivenv1 ${api.sandbox.token}` },
      ...(body ? { body } : {}),
    });

  test("are uploaded, listed, downloaded and replaced", async () => {
    await using api = await openSandbox();
    await make(api, "os", "opensearch");
    const fields = { filename: "words", filetype: "stopwords" };
    const content = "the\r\nä\r\n--and\r\n";
    const uploaded = await send(api, "POST", "", form(fields, content));
    const file = (await uploaded.json()) as { file_id: string };
    expect(uploaded.status).toBe(200);
    expect(file).toMatchObject({ ...fields, filesize: 16, service_reference: "custom/stopwords/words" });
    expect((await send(api, "POST", "", form(fields, content))).status).toBe(409);
    expect(await (await send(api, "GET", `/${file.file_id}`)).text()).toBe(content);
    expect((await send(api, "PUT", `/${file.file_id}`, form({}, "a"))).status).toBe(200);
    expect(await (await send(api, "GET", `/${file.file_id}`)).text()).toBe("a");
    expect(await api.ok("ServiceCustomFileList", where(api, "os"))).toMatchObject({
      custom_files: [{ file_id: file.file_id, filesize: 1 }],
    });
    expect((await send(api, "GET", "/nothing")).status).toBe(404);
  });

  test("refuse incomplete and wrong forms, and other types", async () => {
    await using api = await openSandbox();
    await make(api, "os", "opensearch");
    expect((await send(api, "POST", "", form({ filename: "words" }, "x"))).status).toBe(400);
    expect((await send(api, "POST", "", form({ filename: "words", filetype: "poems" }, "x"))).status).toBe(400);
    expect((await send(api, "POST", "", form({ filename: "a/b", filetype: "stopwords" }, "x"))).status).toBe(400);
    expect((await api.refused("ServiceCustomFileList", where(api))).status).toBe(400);
  });
});

describe("upgrade pipelines", () => {
  async function open() {
    const api = await openSandbox();
    await make(api, "next", "pg");
    const { project } = await api.ok("ProjectGet", { project: api.project });
    const { organization_id } = project;
    const step = (source: string, destination: string) => ({
      organization_id,
      source_project_name: api.project,
      source_service_name: source,
      destination_project_name: api.project,
      destination_service_name: destination,
    });
    return { api, organization_id, step };
  }

  test("are made of steps, which are validated at their source", async () => {
    const { api, organization_id, step } = await open();
    await using _ = api;
    const made = await api.ok("UpgradePipelineStepCreate", step("demo-pg", "next"));
    expect(made).toMatchObject({ auto_validation_delay_days: 7, last_validation: null });
    const in_step = { organization_id, step_id: made.step_id };
    await api.ok("UpgradePipelineStepUpdate", { ...in_step, auto_validation_delay_days: 3 });
    await api.ok("UpgradePipelineStepValidate", { ...where(api), comment: "tested" });
    expect(await api.ok("UpgradePipelineStepGet", in_step)).toMatchObject({
      auto_validation_delay_days: 3,
      last_validation: { comment: "tested", validated_by_user: "demo@example.com" },
    });
    const list = (fields: object) => api.ok("UpgradePipelineStepList", { organization_id, ...fields });
    expect((await list({ source_service_name: "demo-pg" })).steps).toHaveLength(1);
    expect((await list({ source_service_name: "next" })).steps).toEqual([]);
    await api.ok("UpgradePipelineStepDelete", in_step);
    expect((await api.refused("UpgradePipelineStepGet", in_step)).code).toBe("upgrade_step_not_found");
  });

  test("end with their services, and refuse what does not fit", async () => {
    const { api, organization_id, step } = await open();
    await using _ = api;
    const refusal = async (source: string, destination: string) =>
      (await api.refused("UpgradePipelineStepCreate", step(source, destination))).code;
    expect(await refusal("nothing", "next")).toBe("upgrade_step_source_service_not_found");
    expect(await refusal("demo-kafka", "next")).toBe("upgrade_step_service_type_mismatch");
    expect(await refusal("next", "next")).toBe("upgrade_step_would_create_cycle");
    await api.ok("UpgradePipelineStepCreate", step("demo-pg", "next"));
    expect(await refusal("demo-pg", "next")).toBe("upgrade_step_destination_already_has_source");
    expect(await refusal("next", "demo-pg")).toBe("upgrade_step_would_create_cycle");
    expect((await api.refused("UpgradePipelineStepValidate", where(api, "next"))).status).toBe(404);
    await api.ok("ServiceUpdate", { ...where(api), powered: false });
    expect((await api.refused("UpgradePipelineStepValidate", where(api))).code).toBe(
      "upgrade_step_validation_not_possible_due_to_service_state",
    );
    await api.ok("ServiceDelete", where(api));
    expect((await api.ok("UpgradePipelineStepList", { organization_id })).steps).toEqual([]);
  });
});

describe("single operations", () => {
  test("tell the extensions of a PostgreSQL service, and let it be written to again", async () => {
    await using api = await openSandbox();
    const { extensions } = await api.ok("PGServiceAvailableExtensions", where(api));
    expect(extensions.map(({ name }) => name)).toContain("postgis");
    expect(Date.parse((await api.ok("ServiceEnableWrites", where(api))).until ?? "")).toBeGreaterThan(Date.now());
    expect((await api.refused("PGServiceAvailableExtensions", where(api, "demo-kafka"))).status).toBe(400);
    expect((await api.refused("ServiceEnableWrites", where(api, "demo-kafka"))).status).toBe(400);
  });

  test("change no service type, and rotate no secrets where there are none", async () => {
    await using api = await openSandbox();
    const change = { ...where(api), service_type: "mysql" };
    expect((await api.refused("ServiceServiceTypeUpdate", change)).code).toBe("service_type_not_allowed");
    expect((await api.ok("ServiceServiceTypeUpdate", { ...change, service_type: "pg" })).service.service_type).toBe(
      "pg",
    );
    expect((await api.refused("ServiceDataHubRotateInternalSecrets", where(api))).code).toBe(
      "service_type_not_allowed",
    );
  });

  test("show object storage that is empty", async () => {
    await using api = await openSandbox();
    await make(api, "th", "thanos");
    expect((await api.ok("ServiceThanosStorageSummary", where(api, "th"))).total_storage_usage).toBe(0);
    expect((await api.refused("ServiceThanosStorageSummary", where(api))).status).toBe(400);
  });

  test("report on backups elsewhere once they are configured", async () => {
    await using api = await openSandbox();
    expect((await api.refused("ServiceBackupToAnotherRegionReport", where(api))).status).toBe(400);
    await api.ok("ServiceUpdate", { ...where(api), user_config: { additional_backup_regions: ["aws-eu-west-1"] } });
    await api.ok("ServiceBackupToAnotherRegionReport", where(api));
  });
});
