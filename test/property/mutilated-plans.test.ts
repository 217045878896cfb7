import { afterAll, beforeAll, describe, it } from "vitest";
import { AivenError } from "../../src/core/errors.js";
import { isObject } from "../../src/core/view.js";
import { createNodeClient } from "../../src/node/client.js";
import { readApplication } from "../../src/node/connect-application.js";
import { type Sandbox, startSandbox } from "../../src/sandbox/index.js";
import { applyChange } from "../../src/tools/configuration/apply.js";
import type { WantedChange } from "../../src/tools/configuration/change.js";
import { planChange } from "../../src/tools/configuration/configure.js";
import type { OwnerName } from "../../src/tools/configuration/owner.js";
import type { Door } from "../../src/tools/door.js";
import { assessRisk } from "../../src/tools/gates.js";
import { assess, inLines } from "../../src/tools/impact.js";
import { requireOperation } from "../../src/tools/operation.js";
import { prepare } from "../../src/tools/run.js";
import type { SqlDrivers } from "../../src/tools/sql/driver.js";
import { runSql } from "../../src/tools/sql/run.js";
import { type Origin, survivesMutilation } from "./mutilation.js";

let sandbox: Sandbox;
let client: ReturnType<typeof createNodeClient>;
let origin: Origin;
const ids = { endpoint: "", integration: "", organization: "" };

beforeAll(async () => {
  sandbox = await startSandbox({ speed: "instant" });
  client = createNodeClient({ baseUrl: sandbox.url, token: sandbox.token });
  const { project } = sandbox;
  origin = { client, project, mode: "write", answers: new Map() };
  const order = { project, cloud: "google-europe-west1" };
  const services = [
    { service_name: "old-pg", service_type: "pg", plan: "startup-4", user_config: { pg_version: "16" } },
    { service_name: "house", service_type: "clickhouse", plan: "startup-16" },
    { service_name: "sql", service_type: "mysql", plan: "startup-4" },
    { service_name: "search", service_type: "opensearch", plan: "startup-4" },
  ];
  for (const service of services) await client.call("ServiceCreate", { ...order, ...service });
  const topic = { service_name: "demo-kafka", topic_name: "orders", partitions: 1, replication: 2 };
  await client.call("ServiceKafkaTopicCreate", { project, ...topic });
  const { service_integration_endpoint } = await client.call("ServiceIntegrationEndpointCreate", {
    project,
    endpoint_name: "dog",
    endpoint_type: "datadog",
    user_config: { datadog_api_key: "0123456789abcdef0123456789abcdef" },
  });
  ids.endpoint = service_integration_endpoint.endpoint_id;
  const { service_integration } = await client.call("ServiceIntegrationCreate", {
    project,
    integration_type: "datadog",
    source_service: "demo-kafka",
    dest_endpoint_id: ids.endpoint,
  });
  ids.integration = service_integration.service_integration_id;
  ids.organization = (await client.call("UserOrganizationsList", {})).organizations[0]?.organization_id ?? "";
});
afterAll(async () => {
  await client.close();
  await sandbox.close();
});

async function configure(door: Door, name: OwnerName, wanted: WantedChange): Promise<void> {
  const planned = await planChange(door, name, wanted);
  if (planned.call) await applyChange(door, name, planned, { make: async () => undefined });
}

/** What is refused in our words by answers that are whole. */
async function refused(act: Promise<unknown>): Promise<void> {
  await act.catch((error: unknown) => {
    if (!(error instanceof AivenError)) throw error;
  });
}

describe("a change of a configuration, by answers that lack what their description promises", () => {
  const VERSION: WantedChange = {
    set: { pg_version: "17", work_mem: 8, "pg.max_connections": 200 },
    add: { ip_filter: "10.0.0.0/8" },
  };
  const WRONG: WantedChange = { set: { plan: "startup-8", work_mem: "1GB" } };
  it.each<[string, (door: Door) => Promise<unknown>]>([
    ["of PostgreSQL, to another version", (door) => configure(door, { service_name: "old-pg" }, VERSION)],
    ["that is wrong", (door) => refused(configure(door, { service_name: "demo-pg" }, WRONG))],
    [
      "of Apache Kafka, with object storage",
      (door) => configure(door, { service_name: "demo-kafka" }, { set: { "tiered_storage.enabled": true } }),
    ],
    ["of an endpoint", (door) => configure(door, { id: ids.endpoint }, { set: { site: "datadoghq.eu" } })],
    ["of an integration", (door) => configure(door, { id: ids.integration }, { set: { datadog_dbm_enabled: true } })],
  ])("%s", (_, act) => survivesMutilation(origin, act));
});

