import { expect } from "vitest";
import { type serviceOf, task } from "./conversation.js";

const user = async (api: Parameters<typeof serviceOf>[0]) =>
  (
    await api.ok("ServiceUserGet", {
      project: api.project,
      service_name: "demo-pg",
      service_username: "avnadmin",
      include_secrets: true,
    })
  ).user;

let before: string | undefined;

task({
  id: "rotate-pw",
  title: "Rotate a service user's password",
  budget: { calls: 3, tokens: 650 },
  async before(api) {
    before = (await user(api)).password;
  },
  async talk({ find, destroy, api }) {
    await find("rotate service user password", "ServiceUserCredentialsReset");
    const input = { service_name: "demo-pg", service_username: "avnadmin" };
    const applied = await destroy({ operation: "ServiceUserCredentialsReset", input });
    const { password } = await user(api);
    expect(password).toMatch(/^AVNS_/);
    expect(password).not.toBe(before);
    expect(JSON.stringify(applied)).not.toContain(password);
  },
});
