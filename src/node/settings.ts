import { ConfigError } from "../core/errors.js";
import { nearest } from "../core/nearest.js";
import { DEFAULT_POLICY, type Mode, type PolicySettings } from "../tools/policy.js";
import {
  type Credential,
  type Environment,
  findBaseUrl,
  findCredential,
  readVariable,
  toBaseUrl,
} from "./credentials.js";
import { type Profile, readProfile } from "./profiles.js";

/** What the operator set: by flag, environment or profile, in this order. */
export interface Settings {
  /** Undefined: the embedded sandbox is used. */
  readonly credential: Credential | undefined;
  readonly baseUrl: string | undefined;
  readonly caFile: string | undefined;
  readonly profile: string | undefined;
  readonly policy: PolicySettings;
  readonly confirm: Confirm;
  /** Sets of tools that the server publishes. */
  readonly tools: readonly string[];
}

/**
 * Who approves what destroys. `ask`: the person, by a form, where the client shows forms; else the name that the assistant
 * repeats. `typed`: always the latter. `strict`: always the former, or it is refused.
 */
export type Confirm = "ask" | "typed" | "strict";

const CONFIRMS: readonly Confirm[] = ["ask", "typed", "strict"];

export interface Flags {
  readonly token?: string | undefined;
  readonly mode?: string | undefined;
  /** Comma-separated. */
  readonly project?: string | undefined;
  readonly profile?: string | undefined;
  /** Comma-separated. */
  readonly tools?: string | undefined;
  /** Without a token, fail instead of starting on the sandbox. */
  readonly noSandbox?: boolean | undefined;
  /** Show the secrets that an operation exists to hand out. */
  readonly reveal?: boolean | undefined;
  /** The folder into which connection details may be written. */
  readonly connectDir?: string | undefined;
  /** Use the sandbox although there is a token. */
  readonly sandbox?: boolean | undefined;
}

/** From the narrowest to the widest. */
export const MODES: readonly Mode[] = ["read-only", "write", "full"];

export const HOW_TO_GET_A_TOKEN =
  "Create a token in the Aiven Console (https://console.aiven.io → User information → Tokens) and set AIVEN_TOKEN.";

/** Reads the settings. Throws ConfigError for values that cannot be used, naming where they stand. */
export function readSettings(flags: Flags, env: Environment): Settings {
  const { name, profile } = readProfile(flags.profile, env);
  const credential = flags.sandbox ? undefined : readCredential(flags, env, name, profile);
  if (!credential && flags.noSandbox) throw new ConfigError("There is no Aiven token", { hint: HOW_TO_GET_A_TOKEN });
  return {
    credential,
    baseUrl: findBaseUrl(env) ?? baseUrlOf(name, profile),
    caFile: readVariable(env, "AIVEN_CA_CERT") ?? profile.caFile,
    profile: name,
    policy: readPolicy(flags, env, profile),
    confirm: readConfirm(readVariable(env, "AIVEN_CONFIRM") ?? profile.confirm),
    tools: list(flags.tools) ?? list(env["AIVEN_TOOLS"]) ?? profile.tools ?? ["default"],
  };
}

/**
 * The settings with what takes a look at all operations: throws ConfigError, too, for a pattern of operations that means none.
 */
export async function loadSettings(flags: Flags, env: Environment): Promise<Settings> {
  const settings = readSettings(flags, env);
  const { operations } = settings.policy;
  // A server starts before it knows its operations, unless it has to.
  if (operations.length > 0) (await import("../tools/operation-patterns.js")).requireMeant(operations);
  return settings;
}

/** Whoever has a plan can try keys on it: a shorter one would be found. */
const LEAST_KEY = 16;

/**
 * The key of plans that processes share; undefined where each has its own. Throws ConfigError for one that could be guessed.
 */
export function readStateKey(env: Environment): string | undefined {
  const key = readVariable(env, "AIVEN_STATE_KEY");
  if (key === undefined || key.length >= LEAST_KEY) return key;
  throw new ConfigError(`AIVEN_STATE_KEY has fewer than ${LEAST_KEY} characters: plans could be forged`, {
    hint: "Take a long random text, e.g. of openssl rand -base64 32.",
  });
}

