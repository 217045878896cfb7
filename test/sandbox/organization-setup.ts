import type { OperationId } from "../../src/core/catalogue/index.js";
import { oneTimePassword } from "../../src/sandbox/model/one-time-password.js";
import { DEMO_EMAIL, DEMO_PASSWORD, FOREIGN_EMAIL } from "../../src/sandbox/scenario.js";
import type { TestCalls } from "./api.js";

/** Makes something of each kind in an organization; answers with the names. */
export async function knownOfOrganization(api: TestCalls, organization_id: string, account_id: string) {
  const { domain_id } = await api.ok("OrganizationDomainAdd", { organization_id, domain_name: "example.com" });
  await api.ok("OrganizationDomainVerify", { organization_id, domain_id });
  const group = { organization_id, user_group_name: "known", description: "" };
  const { user_group_id } = await api.ok("UserGroupCreate", group);
  const { team } = await api.ok("AccountTeamCreate", { account_id, team_name: "known" });
  const method = { account_id, authentication_method_name: "known", authentication_method_type: "internal" } as const;
  const { authentication_method } = await api.ok("AccountAuthenticationMethodCreate", method);
  const { client_id } = await api.ok("AccountOAuthClientCreate", { account_id, name: "known" });
  const redirect = { account_id, client_id: String(client_id), redirect_uri: "https://example.com/back" };
  const client = { account_id, client_id: redirect.client_id };
  return {
    domain_id,
    domain_name: "example.net",
    user_group_id,
    team_id: team.team_id,
    account_authentication_method_id: authentication_method.authentication_method_id,
    authentication_method_id: authentication_method.authentication_method_id,
    client_id,
    redirect_uri: redirect.redirect_uri,
    redirect_id: (await api.ok("AccountOAuthClientRedirectCreate", redirect)).redirect_id,
    secret_id: (await api.ok("AccountOAuthClientSecretCreate", client)).secret_id,
  };
}

export type Names = Readonly<Record<string, unknown>>;

/** Steps before an operation that needs more than what is known, with the names that come of them. */
/** A moment at which the demo has an invoice: a month has ended since its services began. */
export const START = Date.UTC(2026, 10, 23, 12);

export const BEFORE: { readonly [Id in OperationId]?: (api: TestCalls, names: Names) => Promise<Names> } = {
  AccountDelete: unit,
  AccountMove: async (api, names) => ({ ...(await unit(api, names)), parent_account_id: names["account_id"] }),
  AccountTeamMemberCancelInvite: teamInvitation,
  AccountTeamMemberVerifyInvite: teamInvitation,
  AccountTeamMembersDelete: async (api, names) => ({ user_id: await joinTeam(api, names) }),
  AccountTeamProjectAssociationUpdate: association,
  AccountTeamProjectDisassociate: association,
  AccountUserProjectsList: async (_, { member_user_id }) => ({ user_id: member_user_id }),
  AccountUserTeamsList: async (_, { member_user_id }) => ({ user_id: member_user_id }),
  ApplicationUserAccessTokenCreate: applicationUser,
  ApplicationUserAccessTokenDelete: applicationUser,
  ApplicationUserAccessTokensList: applicationUser,
  ApplicationUserDelete: applicationUser,
  ApplicationUserGet: applicationUser,
  ApplicationUserUpdate: applicationUser,
  OrganizationAuthDomainUnlink: async (api, names) => {
    const [organization_id, authentication_method_id, domain_id] = [
      String(names["organization_id"]),
      String(names["authentication_method_id"]),
      String(names["domain_id"]),
    ];
    await api.ok("OrganizationAuthDomainLink", { organization_id, authentication_method_id, domain_id });
    return {};
  },
  OrganizationDelete: freshOrganization,
  OrganizationGovernanceAccessCredentialsGet: governedAccess,
  OrganizationGovernanceAccessDelete: governedAccess,
  OrganizationGovernanceAccessGet: governedAccess,
  OrganizationGovernanceAccessCreate: async (api) => ({ access_data: accessData(api) }),
  OrganizationIPAllowListSet: async () => ({ api_client_ip_allowlist: ["127.0.0.0/8"] }),
  OrganizationUserDelete: async (api, names) => ({ member_user_id: (await applicationUser(api, names)).user_id }),
  OrganizationUserInvitationAccept: organizationInvitation,
  OrganizationUserInvitationDelete: async (api, names) => ({
    user_email: (await organizationInvitation(api, names)).user_email,
  }),
  OrganizationUserInvite: async () => ({ user_email: "new@example.com" }),
  ProjectAccessGroupDelete: async (api, { project, user_group_id }) => {
    const access = { project: String(project), user_group_id: String(user_group_id), role: "developer" };
    await api.ok("ProjectAccessGroupSet", access);
    return {};
  },
  ProjectDownloadSBOMReport: async (api, { project }) => {
    const report = { project: String(project), file_format: "csv" };
    const { download_url } = await api.ok("ProjectGenerateSbomDownloadUrl", report);
    return { file_format: "csv", download_cookie: download_url.split("/").at(-1) };
  },
  ProjectGenerateSbomDownloadUrl: async () => ({ file_format: "csv" }),
  ProjectInvite: async () => ({ user_email: "new@example.com" }),
  ProjectInviteAccept: projectInvitation,
  ProjectInviteDelete: projectInvitation,
  ProjectTicketInvite: async (api, { project }) => {
    const input = { project: String(project), title: "t", description: "d", severity: "low" } as const;
    const { ticket } = await api.ok("ProjectTicketCreate", input);
    return { ticket_id: ticket.ticket_id };
  },
  TwoFactorAuthConfigure: async () => ({ method: "otp" }),
  TwoFactorAuthConfigureOTP: async (api) => {
    const { uri = "" } = await api.ok("TwoFactorAuthConfigure", { method: "otp", password: DEMO_PASSWORD });
    return { uri, otp: oneTimePassword(uri, START) };
  },
  UserGroupMembersUpdate: async () => ({ operation: "add_members" }),
  UserAccountDelete: async (api, { organization_id }) => {
    const { token } = await api.ok("UserAuth", { email: FOREIGN_EMAIL, password: DEMO_PASSWORD });
    const { user } = await api.ok("UserInfo", {}, token);
    const member = { organization_id: String(organization_id), user_email: FOREIGN_EMAIL };
    await api.ok("OrganizationUserInvite", member);
    await api.ok("OrganizationUserInvitationAccept", { ...member, action: "accept" }, token);
    const change = { organization_id: member.organization_id, member_user_id: user.user_id } as const;
    await api.ok("OrganizationUserUpdate", { ...change, state: "deactivated" });
    return { user_id: user.user_id };
  },
  UserAccountInvitesAccept: ownTeamInvitation,
  UserAccountInvitesReject: ownTeamInvitation,
  UserPasswordReset: async (api) => {
    const { message = "" } = await api.ok("UserPasswordResetRequest", { email: DEMO_EMAIL });
    return { verification_code: message.split(" ").at(-1) };
  },
  UserVerifyEmail: async (api, names) => ({
    verification_code: (await projectInvitation(api, names)).invite_verification_code,
  }),
};

