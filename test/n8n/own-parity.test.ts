import { describe, expect, it } from "vitest";
import type { OperationId } from "../../src/core/catalogue/index.js";
import { Aiven } from "../../src/n8n/nodes/Aiven/Aiven.node.js";
import { openInProcess, type TestCalls } from "../sandbox/api.js";
import { executeNode, sentByClient, sentByConfigure, sentByNode, sentByTools, type Watched } from "./doors.js";
import type { Sent } from "./fake-node.js";
import { OWN_VALUES } from "./fill-in.js";

type Input = Record<string, unknown>;

const type = new Aiven();

async function open(id: OperationId) {
  const api = openInProcess();
  const watched: Watched = { api, token: api.sandbox.token, id };
  return { api, watched, where: { project: api.project, service_name: "demo-pg" } };
}

function plain({ method, path, body }: Sent) {
  return { method, path, body: JSON.parse(String(body)) };
}

/** An operation that is a part of an update: what its form holds, and what the whole update would be given. */
const PARTS: readonly (readonly [string, Input, Input])[] = [
  ["powerOff", {}, { powered: false }],
  ["powerOff", { fields: { allow_unclean_poweroff: true } }, { powered: false, allow_unclean_poweroff: true }],
  ["powerOn", {}, { powered: true }],
  ["changePlan", { plan: "startup-8" }, { plan: "startup-8" }],
  [
    "changePlan",
    { plan: "startup-8", fields: { disk_space_mb: 179200 } },
    { plan: "startup-8", disk_space_mb: 179200 },
  ],
];

describe.each(PARTS)("%s with %j", (operation, form, change) => {
  it("is the same request from the node, the assistant's tools and the typed client, and succeeds", async () => {
    const { watched, where } = await open("ServiceUpdate");
    const expected = (await sentByClient(watched, { ...where, ...change })).map(plain);
    expect(expected).toHaveLength(1);
    expect((await sentByTools(watched, { ...where, ...change })).map(plain)).toEqual(expected);
    const parameters = { resource: "Service", operation, ...where, ...form };
    expect((await sentByNode(watched, type, parameters)).map(plain)).toEqual(expected);
    const { items } = await executeNode(watched, type, parameters);
    expect(items).toEqual([expect.objectContaining({ pairedItem: { item: 0 } })]);
  });
});

/** An operation that changes single parameters, what it is made of, a change by path, and the same as an update gives it. */
interface Configure {
  readonly operation: string;
  readonly id: OperationId;
  readonly set: Input;
  readonly user_config: Input;
  /** What it is about: as the update and the node name it, and as the assistant's tool does. */
  owner(api: TestCalls): Promise<{ readonly named: Input; readonly asked: Input }>;
}

const CONFIGURES: readonly Configure[] = [
  {
    operation: "configure",
    id: "ServiceUpdate",
    set: { "pg.jit": false },
    user_config: { pg: { jit: false } },
    owner: async () => ({ named: { service_name: "demo-pg" }, asked: { service_name: "demo-pg" } }),
  },
  {
    operation: "configureIntegration",
    id: "ServiceIntegrationUpdate",
    set: { kafka_topic: "more-logs" },
    user_config: { kafka_topic: "more-logs" },
    owner: async (api) => {
      const of = { integration_type: "kafka_logs", source_service: "demo-pg", dest_service: "demo-kafka" } as const;
      const user_config = { kafka_topic: "logs" };
      const made = await api.ok("ServiceIntegrationCreate", { project: api.project, ...of, user_config });
      const { service_integration_id: id } = made.service_integration;
      return { named: { integration_id: id }, asked: { id } };
    },
  },
  {
    operation: "configureEndpoint",
    id: "ServiceIntegrationEndpointUpdate",
    set: { site: "datadoghq.eu" },
    user_config: { site: "datadoghq.eu" },
    owner: async (api) => {
      const of = { endpoint_name: "datadog", endpoint_type: "datadog" } as const;
      const user_config = { datadog_api_key: "0123456789abcdef0123456789abcdef" };
      const made = await api.ok("ServiceIntegrationEndpointCreate", { project: api.project, ...of, user_config });
      const { endpoint_id: id } = made.service_integration_endpoint;
      return { named: { integration_endpoint_id: id }, asked: { id } };
    },
  },
];

describe.each(CONFIGURES)("$operation", ({ operation, id, set, user_config, owner }) => {
  it("is the same request from the node, the assistant's tool for it and the typed client, and succeeds", async () => {
    const { api, watched } = await open(id);
    const { named, asked } = await owner(api);
    const { project } = api;
    const expected = (await sentByClient(watched, { project, ...named, user_config })).map(plain);
    expect(expected).toHaveLength(1);
    expect((await sentByConfigure(watched, { project, ...asked, set })).map(plain)).toEqual(expected);
    const configuration = { specifyConfiguration: "json", configurationJson: JSON.stringify(set) };
    const parameters = { operation, project, ...named, ...configuration };
    expect((await sentByNode(watched, type, parameters)).map(plain)).toEqual(expected);
    const { items } = await executeNode(watched, type, parameters);
    expect(items[0]?.json).toMatchObject({ changed: true });
  });
});

it("are all of them", () => {
  const tried = [...PARTS.map(([value]) => value), ...CONFIGURES.map(({ operation }) => operation)];
  expect([...new Set(tried)].sort()).toEqual([...OWN_VALUES].sort());
});
