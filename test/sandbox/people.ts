import type { Input } from "../../src/core/catalogue/index.js";
import { DEMO_PASSWORD, FOREIGN_EMAIL } from "../../src/sandbox/scenario.js";
import type { TestApi } from "./api.js";

/** The ids of the demo organization. */
export async function home(api: TestApi) {
  const { project } = await api.ok("ProjectGet", { project: api.project });
  const { organization_id, account_id, billing_group_id } = project;
  return { organization_id, account_id, billing_group_id: String(billing_group_id) };
}

/** Somebody who calls: an id and a token. */
export interface Person {
  readonly user_id: string;
  readonly token: string;
}

/** A user of the demo organization that is a program, which has no rights yet. */
export async function program(
  api: TestApi,
  token: Partial<Input<"ApplicationUserAccessTokenCreate">> = {},
): Promise<Person> {
  const { organization_id } = await home(api);
  const { user_id } = await api.ok("ApplicationUserCreate", { organization_id, name: "program" });
  const spec = { description: "test", ...token, organization_id, user_id };
  return { user_id, token: (await api.ok("ApplicationUserAccessTokenCreate", spec)).full_token };
}

/** The person who owns the other project. */
export async function stranger(api: TestApi): Promise<Person> {
  const { token } = await api.ok("UserAuth", { email: FOREIGN_EMAIL, password: DEMO_PASSWORD });
  const { user } = await api.ok("UserInfo", {}, token);
  return { user_id: user.user_id, token };
}

/** The stranger as a member of the demo organization. */
export async function colleague(api: TestApi): Promise<Person> {
  const { organization_id } = await home(api);
  const person = await stranger(api);
  await api.ok("OrganizationUserInvite", { organization_id, user_email: FOREIGN_EMAIL });
  const accept = { organization_id, user_email: FOREIGN_EMAIL, action: "accept" } as const;
  await api.ok("OrganizationUserInvitationAccept", accept, person.token);
  return person;
}

/** Sets what a user may do with the demo project. */
export async function grant(api: TestApi, { user_id }: Person, ...permissions: string[]): Promise<void> {
  const { organization_id } = await home(api);
  await api.ok("PermissionsUpdate", {
    organization_id,
    resource_type: "project",
    resource_id: api.project,
    permissions: [{ principal_type: "user", principal_id: user_id, permissions }],
  });
}
