import { CALLER_IP } from "../auth.js";
import { ApiFailure } from "../errors.js";
import { requireNetworks } from "../model/ip-allowlist.js";
import { allowsPersonalTokens } from "../model/organization-config.js";
import { caller, issueToken, requireToken, type TokenRow, type TokenSpec, tokens, tokensOf } from "../model/user.js";
import { requireKnownScopes } from "../scopes.js";
import type { Call, Handlers, World } from "../world.js";

export const handlers: Handlers = {
  AccessTokenCreate: (input, call) => {
    const { user_id } = caller(call);
    if (!allowsPersonalTokens(call.world, user_id)) {
      throw new ApiFailure(
        403,
        "Personal tokens are not allowed by the organization",
        "user_personal_token_not_allowed",
      );
    }
    const { full_token, row } = issuePersonalToken(call.world, user_id, input);
    return { ...toToken(row, call), full_token };
  },

  AccessTokenList: (_, call) => {
    const { user_id } = caller(call);
    return { tokens: tokensOf(call.world, user_id).map(([, row]) => toToken(row, call)) };
  },

  AccessTokenUpdate: ({ token_prefix, description }, call) => {
    const [full_token] = requireToken(call.world, caller(call).user_id, token_prefix);
    return toToken(tokens(call.world).patch(full_token, { description }), call);
  },

  AccessTokenRevoke: ({ token_prefix }, call) => {
    const [full_token] = requireToken(call.world, caller(call).user_id, token_prefix);
    tokens(call.world).delete(full_token);
    return { message: "Token revoked" };
  },
};

/** Makes a token by hand, for a user or an application user. */
export function issuePersonalToken(world: World, user_id: string, spec: Omit<TokenSpec, "personal">) {
  requireKnownScopes(spec.scopes ?? []);
  requireNetworks(spec.ip_allowlist ?? []);
  const { description, max_age_seconds, extend_when_used, scopes, ip_allowlist } = spec;
  return issueToken(world, user_id, {
    description,
    personal: true,
    max_age_seconds,
    extend_when_used,
    scopes,
    ip_allowlist,
  });
}

/** A token as the API shows it after it was made: never in full. */
export function toToken(row: TokenRow, { principal }: Call) {
  return {
    create_time: row.create_time,
    created_manually: row.created_manually,
    currently_active: row.token_prefix === principal?.tokenPrefix,
    description: row.description,
    expiry_time: row.expiry_time,
    extend_when_used: row.extend_when_used,
    ip_allowlist: row.ip_allowlist ?? [],
    last_ip: row.last_used_time && CALLER_IP,
    last_used_time: row.last_used_time,
    last_user_agent: row.last_user_agent,
    last_user_agent_human_readable: row.last_user_agent,
    max_age_seconds: row.max_age_seconds,
    scopes: row.scopes,
    token_prefix: row.token_prefix,
  };
}
