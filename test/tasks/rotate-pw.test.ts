import { expect } from "vitest";
import type { TestApi } from "../sandbox/api.js";
import { variablesOf } from "./connected.js";
import { task } from "./conversation.js";

const USER = { service_name: "demo-pg", service_username: "avnadmin" };
const FILE = "vault.env";

async function passwordOf(api: TestApi): Promise<string | undefined> {
  const { user } = await api.ok("ServiceUserGet", { project: api.project, ...USER, include_secrets: true });
  return user.password;
}

let before: string | undefined;

task({
  id: "rotate-pw",
  title: "Rotate a service user's password",
  needs: ["ServiceUserCredentialsReset", "ServiceGet"],
  budget: { calls: 4, tokens: 800 },
  async before(api) {
    before = await passwordOf(api);
  },
  async talk({ call, find, destroy, api, folder }) {
    await find("rotate service user password", "ServiceUserCredentialsReset");
    const applied = await destroy({ operation: "ServiceUserCredentialsReset", input: USER });
    // What the vault takes in.
    const connected = await call("aiven_connect", { service_name: "demo-pg", user: "avnadmin", file: FILE });
    const password = await passwordOf(api);
    expect(password).toMatch(/^AVNS_/);
    expect(password).not.toBe(before);
    expect(variablesOf(folder, FILE)["PGPASSWORD"]).toBe(password);
    expect(JSON.stringify([applied, connected])).not.toContain(password);
  },
});
