import { expect } from "vitest";
import { DEMO_EMAIL, FOREIGN_EMAIL } from "../../src/sandbox/scenario.js";
import { colleague, grant, home, type Person, program } from "../sandbox/people.js";
import { listOf, task } from "./conversation.js";

let leaver: Person | undefined;
let robot: Person | undefined;
let group = "";
let laptop = "";
let before: string | undefined;
const ADMIN = { service_name: "demo-pg", service_username: "avnadmin" };
const SHOWN = { ...ADMIN, include_secrets: true };

task({
  id: "offboard",
  title: "Remove a leaver",
  needs: [
    "OrganizationUserList",
    "OrganizationUserTokensList",
    "OrganizationUserRevokeToken",
    "UserGroupMembersUpdate",
    "OrganizationUserDelete",
    "ServiceUserCredentialsReset",
  ],
  budget: { calls: 6, tokens: 2_800 },
  variables: { AIVEN_PROJECT: "" },
  async before(api) {
    leaver = await colleague(api);
    await grant(api, leaver, "developer");
    const { organization_id } = await home(api);
    const spec = { organization_id, user_group_name: "orders", description: "Team orders" };
    group = (await api.ok("UserGroupCreate", spec)).user_group_id;
    const joins = { operation: "add_members" as const, member_ids: [leaver.user_id] };
    await api.ok("UserGroupMembersUpdate", { organization_id, user_group_id: group, ...joins });
    // A user whose address is of the organization's own domain is managed by it, tokens and all.
    const { domain_id } = await api.ok("OrganizationDomainAdd", { organization_id, domain_name: "example.com" });
    await api.ok("OrganizationDomainVerify", { organization_id, domain_id });
    robot = await program(api);
    laptop = (await api.ok("AccessTokenCreate", { description: "laptop" }, leaver.token)).full_token;
    before = (await api.ok("ServiceUserGet", { project: api.project, ...SHOWN })).user.password;
  },
  async talk({ call, find, destroy, api, project }) {
    await find(
      "list users of organization; list application users; tokens of user; groups of user; revoke token of user; change members of user group; deactivate user of organization; delete user account; remove user from organization; reset service user password",
      "OrganizationUserList",
      "OrganizationUserTokensList",
      "OrganizationUserRevokeToken",
      "UserGroupMembersUpdate",
      "OrganizationUserUpdate",
      "UserAccountDelete",
      "OrganizationUserDelete",
      "ServiceUserCredentialsReset",
    );
    const [{ organization_id } = {}] = listOf(await call("aiven_overview"), "projects");
    const everybody = listOf(
      await call("aiven_read", {
        calls: [
          { operation: "OrganizationUserList", input: { organization_id } },
          { operation: "ApplicationUsersList", input: { organization_id } },
        ],
      }),
      "results",
    );
    const users = listOf(everybody[0] ?? {}, "users");
    const who = users.find((user) => JSON.stringify(user).includes(FOREIGN_EMAIL));
    const member_user_id = who?.["user_id"];
    const [theirs] = listOf(everybody[1] ?? {}, "application_users");
    const of = { organization_id, member_user_id };
    const { results } = await call("aiven_read", {
      calls: [
        { operation: "OrganizationUserTokensList", input: of },
        { operation: "OrganizationMemberGroupsList", input: of },
      ],
    });
    const [{ tokens = [] } = {}, groups = {}] = results as Record<string, unknown>[];
    const memberships = listOf(groups, "user_groups");
    expect(memberships.map(({ user_group_id }) => user_group_id)).toEqual([group]);
    await destroy({
      calls: [
        ...(tokens as { token_prefix: string }[]).map(({ token_prefix }) => ({
          operation: "OrganizationUserRevokeToken",
          input: { ...of, token_prefix },
        })),
        ...memberships.map(({ user_group_id }) => ({
          operation: "UserGroupMembersUpdate",
          input: { organization_id, user_group_id, operation: "remove_members", member_ids: [member_user_id] },
        })),
        // A managed user is deactivated and then deleted; others are removed.
        { operation: "OrganizationUserUpdate", input: { ...of, state: "deactivated" } },
        { operation: "UserAccountDelete", input: { user_id: member_user_id } },
        { operation: "OrganizationUserDelete", input: { organization_id, member_user_id: theirs?.["user_id"] } },
        { operation: "ServiceUserCredentialsReset", input: { project, ...ADMIN } },
      ],
    });
    const in_ = { organization_id: String(organization_id) };
    const left = (await api.ok("OrganizationUserList", in_)).users;
    expect(left.map(({ user_info }) => user_info.user_email)).toEqual([DEMO_EMAIL]);
    expect((await api.ok("UserGroupMemberList", { ...in_, user_group_id: group })).members).toEqual([]);
    for (const token of [leaver?.token, laptop, robot?.token]) {
      expect([401, 403]).toContain((await api.refused("ServiceList", { project }, token)).status);
    }
    const { user } = await api.ok("ServiceUserGet", { project, ...SHOWN });
    expect(user.password).not.toBe(before);
  },
});
