import type { ICredentialsDecrypted, ICredentialTestFunctions, INodeCredentialTestResult } from "n8n-workflow";
import { sleep } from "n8n-workflow";
import * as catalogue from "../../../core/catalogue/index.js";
import { createClient } from "../../../core/client.js";
import { ApiError } from "../../../core/errors.js";
import type { Transport } from "../../../core/transport.js";
import { errorWords } from "../execution/node-error.js";
import { withoutVersion } from "./connection.js";
import { toResponse, toTransportError } from "./transport.js";

/** The test of the credential, by the name under which the nodes ask for it. */
export const credentialTest = { aivenApiTest };

/** Asks the API whose token it is; a token that is no good is told in the API's words, with a way out. */
async function aivenApiTest(
  this: ICredentialTestFunctions,
  { data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
  const baseUrl = withoutVersion(String(data["baseUrl"] ?? ""));
  try {
    const client = createClient({
      transport: createTransport(this),
      catalogue: () => catalogue,
      token: String(data["token"] ?? ""),
      sleep,
      now: Date.now,
      random: Math.random,
      userAgent: "n8n-nodes-aiven",
      // A person waits for the answer.
      totalTimeoutMs: 20_000,
      ...(baseUrl === "" ? {} : { baseUrl }),
    });
    const { user } = await client.call("UserInfo", {});
    return { status: "OK", message: `Connected as ${user.real_name} <${user.user}>` };
  } catch (error) {
    return { status: "Error", message: explain(error, baseUrl) };
  }
}

/** The helper that n8n has for tests: it knows the proxy, and nothing of the credential. */
function createTransport(node: ICredentialTestFunctions): Transport {
  return async ({ method, url, headers, timeoutMs }) => {
    const options = { method, uri: url, headers: { ...headers }, timeout: timeoutMs, encoding: null };
    try {
      return toResponse(await node.helpers.request({ ...options, simple: false, resolveWithFullResponse: true }));
    } catch (error) {
      throw toTransportError(error);
    }
  };
}

const ANOTHER = "create another one in the Aiven Console (User information → Tokens)";

function explain(error: unknown, baseUrl: string): string {
  const { error: said, description } = errorWords(error);
  if (!(error instanceof ApiError)) return [said, description].filter(Boolean).join(". ");
  const { status } = error;
  if (status === 401 && /expired|missing/i.test(said)) return `The token is expired or revoked (${said}): ${ANOTHER}`;
  if (status === 401) return `This is no token of Aiven (${said}): copy it again, whole and without blanks`;
  if (status === 403) {
    return `Aiven refuses the token (${said}): it is expired or revoked, or the organization's policy forbids it; ${ANOTHER}`;
  }
  if (status === 404) return `There is no Aiven API at ${baseUrl} (${said}): check Base URL`;
  return [said, description].filter(Boolean).join(". ");
}
