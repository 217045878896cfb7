import { describe, expect, test } from "vitest";
import { FOREIGN_EMAIL } from "../../src/sandbox/scenario.js";
import { DAY_MS, openSandbox } from "./api.js";
import { colleague, home, program, stranger } from "./people.js";

describe("members", () => {
  test("join by an invitation of their own, once", async () => {
    await using api = await openSandbox();
    const { organization_id } = await home(api);
    const who = await stranger(api);
    const invitation = { organization_id, user_email: FOREIGN_EMAIL };
    const accept = { ...invitation, action: "accept" } as const;
    expect((await api.refused("OrganizationUserInvitationAccept", accept, who.token)).status).toBe(404);
    await api.ok("OrganizationUserInvite", invitation);
    expect(await api.refused("OrganizationUserInvite", invitation)).toMatchObject({
      status: 409,
      code: "user_already_invited_to_organization",
    });
    const listed = await api.ok("OrganizationUserInvitationsList", { organization_id });
    expect(listed.invitations).toMatchObject([{ user_email: FOREIGN_EMAIL, invited_by: "demo@example.com" }]);
    expect((await api.refused("OrganizationUserInvitationAccept", accept)).status).toBe(403);
    await api.ok("OrganizationUserInvitationAccept", accept, who.token);
    const { users } = await api.ok("OrganizationUserList", { organization_id });
    expect(users.map((each) => each.user_info.user_email)).toEqual(["demo@example.com", FOREIGN_EMAIL]);
    expect((await api.ok("OrganizationUserInvitationsList", { organization_id })).invitations).toEqual([]);
    expect((await api.refused("OrganizationUserInvite", invitation)).code).toBe("user_already_in_organization");
  });

  test("cannot accept an invitation that expired or was withdrawn", async () => {
    await using api = await openSandbox();
    const { organization_id } = await home(api);
    const who = await stranger(api);
    const accept = { organization_id, user_email: FOREIGN_EMAIL, action: "accept" } as const;
    await api.ok("OrganizationUserInvite", { organization_id, user_email: FOREIGN_EMAIL });
    api.sandbox.advance(8 * DAY_MS);
    const expired = await api.refused("OrganizationUserInvitationAccept", accept, who.token);
    expect(expired.code).toBe("invitation_expired");
    await api.ok("OrganizationUserInvite", { organization_id, user_email: FOREIGN_EMAIL });
    await api.ok("OrganizationUserInvitationDelete", { organization_id, user_email: FOREIGN_EMAIL });
    const withdrawn = await api.refused("OrganizationUserInvitationAccept", accept, who.token);
    expect(withdrawn.code).toBe("invitation_not_found");
  });

  test("lose everything when they are removed; the last super admin stays", async () => {
    await using api = await openSandbox();
    const { organization_id } = await home(api);
    const who = await colleague(api);
    const { user } = await api.ok("UserInfo", {});
    const member = { organization_id, member_user_id: who.user_id };
    await api.ok("PermissionsUpdate", {
      organization_id,
      resource_type: "project",
      resource_id: api.project,
      permissions: [{ principal_type: "user", principal_id: who.user_id, permissions: ["admin"] }],
    });
    const held = await api.ok("OrganizationMemberPermissionsList", member);
    expect(held.permissions).toEqual([{ resource_type: "project", resource_id: api.project, permissions: ["admin"] }]);
    await api.ok("OrganizationUserDelete", member);
    expect((await api.refused("ServiceList", { project: api.project }, who.token)).status).toBe(403);
    expect((await api.refused("OrganizationUserGet", member)).code).toBe("organization_user_not_found");
    const onProject = { organization_id, resource_type: "project", resource_id: api.project } as const;
    const { permissions } = await api.ok("PermissionsGet", onProject);
    expect(permissions.map((each) => each.principal_id)).toEqual([user.user_id]);
    const last = { organization_id, member_user_id: user.user_id };
    expect(await api.refused("OrganizationUserDelete", last)).toMatchObject({
      status: 400,
      code: "organization_must_have_one_super_admin",
    });
    expect((await api.refused("OrganizationUserUpdate", { ...last, is_super_admin: false })).status).toBe(400);
  });

  test("are managed once their domain is verified: deactivated, then deleted", async () => {
    await using api = await openSandbox();
    const { organization_id } = await home(api);
    const who = await colleague(api);
    const member = { organization_id, member_user_id: who.user_id };
    expect(await api.refused("OrganizationUserUpdate", { ...member, state: "deactivated" })).toMatchObject({
      status: 403,
      code: "user_not_managed_by_organization",
    });
    const { domain_id } = await api.ok("OrganizationDomainAdd", { organization_id, domain_name: "example.com" });
    expect((await api.refused("OrganizationUserTokensList", member)).status).toBe(403);
    await api.ok("OrganizationDomainVerify", { organization_id, domain_id });
    const { user_info } = await api.ok("OrganizationUserGet", member);
    expect(user_info.managing_organization_id).toBe(organization_id);
    const own = await api.ok("AccessTokenCreate", { description: "theirs" }, who.token);
    const { tokens } = await api.ok("OrganizationUserTokensList", member);
    expect(tokens).toMatchObject([{ description: "theirs", token_prefix: own.token_prefix }]);
    await api.ok("OrganizationUserRevokeToken", { ...member, token_prefix: own.token_prefix });
    expect((await api.refused("UserInfo", {}, own.full_token)).status).toBe(401);
    const { user_id } = who;
    expect((await api.refused("UserAccountDelete", { user_id })).code).toBe("cannot_delete_active_managed_users");
    await api.ok("OrganizationUserUpdate", { ...member, state: "deactivated" });
    expect(await api.refused("UserInfo", {}, who.token)).toMatchObject({ status: 403, code: "user_deactivated" });
    await api.ok("UserAccountDelete", { user_id });
    expect((await api.ok("OrganizationUserList", { organization_id })).users).toHaveLength(1);
  });

  test("application users are listed only when asked for", async () => {
    await using api = await openSandbox();
    const { organization_id } = await home(api);
    const { user_id } = await program(api);
    expect((await api.ok("OrganizationUserList", { organization_id })).users).toHaveLength(1);
    const all = await api.ok("OrganizationUserList", { organization_id, include_application_users: true });
    expect(all.users.map((each) => each.user_info.is_application_user)).toEqual([false, true]);
    const changed = await api.ok("ApplicationUserUpdate", { organization_id, user_id, name: "renamed" });
    expect((await api.ok("ApplicationUsersList", { organization_id })).application_users).toEqual([changed]);
    const { user } = await api.ok("UserInfo", {});
    const person = { organization_id, user_id: user.user_id };
    expect((await api.refused("ApplicationUserGet", person)).code).toBe("user_not_application_user");
  });
});