describe("connection details, from answers that lack what their description promises", () => {
  it.each([
    ["demo-pg", "env"],
    ["demo-pg", "jdbc"],
    ["demo-pg", "prisma"],
    ["demo-kafka", "kafkajs"],
    ["demo-valkey", "env"],
    ["house", "jdbc"],
    ["sql", "prisma"],
  ])("of %s as %s", (service_name, form) => {
    return survivesMutilation(origin, (door) => readApplication(door, { service_name, form }));
  });

  it("of another user", () => {
    return survivesMutilation(origin, (door) => {
      return refused(readApplication(door, { service_name: "demo-pg", user: "nobody" }));
    });
  });
});

async function look(door: Door, id: string, given: Readonly<Record<string, unknown>>): Promise<void> {
  const operation = requireOperation(id);
  const input = prepare(door, operation, given);
  const { gates } = await assessRisk(door, operation, input);
  inLines(await assess(door, operation, input, gates));
}

describe("the plan of what destroys, by answers that lack what their description promises", () => {
  it.each<[string, Readonly<Record<string, unknown>>]>([
    ["ServiceDelete", { service_name: "demo-kafka" }],
    ["ServiceUpdate", { service_name: "demo-kafka", powered: false }],
    ["ServiceUpdate", { service_name: "demo-pg", plan: "hobbyist" }],
    ["ServiceUpdate", { service_name: "demo-pg", disk_space_mb: 1, user_config: { ip_filter: [] } }],
    ["ServiceUserDelete", { service_name: "demo-pg", service_username: "avnadmin" }],
    ["ServiceDatabaseDelete", { service_name: "demo-pg", dbname: "defaultdb" }],
    ["ServiceKafkaTopicDelete", { service_name: "demo-kafka", topic_name: "orders" }],
    ["ServiceOpenSearchIndexDelete", { service_name: "search", index_pattern: "*" }],
    ["ServiceClickHouseDatabaseDelete", { service_name: "house", database: "default" }],
    ["ProjectDelete", {}],
  ])("%s %j", (id, input) => survivesMutilation(origin, (door) => look(door, id, input)));

  it("of an organization, an integration and an endpoint", async () => {
    await survivesMutilation(origin, (door) =>
      look(door, "OrganizationDelete", { organization_id: ids.organization, recursive: false }),
    );
    await survivesMutilation(origin, (door) => {
      return look(door, "ServiceIntegrationDelete", { integration_id: ids.integration });
    });
    await survivesMutilation(origin, (door) => {
      return look(door, "ServiceIntegrationEndpointDelete", { integration_endpoint_id: ids.endpoint });
    });
  });
});

describe("what SQL is for, by answers that lack what their description promises", () => {
  const driver = async () => async () => ({ columns: ["table"], rows: [["t"]] });
  const drivers: SqlDrivers = { pg: driver, mysql: driver };
  const limits = { maxRows: 10, maxBytes: 1_000 };

  /** The sandbox has neither servers behind services nor tables in ClickHouse. */
  const withDatabase = (door: Door): Door => {
    const callAny: Door["client"]["callAny"] = async (id, input) => {
      const answer = await door.client.callAny(id, input);
      if (id !== "ServiceGet" || !isObject(answer) || !isObject(answer["service"])) return answer;
      return { ...answer, service: { ...answer["service"], metadata: {} } };
    };
    return { ...door, client: { callAny, call: callAny as Door["client"]["call"] } };
  };

  it.each(["demo-pg", "sql", "house"])("of %s", async (service_name) => {
    for (const query of [undefined, "SELECT 1"]) {
      await survivesMutilation(origin, (door) => runSql(withDatabase(door), drivers, { service_name, query }, limits));
    }
  });
});
