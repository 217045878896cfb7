import { describe, expect, test } from "vitest";
import type { Input, OperationId } from "../../src/core/catalogue/index.js";
import { openSandbox, pgSpec, type TestApi } from "./api.js";
import { colleague, grant, home, type Person, program, stranger } from "./people.js";

/** How a call of somebody ends. */
async function status<Id extends OperationId>(api: TestApi, who: Person, id: Id, input: Input<Id>): Promise<number> {
  return (await api.send(id, input, who.token)).status;
}

describe("roles in a project", () => {
  const pg = (api: TestApi) => ({ project: api.project, service_name: "demo-pg" });

  test.each([
    ["read_only", { read: 200, database: 403, create: 403, power: 403, members: 403 }],
    ["developer", { read: 200, database: 200, create: 403, power: 403, members: 403 }],
    ["operator", { read: 200, database: 200, create: 200, power: 200, members: 403 }],
    ["admin", { read: 200, database: 200, create: 200, power: 200, members: 200 }],
  ])("%s may do what the role says", async (role, expected) => {
    await using api = await openSandbox();
    const who = await program(api);
    await grant(api, who, role);
    const { project } = api;
    expect({
      read: await status(api, who, "ServiceGet", pg(api)),
      database: await status(api, who, "ServiceDatabaseCreate", { ...pg(api), database: "orders" }),
      create: await status(api, who, "ServiceCreate", pgSpec(project, "fresh")),
      power: await status(api, who, "ServiceUpdate", { ...pg(api), powered: false }),
      members: await status(api, who, "ProjectInvite", { project, user_email: "a@example.com" }),
    }).toEqual(expected);
  });

  test("names the operation in the refusal, and changes nothing", async () => {
    await using api = await openSandbox();
    const who = await program(api);
    await grant(api, who, "read_only");
    expect(await api.refused("ServiceDelete", pg(api), who.token)).toEqual({
      status: 403,
      message: "You don't have permission to perform this action: ServiceDelete",
      code: "permission_denied",
    });
    await api.ok("ServiceGet", pg(api));
  });

  test("a single permission allows what it says and no more", async () => {
    await using api = await openSandbox();
    const who = await program(api);
    await grant(api, who, "service:data:write");
    expect(await status(api, who, "ServiceGet", pg(api))).toBe(200);
    expect(await status(api, who, "ServiceUserCreate", { ...pg(api), username: "app" })).toBe(403);
    expect(await status(api, who, "ProjectGetEventLogs", { project: api.project })).toBe(403);
    await grant(api, who, "service:users:write", "project:audit_logs:read");
    expect(await status(api, who, "ServiceUserCreate", { ...pg(api), username: "app" })).toBe(200);
    expect(await status(api, who, "ProjectGetEventLogs", { project: api.project })).toBe(200);
  });

  test("whoever has no right is no member, and ceases to be one with the last right", async () => {
    await using api = await openSandbox();
    const who = await program(api);
    const read = { project: api.project };
    expect(await api.refused("ServiceList", read, who.token)).toMatchObject({
      status: 403,
      message: "Not a project member",
    });
    await grant(api, who, "developer");
    const { projects, project_membership } = await api.ok("ProjectList", {}, who.token);
    expect(projects.map((each) => each.project_name)).toEqual([api.project]);
    expect(project_membership).toEqual({ [api.project]: "developer" });
    await grant(api, who);
    expect((await api.ok("ProjectList", {}, who.token)).projects).toEqual([]);
    expect((await api.refused("ServiceList", read, who.token)).message).toBe("Not a project member");
  });

  test("the admin of a project decides on its members, and on nobody else's", async () => {
    await using api = await openSandbox();
    const who = await program(api);
    const { organization_id } = await home(api);
    await grant(api, who, "admin");
    const entry = { principal_type: "user" as const, principal_id: who.user_id, permissions: ["operator"] };
    const entries = { permissions: [entry] };
    const organization = { organization_id, resource_type: "organization", resource_id: organization_id } as const;
    expect(await status(api, who, "PermissionsUpdate", { ...organization, ...entries })).toBe(403);
    const project = { organization_id, resource_type: "project", resource_id: api.project } as const;
    await api.ok("PermissionsUpdate", { ...project, ...entries }, who.token);
    expect(await status(api, who, "PermissionsUpdate", { ...project, ...entries })).toBe(403);
  });

  test("secrets stay hidden from who may only read", async () => {
    await using api = await openSandbox();
    const who = await program(api);
    const input = { ...pg(api), include_secrets: true };
    await grant(api, who, "read_only");
    const hidden = await api.ok("ServiceGet", input, who.token);
    expect(hidden.service.users?.[0]?.password).toBe("<redacted>");
    await grant(api, who, "read_only", "service:secrets:read");
    const shown = await api.ok("ServiceGet", input, who.token);
    expect(shown.service.users?.[0]?.password).toMatch(/^AVNS_/);
  });

  test("rights come from groups, units, the organization and teams too", async () => {
    await using api = await openSandbox();
    const who = await program(api);
    const { organization_id, account_id } = await home(api);
    const read = { project: api.project };
    const principal = { principal_type: "user", principal_id: who.user_id } as const;
    const { user_group_id } = await api.ok("UserGroupCreate", {
      organization_id,
      user_group_name: "g",
      description: "",
    });
    const onProject = { organization_id, resource_type: "project", resource_id: api.project } as const;
    await api.ok("PermissionsUpdate", {
      ...onProject,
      permissions: [{ principal_type: "user_group", principal_id: user_group_id, permissions: ["read_only"] }],
    });
    const members = { organization_id, user_group_id, member_ids: [who.user_id] };
    await api.ok("UserGroupMembersUpdate", { ...members, operation: "add_members" });
    expect(await status(api, who, "ServiceList", read)).toBe(200);
    await api.ok("UserGroupDelete", { organization_id, user_group_id });
    expect(await status(api, who, "ServiceList", read)).toBe(403);

    const { account } = await api.ok("AccountCreate", { account_name: "unit", parent_account_id: account_id });
    const onUnit = { organization_id, resource_type: "organization_unit", resource_id: account.account_id } as const;
    await api.ok("PermissionsSet", { ...onUnit, permissions: [{ ...principal, permissions: ["developer"] }] });
    await api.ok("ProjectCreate", { project: "inside", account_id: account.account_id });
    expect(await status(api, who, "ServiceList", { project: "inside" })).toBe(200);
    expect(await status(api, who, "ServiceList", read)).toBe(403);

    const onAll = { organization_id, resource_type: "organization", resource_id: organization_id } as const;
    await api.ok("PermissionsSet", { ...onAll, permissions: [{ ...principal, permissions: ["operator"] }] });
    expect(await status(api, who, "ServiceCreate", pgSpec(api.project, "by-organization"))).toBe(200);
  });
});

