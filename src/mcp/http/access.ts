import type { IncomingHttpHeaders } from "node:http";
import { isIP } from "node:net";
import { localhostAllowedHostnames, validateHostHeader, validateOriginHeader } from "@modelcontextprotocol/server";
import type { Credential } from "../../node/credentials.js";
import type { Settings } from "../../node/settings.js";
import type { HttpOptions } from "./options.js";

/** A request that is not let in. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Names under which this server may be called; any other is a page in a browser that had a name point here. */
export function hostnamesOf({ host, publicUrl }: HttpOptions): string[] {
  const own = isIP(host) === 6 ? `[${host}]` : host;
  return [...localhostAllowedHostnames(), own, ...(publicUrl ? [publicUrl.hostname] : [])];
}

/** Why the Host or the Origin of a request is refused; undefined when they are in order. */
export function refuseOrigin(headers: IncomingHttpHeaders, hostnames: readonly string[]): Refusal | undefined {
  const host = validateHostHeader(headers.host, [...hostnames]);
  if (!host.ok) {
    return { status: 403, message: `${host.message}. The operator names the public address with --public-url.` };
  }
  const origin = validateOriginHeader(headers.origin, [...hostnames]);
  return origin.ok ? undefined : { status: 403, message: origin.message };
}

/** Whose request it is. A credential that is undefined stands for the embedded sandbox. */
export type Caller = { readonly credential: Credential | undefined } | { readonly refusal: Refusal };

/** What says of a credential that the caller can bring another one. */
const OF_THE_REQUEST = "the Authorization header";

/** Whether the caller sent the token, so that a better one is for the caller to get. */
export function isOwn(credential: Credential | undefined): boolean {
  return credential?.source === OF_THE_REQUEST;
}

/**
 * The request's own token, else the operator's, else the sandbox. Beyond loopback only the first counts: nobody may act
 * with what is not theirs.
 */
export function identify(
  { authorization }: IncomingHttpHeaders,
  settings: Settings,
  options: HttpOptions,
  metadataUrl: string,
): Caller {
  if (options.sandbox === "always") return { credential: undefined };
  const token = /^Bearer +([!-~]+) *$/i.exec(authorization ?? "")?.[1];
  if (token !== undefined) return { credential: { token, source: OF_THE_REQUEST } };
  if (authorization === undefined && options.loopback) {
    if (settings.credential) return { credential: settings.credential };
    if (options.sandbox === "without-token") return { credential: undefined };
  }
  const message =
    authorization === undefined
      ? "There is no token: send Authorization: Bearer with an Aiven token"
      : "The Authorization header is not Bearer and one token";
  return { refusal: challenge(message, metadataUrl) };
}

/** To a request whose token the API itself does not take: until then nobody but the API can tell. */
export function refuseToken(metadataUrl: string): Refusal {
  const message =
    "Aiven does not take this token: it is wrong, expired or revoked. Send another as Authorization: Bearer";
  return challenge(message, metadataUrl, "invalid_token");
}

/** As RFC 9728 and RFC 6750 have it: what is wrong, and where it stands who gives out tokens. */
function challenge(message: string, metadataUrl: string, error?: string): Refusal {
  const parameters = [...(error ? [`error="${error}"`] : []), `resource_metadata="${metadataUrl}"`];
  return { status: 401, message, headers: { "www-authenticate": `Bearer ${parameters.join(", ")}` } };
}
