import type { Sandbox } from "../../../src/sandbox/index.js";
import type { Client } from "../client.js";
import { expectEqual, type Report } from "../report.js";
import { AIVEN_CREDENTIAL, byName, chain, READ_ONLY_CREDENTIAL, START } from "../workflow.js";
import type { World } from "../world.js";

/** The shortest life that the API gives to a token. */
const TOKEN_SECONDS = 600;

/** What the credential's own test says of each token, and what its switches do. */
export async function checkCredential(report: Report, client: Client, sandbox: Sandbox, world: World): Promise<void> {
  await report.check("the credential's test says whose token it is", () => checkGoodToken(client, sandbox));
  const { token, url: baseUrl } = sandbox;
  const refused = async (data: object, message: RegExp) => expectTest(client, data, "Error", message);
  await report.check("the credential's test says why a mistyped token is refused", () =>
    refused({ token: "mistyped", baseUrl }, /no token of Aiven \(Invalid token\): copy it again/),
  );
  await report.check("the credential's test says that a token is expired, and what to do", async () => {
    const expired = await expiredToken(sandbox, world);
    return refused({ token: expired, baseUrl }, /expired or revoked \(.+\): create another one/);
  });
  await report.check("the credential's test says why Aiven refuses a token", () => {
    sandbox.faults.add({ fault: 403, operation: "UserInfo", message: "Client IP address is not allowed" });
    return refused({ token, baseUrl }, /refuses the token \(Client IP address is not allowed\)/);
  });
  await report.check("the credential's test says that there is no API at a base URL", () =>
    refused({ token, baseUrl: `${baseUrl}/elsewhere` }, /no Aiven API at http.+ check Base URL/),
  );
  await report.check("Read Only lets read, and refuses what changes something", () => checkReadOnly(client, world));
}

/** The credential's own test, which tells who owns a good token. */
export function checkGoodToken(client: Client, { token, url }: Sandbox): Promise<string> {
  return expectTest(client, { token, baseUrl: url }, "OK", /^Connected as Demo User <demo@example\.com>$/);
}

async function expectTest(client: Client, data: object, status: string, message: RegExp): Promise<string> {
  const credentials = { ...AIVEN_CREDENTIAL.aivenApi, type: "aivenApi", data };
  const answer = (await client.ask("POST", "/rest/credentials/test", { credentials })) as Record<string, string>;
  const said = answer["message"] ?? "";
  if (answer["status"] !== status || !message.test(said)) throw new Error(JSON.stringify(answer));
  return said;
}

async function expiredToken(sandbox: Sandbox, world: World): Promise<string> {
  const spec = { description: "ends soon", max_age_seconds: TOKEN_SECONDS };
  const { full_token } = await world.ask("POST", "/access_token", spec);
  sandbox.advance(2 * TOKEN_SECONDS * 1000);
  return String(full_token);
}

async function checkReadOnly(client: Client, world: World): Promise<string> {
  const run = async (operation: string, more: object) => {
    const step = {
      name: "Tried",
      type: "n8n-nodes-aiven.aiven",
      parameters: { resource: "Service", operation, service_name: byName("demo-pg"), ...more },
      credentials: READ_ONLY_CREDENTIAL,
    };
    return client.run(chain("Read Only", [START, step]), START.name);
  };
  const read = await run("ServiceGet", {});
  expectEqual("the run that reads", [read.status, read.error], ["success", undefined]);
  const changing = await run("powerOff", {});
  expectEqual("the run that changes something", changing.status, "error");
  expectEqual("the state after it", (await world.each("state"))["demo-pg"], "RUNNING");
  const said = changing.error ?? "";
  if (!/read.only/i.test(said)) throw new Error(`it says ${said || "nothing"}`);
  return said;
}
