import { expect } from "vitest";
import { listOf, ready, task } from "./conversation.js";

const KAFKA = { service_name: "demo-kafka" };
const TOPIC = { ...KAFKA, topic_name: "orders" };
const format = "json";

task({
  id: "peek-messages",
  title: "Peek at and produce test messages",
  needs: ["ServiceUpdate", "ServiceKafkaTopicMessageList", "ServiceKafkaTopicMessageProduce"],
  budget: { calls: 5, tokens: 1_300 },
  // The topic has messages, and the REST proxy has been switched off since.
  async before(api) {
    const { project } = api;
    await api.ok("ServiceKafkaTopicCreate", { project, ...TOPIC, partitions: 1 });
    ready(api);
    const records = [1, 2, 3].map((order) => ({ value: { order } }));
    await api.ok("ServiceKafkaTopicMessageProduce", { project, ...TOPIC, format, records });
    await api.ok("ServiceUpdate", { project, ...KAFKA, user_config: { kafka_rest: false } });
    ready(api);
  },
  async talk({ call, find, api, project }) {
    await find(
      "read messages of a topic; produce message to topic; partitions and offsets of a topic; enable kafka rest",
      "ServiceKafkaTopicMessageList",
      "ServiceKafkaTopicMessageProduce",
      "ServiceKafkaTopicGet",
      "ServiceUpdate",
    );
    const { results } = await call("aiven_read", {
      calls: [
        { operation: "ServiceGet", input: KAFKA },
        { operation: "ServiceKafkaTopicGet", input: TOPIC },
      ],
      fields: ["service.user_config.kafka_rest", "partitions[].partition", "partitions[].latest_offset"],
    });
    const [kafka = {}, about = {}] = results as Record<string, Record<string, unknown>>[];
    expect(kafka["service"]).toEqual({ user_config: { kafka_rest: false } });
    const [partition] = listOf(about["topic"] ?? {}, "partitions");
    const offset = Number(partition?.["latest_offset"]) - 2;
    await call("aiven_write", {
      operation: "ServiceUpdate",
      input: { ...KAFKA, user_config: { kafka_rest: true } },
      wait: true,
    });
    const partitions = { [String(partition?.["partition"])]: { offset } };
    const read = { operation: "ServiceKafkaTopicMessageList", input: { ...TOPIC, format, partitions } };
    const last = listOf(await call("aiven_read", read), "messages");
    expect(last.map(({ value }) => value)).toEqual([{ order: 2 }, { order: 3 }]);
    await call("aiven_write", {
      operation: "ServiceKafkaTopicMessageProduce",
      input: { ...TOPIC, format, records: [{ value: { order: 4 } }] },
    });
    const all = { project, ...TOPIC, format, partitions: { "0": { offset: 0 } } } as const;
    const { messages } = await api.ok("ServiceKafkaTopicMessageList", all);
    expect(messages?.map(({ value }) => value)).toEqual([1, 2, 3, 4].map((order) => ({ order })));
  },
});
