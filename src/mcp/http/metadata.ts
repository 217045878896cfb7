import { SCOPES } from "../../core/scopes.js";
import type { HttpOptions } from "./options.js";

/** What clients are told of how to get in (RFC 9728). */
export function metadataOf(resource: string, { authorizationServer }: HttpOptions) {
  return {
    resource,
    resource_name: "Aiven",
    bearer_methods_supported: ["header"],
    scopes_supported: SCOPES,
    ...(authorizationServer ? { authorization_servers: [authorizationServer] } : {}),
  };
}
