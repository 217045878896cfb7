import { describe, expect, test } from "vitest";
import { FOREIGN_PROJECT } from "../../src/sandbox/scenario.js";
import { openSandbox, pgSpec, type TestApi } from "./api.js";

/** The fields of the documented sample answer, and two that were added since. */
const PROJECT_FIELDS = [
  "account_id",
  "account_name",
  "address_lines",
  "available_credits",
  "billing_address",
  "billing_currency",
  "billing_emails",
  "billing_extra_text",
  "billing_group_id",
  "billing_group_name",
  "card_info",
  "city",
  "company",
  "country",
  "country_code",
  "default_cloud",
  "end_of_life_extension",
  "estimated_balance",
  "estimated_balance_local",
  "features",
  "organization_id",
  "payment_method",
  "project_name",
  "state",
  "tags",
  "tech_emails",
  "tenant_id",
  "trial_expiration_time",
  "vat_id",
  "zip_code",
];

async function home(api: TestApi) {
  const { project } = await api.ok("ProjectGet", { project: api.project });
  return { organization_id: project.organization_id, billing_group_id: project.billing_group_id };
}

describe("organizations", () => {
  test("has the demo organization and its account twin", async () => {
    await using api = await openSandbox();
    const { organizations } = await api.ok("UserOrganizationsList", {});
    const { accounts } = await api.ok("AccountList", {});
    expect(organizations).toHaveLength(1);
    expect(accounts).toHaveLength(1);
    expect(accounts[0]).toMatchObject({
      account_id: organizations[0]?.account_id,
      organization_id: organizations[0]?.organization_id,
      account_name: organizations[0]?.organization_name,
      is_account_owner: true,
    });
    const account_id = String(accounts[0]?.account_id);
    expect((await api.ok("AccountGet", { account_id })).account).toEqual(accounts[0]);
  });

  test("makes and renames an organization", async () => {
    await using api = await openSandbox();
    const made = await api.ok("UserOrganizationCreate", { organization_name: "Second", tier: "business" });
    const { organization_id } = made;
    await api.ok("OrganizationUpdate", { organization_id, name: "Third" });
    expect((await api.ok("OrganizationGet", { organization_id })).organization_name).toBe("Third");
    expect((await api.ok("UserOrganizationsList", {})).organizations).toHaveLength(2);
  });

  test("refuses unknown ids with the documented codes", async () => {
    await using api = await openSandbox();
    expect(await api.refused("OrganizationGet", { organization_id: "org0" })).toMatchObject({
      status: 404,
      code: "organization_not_found",
    });
    expect(await api.refused("AccountGet", { account_id: "a0" })).toMatchObject({
      status: 404,
      message: "Account does not exist",
    });
  });
});

