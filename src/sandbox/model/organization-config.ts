import type { Table } from "../store.js";
import type { World } from "../world.js";
import { memberships } from "./organization.js";

/** How members of an organization may log in. */
export interface AuthenticationConfig {
  readonly mcp_enabled: boolean;
  readonly oauth_enabled: boolean;
  readonly password_auth_enabled: boolean;
  readonly personal_tokens_enabled: boolean;
  readonly personal_tokens_require_allowed_auth_method: boolean;
  readonly saml_allow_external: boolean;
  readonly saml_enabled: boolean;
  readonly two_factor_required: boolean;
}

export const DEFAULT_AUTHENTICATION: AuthenticationConfig = {
  mcp_enabled: true,
  oauth_enabled: true,
  password_auth_enabled: true,
  personal_tokens_enabled: true,
  personal_tokens_require_allowed_auth_method: false,
  saml_allow_external: true,
  saml_enabled: true,
  two_factor_required: false,
};

/** From where the API may be called by members of an organization. */
export interface AllowlistRow {
  readonly api_client_ip_allowlist: readonly string[];
  readonly api_client_ip_allowlist_enabled: boolean;
}

/** Keyed `organization_id/authentication`, so that they go with the organization. */
export function authenticationConfigs(world: World): Table<AuthenticationConfig> {
  return world.table<AuthenticationConfig>("authentication_configs");
}

export function allowlists(world: World): Table<AllowlistRow> {
  return world.table<AllowlistRow>("ip_allowlists");
}

export function authenticationConfig(world: World, organization_id: string): AuthenticationConfig {
  return authenticationConfigs(world).get(`${organization_id}/authentication`) ?? DEFAULT_AUTHENTICATION;
}

export function allowlist(world: World, organization_id: string): AllowlistRow {
  const none = { api_client_ip_allowlist: [], api_client_ip_allowlist_enabled: false };
  return allowlists(world).get(`${organization_id}/allowlist`) ?? none;
}

/** The lists in force of a user's organizations. */
export function organizationAllowlists(world: World, user_id: string): (readonly string[])[] {
  return organizationIds(world, user_id)
    .map((organization_id) => allowlist(world, organization_id))
    .filter((row) => row.api_client_ip_allowlist_enabled)
    .map((row) => row.api_client_ip_allowlist);
}

/** Whether all organizations of a user let it make tokens by hand. */
export function allowsPersonalTokens(world: World, user_id: string): boolean {
  return organizationIds(world, user_id).every((id) => authenticationConfig(world, id).personal_tokens_enabled);
}

function organizationIds(world: World, user_id: string): string[] {
  return memberships(world)
    .where((row) => row.user_id === user_id)
    .map((row) => row.organization_id);
}
