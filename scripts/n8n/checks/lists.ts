import { LISTINGS } from "../../../src/n8n/shared/lists/listings.js";
import { mapLimited } from "../../../src/tools/parallel.js";
import type { Client } from "../client.js";
import type { Report } from "../report.js";
import { AIVEN_CREDENTIAL, byName, byUrl } from "../workflow.js";
import type { World } from "../world.js";

interface List {
  readonly method: string;
  readonly operation?: string;
  readonly filter?: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** A value that has to be among what is offered. */
  readonly offers: string;
}

const PROJECT_URL = "https://console.aiven.io/account/a1/project/sandbox-demo";
const ON_KAFKA = { project: byName("sandbox-demo"), service_name: byName("demo-kafka") };
const NARROWED: List = {
  method: "searchServices",
  parameters: { project: byName("sandbox-demo") },
  filter: "KAF",
  offers: "demo-kafka",
};
const LISTS: readonly List[] = [
  NARROWED,
  { method: "searchProjects", offers: "sandbox-demo" },
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
  {
    method: "searchUsers",
    parameters: { project: byUrl(PROJECT_URL), service_name: byUrl(`${PROJECT_URL}/services/demo-kafka/overview`) },
    offers: "avnadmin",
  },
  { method: "searchDatabases", parameters: { service_name: byName("demo-pg") }, offers: "defaultdb" },
];

/** Services of other types than the sandbox begins with, for the lists of what only they have. */
const MORE_SERVICES = [
  { service_name: "lists-clickhouse", service_type: "clickhouse", plan: "startup-16" },
  { service_name: "lists-connect", service_type: "kafka_connect", plan: "startup-4" },
  { service_name: "lists-flink", service_type: "flink", plan: "business-4" },
  { service_name: "lists-mirrormaker", service_type: "kafka_mirrormaker", plan: "startup-4" },
  { service_name: "lists-opensearch", service_type: "opensearch", plan: "startup-4" },
];

const CONNECTED = { integration_type: "kafka_connect", source_service: "demo-kafka", dest_service: "lists-connect" };

/** As many lists as a browser asks for at once. */
const AT_ONCE = 6;

/** The service whose own are listed, where that is not Kafka. */
const SERVICE_OF: Readonly<Record<string, string>> = {
  searchClickHouseDatabases: "lists-clickhouse",
  searchClickHouseUsers: "lists-clickhouse",
  searchConnectorClasses: "lists-connect",
  searchConnectors: "lists-connect",
  searchDatabases: "demo-pg",
  searchFlinkApplications: "lists-flink",
  searchFlinkJarApplications: "lists-flink",
  searchFlinkJobs: "lists-flink",
  searchPools: "demo-pg",
  searchRepositories: "lists-opensearch",
  searchSourceClusters: "lists-mirrormaker",
  searchTargetClusters: "lists-mirrormaker",
};

/** The lists that a person chooses from. */
export async function checkLists(report: Report, client: Client, world: World): Promise<void> {
  for (const list of LISTS) {
    const modes = JSON.stringify(list.parameters ?? {}).includes('"url"') ? " of what is named by a URL" : "";
    await report.check(`${list.method}${modes} offers ${list.offers}`, () => checkOffer(client, list));
  }
  await report.check("every list is found and answers", () => checkEvery(client, world));
  await report.check("a list with a refused token says so", async () => {
    const { status, body } = await search(client, { method: "searchProjects" }, "refused");
    const text = JSON.stringify(body);
    if (status < 400 || !/token/i.test(text)) throw new Error(`${status} ${text.slice(0, 500)}`);
  });
}

/** One list, by default that of the services narrowed down. */
export async function checkOffer(client: Client, list = NARROWED): Promise<string> {
  const values = await offered(client, list);
  if (!values.includes(list.offers)) throw new Error(`it offers ${values.join(", ") || "nothing"}`);
  return `${values.length} offered`;
}

async function checkEvery(client: Client, world: World): Promise<string> {
  for (const service of MORE_SERVICES) await world.create({ ...service, cloud: "google-europe-west1" });
  await world.ask("POST", "/project/sandbox-demo/integration", CONNECTED);
  const { organizations } = (await world.ask("GET", "/organizations")) as {
    organizations: { organization_id: string }[];
  };
  const organization_id = organizations[0]?.organization_id ?? "";
  const counts = { offering: 0, empty: 0, waiting: 0 };
  const ask = async (method: string): Promise<void> => {
    const service_name = byName(SERVICE_OF[method] ?? "demo-kafka");
    const { status, body } = await search(
      client,
      { method, parameters: { service_name, organization_id } },
      AIVEN_CREDENTIAL.aivenApi.id,
    );
    // What depends on more than is chosen here, or is there, says so.
    if (status >= 400 && /has to be chosen first|PrivateLink .* does not exist/.test(JSON.stringify(body)))
      counts.waiting += 1;
    else if (resultsOf(method, status, body).length > 0) counts.offering += 1;
    else counts.empty += 1;
  };
  await mapLimited(Object.keys(LISTINGS), AT_ONCE, ask);
  return `${counts.offering} offer something, ${counts.empty} nothing, ${counts.waiting} say what is lacking`;
}

async function offered(client: Client, list: Omit<List, "offers">): Promise<string[]> {
  const { status, body } = await search(client, list, AIVEN_CREDENTIAL.aivenApi.id);
  return resultsOf(list.method, status, body);
}

function resultsOf(method: string, status: number, body: unknown): string[] {
  const { data } = body as { data?: { results?: { value: string }[] } };
  if (!data?.results) throw new Error(`${method}: ${status} ${JSON.stringify(body).slice(0, 800)}`);
  return data.results.map(({ value }) => value);
}

function search(
  client: Client,
  { method, operation = "ServiceGet", filter, parameters }: Omit<List, "offers">,
  credential: string,
) {
  return client.send("POST", "/rest/dynamic-node-parameters/resource-locator-results", {
    nodeTypeAndVersion: { name: "n8n-nodes-aiven.aiven", version: 1 },
    path: "parameters.service_name",
    methodName: method,
    currentNodeParameters: { resource: "Service", operation, ...parameters },
    credentials: { aivenApi: { id: credential, name: credential } },
    ...(filter ? { filter } : {}),
  });
}