describe("projects", () => {
  test("lists projects as the documented curl example shows it", async () => {
    await using api = await openSandbox();
    const body: unknown = await (await api.fetch("/v1/project")).json();
    expect(body).toMatchObject({
      project_membership: { [api.project]: "admin" },
      project_memberships: { [api.project]: ["admin"] },
    });
    const { projects } = await api.ok("ProjectList", {});
    expect(Object.keys(projects[0] ?? {}).sort()).toEqual(PROJECT_FIELDS);
  });

  test("is the same project under both interfaces", async () => {
    await using api = await openSandbox();
    const { organization_id, billing_group_id } = await home(api);
    const made = await api.ok("OrganizationProjectsCreate", {
      organization_id,
      billing_group_id,
      project_id: "new-one",
      tags: { team: "a" },
    });
    expect(made).toMatchObject({ project_id: "new-one", parent_id: organization_id });
    const { project } = await api.ok("ProjectGet", { project: "new-one" });
    expect(project).toMatchObject({ organization_id, billing_group_id, tags: { team: "a" } });
    await api.ok("ProjectUpdate", { project: "new-one", tech_emails: [{ email: "ops@example.com" }] });
    const { projects } = await api.ok("OrganizationProjectsList", { organization_id });
    expect(projects.map((each) => each.project_id)).toEqual([api.project, "new-one"]);
    expect(projects[1]?.tech_emails).toEqual([{ email: "ops@example.com" }]);
    await api.ok("OrganizationProjectsDelete", { organization_id, project_id: "new-one" });
    expect((await api.refused("ProjectGet", { project: "new-one" })).status).toBe(404);
  });

  test("copies a project's settings and tags when asked", async () => {
    await using api = await openSandbox();
    const input = {
      project: "copy",
      copy_from_project: api.project,
      copy_tags: true,
      use_source_project_billing_group: true,
    };
    const { project } = await api.ok("ProjectCreate", input);
    const original = (await api.ok("ProjectGet", { project: api.project })).project;
    expect(project).toMatchObject({
      billing_group_id: original.billing_group_id,
      default_cloud: original.default_cloud,
      tags: original.tags,
    });
  });

  test("keeps billing details in the billing group, as text of decimals", async () => {
    await using api = await openSandbox();
    const { project } = await api.ok("ProjectUpdate", { project: api.project, country_code: "SE", city: "Lund" });
    expect(project).toMatchObject({ country_code: "SE", country: "Sweden", city: "Lund" });
    expect(project.estimated_balance).toMatch(/^\d+\.\d\d$/);
  });

  test("refuses bad names, taken names, unknown clouds, accounts and billing groups", async () => {
    await using api = await openSandbox();
    const organization_id = (await home(api)).organization_id;
    expect((await api.refused("ProjectCreate", { project: "No_Good" })).status).toBe(400);
    expect(await api.refused("ProjectCreate", { project: api.project })).toMatchObject({
      status: 409,
      code: "project_already_exists",
    });
    expect(await api.refused("ProjectCreate", { project: "p1", cloud: "moon-1" })).toMatchObject({
      status: 400,
      message: "Invalid cloud 'moon-1'",
    });
    expect((await api.refused("ProjectCreate", { project: "p1", account_id: "a0" })).status).toBe(404);
    const noGroup = { organization_id, project_id: "p1", billing_group_id: "none", tags: {} };
    expect((await api.refused("OrganizationProjectsCreate", noGroup)).status).toBe(404);
    expect((await api.ok("ProjectList", {})).projects).toHaveLength(1);
  });

  test("tells apart a project that is not there from one of somebody else's", async () => {
    await using api = await openSandbox();
    expect(await api.refused("ProjectGet", { project: "nowhere" })).toMatchObject({
      status: 404,
      message: "Project does not exist",
    });
    for (const id of ["ProjectGet", "ServiceList", "ProjectTagsList", "ProjectKmsGetCA"] as const) {
      expect(await api.refused(id, { project: FOREIGN_PROJECT })).toMatchObject({
        status: 403,
        message: "Not a project member",
      });
    }
    expect((await api.refused("ProjectCreate", { project: FOREIGN_PROJECT })).status).toBe(409);
  });

  test("is not deleted or renamed while services are in it", async () => {
    await using api = await openSandbox();
    const { organization_id } = await home(api);
    expect(await api.refused("ProjectDelete", { project: api.project })).toMatchObject({
      status: 409,
      message: expect.stringContaining("demo-pg"),
    });
    const asOwned = { organization_id, project_id: api.project };
    expect((await api.refused("OrganizationProjectsDelete", asOwned)).status).toBe(409);
    const rename = { project: api.project, project_name: "other-name" };
    expect(await api.refused("ProjectUpdate", rename)).toMatchObject({
      status: 409,
      message: expect.stringContaining("demo-pg"),
    });
  });

  test("takes everything along when it is renamed", async () => {
    await using api = await openSandbox();
    const services = ["demo-pg", "demo-kafka", "demo-valkey"];
    for (const service_name of services)
      await api.ok("ServiceUpdate", { project: api.project, service_name, powered: false });
    await api.ok("ProjectUpdate", { project: api.project, project_name: "other-name" });
    expect((await api.refused("ProjectGet", { project: api.project })).status).toBe(404);
    const renamed = await api.ok("ServiceList", { project: "other-name", include_secrets: true });
    expect(renamed.services.map((service) => service.service_name)).toEqual(services);
    expect(renamed.services[0]?.users).toHaveLength(1);
    expect(renamed.services[0]?.backups).not.toHaveLength(0);
    expect((await api.ok("ProjectGetEventLogs", { project: "other-name" })).events[0]?.event_type).toBe(
      "project_update",
    );
  });

  test("replaces and merges tags; null deletes one", async () => {
    await using api = await openSandbox();
    const { project } = api;
    await api.ok("ProjectTagsReplace", { project, tags: { a: "1", b: "2" } });
    await api.ok("ProjectTagsUpdate", { project, tags: { a: null, c: "3" } });
    expect((await api.ok("ProjectTagsList", { project })).tags).toEqual({ b: "2", c: "3" });
    expect((await api.refused("ProjectTagsUpdate", { project, tags: { a: "x".repeat(65) } })).status).toBe(400);
  });

  test("has a certificate authority of its own, members and no alerts", async () => {
    await using api = await openSandbox();
    const { certificate } = await api.ok("ProjectKmsGetCA", { project: api.project });
    expect(certificate).toMatch(/^-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]+-----END CERTIFICATE-----\n$/);
    expect((await api.ok("ProjectUserList", { project: api.project })).users).toHaveLength(1);
    expect((await api.ok("ProjectAlertsList", { project: api.project })).alerts).toEqual([]);
  });
});

