import { expect } from "vitest";
import { listOf, ready, task } from "./conversation.js";

const KAFKA = { service_name: "demo-kafka" };
const DAY_HOURS = 24;

task({
  id: "topics-report",
  title: "Audit topics: retention, replication, size",
  needs: ["ServiceKafkaTopicList", "ServiceKafkaTopicGet", "ServiceKafkaTopicUpdate"],
  budget: { calls: 5, tokens: 1_900 },
  async before(api) {
    const topic = { project: api.project, ...KAFKA };
    await api.ok("ServiceKafkaTopicCreate", { ...topic, topic_name: "clicks", config: { retention_ms: -1 } });
    await api.ok("ServiceKafkaTopicCreate", { ...topic, topic_name: "carts", config: { retention_ms: -1 } });
    await api.ok("ServiceKafkaTopicCreate", { ...topic, topic_name: "orders", replication: 3 });
    ready(api);
  },
  async talk({ call, find, destroy, api, project }) {
    await find(
      "list kafka topics with retention; partitions and size of a topic; change topic retention",
      "ServiceKafkaTopicList",
      "ServiceKafkaTopicGet",
      "ServiceKafkaTopicUpdate",
    );
    const topics = listOf(await call("aiven_read", { operation: "ServiceKafkaTopicList", input: KAFKA }), "topics");
    const endless = topics.filter(({ retention_hours }) => Number(retention_hours) < 0);
    expect(endless.map(({ topic_name }) => topic_name).sort()).toEqual(["carts", "clicks"]);
    const single = topics.filter(({ replication }) => Number(replication) < 2);
    const { results } = await call("aiven_read", {
      calls: topics.map(({ topic_name }) => ({ operation: "ServiceKafkaTopicGet", input: { ...KAFKA, topic_name } })),
      fields: ["topic_name", "partitions[].partition", "partitions[].size", "replication"],
    });
    for (const [index, result] of (results as { topic: Record<string, unknown> }[]).entries()) {
      const { topic } = await api.ok("ServiceKafkaTopicGet", {
        project,
        ...KAFKA,
        topic_name: String(topics[index]?.["topic_name"]),
      });
      expect(listOf(result.topic, "partitions").map(({ size }) => size)).toEqual(
        topic.partitions.map(({ size }) => size),
      );
    }
    expect(single).toEqual([]);
    await destroy({
      calls: endless.map(({ topic_name }) => ({
        operation: "ServiceKafkaTopicUpdate",
        input: { ...KAFKA, topic_name, retention_hours: 7 * DAY_HOURS },
      })),
    });
    for (const topic_name of ["carts", "clicks"]) {
      const { topic } = await api.ok("ServiceKafkaTopicGet", { project, ...KAFKA, topic_name });
      expect(topic.retention_hours).toBe(7 * DAY_HOURS);
    }
  },
});
