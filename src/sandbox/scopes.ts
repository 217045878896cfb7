import { SCOPES } from "../core/scopes.js";
import type { Attempt } from "./authorize.js";
import { ApiFailure, badRequest } from "./errors.js";
import type { Principal } from "./world.js";

/** Refuses scopes that do not exist. */
export function requireKnownScopes(scopes: readonly unknown[]): void {
  const unknown = scopes.find((scope) => typeof scope !== "string" || !SCOPES.includes(scope));
  if (unknown !== undefined) throw badRequest(`Invalid scope '${String(unknown)}'`);
}

/** Refuses what lies outside of the scopes of a token. A token without scopes may do all that its user may. */
export function requireScopes({ operationId, facts }: Attempt, { scopes }: Principal): void {
  if (scopes === null || scopes.length === 0 || operationId === "UserLogout") return;
  // Where the provider publishes no scopes, whoever may only read here may not write there.
  const needed = facts.scopes ?? (facts.method === "GET" ? [] : ["all"]);
  const missing = needed.find((scope) => !covers(scopes, scope));
  if (missing === undefined) return;
  throw new ApiFailure(403, `Token does not have the required scope: ${missing}`, "permission_denied");
}

/** `projects` holds `projects:read` and `projects:write`; neither holds the other. */
function covers(scopes: readonly string[], needed: string): boolean {
  const [area = ""] = needed.split(":");
  return scopes.some((scope) => scope === "all" || scope === area || scope === needed);
}
