import { ERROR_CODES, type ErrorKind } from "./error-codes.js";
import { own } from "./own.js";

/** What to do about an error, by the provider's code and else by status. Our own words, addressed to whoever can act. */
const BY_STATUS: Readonly<Record<number, string>> = {
  400: "Check the fields against the operation's description.",
  401: "The token is wrong, expired or revoked. Create a new one in the Aiven Console (User information → Tokens) and put it where this one is set: AIVEN_TOKEN, the Authorization header, the credential.",
  403: "The token's user lacks the permission, the token lacks the scope, or the service has not switched on what this is about.",
  404: "Check the names: something in the path does not exist, or the token cannot see it.",
  409: "It clashes with the present state: it exists already, or something must finish or go first.",
  410: "The provider has retired this operation; look for its successor.",
  417: "Something that depends on it must go first.",
  429: "Too many requests; wait as long as the message says.",
  501: "The service is not ready for this yet; try again shortly.",
  503: "Look at the service's state first: a powered-off service answers this until it is powered on.",
  510: "This account asks for a one-time password: send it as otp.",
};

/** What kind of trouble a status is, where the code does not say. */
const KIND_OF_STATUS: Readonly<Record<number, ErrorKind>> = {
  401: "auth",
  403: "permission",
  404: "not-found",
  409: "state",
  410: "retired",
  417: "in-use",
  429: "limit",
  501: "state",
  510: "auth",
};

/** Codes that the provider answers with and does not document. */
const UNDOCUMENTED: Readonly<Record<string, readonly [ErrorKind, string]>> = {
  authentication_failed: [
    "auth",
    "The token is wrong, expired or revoked, or the organization's policy forbids it: put another where this one is set.",
  ],
};

/** What a status alone tells to do: nothing that somebody who knows better has to repeat. */
export function generalHint(status: number): string | undefined {
  return BY_STATUS[status];
}

/** What an error answer is about, and what to do; no hint when there is nothing to add to its message. */
export function classify(status: number, code: string | undefined): { kind: ErrorKind; hint: string | undefined } {
  const [kind, hint] = (code === undefined ? undefined : (own(UNDOCUMENTED, code) ?? own(ERROR_CODES, code))) ?? [];
  return {
    kind: kind ?? KIND_OF_STATUS[status] ?? (status >= 500 ? "upstream" : "input"),
    hint: hint ?? BY_STATUS[status],
  };
}
