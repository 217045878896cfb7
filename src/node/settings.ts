import { ConfigError } from "../core/errors.js";
import { nearest } from "../core/nearest.js";
import type { Mode, PolicySettings } from "../tools/policy.js";
import { type Credential, type Environment, findBaseUrl, findCredential } from "./credentials.js";

/** What the operator set, by flag or environment; flags win. */
export interface Settings {
  /** Undefined: the embedded sandbox is used. */
  readonly credential: Credential | undefined;
  readonly baseUrl: string | undefined;
  readonly caFile: string | undefined;
  readonly policy: PolicySettings;
}

export interface Flags {
  readonly token?: string | undefined;
  readonly mode?: string | undefined;
  /** Comma-separated. */
  readonly project?: string | undefined;
  /** Without a token, fail instead of starting on the sandbox. */
  readonly noSandbox?: boolean | undefined;
  /** Use the sandbox although there is a token. */
  readonly sandbox?: boolean | undefined;
}

const MODES: readonly Mode[] = ["read-only", "write", "full"];

export const HOW_TO_GET_A_TOKEN =
  "Create a token in the Aiven Console (https://console.aiven.io → User information → Tokens) and set AIVEN_TOKEN.";

/** Reads the settings. Throws ConfigError for values that cannot be used, naming the variable. */
export function readSettings(flags: Flags, env: Environment): Settings {
  const credential = flags.sandbox ? undefined : findCredential(flags.token, env);
  if (!credential && flags.noSandbox) throw new ConfigError("There is no Aiven token", { hint: HOW_TO_GET_A_TOKEN });
  return {
    credential,
    baseUrl: findBaseUrl(env),
    caFile: env["AIVEN_CA_CERT"],
    policy: {
      mode: readMode(flags.mode ?? env["AIVEN_MODE"]),
      projects: list(flags.project ?? env["AIVEN_PROJECT"]),
    },
  };
}

function readMode(value: string | undefined): Mode {
  if (!value) return "write";
  const mode = MODES.find((known) => known === value);
  if (mode) return mode;
  const close = nearest(value, MODES);
  throw new ConfigError(`"${value}" is not a mode${close ? ` (did you mean ${close}?)` : ""}`, {
    hint: `AIVEN_MODE and --mode take one of: ${MODES.join(", ")}.`,
  });
}

function list(value: string | undefined): string[] {
  return (value ?? "")
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}