describe("groups", () => {
  test("are made, renamed, filled, emptied and deleted", async () => {
    await using api = await openSandbox();
    const { organization_id } = await home(api);
    const { user_id } = await program(api);
    const spec = { organization_id, user_group_name: "Ops", description: "on call" };
    const made = await api.ok("UserGroupCreate", spec);
    const group = { organization_id, user_group_id: made.user_group_id };
    expect(await api.refused("UserGroupCreate", spec)).toMatchObject({
      status: 409,
      code: "user_group_names_must_be_unique",
    });
    expect((await api.ok("UserGroupUpdate", { ...group, user_group_name: "Ops 2" })).description).toBe("on call");
    await api.ok("UserGroupMembersUpdate", { ...group, operation: "add_members", member_ids: [user_id] });
    expect((await api.ok("UserGroupMemberList", group)).members.map((each) => each.user_id)).toEqual([user_id]);
    const { user_groups } = await api.ok("UserGroupsList", { organization_id });
    expect(user_groups).toMatchObject([{ user_group_name: "Ops 2", member_count: 1 }]);
    const member = { organization_id, member_user_id: user_id };
    expect((await api.ok("OrganizationMemberGroupsList", member)).user_groups).toHaveLength(1);
    const nobody = { ...group, operation: "add_members" as const, member_ids: ["u0"] };
    expect((await api.refused("UserGroupMembersUpdate", nobody)).code).toBe("organization_user_not_found");
    await api.ok("UserGroupMembersUpdate", { ...group, operation: "remove_members", member_ids: [user_id] });
    expect((await api.ok("UserGroupMemberList", group)).members).toEqual([]);
    await api.ok("UserGroupDelete", group);
    expect(await api.refused("UserGroupGet", group)).toMatchObject({ status: 404, code: "user_group_not_found" });
  });
});

describe("permissions", () => {
  test("are set for all, or changed for one: granted, revoked, set", async () => {
    await using api = await openSandbox();
    const { organization_id } = await home(api);
    const { user_id } = await program(api);
    const resource = { organization_id, resource_type: "project", resource_id: api.project } as const;
    const principal = { principal_type: "user", principal_id: user_id } as const;
    const change = async (operation: "grant" | "set" | "revoke", ...permissions: string[]) => {
      await api.ok("PermissionsUpdate", { ...resource, operation, permissions: [{ ...principal, permissions }] });
      const all = await api.ok("PermissionsGet", resource);
      return all.permissions.find((each) => each.principal_id === user_id)?.permissions;
    };
    expect(await change("grant", "read_only")).toEqual(["read_only"]);
    expect(await change("grant", "service:logs:read", "read_only")).toEqual(["read_only", "service:logs:read"]);
    expect(await change("revoke", "read_only")).toEqual(["service:logs:read"]);
    expect(await change("set", "operator")).toEqual(["operator"]);
    expect(await change("set")).toBeUndefined();
    await api.ok("PermissionsSet", { ...resource, permissions: [{ ...principal, permissions: ["developer"] }] });
    expect((await api.ok("PermissionsGet", resource)).permissions).toHaveLength(1);
    // The demo user was replaced, and still gets in as super admin.
    await api.ok("ServiceList", { project: api.project });
  });

  test("refuse what is not there", async () => {
    await using api = await openSandbox();
    const { organization_id } = await home(api);
    const resource = { organization_id, resource_type: "project", resource_id: api.project } as const;
    const set = (principal_id: string, permission: string, on: string = api.project) =>
      api.refused("PermissionsUpdate", {
        ...resource,
        resource_id: on,
        permissions: [{ principal_type: "user", principal_id, permissions: [permission] }],
      });
    const { user } = await api.ok("UserInfo", {});
    expect((await set(user.user_id, "king")).status).toBe(400);
    expect((await set("u0", "admin")).code).toBe("organization_user_not_found");
    expect((await set(user.user_id, "admin", "nowhere")).code).toBe("project_not_found");
    const unit = { organization_id, resource_type: "organization_unit", resource_id: "a0" } as const;
    expect((await api.refused("PermissionsGet", unit)).status).toBe(404);
  });
});

