import type { TokenRow } from "../auth.js";
import { found } from "../errors.js";
import { caller, issueToken, tokens } from "../model/user.js";
import type { Call, Handlers } from "../world.js";

export const handlers: Handlers = {
  AccessTokenCreate: (input, call) => {
    const { description, max_age_seconds, extend_when_used, scopes, ip_allowlist } = input;
    const spec = { description, personal: true, max_age_seconds, extend_when_used, scopes, ip_allowlist };
    const { full_token, row } = issueToken(call.world, caller(call).user_id, spec);
    return { ...toToken(row, call), full_token };
  },

  AccessTokenList: (_, call) => {
    const { user_id } = caller(call);
    const mine = tokens(call.world).where((row) => row.user_id === user_id);
    return { tokens: mine.map((row) => toToken(row, call)) };
  },

  AccessTokenUpdate: ({ token_prefix, description }, call) => {
    const [full_token] = requireToken(call, token_prefix);
    return toToken(tokens(call.world).patch(full_token, { description }), call);
  },

  AccessTokenRevoke: ({ token_prefix }, call) => {
    const [full_token] = requireToken(call, token_prefix);
    tokens(call.world).delete(full_token);
    return { message: "Token revoked" };
  },
};

/** A token of the caller, by its prefix or by all of it. */
function requireToken(call: Call, name: string): [full_token: string, row: TokenRow] {
  const { user_id } = caller(call);
  const mine = [...tokens(call.world).entries()].filter(([, row]) => row.user_id === user_id);
  return found(
    mine.find(([full_token, row]) => full_token === name || row.token_prefix === name),
    "Token does not exist",
  );
}

/** A token as the API shows it after it was made: never in full. */
function toToken(row: TokenRow, { principal }: Call) {
  return {
    create_time: row.create_time,
    created_manually: row.created_manually,
    currently_active: row.token_prefix === principal?.tokenPrefix,
    description: row.description,
    expiry_time: row.expiry_time,
    extend_when_used: row.extend_when_used,
    ip_allowlist: row.ip_allowlist ?? [],
    last_ip: row.last_used_time && "127.0.0.1",
    last_used_time: row.last_used_time,
    last_user_agent: row.last_user_agent,
    last_user_agent_human_readable: row.last_user_agent,
    max_age_seconds: row.max_age_seconds,
    scopes: row.scopes,
    token_prefix: row.token_prefix,
  };
}
