import type { Sandbox } from "../../../src/sandbox/index.js";
import type { Client } from "../client.js";
import type { Report } from "../report.js";
import { AIVEN_CREDENTIAL, byName } from "../workflow.js";

interface List {
  readonly method: string;
  readonly operation?: string;
  readonly filter?: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** A value that has to be among what is offered. */
  readonly offers: string;
}

const ON_KAFKA = { project: byName("sandbox-demo"), service_name: byName("demo-kafka") };
const LISTS: readonly List[] = [
  { method: "searchProjects", offers: "sandbox-demo" },
  { method: "searchServices", parameters: { project: byName("sandbox-demo") }, filter: "KAF", offers: "demo-kafka" },
  // With no project chosen, the credential's own is meant.
  { method: "searchServices", offers: "demo-pg" },
  { method: "searchClouds", filter: "europe-west1", offers: "google-europe-west1" },
  {
    method: "searchPlans",
    operation: "ServiceCreate",
    parameters: { service_type: byName("pg") },
    offers: "startup-8",
  },
  { method: "searchServiceTypes", operation: "ServiceCreate", filter: "pg", offers: "pg" },
  { method: "searchUsers", parameters: ON_KAFKA, offers: "avnadmin" },
  { method: "searchDatabases", parameters: { service_name: byName("demo-pg") }, offers: "defaultdb" },
];

/** The credential's own test, and the lists that a person chooses from. */
export async function checkAccess(report: Report, client: Client, sandbox: Sandbox): Promise<void> {
  const good = { token: sandbox.token, baseUrl: sandbox.url };
  await report.check("the credential's test accepts a good token", () =>
    expectTest(client, good, "OK", /^Connected as .+ <.+@.+>$/),
  );
  await report.check("the credential's test says why a bad token is refused", () =>
    expectTest(client, { ...good, token: "mistyped" }, "Error", /no token of Aiven \(Invalid token\)/),
  );
  for (const list of LISTS) {
    await report.check(`${list.method} offers ${list.offers}`, () => expectOffer(client, list));
  }
  await report.check("a list with a refused token says so", async () => {
    const { status, body } = await search(client, { method: "searchProjects", offers: "" }, "refused");
    const text = JSON.stringify(body);
    if (status < 400 || !/token/i.test(text)) throw new Error(`${status} ${text.slice(0, 500)}`);
  });
}

async function expectTest(client: Client, data: object, status: string, message: RegExp): Promise<string> {
  const credentials = { ...AIVEN_CREDENTIAL.aivenApi, type: "aivenApi", data };
  const answer = (await client.ask("POST", "/rest/credentials/test", { credentials })) as Record<string, string>;
  const said = answer["message"] ?? "";
  if (answer["status"] !== status || !message.test(said)) throw new Error(JSON.stringify(answer));
  return said;
}

async function expectOffer(client: Client, list: List): Promise<string> {
  const { status, body } = await search(client, list, AIVEN_CREDENTIAL.aivenApi.id);
  const { data } = body as { data?: { results?: { name: string; value: string }[] } };
  const values = data?.results?.map(({ value }) => value) ?? [];
  if (!values.includes(list.offers)) throw new Error(`${status} ${JSON.stringify(body).slice(0, 800)}`);
  return `${values.length} offered`;
}

function search(client: Client, { method, operation = "ServiceGet", filter, parameters }: List, credential: string) {
  return client.send("POST", "/rest/dynamic-node-parameters/resource-locator-results", {
    nodeTypeAndVersion: { name: "n8n-nodes-aiven.aiven", version: 1 },
    path: "parameters.service_name",
    methodName: method,
    currentNodeParameters: { resource: "Service", operation, ...parameters },
    credentials: { aivenApi: { id: credential, name: credential } },
    ...(filter ? { filter } : {}),
  });
}