describe("domains and authentication methods", () => {
  test("a domain is added, verified, linked and removed", async () => {
    await using api = await openSandbox();
    const { organization_id, account_id } = await home(api);
    const added = await api.ok("OrganizationDomainAdd", { organization_id, domain_name: "Example.org" });
    expect(added).toMatchObject({ domain_name: "example.org", state: "unverified", verification_type: "dns" });
    const domain = { organization_id, domain_id: added.domain_id };
    const again = { organization_id, domain_name: "example.org" };
    expect((await api.refused("OrganizationDomainAdd", again)).code).toBe("organization_domain_already_linked");
    expect((await api.refused("OrganizationDomainAdd", { organization_id, domain_name: "no domain" })).status).toBe(
      400,
    );
    const http = await api.ok("OrganizationDomainUpdate", { ...domain, verification_type: "http" });
    expect(http.verification_type).toBe("http");
    expect((await api.ok("OrganizationDomainVerify", domain)).state).toBe("verified");
    const never = await api.ok("OrganizationDomainAdd", { organization_id, domain_name: "corp.invalid" });
    const verify = { organization_id, domain_id: never.domain_id };
    expect((await api.refused("OrganizationDomainVerify", verify)).code).toBe(
      "organization_domain_verification_failed",
    );

    const { authentication_method } = await api.ok("AccountAuthenticationMethodCreate", {
      account_id,
      authentication_method_name: "Okta",
      authentication_method_type: "saml",
      linked_domains: [{ domain_id: added.domain_id }],
    });
    const { authentication_method_id } = authentication_method;
    expect(authentication_method).toMatchObject({ state: "pending_configuration", organization_id });
    const method = { organization_id, authentication_method_id };
    expect((await api.ok("OrganizationAuthDomainList", method)).domains).toHaveLength(1);
    await api.ok("OrganizationAuthDomainUnlink", { ...method, domain_id: added.domain_id });
    expect((await api.ok("OrganizationAuthDomainList", method)).domains).toEqual([]);
    const byAccount = { account_id, account_authentication_method_id: authentication_method_id };
    const enable = { ...byAccount, authentication_method_enabled: true };
    expect((await api.refused("AccountAuthenticationMethodUpdate", enable)).status).toBe(400);
    await api.ok("AccountAuthenticationMethodDelete", byAccount);
    expect((await api.refused("AccountAuthenticationMethodGet", byAccount)).code).toBe(
      "authentication_method_not_found",
    );
    await api.ok("OrganizationDomainsRemove", domain);
    expect((await api.refused("OrganizationDomainsRemove", domain)).code).toBe("organization_domain_not_found");
  });

  test("the policy can forbid personal tokens, the allowlist cannot lock out who sets it", async () => {
    await using api = await openSandbox();
    const { organization_id } = await home(api);
    const config = await api.ok("OrganizationAuthenticationConfigUpdate", {
      organization_id,
      personal_tokens_enabled: false,
    });
    expect(await api.ok("OrganizationAuthenticationConfigGet", { organization_id })).toEqual(config);
    expect(await api.refused("AccessTokenCreate", { description: "no" })).toMatchObject({
      status: 403,
      code: "user_personal_token_not_allowed",
    });
    const list = (...api_client_ip_allowlist: string[]) => ({
      organization_id,
      api_client_ip_allowlist,
      api_client_ip_allowlist_enabled: true,
    });
    const blocked = await api.refused("OrganizationIPAllowListSet", list("192.0.2.0/24"));
    expect(blocked.code).toBe("api_client_ip_allowlist_blocks_caller");
    expect((await api.refused("OrganizationIPAllowListSet", list("nowhere"))).status).toBe(400);
    await api.ok("OrganizationIPAllowListSet", list("127.0.0.1"));
    expect(await api.ok("OrganizationIPAllowListGet", { organization_id })).toEqual({
      api_client_ip_allowlist: ["127.0.0.1"],
      api_client_ip_allowlist_enabled: true,
    });
  });
});
