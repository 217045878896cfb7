import { ApiFailure, conflict, found } from "../errors.js";
import { tokenOf } from "../seed.js";
import type { Table } from "../store.js";
import type { Call, World } from "../world.js";

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

export function users(world: World): Table<UserRow> {
  return world.table<UserRow>("users");
}

/** Tokens by their full value. */
export function tokens(world: World): Table<TokenRow> {
  return world.table<TokenRow>("tokens");
}

/** The user who calls. Operations that need no token have none. */
export function caller({ world, principal }: Call): UserRow {
  const user = principal && users(world).get(principal.userId);
  if (!user) throw new ApiFailure(401, "Missing (expired) db token");
  return user;
}

export function userByEmail(world: World, email: string): UserRow | undefined {
  const lower = email.toLowerCase();
  return users(world).where((row) => row.user === lower)[0];
}

/** Makes a user: a person, or an application user of an organization. */
export function createUser(
  world: World,
  spec: {
    readonly email: string;
    readonly real_name: string;
    readonly password: string;
    readonly application_of?: string | undefined;
  },
): UserRow {
  const user_id = world.id("u");
  return users(world).put(user_id, {
    user_id,
    user: spec.email.toLowerCase(),
    password: spec.password,
    real_name: spec.real_name,
    city: null,
    country: null,
    department: null,
    job_title: null,
    create_time: world.now(),
    token_validity_begin: null,
    state: "active",
    application_of: spec.application_of ?? null,
    otp_uri: null,
  });
}

export interface TokenSpec {
  readonly description: string;
  /** False for session tokens. */
  readonly personal: boolean;
  readonly max_age_seconds?: number | undefined;
  readonly extend_when_used?: boolean | undefined;
  readonly scopes?: readonly string[] | undefined;
  readonly ip_allowlist?: readonly string[] | undefined;
}

/** How long a session lasts without use (source: old documentation, 30 days). */
export const SESSION_SECONDS = 30 * 24 * 3600;
const PREFIX_LENGTH = 12;
/** How many tokens a user may have (source: old documentation). */
const MAX_PERSONAL_TOKENS = 10;
const MAX_SESSIONS = 1000;

/** Makes a token for a user; the full value is known only now. Of too many sessions the one longest unused ends. */
export function issueToken(world: World, user_id: string, spec: TokenSpec): { full_token: string; row: TokenRow } {
  makeRoom(world, user_id, spec.personal);
  const full_token = tokenOf(world.seed, world.next("token"));
  const { max_age_seconds } = spec;
  const row = tokens(world).put(full_token, {
    token_prefix: full_token.slice(0, PREFIX_LENGTH),
    user_id,
    description: spec.description,
    create_time: world.now(),
    expiry_time: max_age_seconds ? world.clock.timestamp(world.clock.now() + max_age_seconds * 1000) : null,
    max_age_seconds: max_age_seconds ?? null,
    extend_when_used: spec.extend_when_used ?? false,
    scopes: spec.scopes ?? null,
    ip_allowlist: spec.ip_allowlist ?? null,
    created_manually: spec.personal,
    last_used_time: null,
    last_user_agent: null,
  });
  return { full_token, row };
}

/** Personal tokens stay until they are revoked, so that another one too many is refused. */
function makeRoom(world: World, user_id: string, personal: boolean): void {
  const own = tokensOf(world, user_id).filter(([, row]) => row.created_manually === personal);
  if (own.length < (personal ? MAX_PERSONAL_TOKENS : MAX_SESSIONS)) return;
  // Nothing is known of a limit for application users.
  if (personal && users(world).get(user_id)?.application_of) return;
  if (personal) throw conflict(`A user can have at most ${MAX_PERSONAL_TOKENS} personal tokens: revoke one first`);
  const [idle] = own.sort(([, one], [, other]) => usedAt(one) - usedAt(other));
  if (idle) tokens(world).delete(idle[0]);
}

function usedAt({ last_used_time, create_time }: TokenRow): number {
  return Date.parse(last_used_time ?? create_time);
}

/** The tokens of a user, by their full value. */
export function tokensOf(world: World, user_id: string): [full_token: string, row: TokenRow][] {
  return [...tokens(world).entries()].filter(([, row]) => row.user_id === user_id);
}

/** A token of a user, by its prefix or by all of it. */
export function requireToken(world: World, user_id: string, name: string): [full_token: string, row: TokenRow] {
  const own = tokensOf(world, user_id).find(([full_token, row]) => full_token === name || row.token_prefix === name);
  return found(own, "Token does not exist");
}

/** Revokes the tokens of a user that match. */
export function revokeTokens(world: World, user_id: string, matches: (row: TokenRow) => boolean = () => true): void {
  for (const [full_token, row] of tokensOf(world, user_id)) {
    if (matches(row)) tokens(world).delete(full_token);
  }
}
