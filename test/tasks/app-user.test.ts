import { expect } from "vitest";
import { listOf, task } from "./conversation.js";

task({
  id: "app-user",
  title: "Create an application user with a token for CI",
  needs: ["ApplicationUserCreate", "PermissionsUpdate", "ApplicationUserAccessTokenCreate"],
  budget: { calls: 4, tokens: 1_000 },
  variables: { AIVEN_PROJECT: "", AIVEN_REVEAL: "1" },
  async talk({ call, find, api, project }) {
    await find(
      "create application user; grant role on project; create application token",
      "ApplicationUserCreate",
      "PermissionsUpdate",
      "ApplicationUserAccessTokenCreate",
    );
    const [{ organization_id } = {}] = listOf(await call("aiven_overview"), "projects");
    const created = await call("aiven_write", {
      operation: "ApplicationUserCreate",
      input: { organization_id, name: "ci" },
    });
    const user_id = String(created["user_id"]);
    const { results } = await call("aiven_write", {
      calls: [
        {
          operation: "PermissionsUpdate",
          input: {
            organization_id,
            resource_type: "project",
            resource_id: project,
            operation: "grant",
            permissions: [{ principal_id: user_id, principal_type: "user", permissions: ["developer"] }],
          },
        },
        {
          operation: "ApplicationUserAccessTokenCreate",
          input: { organization_id, user_id, description: "CI" },
        },
      ],
    });
    const token = String((results as { full_token?: string }[])[1]?.full_token);
    const { services } = await api.ok("ServiceList", { project }, token);
    expect(services).toHaveLength(3);
  },
});
