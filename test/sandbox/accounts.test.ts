import { describe, expect, test } from "vitest";
import { DEMO_EMAIL, DEMO_PASSWORD, FOREIGN_EMAIL, FOREIGN_PROJECT } from "../../src/sandbox/scenario.js";
import { openSandbox } from "./api.js";
import { colleague, home, stranger } from "./people.js";

describe("units", () => {
  test("hold projects, nest, move, and are deleted only when empty", async () => {
    await using api = await openSandbox();
    const { organization_id, account_id: root } = await home(api);
    const create = async (account_name: string, parent_account_id: string) =>
      (await api.ok("AccountCreate", { account_name, parent_account_id })).account;
    const outer = await create("outer", root);
    const inner = await create("inner", outer.account_id);
    expect(inner).toMatchObject({ organization_id, parent_account_id: outer.account_id, root_account_id: root });
    const { account_id } = inner;
    await api.ok("AccountUpdate", { account_id, account_name: "renamed" });
    expect((await api.ok("AccountGet", { account_id })).account.account_name).toBe("renamed");
    expect((await api.ok("AccountList", {})).accounts).toHaveLength(3);

    const { project } = await api.ok("ProjectCreate", { project: "inside", account_id });
    expect(project).toMatchObject({ account_id, account_name: "renamed", organization_id });
    const seen = await api.ok("OrganizationProjectsGet", { organization_id, project_id: "inside" });
    expect(seen.parent_id).toBe(account_id);
    expect((await api.ok("AccountProjectsList", { account_id })).projects).toHaveLength(1);
    const code = async (id: string) => (await api.refused("AccountDelete", { account_id: id })).code;
    expect(await code(account_id)).toBe("account_with_projects_cannot_be_deleted");
    expect(await code(outer.account_id)).toBe("account_with_child_accounts_cannot_be_deleted");
    const loop = { account_id: outer.account_id, parent_account_id: account_id };
    expect((await api.refused("AccountMove", loop)).code).toBe("parent_account_cannot_be_own_ancestor");
    const moved = await api.ok("AccountMove", { account_id, parent_account_id: root });
    expect(moved.account.parent_account_id).toBe(root);
    await api.ok("OrganizationProjectsUpdate", { organization_id, project_id: "inside", parent_id: organization_id });
    await api.ok("AccountDelete", { account_id });
    await api.ok("AccountDelete", { account_id: outer.account_id });
    expect((await api.refused("AccountGet", { account_id })).code).toBe("account_not_found");
    const lost = { organization_id, project_id: "inside", parent_id: account_id };
    expect((await api.refused("OrganizationProjectsUpdate", lost)).code).toBe("parent_account_not_found");
  });

  test("an organization is deleted when it holds no projects", async () => {
    await using api = await openSandbox();
    const { account_id, organization_id } = await home(api);
    const owned = await api.refused("OrganizationDelete", { organization_id, recursive: true });
    expect(owned).toMatchObject({ status: 409, code: "account_with_projects_cannot_be_deleted" });
    const made = await api.ok("AccountCreate", { account_name: "other" });
    await api.ok("AccountDelete", { account_id: made.account.account_id });
    expect((await api.ok("UserOrganizationsList", {})).organizations.map((each) => each.account_id)).toEqual([
      account_id,
    ]);
  });

  test("log what happens, and find users", async () => {
    await using api = await openSandbox();
    const { account_id, organization_id } = await home(api);
    await colleague(api);
    await api.ok("UserGroupCreate", { organization_id, user_group_name: "g", description: "" });
    const { events } = await api.ok("AccountEventList", { account_id, limit: 2 });
    expect(events.map((each) => [each.action_type, each.actor])).toEqual([
      ["user_group_create", DEMO_EMAIL],
      ["organization_user_join", FOREIGN_EMAIL],
    ]);
    const found = await api.ok("AccountUsersSearch", { account_id, query: "STRANGER" });
    expect(found.users.map((each) => each.user_email)).toEqual([FOREIGN_EMAIL]);
    const sorted = await api.ok("AccountUsersSearch", { account_id, order_by: "user_email:desc", limit: 1 });
    expect(sorted.users).toEqual(found.users);
  });
});