async function unit(api: TestCalls, { account_id }: Names) {
  const spec = { account_name: "unit", parent_account_id: String(account_id) };
  return { account_id: (await api.ok("AccountCreate", spec)).account.account_id };
}

async function freshOrganization(api: TestCalls) {
  const { organization_id } = await api.ok("UserOrganizationCreate", { organization_name: "fresh", tier: "business" });
  return { organization_id };
}

async function applicationUser(api: TestCalls, names: Names) {
  const organization_id = String(names["organization_id"]);
  const { user_id } = await api.ok("ApplicationUserCreate", { organization_id, name: "program" });
  const token = { organization_id, user_id, description: "t" };
  const { token_prefix } = await api.ok("ApplicationUserAccessTokenCreate", token);
  return { user_id, token_prefix };
}

function accessData(api: TestCalls) {
  return { project_name: api.project, service_name: "demo-kafka", username: "governed", acls: [] };
}

async function governedAccess(api: TestCalls, names: Names) {
  const organization_id = String(names["organization_id"]);
  const spec = { organization_id, access_name: "a", access_type: "KAFKA", access_data: accessData(api) } as const;
  const { access } = await api.ok("OrganizationGovernanceAccessCreate", spec);
  return { access_id: access.access_id };
}

async function organizationInvitation(api: TestCalls, { organization_id }: Names) {
  const id = String(organization_id);
  const { token } = await api.ok("UserAuth", { email: FOREIGN_EMAIL, password: DEMO_PASSWORD });
  await api.ok("OrganizationUserInvite", { organization_id: id, user_email: FOREIGN_EMAIL });
  return { user_email: FOREIGN_EMAIL, token };
}

async function projectInvitation(api: TestCalls, { project }: Names) {
  await api.ok("ProjectInvite", { project: String(project), user_email: FOREIGN_EMAIL });
  const { token } = await api.ok("UserAuth", { email: FOREIGN_EMAIL, password: DEMO_PASSWORD });
  const { user } = await api.ok("UserInfo", {}, token);
  return { invited_email: FOREIGN_EMAIL, invite_verification_code: user.invitations[0]?.invite_code };
}

async function teamInvitation(api: TestCalls, { account_id, team_id }: Names) {
  const team = { account_id: String(account_id), team_id: String(team_id) };
  await api.ok("AccountTeamMembersInvite", { ...team, email: FOREIGN_EMAIL });
  return { user_email: FOREIGN_EMAIL, invite_verification_code: "text" };
}

async function ownTeamInvitation(api: TestCalls, { account_id, team_id }: Names) {
  const team = { account_id: String(account_id), team_id: String(team_id) };
  await api.ok("AccountTeamMembersInvite", { ...team, email: DEMO_EMAIL });
  return team;
}

async function joinTeam(api: TestCalls, names: Names) {
  await ownTeamInvitation(api, names);
  await api.ok("UserAccountInvitesAccept", { account_id: String(names["account_id"]) });
  return names["member_user_id"];
}

async function association(api: TestCalls, { account_id, team_id, project }: Names) {
  const team = { account_id: String(account_id), team_id: String(team_id), project: String(project) };
  await api.ok("AccountTeamProjectAssociate", { ...team, team_type: "developer" });
  return {};
}
