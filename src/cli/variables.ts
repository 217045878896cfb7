import { nearest } from "../core/nearest.js";
import type { Environment } from "../node/credentials.js";

/** All that are read. */
export const VARIABLES = [
  "AIVEN_AUTH_TOKEN",
  "AIVEN_CA_CERT",
  "AIVEN_CONFIG_DIR",
  "AIVEN_CONFIRM",
  "AIVEN_CONNECT_DIR",
  "AIVEN_CREDENTIALS_FILE",
  "AIVEN_MAX_USD_PER_HOUR",
  "AIVEN_MCP_CONFIG",
  "AIVEN_MODE",
  "AIVEN_OPERATIONS",
  "AIVEN_PROFILE",
  "AIVEN_PROJECT",
  "AIVEN_PROTECT",
  "AIVEN_REVEAL",
  "AIVEN_SQL_WRITE",
  "AIVEN_STATE_KEY",
  "AIVEN_TOKEN",
  "AIVEN_TOOLS",
  "AIVEN_WEB_URL",
];

/** Variables that look like one of ours and are not read: a rule that is misspelt would be a rule that is ignored. */
export function strangeVariables(env: Environment): { readonly name: string; readonly meant: string }[] {
  return Object.keys(env).flatMap((name) => {
    // Tokens of profiles have names of their own: AIVEN_TOKEN_DEV.
    const isKnown = VARIABLES.some((known) => name === known || name.startsWith(`${known}_`));
    const meant = name.startsWith("AIVEN_") && !isKnown ? nearest(name, VARIABLES) : undefined;
    return meant === undefined ? [] : [{ name, meant }];
  });
}