function readPolicy(flags: Flags, env: Environment, profile: Profile): PolicySettings {
  return {
    mode: readMode(flags.mode || readVariable(env, "AIVEN_MODE") || profile.mode),
    projects: list(flags.project) ?? list(env["AIVEN_PROJECT"]) ?? profile.projects ?? DEFAULT_POLICY.projects,
    operations: list(env["AIVEN_OPERATIONS"]) ?? profile.operations ?? DEFAULT_POLICY.operations,
    protect: list(env["AIVEN_PROTECT"]) ?? profile.protect ?? DEFAULT_POLICY.protect,
    maxUsdPerHour: readAmount(env["AIVEN_MAX_USD_PER_HOUR"]) ?? profile.maxUsdPerHour,
    reveal: flags.reveal || (readSwitch("AIVEN_REVEAL", env) ?? profile.reveal ?? DEFAULT_POLICY.reveal),
    sqlWrite: readSwitch("AIVEN_SQL_WRITE", env) ?? profile.sqlWrite ?? DEFAULT_POLICY.sqlWrite,
    connectDir: flags.connectDir ?? readVariable(env, "AIVEN_CONNECT_DIR") ?? profile.connectDir,
  };
}

function readCredential(flags: Flags, env: Environment, name: string | undefined, profile: Profile) {
  const byProfile = flags.token?.trim() ? undefined : fromProfile(name, profile, env);
  return byProfile ?? findCredential(flags.token, env);
}

function baseUrlOf(name: string | undefined, { webUrl }: Profile): string | undefined {
  return webUrl === undefined ? undefined : toBaseUrl(webUrl, `webUrl of the profile ${name}`);
}

/** The token of a profile stands in a variable that the profile names, never in the file. */
function fromProfile(name: string | undefined, { tokenEnv }: Profile, env: Environment): Credential | undefined {
  if (tokenEnv === undefined) return undefined;
  const token = readVariable(env, tokenEnv);
  if (token) return { token, source: tokenEnv };
  throw new ConfigError(`The profile ${name} takes its token from ${tokenEnv}, which is not set`, {
    hint: `Set ${tokenEnv}.`,
  });
}

function readMode(value: string | undefined): Mode {
  return value ? choose(value, MODES, "mode", "AIVEN_MODE and --mode take") : DEFAULT_POLICY.mode;
}

function readConfirm(value: string | undefined): Confirm {
  return value ? choose(value, CONFIRMS, "way to confirm", "AIVEN_CONFIRM takes") : "ask";
}

function choose<T extends string>(value: string, values: readonly T[], noun: string, where: string): T {
  const chosen = values.find((known) => known === value);
  if (chosen) return chosen;
  const close = nearest(value, values);
  throw new ConfigError(`"${value}" is not a ${noun}${close ? ` (did you mean ${close}?)` : ""}`, {
    hint: `${where} one of: ${values.join(", ")}.`,
  });
}

function readAmount(value: string | undefined): number | undefined {
  if (!value?.trim()) return undefined;
  const amount = Number(value);
  if (Number.isFinite(amount) && amount >= 0) return amount;
  throw new ConfigError(`AIVEN_MAX_USD_PER_HOUR is "${value}", not an amount`, {
    hint: "Give US dollars per hour, e.g. 0.5.",
  });
}

function readSwitch(name: string, env: Environment): boolean | undefined {
  const value = readVariable(env, name);
  if (value === undefined) return undefined;
  if (value === "1" || value === "true") return true;
  if (value === "0" || value === "false") return false;
  throw new ConfigError(`${name} is "${value}", neither on nor off`, { hint: "Give 1 or 0." });
}

/** Undefined where the variable is not set, so that a profile's list counts. */
function list(value: string | undefined): string[] | undefined {
  const items = value
    ?.split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
  return items?.length ? items : undefined;
}
