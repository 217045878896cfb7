import { at } from "../../core/wait.js";
import type { Holding, TargetRule } from "./rule.js";

const PROJECTS = "It still has projects";

const CARD = ["brand", "last4", "exp_month", "exp_year"];

/** Billing groups that have something in one of their fields. */
const usedByGroups = (fields: readonly string[], id: string): Holding => ({
  read: "OrganizationBillingGroupList",
  in: "billing_groups",
  name: "billing_group_name",
  where: (group, input) => fields.some((field) => at(group, field) === input[id]),
  blocks: "Billing groups use it",
});

const PAID_PROJECTS = {
  read: "BillingGroupProjectList",
  in: "projects",
  name: "project_name",
  blocks: "It pays for projects, move them to another first",
} as const satisfies Holding;

const TOKEN_TELLS = ["description", "last_used_time", "expiry_time"];

export const ORGANIZATION_TARGETS = {
  organization: {
    noun: "organization",
    read: "OrganizationGet",
    among: { read: "UserOrganizationsList", in: "organizations", name: "organization_id" },
    tells: ["organization_name", "tier"],
    holds: {
      projects: { read: "OrganizationProjectsList", in: "projects", name: "project_id", blocks: PROJECTS },
      users: { read: "OrganizationUserList", in: "users", name: "user_info.user_email" },
    },
  },
  "organization-user": {
    noun: "user",
    read: "OrganizationUserGet",
    among: { read: "OrganizationUserList", in: "users", name: "user_id" },
    tells: ["user_info.user_email", "is_super_admin", "last_activity_time"],
    holds: { user_groups: { read: "OrganizationMemberGroupsList", in: "user_groups", name: "user_group_name" } },
  },
  "organization-user-token": {
    noun: "token",
    read: "OrganizationUserTokensList",
    in: "tokens",
    key: { token_prefix: "token_prefix" },
    tells: TOKEN_TELLS,
  },
  "user-group": {
    noun: "user group",
    read: "UserGroupGet",
    among: { read: "UserGroupsList", in: "user_groups", name: "user_group_id" },
    tells: ["user_group_name"],
    holds: { members: { read: "UserGroupMemberList", in: "members", name: "user_info.user_email" } },
  },
  "application-user": {
    noun: "application user",
    read: "ApplicationUserGet",
    among: { read: "ApplicationUsersList", in: "application_users", name: "user_id" },
    tells: ["name", "is_super_admin"],
    holds: { tokens: { read: "ApplicationUserAccessTokensList", in: "tokens", name: "token_prefix" } },
  },
  "application-token": {
    noun: "token",
    read: "ApplicationUserAccessTokensList",
    in: "tokens",
    key: { token_prefix: "token_prefix" },
    tells: TOKEN_TELLS,
  },
  permissions: {
    noun: "resource",
    read: "PermissionsGet",
    holds: { principals: { read: "PermissionsGet", in: "permissions", name: "principal_id" } },
  },
  domain: {
    noun: "domain",
    read: "OrganizationDomainsList",
    in: "domains",
    key: { domain_id: "domain_id" },
    tells: ["domain_name", "state"],
  },
  "linked-domain": {
    noun: "linked domain",
    read: "OrganizationAuthDomainList",
    in: "domains",
    key: { domain_id: "domain_id" },
    tells: ["domain_name"],
  },
  "authentication-config": { noun: "configuration", read: "OrganizationAuthenticationConfigGet" },
  "ip-allow-list": { noun: "list", read: "OrganizationIPAllowListGet" },
  "governance-access": {
    noun: "access",
    read: "OrganizationGovernanceAccessGet",
    in: "access",
    among: { read: "OrganizationGovernanceAccessList", in: "access", name: "access_id" },
    tells: ["access_name", "access_type"],
  },
  "upgrade-step": {
    noun: "step",
    read: "UpgradePipelineStepGet",
    among: { read: "UpgradePipelineStepList", in: "steps", name: "step_id" },
    tells: ["source_service_name", "destination_service_name"],
  },
  "custom-cloud": {
    noun: "custom cloud",
    read: "CustomCloudEnvironmentGet",
    in: "custom_cloud_environment",
    tells: ["display_name", "state", "cloud_provider", "cloud_region"],
  },
  "custom-cloud-permissions": { noun: "custom cloud", read: "CustomCloudEnvironmentPermissionsGet" },
  "billing-group": {
    noun: "billing group",
    read: "BillingGroupGet",
    in: "billing_group",
    among: { read: "BillingGroupList", in: "billing_groups", name: "billing_group_id" },
    tells: ["billing_group_name"],
    holds: { projects: PAID_PROJECTS },
  },
  "organization-billing-group": {
    noun: "billing group",
    read: "OrganizationBillingGroupGet",
    among: { read: "OrganizationBillingGroupList", in: "billing_groups", name: "billing_group_id" },
    tells: ["billing_group_name"],
    holds: { projects: PAID_PROJECTS },
  },
  address: {
    noun: "address",
    read: "OrganizationAddressGet",
    among: { read: "OrganizationAddressList", in: "addresses", name: "address_id" },
    tells: ["name", "city"],
    holds: { billing_groups: usedByGroups(["billing_address_id", "shipping_address_id"], "address_id") },
  },
  "credit-card": {
    noun: "credit card",
    read: "CreditCardGet",
    among: { read: "CreditCardList", in: "credit_cards", name: "payment_method_id" },
    tells: CARD,
    holds: { billing_groups: usedByGroups(["payment_method.payment_method_id"], "payment_method_id") },
  },
} as const satisfies Readonly<Record<string, TargetRule>>;

