import type { HttpOptions } from "./options.js";

/** What a token can be limited to, each for reading, for writing, or for both. */
const SCOPES = [
  "accounts",
  "authentication",
  "billing",
  "payments",
  "privatelink",
  "projects",
  "scim",
  "services",
  "static_ips",
  "tickets",
  "user",
].flatMap((name) => [name, `${name}:read`, `${name}:write`]);

/** What clients are told of how to get in (RFC 9728). */
export function metadataOf(resource: string, { authorizationServer }: HttpOptions) {
  return {
    resource,
    resource_name: "Aiven",
    bearer_methods_supported: ["header"],
    scopes_supported: ["all", ...SCOPES],
    ...(authorizationServer ? { authorization_servers: [authorizationServer] } : {}),
  };
}