describe("teams", () => {
  test("give their members a role in projects", async () => {
    await using api = await openSandbox();
    const { account_id } = await home(api);
    const { team } = await api.ok("AccountTeamCreate", { account_id, team_name: "Ops" });
    const named = { account_id, team_id: team.team_id };
    expect((await api.refused("AccountTeamCreate", { account_id, team_name: "Ops" })).code).toBe(
      "team_names_must_be_unique",
    );
    await api.ok("AccountTeamProjectAssociate", { ...named, project: api.project, team_type: "read_only" });
    await api.ok("AccountTeamMembersInvite", { ...named, email: FOREIGN_EMAIL });
    expect((await api.ok("AccountTeamInvitesList", named)).account_invites).toHaveLength(1);
    const who = await stranger(api);
    expect((await api.ok("UserAccountInvitesList", {}, who.token)).account_invites[0]?.team_name).toBe("Ops");
    await api.ok("UserAccountInvitesAccept", named, who.token);
    const { members } = await api.ok("AccountTeamMembersList", named);
    expect(members.map((each) => each.user_email)).toEqual([FOREIGN_EMAIL]);

    const service = { project: api.project, service_name: "demo-pg" };
    await api.ok("ServiceGet", service, who.token);
    const create = { ...service, database: "orders" };
    expect((await api.refused("ServiceDatabaseCreate", create, who.token)).status).toBe(403);
    await api.ok("AccountTeamProjectAssociationUpdate", { ...named, project: api.project, team_type: "developer" });
    await api.ok("ServiceDatabaseCreate", create, who.token);
    const { users } = await api.ok("ProjectUserList", { project: api.project });
    expect(users.at(-1)).toMatchObject({ user_email: FOREIGN_EMAIL, member_type: "developer", team_name: "Ops" });
    const mine = { account_id, user_id: who.user_id };
    expect((await api.ok("AccountUserProjectsList", mine)).user_projects).toHaveLength(1);
    expect((await api.ok("AccountUserTeamsList", mine)).teams).toHaveLength(1);

    await api.ok("AccountTeamDelete", named);
    expect((await api.refused("ServiceGet", service, who.token)).message).toBe("Not a project member");
    expect((await api.refused("AccountTeamGet", named)).code).toBe("account_team_not_found");
  });
});

test("the team of the owners is there from the start, stays, and makes super admins", async () => {
  await using api = await openSandbox();
  const { account_id, organization_id } = await home(api);
  const { account } = await api.ok("AccountGet", { account_id });
  const owners = { account_id, team_id: account.account_owner_team_id };
  expect((await api.ok("AccountTeamGet", owners)).team.team_name).toBe("Account Owners");
  expect((await api.ok("AccountTeamMembersList", owners)).members).toHaveLength(1);
  expect((await api.refused("AccountTeamDelete", owners)).status).toBe(403);
  const who = await colleague(api);
  const unit = { account_name: "unit", parent_account_id: account_id };
  expect((await api.refused("AccountCreate", unit, who.token)).code).toBe("user_not_organization_admin");
  await api.ok("AccountTeamMembersInvite", { ...owners, email: FOREIGN_EMAIL });
  await api.ok("UserAccountInvitesAccept", owners, who.token);
  const member = { organization_id, member_user_id: who.user_id };
  expect((await api.ok("OrganizationUserGet", member)).is_super_admin).toBe(true);
  await api.ok("AccountCreate", unit, who.token);
});

describe("members of a project", () => {
  test("are invited, accept, change their role and leave", async () => {
    await using api = await openSandbox();
    const { project } = api;
    const who = await stranger(api);
    const user_email = FOREIGN_EMAIL;
    await api.ok("ProjectInvite", { project, user_email, member_type: "read_only" });
    expect((await api.refused("ProjectInvite", { project, user_email })).status).toBe(409);
    const { invitations } = await api.ok("ProjectUserList", { project });
    expect(invitations).toMatchObject([{ invited_user_email: user_email, member_type: "read_only" }]);
    const { user } = await api.ok("UserInfo", {}, who.token);
    const invite_verification_code = String(user.invitations[0]?.invite_code);
    expect((await api.refused("ProjectInviteAccept", { project, invite_verification_code: "x" })).status).toBe(404);
    const accepted = await api.ok("ProjectInviteAccept", { project, invite_verification_code });
    expect(accepted.invite_details.user_email).toBe(user_email);
    const mine = await api.ok("ProjectList", {}, who.token);
    expect(mine.project_membership).toEqual({ [FOREIGN_PROJECT]: "admin", [project]: "read_only" });
    await api.ok("ProjectUserUpdate", { project, user_email, member_type: "operator" });
    expect((await api.ok("ProjectUserList", { project })).users[1]?.member_type).toBe("operator");
    expect((await api.refused("ProjectUserRemove", { project, user_email: DEMO_EMAIL }, who.token)).status).toBe(403);
    await api.ok("ProjectUserRemove", { project, user_email }, who.token);
    expect((await api.refused("ProjectGet", { project }, who.token)).status).toBe(403);
    expect(await api.refused("ProjectUserUpdate", { project, user_email, member_type: "admin" })).toMatchObject({
      status: 404,
      code: "project_has_no_such_user",
    });
  });

  test("whoever has no account gets one by accepting; a withdrawn invitation is gone", async () => {
    await using api = await openSandbox();
    const { project } = api;
    const user_email = "new@example.com";
    await api.ok("ProjectInvite", { project, user_email });
    await api.ok("ProjectInviteDelete", { project, invited_email: user_email });
    expect((await api.refused("ProjectInviteDelete", { project, invited_email: user_email })).status).toBe(404);
    expect((await api.refused("ProjectInvite", { project, user_email: "nobody" })).code).toBe("invalid_email_format");
  });

  test("keep their rights when the project is renamed", async () => {
    await using api = await openSandbox();
    const { organization_id, billing_group_id } = await home(api);
    const spec = { organization_id, billing_group_id, project_id: "first", tags: {} };
    await api.ok("OrganizationProjectsCreate", spec);
    const who = await colleague(api);
    await api.ok("PermissionsUpdate", {
      organization_id,
      resource_type: "project",
      resource_id: "first",
      permissions: [{ principal_type: "user", principal_id: who.user_id, permissions: ["developer"] }],
    });
    await api.ok("ProjectUpdate", { project: "first", project_name: "second" });
    await api.ok("ServiceList", { project: "second" }, who.token);
    await api.ok("ProjectDelete", { project: "second" });
    await api.ok("OrganizationProjectsCreate", { ...spec, project_id: "second" });
    expect((await api.refused("ServiceList", { project: "second" }, who.token)).message).toBe("Not a project member");
  });
});

