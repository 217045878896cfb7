import { ACCOUNT, type Listings, listing, ORGANIZATION, PROJECT, SERVICE } from "./listing.js";

const organizations = listing("UserOrganizationsList", {}, "organizations[]", "organizations[].organization_id", [
  "organizations[].organization_name",
]);

const CLIENT = { ...ACCOUNT, client_id: ["client_id"] };

const PEOPLE: Listings = {
  searchAccounts: listing("AccountList", {}, "accounts[]", "accounts[].account_id", ["accounts[].account_name"]),
  searchApplicationUserTokens: listing(
    "ApplicationUserAccessTokensList",
    { ...ORGANIZATION, user_id: ["user_id"] },
    "tokens[]",
    "tokens[].token_prefix",
    ["tokens[].description"],
  ),
  searchApplicationUsers: listing(
    "ApplicationUsersList",
    ORGANIZATION,
    "application_users[]",
    "application_users[].user_id",
    ["application_users[].name"],
  ),
  searchAuthenticationMethods: listing(
    "AccountAuthenticationMethodsList",
    ACCOUNT,
    "authentication_methods[]",
    "authentication_methods[].authentication_method_id",
    ["authentication_methods[].authentication_method_name"],
  ),
  searchDomains: listing("OrganizationDomainsList", ORGANIZATION, "domains[]", "domains[].domain_id", [
    "domains[].domain_name",
  ]),
  searchGovernanceAccess: listing("OrganizationGovernanceAccessList", ORGANIZATION, "access[]", "access[].access_id", [
    "access[].access_name",
  ]),
  searchLoginMethods: listing(
    "UserAuthenticationMethodsList",
    {},
    "authentication_methods[]",
    "authentication_methods[].method_id",
    ["authentication_methods[].name"],
  ),
  searchOAuthClients: listing("AccountOAuthClientList", ACCOUNT, "oauth2_clients[]", "oauth2_clients[].client_id", [
    "oauth2_clients[].name",
  ]),
  searchOAuthRedirects: listing("AccountOAuthClientRedirectList", CLIENT, "redirects[]", "redirects[].redirect_id", [
    "redirects[].redirect_uri",
  ]),
  searchOAuthSecrets: listing("AccountOAuthClientSecretList", CLIENT, "secrets[]", "secrets[].secret_id", [
    "secrets[].secret_suffix",
  ]),
  searchOrganizationProjects: listing("OrganizationProjectsList", ORGANIZATION, "projects[]", "projects[].project_id"),
  searchOrganizationUserTokens: listing(
    "OrganizationUserTokensList",
    { ...ORGANIZATION, member_user_id: ["member_user_id"] },
    "tokens[]",
    "tokens[].token_prefix",
    ["tokens[].description"],
  ),
  searchOrganizationUsers: listing("OrganizationUserList", ORGANIZATION, "users[]", "users[].user_id", [
    "users[].user_info.user_email",
  ]),
  searchOrganizations: organizations,
  searchTokens: listing("AccessTokenList", {}, "tokens[]", "tokens[].token_prefix", ["tokens[].description"]),
  searchUserGroups: listing("UserGroupsList", ORGANIZATION, "user_groups[]", "user_groups[].user_group_id", [
    "user_groups[].user_group_name",
  ]),
};

