import { expect } from "vitest";
import { ready, task } from "./conversation.js";

const TOPIC = { service_name: "demo-kafka", topic_name: "orders" };

task({
  id: "peek-messages",
  title: "Peek at and produce test messages",
  budget: { calls: 3, tokens: 900 },
  async before(api) {
    const { project } = api;
    await api.ok("ServiceKafkaTopicCreate", { project, ...TOPIC, partitions: 1 });
    ready(api);
    const records = [{ value: { order: 1 } }, { value: { order: 2 } }];
    await api.ok("ServiceKafkaTopicMessageProduce", { project, ...TOPIC, format: "json", records });
  },
  async talk({ call, find, api, project }) {
    await find(
      "read messages of a topic; produce message to topic",
      "ServiceKafkaTopicMessageList",
      "ServiceKafkaTopicMessageProduce",
    );
    const partitions = { "0": { offset: 0 } };
    const read = { operation: "ServiceKafkaTopicMessageList", input: { ...TOPIC, format: "json", partitions } };
    expect(JSON.stringify(await call("aiven_read", read))).toContain('{"order":2}');
    await call("aiven_write", {
      operation: "ServiceKafkaTopicMessageProduce",
      input: { ...TOPIC, format: "json", records: [{ value: { order: 3 } }] },
    });
    const { messages } = await api.ok("ServiceKafkaTopicMessageList", {
      project,
      ...TOPIC,
      format: "json",
      partitions,
    });
    expect(messages?.map(({ value }) => value)).toEqual([{ order: 1 }, { order: 2 }, { order: 3 }]);
  },
});
