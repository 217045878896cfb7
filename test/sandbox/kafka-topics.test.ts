import { describe, expect, test } from "vitest";
import { BUILT_MS, DAY_MS, openSandbox, type TestApi } from "./api.js";

const where = (api: TestApi, service_name = "demo-kafka") => ({ project: api.project, service_name });
const topicOf = (api: TestApi, topic_name = "orders") => ({ ...where(api), topic_name });
const configure = (api: TestApi, user_config: Record<string, unknown>) =>
  api.ok("ServiceUpdate", { ...where(api), user_config });

describe("topics", () => {
  test("are made, become active, are listed, changed and deleted", async () => {
    await using api = await openSandbox();
    await api.ok("ServiceKafkaTopicCreate", { ...topicOf(api), partitions: 3, replication: 3, retention_hours: 24 });
    const got = (await api.ok("ServiceKafkaTopicGet", topicOf(api))).topic;
    expect(got).toMatchObject({ topic_name: "orders", state: "CONFIGURING", replication: 3, retention_hours: 24 });
    expect(got.partitions).toHaveLength(3);
    expect(got.config.retention_ms).toMatchObject({ value: 86_400_000, source: "topic_config" });
    expect(got.config.min_insync_replicas).toMatchObject({ value: 1, source: "default_config" });
    api.sandbox.advance(60_000);
    expect((await api.ok("ServiceKafkaTopicGet", topicOf(api))).topic.state).toBe("ACTIVE");
    const change = {
      partitions: 6,
      config: { retention_ms: -1, min_insync_replicas: 2 },
      tags: [{ key: "a", value: "b" }],
    };
    await api.ok("ServiceKafkaTopicUpdate", { ...topicOf(api), ...change });
    const [listed] = (await api.ok("ServiceKafkaTopicList", where(api))).topics;
    expect(listed).toMatchObject({ partitions: 6, retention_hours: -1, min_insync_replicas: 2, tags: change.tags });
    expect((await api.ok("ServiceGet", where(api))).service.topics).toEqual([listed]);
    await api.ok("ServiceKafkaTopicDelete", topicOf(api));
    expect(await api.refused("ServiceKafkaTopicGet", topicOf(api))).toMatchObject({
      status: 404,
      code: "kafka_topic_not_found",
    });
    expect((await api.ok("ServiceKafkaTopicList", where(api))).topics[0]?.state).toBe("DELETING");
    expect(await api.refused("ServiceKafkaTopicCreate", topicOf(api))).toMatchObject({ status: 409 });
    api.sandbox.advance(60_000);
    expect((await api.ok("ServiceKafkaTopicList", where(api))).topics).toEqual([]);
    await api.ok("ServiceKafkaTopicCreate", topicOf(api));
  });

  test("keep integers beyond 2^53 to the last digit", async () => {
    await using api = await openSandbox();
    const path = `/v1/project/${api.project}/service/demo-kafka/topic`;
    const body = '{"topic_name":"big","config":{"flush_messages":9223372036854775807,"segment_ms":9007199254740993}}';
    const headers = { authorization: `aivenv1 ${api.sandbox.token}`, "content-type": "application/json" };
    expect((await api.fetch(path, { method: "POST", headers, body })).status).toBe(200);
    const text = await (await api.fetch(`${path}/big`)).text();
    expect(text).toContain('"value":9007199254740993');
    expect(text).toContain('"value":9223372036854775807');
    const beyond = body.replace('"big"', '"bigger"').replace("9007199254740993", "9223372036854775808");
    expect((await api.fetch(path, { method: "POST", headers, body: beyond })).status).toBe(400);
  });

  test("refuse what Kafka refuses", async () => {
    await using api = await openSandbox();
    await api.ok("ServiceKafkaTopicCreate", { ...topicOf(api), partitions: 3 });
    const create = (fields: object) => api.refused("ServiceKafkaTopicCreate", { ...topicOf(api, "other"), ...fields });
    const update = (fields: object) => api.refused("ServiceKafkaTopicUpdate", { ...topicOf(api), ...fields });
    expect(await create({ topic_name: "orders" })).toMatchObject({
      status: 409,
      message: "Topic 'orders' already exists",
      code: "kafka_topic_already_exists",
    });
    expect(await create({ replication: 4 })).toMatchObject({
      status: 409,
      message: "Cluster only has 3 broker(s), cannot set replication factor to 4",
    });
    for (const wrong of [
      { topic_name: "a b" },
      { topic_name: ".." },
      { replication: 2, min_insync_replicas: 3 },
      { retention_bytes: -2 },
      { config: { no_such_setting: 1 } },
      { config: { remote_storage_enable: true } },
      { config: { local_retention_ms: 10, retention_ms: 5 } },
    ]) {
      expect(await create(wrong)).toMatchObject({ status: 400, code: "kafka_topic_invalid_config" });
    }
    expect((await create({ config: { retention_ms: "long" } })).status).toBe(400);
    expect(await update({ partitions: 2 })).toMatchObject({ status: 400, code: "kafka_topic_invalid_config" });
    expect((await api.refused("ServiceKafkaTopicDelete", topicOf(api, "_schemas"))).code).toBe("kafka_topic_reserved");
    expect((await api.refused("ServiceKafkaTopicUpdate", topicOf(api, "no"))).code).toBe("kafka_topic_not_found");
    expect((await api.refused("ServiceKafkaTopicList", where(api, "demo-pg"))).status).toBe(400);
  });

  test("move to other brokers one change at a time", async () => {
    await using api = await openSandbox();
    await api.ok("ServiceKafkaTopicCreate", { ...topicOf(api), replication: 1 });
    await api.ok("ServiceKafkaTopicUpdate", { ...topicOf(api), replication: 2 });
    const again = { ...topicOf(api), replication: 3 };
    expect((await api.refused("ServiceKafkaTopicUpdate", again)).code).toBe("kafka_partition_reassignment_in_progress");
    api.sandbox.advance(60_000);
    await api.ok("ServiceKafkaTopicUpdate", again);
  });

  test("are not there yet while the service is built, nor while it is off", async () => {
    await using api = await openSandbox();
    const spec = { service_type: "kafka", plan: "business-4", cloud: "aws-eu-west-1", project_vpc_id: null };
    await api.ok("ServiceCreate", { ...where(api, "fresh"), ...spec });
    const fresh = { ...where(api, "fresh"), topic_name: "orders" };
    expect(await api.refused("ServiceKafkaTopicGet", fresh)).toMatchObject({
      status: 501,
      message: "Failed to fetch Kafka topic: orders",
    });
    expect((await api.refused("ServiceKafkaTopicCreate", fresh)).message).toMatch(/Cluster only has 0 broker\(s\)/);
    api.sandbox.advance(BUILT_MS);
    await api.ok("ServiceKafkaTopicCreate", fresh);
    await api.ok("ServiceUpdate", { ...where(api, "fresh"), powered: false });
    expect((await api.refused("ServiceKafkaTopicList", where(api, "fresh"))).status).toBe(503);
    await api.ok("ServiceUpdate", { ...where(api, "fresh"), powered: true });
    api.sandbox.advance(BUILT_MS);
    expect((await api.ok("ServiceKafkaTopicList", where(api, "fresh"))).topics).toEqual([]);
  });

  test("are listed from a cache of some seconds", async () => {
    await using api = await openSandbox();
    const names = async () => (await api.ok("ServiceKafkaTopicList", where(api))).topics.map((each) => each.topic_name);
    expect(await names()).toEqual([]);
    api.sandbox.advance(1_000);
    await api.ok("ServiceKafkaTopicCreate", topicOf(api));
    expect(await names()).toEqual([]);
    api.sandbox.advance(5_000);
    expect(await names()).toEqual(["orders"]);
  });

  test("take what the broker is configured to give", async () => {
    await using api = await openSandbox();
    await configure(api, { kafka: { default_replication_factor: 3, num_partitions: 4, log_retention_ms: 3_600_000 } });
    await api.ok("ServiceKafkaTopicCreate", topicOf(api));
    const { topic } = await api.ok("ServiceKafkaTopicGet", topicOf(api));
    expect(topic).toMatchObject({ replication: 3, retention_hours: 1 });
    expect(topic.partitions).toHaveLength(4);
    expect(topic.config.retention_ms?.source).toBe("static_broker_config");
    await api.ok("ServiceKafkaTopicUpdate", { ...topicOf(api), retention_hours: 2 });
    const unset = { config: { retention_ms: null } } as unknown as { config: object };
    await api.ok("ServiceKafkaTopicUpdate", { ...topicOf(api), ...unset });
    expect((await api.ok("ServiceKafkaTopicGet", topicOf(api))).topic.retention_hours).toBe(1);
  });

  test("come in a batch by name, all of which have to be there", async () => {
    await using api = await openSandbox();
    for (const name of ["a", "b"]) await api.ok("ServiceKafkaTopicCreate", topicOf(api, name));
    const { topics } = await api.ok("ServiceKafkaTopicListV2", { ...where(api), topic_names: ["b", "a"] });
    expect(topics?.map((topic) => topic.topic_name)).toEqual(["b", "a"]);
    expect((await api.refused("ServiceKafkaTopicListV2", { ...where(api), topic_names: ["a", "c"] })).status).toBe(404);
    const many = Array.from({ length: 101 }, () => "a");
    expect((await api.refused("ServiceKafkaTopicListV2", { ...where(api), topic_names: many })).status).toBe(400);
  });

  test("go with their service, and with them everything in them", async () => {
    await using api = await openSandbox();
    await api.ok("ServiceKafkaTopicCreate", topicOf(api));
    await api.ok("ServiceKafkaTopicMessageProduce", { ...topicOf(api), format: "json", records: [{ value: 1 }] });
    await api.ok("ServiceDelete", where(api));
    const spec = { service_type: "kafka", plan: "business-4", cloud: "aws-eu-west-1", project_vpc_id: null };
    await api.ok("ServiceCreate", { ...where(api), ...spec });
    api.sandbox.advance(BUILT_MS);
    await api.ok("ServiceKafkaTopicCreate", topicOf(api));
    const { partitions } = (await api.ok("ServiceKafkaTopicGet", topicOf(api))).topic;
    expect(partitions[0]).toMatchObject({ earliest_offset: 0, latest_offset: 0, size: 0 });
  });
});

