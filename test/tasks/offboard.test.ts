import { expect } from "vitest";
import { FOREIGN_EMAIL } from "../../src/sandbox/scenario.js";
import { colleague, grant, home, type Person } from "../sandbox/people.js";
import { listOf, task } from "./conversation.js";

let leaver: Person | undefined;
let before: string | undefined;
const ADMIN = { service_name: "demo-pg", service_username: "avnadmin" };
const SHOWN = { ...ADMIN, include_secrets: true };

task({
  id: "offboard",
  title: "Remove a leaver",
  budget: { calls: 6, tokens: 2_000 },
  variables: { AIVEN_PROJECT: "" },
  async before(api) {
    leaver = await colleague(api);
    await grant(api, leaver, "developer");
    const { organization_id } = await home(api);
    // A user whose address is of the organization's own domain is managed by it.
    const { domain_id } = await api.ok("OrganizationDomainAdd", { organization_id, domain_name: "example.com" });
    await api.ok("OrganizationDomainVerify", { organization_id, domain_id });
    await api.ok("AccessTokenCreate", { description: "laptop" }, leaver.token);
    before = (await api.ok("ServiceUserGet", { project: api.project, ...SHOWN })).user.password;
  },
  async talk({ call, find, destroy, api, project }) {
    await find(
      "list users of organization; tokens of user; revoke token of user; deactivate user of organization; reset service user password",
      "OrganizationUserList",
      "OrganizationUserTokensList",
      "OrganizationUserRevokeToken",
      "OrganizationUserUpdate",
      "ServiceUserCredentialsReset",
    );
    const [{ organization_id } = {}] = listOf(await call("aiven_overview"), "projects");
    const list = { operation: "OrganizationUserList", input: { organization_id } };
    const users = listOf(await call("aiven_read", list), "users");
    const who = users.find((user) => JSON.stringify(user).includes(FOREIGN_EMAIL));
    const member_user_id = who?.["user_id"];
    const of = { organization_id, member_user_id };
    const { tokens = [] } = await call("aiven_read", { operation: "OrganizationUserTokensList", input: of });
    await destroy({
      calls: [
        ...(tokens as { token_prefix: string }[]).map(({ token_prefix }) => ({
          operation: "OrganizationUserRevokeToken",
          input: { ...of, token_prefix },
        })),
        { operation: "OrganizationUserUpdate", input: { ...of, state: "deactivated" } },
        { operation: "ServiceUserCredentialsReset", input: { project, ...ADMIN } },
      ],
    });
    const member = { organization_id: String(organization_id), member_user_id: String(member_user_id) };
    expect((await api.ok("OrganizationUserGet", member)).user_info.state).toBe("deactivated");
    expect(await api.refused("ServiceList", { project }, leaver?.token)).toMatchObject({ status: 403 });
    const { user } = await api.ok("ServiceUserGet", { project, ...SHOWN });
    expect(user.password).not.toBe(before);
  },
});
