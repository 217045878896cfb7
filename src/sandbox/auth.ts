import { ApiFailure } from "./errors.js";
import { allows } from "./model/ip-allowlist.js";
import { organizationAllowlists } from "./model/organization-config.js";
import { type TokenRow, tokens, type UserRow, users } from "./model/user.js";
import type { Principal, World } from "./world.js";

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/**
 * Finds who calls by the Authorization header; `aivenv1` and `Bearer` are the same. Throws 401 when a token is needed and
 * there is none, or it is unknown, revoked or expired. A bad token is refused even where none is needed.
 */
export function authenticate(world: World, headers: Headers, needed: boolean): Principal | undefined {
  const token = /^(?:aivenv1|bearer)\s+(\S+)$/i.exec(String(headers["authorization"] ?? ""))?.[1];
  if (token === undefined) {
    if (needed) throw new ApiFailure(401, "Missing (expired) db token");
    return undefined;
  }
  if (!TOKEN.test(token)) throw new ApiFailure(401, "Invalid token");
  const row = tokens(world).get(token);
  const user = row && users(world).get(row.user_id);
  if (!row || !user || isExpired(row, world)) throw new ApiFailure(401, "Missing (expired) db token");
  requireUsable(world, row, user);
  noteUse(world, token, row, headers);
  return { userId: user.user_id, email: user.user, tokenPrefix: row.token_prefix, scopes: row.scopes };
}

/** What a token looks like: one that does is unknown, revoked or expired (source: terraform-provider-aiven issue 647). */
const TOKEN = /^[A-Za-z0-9+/]{64,}={0,2}$/;

/** Where every caller of a loopback server is. */
export const CALLER_IP = "127.0.0.1";

/** Refuses a token of a suspended user, and one that may not be used from where the caller is. */
function requireUsable(world: World, { ip_allowlist }: TokenRow, user: UserRow): void {
  if (user.state !== "active") throw suspended();
  const lists = [ip_allowlist, ...organizationAllowlists(world, user.user_id)];
  if (!lists.every((list) => list === null || list.length === 0 || allows(list, CALLER_IP))) {
    throw new ApiFailure(403, "Client IP address is not allowed", "client_ip_address_policy_violation");
  }
}

/** What a deactivated user hears. */
export function suspended(): ApiFailure {
  return new ApiFailure(403, "Your account has been suspended. Contact your organization admin.", "user_deactivated");
}

function isExpired({ expiry_time }: TokenRow, world: World): boolean {
  return expiry_time !== null && Date.parse(expiry_time) <= world.clock.now();
}

function noteUse(world: World, token: string, row: TokenRow, headers: Headers): void {
  const last_used_time = world.now();
  const last_user_agent = String(headers["user-agent"] ?? "");
  if (row.last_used_time === last_used_time && row.last_user_agent === last_user_agent) return;
  const extended = row.extend_when_used && row.max_age_seconds !== null;
  const expiry_time = extended
    ? world.clock.timestamp(world.clock.now() + (row.max_age_seconds ?? 0) * 1000)
    : row.expiry_time;
  tokens(world).patch(token, { last_used_time, last_user_agent, expiry_time });
}
