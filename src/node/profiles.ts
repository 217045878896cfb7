import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigError } from "../core/errors.js";
import { withoutByteOrderMark } from "../core/json.js";
import { nearest } from "../core/nearest.js";
import { own } from "../core/own.js";
import { configDirectory, type Environment, readVariable } from "./credentials.js";

/** Settings under a name, for people who work with several accounts. Holds no token, only the name of its variable. */
export interface Profile {
  readonly tokenEnv?: string;
  readonly webUrl?: string;
  readonly caFile?: string;
  readonly mode?: string;
  readonly projects?: readonly string[];
  readonly operations?: readonly string[];
  readonly protect?: readonly string[];
  readonly maxUsdPerHour?: number;
  readonly reveal?: boolean;
  readonly sqlWrite?: boolean;
  readonly connectDir?: string;
  readonly confirm?: string;
  readonly tools?: readonly string[];
}

type Kind = "text" | "list" | "positive number" | "boolean";

/** What each key of a profile holds. */
const KEYS: Readonly<Record<keyof Profile, Kind>> = {
  tokenEnv: "text",
  webUrl: "text",
  caFile: "text",
  mode: "text",
  projects: "list",
  operations: "list",
  protect: "list",
  maxUsdPerHour: "positive number",
  reveal: "boolean",
  sqlWrite: "boolean",
  connectDir: "text",
  confirm: "text",
  tools: "list",
};

/**
 * Reads the profile that a flag, AIVEN_PROFILE or the file's `default` names, from AIVEN_MCP_CONFIG or
 * `~/.config/aiven/aiven-mcp.json`. An empty profile when none is named. Throws ConfigError when the file or the profile
 * cannot be used: a rule that is misspelt must not be a rule that is ignored.
 */
export function readProfile(
  named: string | undefined,
  env: Environment,
): { name: string | undefined; profile: Profile } {
  const chosen = readVariable(env, "AIVEN_MCP_CONFIG");
  const path = chosen ?? join(configDirectory(env), "aiven-mcp.json");
  const wanted = named?.trim() || readVariable(env, "AIVEN_PROFILE");
  const file = readFile(path, wanted !== undefined || chosen !== undefined);
  const name = wanted ?? file.default;
  if (name === undefined) return { name, profile: {} };
  const profile = own(file.profiles, name);
  if (profile === undefined) {
    const known = Object.keys(file.profiles);
    const close = nearest(name, known);
    throw new ConfigError(`${path} has no profile "${name}"${close ? ` (did you mean ${close}?)` : ""}`, {
      hint: `Its profiles: ${known.join(", ") || "none"}.`,
    });
  }
  return { name, profile: checkProfile(`${path}, profile ${name}`, profile) };
}

function readFile(path: string, needed: boolean): { default: string | undefined; profiles: Record<string, unknown> } {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    // What is there and cannot be read may hold rules.
    const isMissing = ["ENOENT", "ENOTDIR"].includes((cause as NodeJS.ErrnoException).code ?? "");
    if (isMissing && !needed) return { default: undefined, profiles: {} };
    throw new ConfigError(`The configuration file ${path} cannot be read${isMissing ? ": there is none" : ""}`, {
      cause,
      hint: "Check AIVEN_MCP_CONFIG.",
    });
  }
  const { default: standard, profiles = {}, ...rest } = parseFile(path, text);
  const [strange] = Object.keys(rest);
  if (strange === undefined) return { default: standard, profiles };
  throw new ConfigError(`${path}: "${strange}" is neither default nor profiles`, {
    hint: "Settings stand in a profile, and default names the one to take.",
  });
}

function parseFile(path: string, text: string): { default?: string; profiles?: Record<string, unknown> } {
  try {
    // What is no object has no entries to spread.
    return Object.fromEntries(Object.entries(JSON.parse(withoutByteOrderMark(text))));
  } catch (cause) {
    throw new ConfigError(`${path} is not JSON`, {
      cause,
      hint: `It looks like {"profiles": {"prod": {"mode": "read-only"}}}. ${BACKSLASHES}`,
    });
  }
}

/** What is wrong with most paths of Windows: of `C:\new` JSON makes a line break. */
const BACKSLASHES = "In JSON a backslash is written twice.";

function checkProfile(where: string, profile: unknown): Profile {
  if (typeof profile !== "object" || profile === null) throw new ConfigError(`${where}: is not an object`);
  for (const [key, value] of Object.entries(profile)) {
    const kind = Object.hasOwn(KEYS, key) ? KEYS[key as keyof Profile] : undefined;
    if (kind === undefined) {
      const close = nearest(key, Object.keys(KEYS));
      throw new ConfigError(`${where}: "${key}" is not a setting${close ? ` (did you mean ${close}?)` : ""}`, {
        hint: `The settings: ${Object.keys(KEYS).join(", ")}.`,
      });
    }
    if (!isKind(kind, value)) throw new ConfigError(`${where}: ${key} must be a ${kind}`);
    if (typeof value === "string" && /\p{Cc}/u.test(value)) {
      throw new ConfigError(`${where}: ${key} holds a control character`, { hint: BACKSLASHES });
    }
  }
  return profile;
}

function isKind(kind: Kind, value: unknown): boolean {
  if (kind === "text") return typeof value === "string";
  if (kind === "boolean") return typeof value === "boolean";
  if (kind === "positive number") return typeof value === "number" && value >= 0;
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
