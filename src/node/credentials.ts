import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import nodePath, { join, type PlatformPath } from "node:path";
import { ConfigError } from "../core/errors.js";
import { withoutByteOrderMark } from "../core/json.js";

export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable of the environment; clients that pass every variable on leave those that are not set empty. */
export function readVariable(env: Environment, name: string): string | undefined {
  return env[name]?.trim() || undefined;
}

/** Where the provider's own tools keep their files, and we ours. */
export function configDirectory(env: Environment, path: PlatformPath = nodePath): string {
  // On Windows a HOME is some shell's own, and Python, which avn runs on, looks elsewhere.
  const home = readVariable(env, path.sep === "\\" ? "USERPROFILE" : "HOME") ?? homedir();
  return readVariable(env, "AIVEN_CONFIG_DIR") ?? path.join(home, ".config", "aiven");
}

/** A token and where it was found; the place is safe to show, the token is not. */
export interface Credential {
  readonly token: string;
  readonly source: string;
}

/**
 * Finds the token: explicit, AIVEN_TOKEN, AIVEN_AUTH_TOKEN, then the credentials file that `avn user login` writes.
 * Undefined when there is none. Throws ConfigError when a credentials file was named and cannot be used.
 */
export function findCredential(explicit: string | undefined, env: Environment): Credential | undefined {
  const given = explicit?.trim();
  if (given) return { token: given, source: "option" };
  for (const name of ["AIVEN_TOKEN", "AIVEN_AUTH_TOKEN"]) {
    const token = readVariable(env, name);
    if (token) return { token, source: name };
  }
  return fromFile(env);
}

function fromFile(env: Environment): Credential | undefined {
  const named = readVariable(env, "AIVEN_CREDENTIALS_FILE");
  const path = named ?? join(configDirectory(env), "aiven-credentials.json");
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    if (named)
      throw new ConfigError(`The credentials file ${path} cannot be read`, {
        cause,
        hint: "Check AIVEN_CREDENTIALS_FILE.",
      });
    return undefined;
  }
  try {
    const { auth_token: token } = JSON.parse(withoutByteOrderMark(text)) as { auth_token?: unknown };
    return typeof token === "string" && token ? { token, source: path } : undefined;
  } catch {
    // The parse error would quote the file, and with it the token.
    throw new ConfigError(`The credentials file ${path} is not JSON`, {
      hint: "Log in again with avn, or set AIVEN_TOKEN.",
    });
  }
}

/** The base URL from AIVEN_WEB_URL, or undefined for the default. Throws ConfigError when it is not an http(s) URL. */
export function findBaseUrl(env: Environment): string | undefined {
  const value = readVariable(env, "AIVEN_WEB_URL");
  return value && toBaseUrl(value, "AIVEN_WEB_URL");
}

/** A base URL without its version. Throws ConfigError, naming where it stands, when it is not an http(s) URL. */
export function toBaseUrl(value: string, where: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url?.protocol !== "https:" && url?.protocol !== "http:") {
    throw new ConfigError(`${where} is not an http(s) URL`, {
      hint: "Give the host without a version, e.g. https://api.aiven.io.",
    });
  }
  return value.replace(/\/+(v1\/?)?$/, "");
}
