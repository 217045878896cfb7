import { expect } from "vitest";
import { listOf, ready, task } from "./conversation.js";

const KAFKA = { service_name: "demo-kafka" };
const DAY_HOURS = 24;

task({
  id: "topics-report",
  title: "Audit topics: retention, replication, size",
  budget: { calls: 4, tokens: 1_200 },
  async before(api) {
    const topic = { project: api.project, ...KAFKA };
    await api.ok("ServiceKafkaTopicCreate", { ...topic, topic_name: "clicks", config: { retention_ms: -1 } });
    await api.ok("ServiceKafkaTopicCreate", { ...topic, topic_name: "carts", config: { retention_ms: -1 } });
    await api.ok("ServiceKafkaTopicCreate", { ...topic, topic_name: "orders", replication: 3 });
    ready(api);
  },
  async talk({ call, find, destroy, api, project }) {
    await find(
      "list kafka topics with retention; change topic retention",
      "ServiceKafkaTopicList",
      "ServiceKafkaTopicUpdate",
    );
    const topics = listOf(await call("aiven_read", { operation: "ServiceKafkaTopicList", input: KAFKA }), "topics");
    const endless = topics.filter(({ retention_hours }) => Number(retention_hours) < 0);
    expect(endless.map(({ topic_name }) => topic_name).sort()).toEqual(["carts", "clicks"]);
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
