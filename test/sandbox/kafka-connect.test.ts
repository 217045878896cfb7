import { describe, expect, test } from "vitest";
import { BUILT_MS, openSandbox, type TestApi } from "./api.js";

const where = (api: TestApi, service_name = "demo-kafka") => ({ project: api.project, service_name });
const SINK = {
  name: "to-web",
  "connector.class": "io.aiven.kafka.connect.http.HttpSinkConnector",
  "http.url": "https://example.com",
  topics: "orders",
  "tasks.max": "2",
};
const named = (api: TestApi) => ({ ...where(api), connector_name: SINK.name });

async function openConnect(): Promise<TestApi> {
  const api = await openSandbox();
  await api.ok("ServiceUpdate", { ...where(api), user_config: { kafka_connect: true } });
  return api;
}

describe("Kafka Connect", () => {
  test("runs connectors, which are listed, changed, paused, stopped, restarted and deleted", async () => {
    await using api = await openConnect();
    const { connector } = await api.ok("ServiceKafkaConnectCreateConnector", { ...where(api), ...SINK });
    expect(connector).toMatchObject({ name: "to-web", config: SINK, plugin: { type: "sink" } });
    expect(connector.tasks).toEqual([
      { connector: "to-web", task: 0 },
      { connector: "to-web", task: 1 },
    ]);
    const status = async () => (await api.ok("ServiceKafkaConnectGetConnectorStatus", named(api))).status;
    expect((await status()).state).toBe("UNASSIGNED");
    api.sandbox.advance(10_000);
    expect(await status()).toEqual({
      state: "RUNNING",
      tasks: [
        { id: 0, state: "RUNNING", trace: "" },
        { id: 1, state: "RUNNING", trace: "" },
      ],
    });
    await api.ok("ServiceKafkaConnectPauseConnector", named(api));
    expect((await status()).tasks[1]?.state).toBe("PAUSED");
    await api.ok("ServiceKafkaConnectStopConnector", named(api));
    expect(await status()).toEqual({ state: "STOPPED", tasks: [] });
    await api.ok("ServiceKafkaConnectResumeConnector", named(api));
    api.sandbox.advance(10_000);
    await api.ok("ServiceKafkaConnectRestartConnector", named(api));
    await api.ok("ServiceKafkaConnectRestartConnectorTask", { ...named(api), task_id: "1" });
    const unknown = await api.refused("ServiceKafkaConnectRestartConnectorTask", { ...named(api), task_id: "2" });
    expect(unknown.status).toBe(404);
    const edited = { ...named(api), ...SINK, "tasks.max": "1" };
    expect((await api.ok("ServiceKafkaConnectEditConnector", edited)).connector.tasks).toHaveLength(1);
    expect((await api.refused("ServiceKafkaConnectEditConnector", { ...edited, name: "other" })).status).toBe(400);
    await api.ok("ServiceKafkaConnectDeleteConnector", named(api));
    expect((await api.ok("ServiceKafkaConnectList", where(api))).connectors).toEqual([]);
    expect(await api.refused("ServiceKafkaConnectGetConnectorStatus", named(api))).toMatchObject({
      status: 404,
      message: "Connector to-web not found",
    });
  });

  test("refuses what Kafka Connect refuses", async () => {
    await using api = await openConnect();
    await api.ok("ServiceKafkaConnectCreateConnector", { ...where(api), ...SINK });
    const create = (fields: object) =>
      api.refused("ServiceKafkaConnectCreateConnector", { ...where(api), ...SINK, name: "other", ...fields });
    expect(await create({ name: "to-web" })).toMatchObject({ status: 409, message: "Connector to-web already exists" });
    expect((await create({ "connector.class": "com.example.Nothing" })).message).toMatch(/Failed to find any class/);
    expect((await create({ "http.url": "", topics: "" })).message).toMatch(/2 error\(s\)/);
    expect((await create({ "tasks.max": "0" })).status).toBe(400);
    expect((await create({ "tasks.max": 1 })).status).toBe(400);
  });

  test("fails the tasks of a connector whose other side is nowhere, until it is changed", async () => {
    await using api = await openConnect();
    await api.ok("ServiceKafkaConnectCreateConnector", {
      ...where(api),
      ...SINK,
      "http.url": "https://nowhere.invalid/x",
    });
    api.sandbox.advance(10_000);
    const { status } = await api.ok("ServiceKafkaConnectGetConnectorStatus", named(api));
    expect(status.state).toBe("RUNNING");
    expect(status.tasks[0]).toMatchObject({ state: "FAILED", trace: expect.stringContaining("nowhere.invalid") });
    await api.ok("ServiceKafkaConnectEditConnector", { ...named(api), ...SINK });
    api.sandbox.advance(10_000);
    const after = await api.ok("ServiceKafkaConnectGetConnectorStatus", named(api));
    expect(after.status.tasks[0]?.state).toBe("RUNNING");
  });

  test("reads topics as a consumer group, which lags while it is paused", async () => {
    await using api = await openConnect();
    const topic = { ...where(api), topic_name: "orders" };
    await api.ok("ServiceKafkaTopicCreate", topic);
    await api.ok("ServiceKafkaConnectCreateConnector", { ...where(api), ...SINK });
    api.sandbox.advance(10_000);
    const produce = { ...topic, format: "json" as const, records: [{ value: 1 }] };
    const groups = async () => (await api.ok("ServiceKafkaTopicGet", topic)).topic.partitions[0]?.consumer_groups;
    await api.ok("ServiceKafkaTopicMessageProduce", produce);
    expect(await groups()).toEqual([{ group_name: "connect-to-web", offset: 1 }]);
    await api.ok("ServiceKafkaConnectPauseConnector", named(api));
    await api.ok("ServiceKafkaTopicMessageProduce", produce);
    expect(await groups()).toEqual([{ group_name: "connect-to-web", offset: 1 }]);
    await api.ok("ServiceKafkaConnectResumeConnector", named(api));
    api.sandbox.advance(10_000);
    expect(await groups()).toEqual([{ group_name: "connect-to-web", offset: 2 }]);
  });

  test("tells its plugins and what they need", async () => {
    await using api = await openConnect();
    const { plugins } = await api.ok("ServiceKafkaConnectGetAvailableConnectors", where(api));
    const plugin = plugins.find((each) => each.class === SINK["connector.class"]);
    expect(plugin).toMatchObject({ type: "sink", title: "HTTP Sink" });
    const connector_name = SINK["connector.class"];
    const answer = await api.ok("ServiceKafkaConnectGetConnectorConfiguration", { ...where(api), connector_name });
    const required = answer.configuration_schema.filter((each) => each.required).map((each) => each.name);
    expect(required).toEqual(["name", "connector.class", "http.url"]);
    const unknown = { ...where(api), connector_name: "Nothing" };
    expect((await api.refused("ServiceKafkaConnectGetConnectorConfiguration", unknown)).status).toBe(404);
  });

  test("is refused where it is off, and by services that cannot have it", async () => {
    await using api = await openSandbox();
    expect((await api.refused("ServiceKafkaConnectList", where(api))).status).toBe(403);
    expect((await api.refused("ServiceKafkaConnectList", where(api, "demo-pg"))).status).toBe(400);
  });

  test("as a service of its own answers once it runs and has a Kafka", async () => {
    await using api = await openSandbox();
    const spec = { service_type: "kafka_connect", plan: "startup-4", cloud: "aws-eu-west-1", project_vpc_id: null };
    await api.ok("ServiceCreate", { ...where(api, "alone"), ...spec });
    const link = { integration_type: "kafka_connect", source_service: "demo-kafka" } as const;
    await api.ok("ServiceCreate", { ...where(api, "linked"), ...spec, service_integrations: [link] });
    expect((await api.refused("ServiceKafkaConnectList", where(api, "linked"))).status).toBe(503);
    api.sandbox.advance(BUILT_MS);
    expect((await api.refused("ServiceKafkaConnectList", where(api, "alone"))).status).toBe(503);
    await api.ok("ServiceKafkaConnectCreateConnector", { ...where(api, "linked"), ...SINK });
    expect((await api.ok("ServiceKafkaConnectList", where(api, "linked"))).connectors).toHaveLength(1);
    await api.ok("ServiceDelete", where(api, "linked"));
  });
});