describe("messages", () => {
  test("are read as they were written, in the format that is asked for", async () => {
    await using api = await openSandbox();
    await api.ok("ServiceKafkaTopicCreate", { ...topicOf(api), partitions: 2 });
    const value = { id: 1, name: "é" };
    const { offsets } = await api.ok("ServiceKafkaTopicMessageProduce", {
      ...topicOf(api),
      format: "json",
      records: [
        { partition: 1, key: "k", value },
        { partition: 1, value: null },
        { partition: 7, value },
      ],
    });
    expect(offsets?.map(({ partition, offset, error_code }) => [partition, offset, error_code])).toEqual([
      [1, 0, undefined],
      [1, 1, undefined],
      [null, null, 1],
    ]);
    const read = (format: "avro" | "binary" | "json", offset = 0) =>
      api.ok("ServiceKafkaTopicMessageList", { ...topicOf(api), format, partitions: { 1: { offset } } });
    expect((await read("json")).messages).toEqual([
      { key: "k", offset: 0, partition: 1, topic: "orders", value },
      { key: null, offset: 1, partition: 1, topic: "orders", value: null },
    ]);
    const [binary] = (await read("binary")).messages ?? [];
    expect(Buffer.from(String(binary?.value), "base64").toString()).toBe(JSON.stringify(value));
    expect((await read("json", 1)).messages).toHaveLength(1);
    const avro = { ...topicOf(api), format: "avro", partitions: { 1: {} } } as const;
    expect((await api.refused("ServiceKafkaTopicMessageList", avro)).status).toBe(422);
    expect((await api.refused("ServiceKafkaTopicMessageList", { ...avro, partitions: { 5: {} } })).status).toBe(404);
    const text = { ...topicOf(api), format: "binary" as const, records: [{ value: "not base64!" }] };
    expect((await api.refused("ServiceKafkaTopicMessageProduce", text)).status).toBe(400);
  });

  test("of Avro have to fit their schema, which is registered for the topic", async () => {
    await using api = await openSandbox();
    await api.ok("ServiceKafkaTopicCreate", topicOf(api));
    const value_schema = '{"type":"record","name":"Order","fields":[{"name":"id","type":"int"}]}';
    const produce = { ...topicOf(api), format: "avro" as const, value_schema };
    const { value_schema_id } = await api.ok("ServiceKafkaTopicMessageProduce", {
      ...produce,
      records: [{ value: { id: 1 } }],
    });
    expect(value_schema_id).toBe(1);
    expect((await api.ok("ServiceSchemaRegistrySubjects", where(api))).subjects).toEqual(["orders-value"]);
    const wrong = { ...produce, records: [{ value: { id: "one" } }] };
    expect((await api.refused("ServiceKafkaTopicMessageProduce", wrong)).status).toBe(422);
    const none = { ...topicOf(api), format: "avro" as const, records: [{ value: {} }] };
    expect((await api.refused("ServiceKafkaTopicMessageProduce", none)).status).toBe(400);
    const { messages } = await api.ok("ServiceKafkaTopicMessageList", {
      ...topicOf(api),
      format: "avro",
      partitions: { 0: {} },
    });
    expect(messages).toMatchObject([{ value: { id: 1 } }]);
  });

  test("go when their topic does not keep them longer, but offsets count on", async () => {
    await using api = await openSandbox();
    await api.ok("ServiceKafkaTopicCreate", { ...topicOf(api), retention_hours: 1 });
    const produce = { ...topicOf(api), format: "json" as const, records: [{ key: "a", value: 1 }] };
    await api.ok("ServiceKafkaTopicMessageProduce", produce);
    api.sandbox.advance(DAY_MS);
    const { topic } = await api.ok("ServiceKafkaTopicGet", topicOf(api));
    expect(topic.partitions[0]).toMatchObject({ earliest_offset: 1, latest_offset: 1, size: 0 });
    const { offsets } = await api.ok("ServiceKafkaTopicMessageProduce", produce);
    expect(offsets?.[0]?.offset).toBe(1);
  });

  test("need the REST proxy", async () => {
    await using api = await openSandbox();
    await api.ok("ServiceKafkaTopicCreate", topicOf(api));
    await configure(api, { kafka_rest: false });
    const produce = { ...topicOf(api), format: "json" as const, records: [{ value: 1 }] };
    expect((await api.refused("ServiceKafkaTopicMessageProduce", produce)).status).toBe(403);
    expect((await api.refused("ServiceKafkaTopicMessageList", { ...topicOf(api), partitions: {} })).status).toBe(403);
  });
});