describe("OAuth clients", () => {
  test("have redirects and secrets, which are shown once and go with the client", async () => {
    await using api = await openSandbox();
    const { account_id } = await home(api);
    const { client_id = "" } = await api.ok("AccountOAuthClientCreate", { account_id, name: "app" });
    const client = { account_id, client_id };
    const { redirect_id = "" } = await api.ok("AccountOAuthClientRedirectCreate", {
      ...client,
      redirect_uri: "https://example.com/back",
    });
    const secret = await api.ok("AccountOAuthClientSecretCreate", client);
    expect(secret.secret?.endsWith(String(secret.secret_suffix))).toBe(true);
    const { secrets } = await api.ok("AccountOAuthClientSecretList", client);
    expect(secrets).toEqual([{ secret_id: secret.secret_id, secret_suffix: secret.secret_suffix }]);
    expect((await api.ok("AccountOAuthClientUpdate", { ...client, description: "d" })).name).toBe("app");
    await api.ok("AccountOAuthClientRedirectDelete", { ...client, redirect_id });
    expect((await api.ok("AccountOAuthClientRedirectList", client)).redirects).toEqual([]);
    await api.ok("AccountOAuthClientDelete", client);
    expect((await api.refused("AccountOAuthClientSecretList", client)).status).toBe(404);
    expect((await api.ok("AccountOAuthClientList", { account_id })).oauth2_clients).toEqual([]);
  });
});

describe("governed access", () => {
  test("makes a Kafka user whose credentials are shown once", async () => {
    await using api = await openSandbox();
    const { organization_id } = await home(api);
    const where = { project_name: api.project, service_name: "demo-kafka", username: "orders-app" };
    const acl = {
      resource_name: "orders",
      resource_type: "Topic",
      operation: "Read",
      permission_type: "ALLOW",
    } as const;
    const spec = { organization_id, access_name: "orders", access_type: "KAFKA" } as const;
    const access_data = { ...where, acls: [{ ...acl, host: "*" }] };
    const { access } = await api.ok("OrganizationGovernanceAccessCreate", { ...spec, access_data });
    const named = { organization_id, access_id: access.access_id };
    const { credentials } = await api.ok("OrganizationGovernanceAccessCredentialsGet", named);
    expect(credentials.password).toMatch(/^AVNS_/);
    expect((await api.refused("OrganizationGovernanceAccessCredentialsGet", named)).status).toBe(409);
    const user = { project: api.project, service_name: "demo-kafka", service_username: "orders-app" };
    await api.ok("ServiceUserGet", user);
    const none = await api.ok("OrganizationGovernanceAccessList", { organization_id, resource_name: "other" });
    expect(none.access).toEqual([]);
    const pg = { ...access_data, service_name: "demo-pg" };
    const wrong = await api.refused("OrganizationGovernanceAccessCreate", { ...spec, access_data: pg });
    expect(wrong.code).toBe("governance_invalid_service_type");
    await api.ok("OrganizationGovernanceAccessDelete", named);
    expect((await api.refused("ServiceUserGet", user)).status).toBe(404);
    expect((await api.refused("OrganizationGovernanceAccessGet", named)).code).toBe("governance_access_not_found");
  });
});

describe("passwords", () => {
  test("are set anew with the code of a request, once", async () => {
    await using api = await openSandbox();
    const { message = "" } = await api.ok("UserPasswordResetRequest", { email: DEMO_EMAIL });
    const reset = { verification_code: String(message.split(" ").at(-1)), new_password: "Quite-Another-Word-7" };
    await api.ok("UserPasswordReset", reset);
    expect((await api.refused("UserPasswordReset", reset)).code).toBe("user_weblink_action_expired");
    await api.ok("UserAuth", { email: DEMO_EMAIL, password: reset.new_password });
    expect((await api.refused("UserAuth", { email: DEMO_EMAIL, password: DEMO_PASSWORD })).status).toBe(403);
  });
});
