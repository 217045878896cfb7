import { ApiFailure } from "./errors.js";
import { allows } from "./model/ip-allowlist.js";
import { organizationAllowlists } from "./model/organization-config.js";
import type { Principal, World } from "./world.js";

/** A token as the sandbox keeps it: the full value is the key of its row. */
export interface TokenRow {
  readonly token_prefix: string;
  readonly user_id: string;
  readonly description: string;
  readonly create_time: string;
  readonly expiry_time: string | null;
  readonly max_age_seconds: number | null;
  readonly extend_when_used: boolean;
  readonly scopes: readonly string[] | null;
  readonly ip_allowlist: readonly string[] | null;
  /** False for session tokens, which a login makes. */
  readonly created_manually: boolean;
  readonly last_used_time: string | null;
  readonly last_user_agent: string | null;
}

export interface UserRow {
  readonly user_id: string;
  /** Email address. */
  readonly user: string;
  /** In clear: nothing here is real, and whoever plays with the sandbox has to know it. */
  readonly password: string;
  readonly real_name: string;
  readonly city: string | null;
  readonly country: string | null;
  readonly department: string | null;
  readonly job_title: string | null;
  readonly create_time: string;
  /** Tokens made before were all revoked. */
  readonly token_validity_begin: string | null;
  /** A deactivated user keeps everything and can do nothing. */
  readonly state: "active" | "deactivated";
  /** The organization that an application user belongs to; null for people. */
  readonly application_of: string | null;
  /** The address of the second factor, which holds its secret; null while there is none. */
  readonly otp_uri: string | null;
}

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
  const row = world.table<TokenRow>("tokens").get(token);
  const user = row && world.table<UserRow>("users").get(row.user_id);
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
  world.table<TokenRow>("tokens").patch(token, { last_used_time, last_user_agent, expiry_time });
}