describe("events", () => {
  test("logs every change with who made it, the newest first", async () => {
    await using api = await openSandbox();
    const { project } = api;
    const service = { project, service_name: "demo-pg" };
    await api.ok("ServiceCreate", pgSpec(project, "short-lived"));
    await api.ok("ServiceUserCreate", { ...service, username: "app" });
    await api.ok("ServiceDatabaseCreate", { ...service, database: "orders" });
    await api.ok("ServiceUpdate", { ...service, termination_protection: true });
    await api.ok("ProjectServiceTagsUpdate", { ...service, tags: { a: "b" } });
    await api.ok("ServiceDelete", { project, service_name: "short-lived" });
    await api.ok("ServiceUpdate", { project, service_name: "demo-valkey", powered: false });
    await api.ok("ServiceUpdate", { project, service_name: "demo-valkey", powered: true });
    const { events } = await api.ok("ProjectGetEventLogs", { project, limit: 8 });
    expect(events.map((event) => event.event_type)).toEqual([
      "service_poweron",
      "service_poweroff",
      "service_delete",
      "service_tags_update",
      "service_update",
      "service_database_create",
      "service_user_create",
      "service_create",
    ]);
    expect(events[0]).toMatchObject({ actor: "demo@example.com", service_name: "demo-valkey" });
    expect(new Set(events.map((event) => event.id)).size).toBe(8);
  });

  test("logs nothing of what was refused", async () => {
    await using api = await openSandbox();
    const before = await api.ok("ProjectGetEventLogs", { project: api.project });
    await api.refused("ServiceCreate", { ...pgSpec(api.project, "x"), plan: "nope" });
    await api.refused("ServiceUserDelete", {
      project: api.project,
      service_name: "demo-pg",
      service_username: "avnadmin",
    });
    expect(await api.ok("ProjectGetEventLogs", { project: api.project })).toEqual(before);
  });
});

test("what is pending goes on under the project's new name", async () => {
  await using api = await openSandbox({ speed: "paused" });
  const { services } = await api.ok("ServiceList", { project: api.project });
  for (const { service_name } of services) {
    await api.ok("ServiceUpdate", { project: api.project, service_name, powered: false });
  }
  const { project_vpc_id } = await api.ok("VpcCreate", {
    project: api.project,
    cloud_name: "aws-eu-west-1",
    network_cidr: "10.9.0.0/24",
    peering_connections: [],
  });
  await api.ok("ProjectUpdate", { project: api.project, project_name: "renamed" });
  api.sandbox.advance(3600_000);
  expect(await api.ok("VpcGet", { project: "renamed", project_vpc_id })).toMatchObject({ state: "ACTIVE" });
});