describe("rights in an organization", () => {
  test("a member reads, and changes only what was granted", async () => {
    await using api = await openSandbox();
    const who = await program(api);
    const { organization_id } = await home(api);
    const group = { organization_id, user_group_name: "g", description: "" };
    const domain = { organization_id, domain_name: "example.net" };
    expect(await status(api, who, "UserGroupsList", { organization_id })).toBe(200);
    expect(await status(api, who, "UserGroupCreate", group)).toBe(403);
    expect(await status(api, who, "OrganizationDomainAdd", domain)).toBe(403);
    await api.ok("PermissionsUpdate", {
      organization_id,
      resource_type: "organization",
      resource_id: organization_id,
      permissions: [{ principal_type: "user", principal_id: who.user_id, permissions: ["organization:groups:write"] }],
    });
    expect(await status(api, who, "UserGroupCreate", group)).toBe(200);
    expect(await status(api, who, "OrganizationDomainAdd", domain)).toBe(403);
    expect(await status(api, who, "ServiceList", { project: api.project })).toBe(403);
  });

  test("making, changing and deleting projects takes the right to manage projects", async () => {
    await using api = await openSandbox();
    const who = await program(api);
    const { organization_id, account_id, billing_group_id } = await home(api);
    const spec = { organization_id, billing_group_id, project_id: "made", tags: {} };
    expect(await status(api, who, "OrganizationProjectsCreate", spec)).toBe(403);
    expect(await status(api, who, "ProjectCreate", { project: "made", account_id })).toBe(403);
    await api.ok("PermissionsUpdate", {
      organization_id,
      resource_type: "organization",
      resource_id: organization_id,
      permissions: [
        { principal_type: "user", principal_id: who.user_id, permissions: ["organization:projects:write"] },
      ],
    });
    await api.ok("OrganizationProjectsCreate", spec, who.token);
    await api.ok("ProjectDelete", { project: "made" }, who.token);
    expect(await status(api, who, "ServiceList", { project: api.project })).toBe(403);
  });

  test("only a super admin deletes the organization or makes super admins", async () => {
    await using api = await openSandbox();
    const who = await colleague(api);
    const { organization_id } = await home(api);
    const member = { organization_id, member_user_id: who.user_id };
    await api.ok("PermissionsUpdate", {
      organization_id,
      resource_type: "organization",
      resource_id: organization_id,
      permissions: [{ principal_type: "user", principal_id: who.user_id, permissions: ["role:organization:admin"] }],
    });
    expect((await api.ok("OrganizationUpdate", { organization_id, name: "New" }, who.token)).organization_name).toBe(
      "New",
    );
    expect(await status(api, who, "OrganizationUserUpdate", { ...member, is_super_admin: true })).toBe(403);
    expect(await status(api, who, "OrganizationDelete", { organization_id, recursive: true })).toBe(403);
  });

  test("who does not belong to it sees nothing of it", async () => {
    await using api = await openSandbox();
    const who = await stranger(api);
    const { organization_id, account_id } = await home(api);
    for (const id of ["OrganizationGet", "UserGroupsList", "OrganizationVpcList"] as const) {
      expect(await api.refused(id, { organization_id }, who.token)).toMatchObject({
        status: 403,
        message: "Not an organization member",
      });
    }
    expect(await status(api, who, "AccountTeamList", { account_id })).toBe(403);
    expect(await status(api, who, "OrganizationGet", { organization_id: "org0" })).toBe(404);
  });
});