const BILLING: Listings = {
  searchAddresses: listing("OrganizationAddressList", ORGANIZATION, "addresses[]", "addresses[].address_id", [
    "addresses[].name",
    "addresses[].city",
  ]),
  searchBankTransfers: listing(
    "BankTransferList",
    ORGANIZATION,
    "bank_transfers[]",
    "bank_transfers[].payment_method_id",
    ["bank_transfers[].currency"],
  ),
  searchBillingGroupInvoices: listing(
    "BillingGroupInvoiceList",
    { billing_group_id: ["billing_group_id"] },
    "invoices[]",
    "invoices[].invoice_number",
    ["invoices[].period_begin", "invoices[].state"],
  ),
  searchBillingGroups: listing("BillingGroupList", {}, "billing_groups[]", "billing_groups[].billing_group_id", [
    "billing_groups[].billing_group_name",
  ]),
  searchCards: listing("AccountPaymentMethodsList", ACCOUNT, "cards[]", "cards[].card_id", [
    "cards[].brand",
    "cards[].last4",
  ]),
  searchCreditCards: listing("CreditCardList", ORGANIZATION, "credit_cards[]", "credit_cards[].payment_method_id", [
    "credit_cards[].brand",
    "credit_cards[].last4",
  ]),
  searchCreditMemos: listing(
    "OrganizationBillingCreditMemosList",
    ORGANIZATION,
    "credit_memos[]",
    "credit_memos[].credit_memo_id",
    ["credit_memos[].invoice_number"],
    { lacking: { field: "organization_id", from: organizations } },
  ),
  searchCustomPaymentMethods: listing(
    "PaymentMethodCustomList",
    ORGANIZATION,
    "custom_methods[]",
    "custom_methods[].payment_method_id",
    ["custom_methods[].type"],
  ),
  searchInvoices: listing(
    "OrganizationBillingInvoiceList",
    ORGANIZATION,
    "invoices[]",
    "invoices[].invoice_number",
    ["invoices[].invoice_period.begin_time", "invoices[].state"],
    // An invoice can be asked for without its organization: most people have one.
    { lacking: { field: "organization_id", from: organizations } },
  ),
};

const CLOUD_AND_NETWORK: Listings = {
  searchAzureConnections: listing(
    "ServicePrivatelinkAzureConnectionList",
    SERVICE,
    "connections[]",
    "connections[].privatelink_connection_id",
    ["connections[].state", "connections[].user_ip_address"],
  ),
  searchCustomClouds: listing(
    "CustomCloudEnvironmentList",
    ORGANIZATION,
    "custom_cloud_environments[]",
    "custom_cloud_environments[].custom_cloud_environment_id",
    ["custom_cloud_environments[].display_name"],
  ),
  searchEncryptionKeys: listing("CMKList", PROJECT, "cmks[]", "cmks[].id", ["cmks[].resource"]),
  searchGitAccounts: listing(
    "ApplicationVcsIntegrationList",
    ORGANIZATION,
    "vcs_integrations[]",
    "vcs_integrations[].vcs_integration_id",
    ["vcs_integrations[].vcs_account_name"],
  ),
  searchGitRepositories: listing(
    "ApplicationVcsIntegrationRepositoryList",
    { ...ORGANIZATION, vcs_integration_id: ["vcs_integration_id"] },
    "repositories[]",
    "repositories[].remote_repository_id",
    ["repositories[].full_name"],
  ),
  searchGoogleConnections: listing(
    "ServicePrivatelinkGoogleConnectionList",
    SERVICE,
    "connections[]",
    "connections[].privatelink_connection_id",
    ["connections[].state", "connections[].user_ip_address"],
  ),
  searchOrganizationPeerings: listing(
    "OrganizationVpcGet",
    { ...ORGANIZATION, organization_vpc_id: ["organization_vpc_id"] },
    "peering_connections[]",
    "peering_connections[].peering_connection_id",
    ["peering_connections[].peer_cloud_account", "peering_connections[].peer_vpc"],
  ),
  searchOrganizationVpcs: listing("OrganizationVpcList", ORGANIZATION, "vpcs[]", "vpcs[].organization_vpc_id", [
    "vpcs[].display_name",
  ]),
  searchStaticIps: listing("StaticIPList", PROJECT, "static_ips[]", "static_ips[].static_ip_address_id", [
    "static_ips[].ip_address",
    "static_ips[].state",
  ]),
  searchVpcs: listing("VpcList", PROJECT, "vpcs[]", "vpcs[].project_vpc_id", ["vpcs[].cloud_name", "vpcs[].state"]),
};

/** What organizations and accounts have, and what lies around services. */
export const ORGANIZATION_LISTINGS: Listings = { ...PEOPLE, ...BILLING, ...CLOUD_AND_NETWORK };
