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
  if (token !== undefined) return { credential: { token, source: "the request" } };
  if (authorization === undefined && options.loopback) {
    if (settings.credential) return { credential: settings.credential };
    if (options.sandbox === "without-token") return { credential: undefined };
  }
  const message =
    authorization === undefined
      ? "There is no token: send Authorization: Bearer with an Aiven token"
      : "The Authorization header is not Bearer and one token";
  const challenge = `Bearer resource_metadata="${metadataUrl}"`;
  return { refusal: { status: 401, message, headers: { "www-authenticate": challenge } } };
}
