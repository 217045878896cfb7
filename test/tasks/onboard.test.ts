import { expect } from "vitest";
import { colleague, home, type Person } from "../sandbox/people.js";
import { listOf, task } from "./conversation.js";

let member: Person | undefined;

task({
  id: "onboard",
  title: "Create a project with tags, payer and members",
  needs: ["OrganizationProjectsCreate", "UserGroupCreate", "UserGroupMembersUpdate", "PermissionsUpdate"],
  budget: { calls: 6, tokens: 2_000 },
  variables: { AIVEN_PROJECT: "" },
  async before(api) {
    member = await colleague(api);
  },
  async talk({ call, find, api }) {
    await find(
      "create project in organization; create user group; add members to user group; grant permissions on project; list users of organization",
      "OrganizationProjectsCreate",
      "UserGroupCreate",
      "UserGroupMembersUpdate",
      "PermissionsUpdate",
      "OrganizationUserList",
    );
    const [{ organization_id, billing_group_id } = {}] = listOf(await call("aiven_overview"), "projects");
    const list = { operation: "OrganizationUserList", input: { organization_id } };
    const users = listOf(await call("aiven_read", list), "users");
    const user = users.find(({ user_id }) => user_id === member?.user_id);
    const project_id = "team-orders";
    const tags = { team: "orders", cost_center: "4711" };
    const made = await call("aiven_write", {
      calls: [
        { operation: "OrganizationProjectsCreate", input: { organization_id, billing_group_id, project_id, tags } },
        {
          operation: "UserGroupCreate",
          input: { organization_id, user_group_name: "orders", description: "Team orders" },
        },
      ],
    });
    const [, group] = made["results"] as { user_group_id: string }[];
    const user_group_id = group?.user_group_id;
    await call("aiven_write", {
      calls: [
        {
          operation: "UserGroupMembersUpdate",
          input: { organization_id, user_group_id, operation: "add_members", member_ids: [user?.["user_id"]] },
        },
        {
          operation: "PermissionsUpdate",
          input: {
            organization_id,
            resource_type: "project",
            resource_id: project_id,
            operation: "grant",
            permissions: [{ principal_id: user_group_id, principal_type: "user_group", permissions: ["developer"] }],
          },
        },
      ],
    });
    const { project } = await api.ok("ProjectGet", { project: project_id });
    expect(project).toMatchObject({ tags, billing_group_id: (await home(api)).billing_group_id });
    expect((await api.ok("ServiceList", { project: project_id }, member?.token)).services).toEqual([]);
  },
});
