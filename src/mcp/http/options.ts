import { isIPv4 } from "node:net";
import { ConfigError, InputError } from "../../core/errors.js";
import type { Settings } from "../../node/settings.js";

/** How the operator serves over HTTP. */
export interface HttpOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Whether only this machine reaches the server. */
  readonly loopback: boolean;
  /** Where others reach it, behind a proxy or under a name. */
  readonly publicUrl: URL | undefined;
  /** Who gives out tokens by OAuth, as clients are told. */
  readonly authorizationServer: string | undefined;
  /** Calls that run at the same time, of all callers. */
  readonly maxCalls: number;
  /** And of one caller, so that the others are not starved. */
  readonly maxCallsEach: number;
  readonly sandbox: "always" | "without-token" | "never";
}

/** What the command line says, each as it was written. */
export interface HttpFlags {
  readonly host?: unknown;
  readonly port?: unknown;
  readonly publicUrl?: unknown;
  readonly authorizationServer?: unknown;
  readonly maxCalls?: unknown;
  readonly maxCallsEach?: unknown;
  readonly sandbox?: boolean | undefined;
  readonly noSandbox?: boolean | undefined;
}

const DEFAULT_PORT = 3000;
const DEFAULT_MAX_CALLS = 128;
const MOST_CALLS = 10_000;

/** Checks the flags. Throws InputError for values that cannot be used, ConfigError for what would let strangers in. */
export function readHttpOptions(flags: HttpFlags, { credential }: Settings): HttpOptions {
  const host = String(flags.host ?? "127.0.0.1");
  const loopback = host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."));
  if (!loopback && credential) {
    throw new ConfigError(`Whoever reaches ${host} would act with the token from ${credential.source}`, {
      hint: "Listen on 127.0.0.1, or take the token away: then each request brings its own.",
    });
  }
  if (!loopback && flags.sandbox) {
    throw new ConfigError("The sandbox is for this machine only", { hint: "Listen on 127.0.0.1." });
  }
  const maxCalls = readCount("--max-calls", flags.maxCalls ?? DEFAULT_MAX_CALLS, 1, MOST_CALLS);
  return {
    host,
    port: readCount("--port", flags.port ?? DEFAULT_PORT, 0, 65_535),
    loopback,
    publicUrl: readOrigin("--public-url", flags.publicUrl),
    authorizationServer: readUrl("--authorization-server", flags.authorizationServer)?.href.replace(/\/$/, ""),
    maxCalls,
    // Half of them: whoever else calls finds room.
    maxCallsEach: readCount("--max-calls-each", flags.maxCallsEach ?? Math.ceil(maxCalls / 2), 1, MOST_CALLS),
    sandbox: sandboxOf(flags),
  };
}

function sandboxOf({ sandbox, noSandbox }: HttpFlags): HttpOptions["sandbox"] {
  if (sandbox) return "always";
  return noSandbox ? "never" : "without-token";
}

function readCount(field: string, value: unknown, least: number, most: number): number {
  const count = Number(value);
  if (value !== true && Number.isInteger(count) && count >= least && count <= most) return count;
  throw new InputError([{ field, message: `must be a number from ${least} to ${most}` }]);
}

function readUrl(field: string, value: unknown): URL | undefined {
  if (value === undefined) return undefined;
  const url = URL.canParse(String(value)) ? new URL(String(value)) : undefined;
  if (url?.protocol === "https:" || url?.protocol === "http:") return url;
  throw new InputError([{ field, message: "must be an http(s) URL" }]);
}

/** A path would not be served: clients find what they ask for at the root of a host. */
function readOrigin(field: string, value: unknown): URL | undefined {
  const url = readUrl(field, value);
  if (url === undefined || (["/", "/mcp"].includes(url.pathname) && url.search === "")) return url;
  throw new InputError([{ field, message: `must be a host without a path: ${url.origin}` }]);
}
