import { describe, expect, test } from "vitest";
import { openSandbox, pgSpec, type TestApi } from "./api.js";

const MINUTE_MS = 60_000;
const PLAN = {
  cloud_provider: "aws",
  cloud_region: "eu-west-1",
  deployment_model: "standard",
  display_name: "Ours",
  reserved_cidr: "10.0.0.0/16",
} as const;
const aws_iam_role_arn = "arn:aws:iam::123456789012:role/byoc";

async function home(api: TestApi): Promise<string> {
  return String((await api.ok("ProjectGet", { project: api.project })).project.organization_id);
}

describe("custom clouds", () => {
  test("are drafts, then created, used by who may, and deleted when empty", async () => {
    await using api = await openSandbox();
    const { project } = api;
    const organization_id = await home(api);
    const made = await api.ok("CustomCloudEnvironmentCreate", { organization_id, ...PLAN });
    const { custom_cloud_environment_id } = made.custom_cloud_environment;
    expect(made.custom_cloud_environment).toMatchObject({ ...PLAN, state: "draft", custom_cloud_names: [] });
    const named = { organization_id, custom_cloud_environment_id };
    await api.ok("CustomCloudEnvironmentProvision", { ...named, aws_iam_role_arn });
    const get = async () => (await api.ok("CustomCloudEnvironmentGet", named)).custom_cloud_environment;
    expect((await get()).state).toBe("creating");
    api.sandbox.advance(15 * MINUTE_MS);
    expect((await get()).state).toBe("active");
    const cloud = String((await get()).custom_cloud_names?.[0]);

    const spec = { ...pgSpec(project, "at-home"), cloud };
    expect((await api.refused("ServiceCreate", spec)).message).toBe(`Invalid cloud '${cloud}'`);
    await api.ok("CustomCloudEnvironmentPermissionsSet", { ...named, accounts: [], projects: [project] });
    expect(await api.ok("CustomCloudEnvironmentPermissionsGet", named)).toEqual({ accounts: [], projects: [project] });
    const { clouds } = await api.ok("ListProjectClouds", { project });
    expect(clouds[0]?.cloud_name).toBe(cloud);
    expect((await api.ok("ServiceCreate", spec)).service.cloud_name).toBe(cloud);
    expect((await api.refused("CustomCloudEnvironmentDelete", named)).status).toBe(409);
    await api.ok("ServiceDelete", { project, service_name: "at-home" });
    await api.ok("CustomCloudEnvironmentDelete", named);
    expect((await get()).state).toBe("deleting");
    api.sandbox.advance(15 * MINUTE_MS);
    expect(await api.refused("CustomCloudEnvironmentGet", named)).toMatchObject({
      status: 404,
      code: "custom_cloud_environment_not_found",
    });
  });

  test("are refused with the documented codes", async () => {
    await using api = await openSandbox();
    const organization_id = await home(api);
    const nowhere = { organization_id, ...PLAN, cloud_region: "moon-1" };
    expect(await api.refused("CustomCloudEnvironmentCreate", nowhere)).toMatchObject({
      status: 400,
      code: "custom_cloud_environment_region_not_supported",
    });
    const wide = { organization_id, ...PLAN, reserved_cidr: "10.0.0.0/4" };
    expect((await api.refused("CustomCloudEnvironmentCreate", wide)).status).toBe(400);
    const made = await api.ok("CustomCloudEnvironmentCreate", { organization_id, ...PLAN });
    const { custom_cloud_environment_id } = made.custom_cloud_environment;
    const named = { organization_id, custom_cloud_environment_id };
    expect((await api.refused("CustomCloudEnvironmentProvision", named)).code).toBe(
      "custom_cloud_environment_missing_configuration",
    );
    expect((await api.refused("CustomCloudEnvironmentProvision", { ...named, aws_iam_role_arn: "me" })).code).toBe(
      "custom_cloud_environment_invalid_iam_role_arn",
    );
    const foreign = { ...named, accounts: [], projects: ["not-your-project"] };
    expect((await api.refused("CustomCloudEnvironmentPermissionsSet", foreign)).status).toBe(404);
    await api.ok("CustomCloudEnvironmentProvision", { ...named, aws_iam_role_arn });
    expect((await api.refused("CustomCloudEnvironmentUpdate", { ...named, cloud_region: "eu-west-2" })).status).toBe(
      409,
    );
    expect((await api.refused("CustomCloudEnvironmentProvision", { ...named, aws_iam_role_arn })).status).toBe(409);
  });

  test("are read by an update that changes nothing, and vanish as drafts at once", async () => {
    await using api = await openSandbox();
    const organization_id = await home(api);
    const made = await api.ok("CustomCloudEnvironmentCreate", { organization_id, ...PLAN, tags: { team: "a" } });
    const { custom_cloud_environment_id } = made.custom_cloud_environment;
    const named = { organization_id, custom_cloud_environment_id };
    expect(await api.ok("CustomCloudEnvironmentUpdate", named)).toEqual(made);
    const { custom_cloud_environment } = await api.ok("CustomCloudEnvironmentUpdate", { ...named, tags: { a: "b" } });
    expect(custom_cloud_environment.tags).toEqual({ a: "b" });
    const { variables } = await api.ok("CustomCloudEnvironmentTerraformVariablesGet", named);
    expect(variables).toContain(custom_cloud_environment_id);
    await api.ok("CustomCloudEnvironmentDelete", named);
    expect(await api.ok("CustomCloudEnvironmentList", { organization_id })).toEqual({ custom_cloud_environments: [] });
  });
});
