import { found } from "../errors.js";
import type { Table } from "../store.js";
import type { World } from "../world.js";

/** An identity provider of an organization, or logging in by password; keyed `organization_id/method_id`. */
export interface AuthenticationMethodRow {
  readonly authentication_method_id: string;
  readonly authentication_method_type: "internal" | "saml";
  readonly authentication_method_enabled: boolean;
  readonly account_id: string;
  readonly organization_id: string;
  readonly auto_join_team_id: string | null;
  readonly auto_join_user_group_id: string | null;
  readonly create_time: string;
  readonly update_time: string;
  /** The settings that were given, as they were given. */
  readonly settings: Readonly<Record<string, unknown>>;
}

export function authenticationMethods(world: World): Table<AuthenticationMethodRow> {
  return world.table<AuthenticationMethodRow>("authentication_methods");
}

export function requireAuthenticationMethod(
  world: World,
  organization_id: string,
  id: string,
): AuthenticationMethodRow {
  const row = authenticationMethods(world).get(`${organization_id}/${id}`);
  return found(row, "Authentication method does not exist", "authentication_method_not_found");
}