/** Of the older accounts, and of the user who calls. */
export const ACCOUNT_TARGETS = {
  account: {
    noun: "organizational unit",
    read: "AccountGet",
    in: "account",
    among: { read: "AccountList", in: "accounts", name: "account_id" },
    tells: ["account_name"],
    holds: {
      projects: { read: "AccountProjectsList", in: "projects", name: "project_name", blocks: PROJECTS },
      units: {
        read: "AccountList",
        in: "accounts",
        name: "account_name",
        where: (account, { account_id }) => at(account, "parent_account_id") === account_id,
        blocks: "It still has units below it",
      },
    },
  },
  team: {
    noun: "team",
    read: "AccountTeamGet",
    in: "team",
    among: { read: "AccountTeamList", in: "teams", name: "team_id" },
    tells: ["team_name"],
    holds: {
      members: { read: "AccountTeamMembersList", in: "members", name: "user_email" },
      projects: { read: "AccountTeamProjectList", in: "projects", name: "project_name" },
    },
  },
  "team-member": {
    noun: "member",
    read: "AccountTeamMembersList",
    in: "members",
    key: { user_id: "user_id" },
    tells: ["user_email", "team_name"],
  },
  "team-project": {
    noun: "project of the team",
    read: "AccountTeamProjectList",
    in: "projects",
    key: { project: "project_name" },
    tells: ["team_type"],
  },
  "oauth-client": {
    noun: "OAuth client",
    read: "AccountOAuthClientGet",
    among: { read: "AccountOAuthClientList", in: "oauth2_clients", name: "client_id" },
    tells: ["name", "description"],
  },
  "oauth-redirect": {
    noun: "redirect",
    read: "AccountOAuthClientRedirectList",
    in: "redirects",
    key: { redirect_id: "redirect_id" },
    tells: ["redirect_uri"],
  },
  "oauth-secret": {
    noun: "client secret",
    read: "AccountOAuthClientSecretList",
    in: "secrets",
    key: { secret_id: "secret_id" },
  },
  "account-card": {
    noun: "card",
    read: "AccountPaymentMethodsList",
    in: "cards",
    key: { card_id: "card_id" },
    tells: CARD,
  },
  "authentication-method": {
    noun: "way to log in",
    read: "AccountAuthenticationMethodGet",
    in: "authentication_method",
    among: {
      read: "AccountAuthenticationMethodsList",
      in: "authentication_methods",
      name: "authentication_method_id",
    },
    tells: ["authentication_method_name", "authentication_method_type", "authentication_method_enabled"],
  },
  "own-token": {
    noun: "token",
    read: "AccessTokenList",
    in: "tokens",
    key: { token_prefix: "token_prefix" },
    tells: [...TOKEN_TELLS, "currently_active"],
  },
  "own-card": {
    noun: "card",
    read: "UserCreditCardsList",
    in: "cards",
    key: { card_id: "card_id" },
    tells: [...CARD, "projects"],
  },
  "own-authentication-method": {
    noun: "way to log in",
    read: "UserAuthenticationMethodsList",
    in: "authentication_methods",
    key: { user_authentication_method_id: "method_id" },
    tells: ["name", "user_email", "currently_active"],
  },
} as const satisfies Readonly<Record<string, TargetRule>>;