describe("scopes of a token", () => {
  test.each([
    [["projects:read"], { list: 200, services: 403, create: 403 }],
    [["projects"], { list: 200, services: 403, create: 200 }],
    [["services:read"], { list: 403, services: 200, create: 403 }],
    [["services:write"], { list: 403, services: 403, create: 403 }],
    [["all"], { list: 200, services: 200, create: 200 }],
    [[], { list: 200, services: 200, create: 200 }],
  ])("%j limits the calls", async (scopes, expected) => {
    await using api = await openSandbox();
    const { full_token: token } = await api.ok("AccessTokenCreate", { description: "scoped", scopes });
    const who = { user_id: "", token };
    expect({
      list: await status(api, who, "ProjectList", {}),
      services: await status(api, who, "ServiceList", { project: api.project }),
      create: await status(api, who, "ProjectCreate", { project: "fresh" }),
    }).toEqual(expected);
  });

  test("says which scope is missing, and refuses scopes that do not exist", async () => {
    await using api = await openSandbox();
    const { full_token } = await api.ok("AccessTokenCreate", { description: "scoped", scopes: ["projects:read"] });
    expect(await api.refused("ServiceList", { project: api.project }, full_token)).toMatchObject({
      status: 403,
      message: expect.stringContaining("services:read"),
      code: "permission_denied",
    });
    const unknown = { description: "x", scopes: ["everything"] };
    expect(await api.refused("AccessTokenCreate", unknown)).toMatchObject({
      status: 400,
      message: expect.stringContaining("everything"),
    });
  });
});

describe("tokens", () => {
  test("are missing once revoked or expired, and invalid when they never were one", async () => {
    await using api = await openSandbox();
    const revoked = await api.ok("AccessTokenCreate", { description: "revoked" });
    const expired = await api.ok("AccessTokenCreate", { description: "expired", max_age_seconds: 600 });
    await api.ok("AccessTokenRevoke", { token_prefix: revoked.token_prefix });
    api.sandbox.advance(601_000);
    for (const { full_token } of [revoked, expired]) {
      const refusal = await api.refused("UserInfo", {}, full_token);
      expect(refusal).toMatchObject({ status: 401, message: "Missing (expired) db token" });
    }
    expect(await api.refused("UserInfo", {}, "nonsense")).toMatchObject({ status: 401, message: "Invalid token" });
  });

  test("work only from the addresses that they are limited to", async () => {
    await using api = await openSandbox();
    const near = await api.ok("AccessTokenCreate", { description: "near", ip_allowlist: ["127.0.0.0/8", "::1"] });
    const far = await api.ok("AccessTokenCreate", { description: "far", ip_allowlist: ["192.0.2.1"] });
    await api.ok("UserInfo", {}, near.full_token);
    expect(await api.refused("UserInfo", {}, far.full_token)).toMatchObject({
      status: 403,
      code: "client_ip_address_policy_violation",
    });
    expect((await api.refused("AccessTokenCreate", { description: "x", ip_allowlist: ["300.0.0.1"] })).status).toBe(
      400,
    );
  });

  test("of an application user are its own, and end with it", async () => {
    await using api = await openSandbox();
    const { organization_id } = await home(api);
    const who = await program(api, { max_age_seconds: 3600 });
    const own = { organization_id, user_id: who.user_id };
    const listed = await api.ok("ApplicationUserAccessTokensList", own);
    expect(listed.tokens).toHaveLength(1);
    expect(listed.tokens[0]).toMatchObject({ description: "test", max_age_seconds: 3600, last_used_time: null });
    expect((await api.ok("UserInfo", {}, who.token)).user.user_id).toBe(who.user_id);
    const used = await api.ok("ApplicationUserAccessTokensList", own);
    expect(used.tokens[0]?.last_used_time).toEqual(expect.any(String));
    await api.ok("ApplicationUserDelete", own);
    expect((await api.refused("UserInfo", {}, who.token)).status).toBe(401);
    expect(await api.refused("ApplicationUserGet", own)).toMatchObject({
      status: 404,
      code: "organization_user_not_found",
    });
  });
});
