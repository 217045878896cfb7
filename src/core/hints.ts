/** What to do about an error, by the provider's code and else by status. Our own words, addressed to whoever can act. */
const BY_STATUS: Readonly<Record<number, string>> = {
  400: "Check the fields against the operation's description.",
  401: "The token is missing, expired or revoked. Create a new one in the Aiven Console (User information → Tokens) and set AIVEN_TOKEN.",
  403: "The token's user lacks the permission or the token lacks the scope for this operation.",
  404: "Check the names: something in the path does not exist, or the token cannot see it.",
  409: "It clashes with the present state: it exists already, or something must finish or go first.",
  410: "The provider has retired this operation; look for its successor.",
  417: "Something that depends on it must go first.",
  429: "Too many requests; wait as long as the message says.",
  501: "The service is not ready for this yet; try again shortly.",
  503: "Look at the service's state first: a powered-off service answers this until it is powered on.",
  510: "This account asks for a one-time password: send it as otp.",
};

const BY_CODE: Readonly<Record<string, string>> = {
  authentication_failed: "The token is missing, expired or revoked, or the organization's policy forbids it.",
  not_powered:
    "The service is powered off. Power it on (ServiceUpdate with powered: true) and wait until it is RUNNING.",
  retired_api_endpoint: "The provider has retired this operation; look for its successor.",
  api_client_ip_allowlist_blocks_caller:
    "The organization admits API calls only from listed addresses, and this one is not listed.",
};

/** A hint for an error answer, or undefined when there is nothing to add to its message. */
export function hintFor(status: number, code: string | undefined): string | undefined {
  return (code === undefined ? undefined : BY_CODE[code]) ?? BY_STATUS[status];
}
