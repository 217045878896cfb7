import { expect } from "vitest";
import { task } from "./conversation.js";

task({
  id: "kafka-topic-acl-user",
  title: "Create a Kafka topic, its user and the user's rights",
  budget: { calls: 3, tokens: 1_150 },
  async talk({ call, find, api, project }) {
    const service_name = "demo-kafka";
    await find(
      "create kafka topic; create service user; give user access to topic; certificate authority of project",
      "ServiceKafkaTopicCreate",
      "ServiceUserCreate",
      "ServiceKafkaAclAdd",
      "ProjectKmsGetCA",
    );
    const access = { topic: "orders", username: "orders-app", permission: "readwrite" };
    const { results } = await call("aiven_write", {
      calls: [
        { operation: "ServiceKafkaTopicCreate", input: { service_name, topic_name: "orders", partitions: 3 } },
        { operation: "ServiceUserCreate", input: { service_name, username: "orders-app" } },
        { operation: "ServiceKafkaAclAdd", input: { service_name, ...access } },
      ],
      wait: true,
    });
    expect(results).toMatchObject([{ wait: { outcome: "done", state: "ACTIVE" } }, {}, {}]);
    expect(await call("aiven_read", { operation: "ProjectKmsGetCA" })).toMatchObject({
      certificate: expect.stringContaining("BEGIN CERTIFICATE"),
    });
    const { topic } = await api.ok("ServiceKafkaTopicGet", { project, service_name, topic_name: "orders" });
    expect(topic).toMatchObject({ state: "ACTIVE", partitions: { length: 3 } });
    const { user } = await api.ok("ServiceUserGet", {
      project,
      service_name,
      service_username: "orders-app",
      include_secrets: true,
    });
    expect(user.access_cert).toContain("BEGIN CERTIFICATE");
    expect((await api.ok("ServiceKafkaAclList", { project, service_name })).acl).toContainEqual(
      expect.objectContaining(access),
    );
  },
});
