import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { variablesOf } from "./connected.js";
import { task } from "./conversation.js";

const FILE = "orders.env";

task({
  id: "kafka-topic-acl-user",
  title: "Create a Kafka topic, its user and the user's rights",
  needs: [
    "ServiceKafkaTopicCreate",
    "ServiceKafkaTopicGet",
    "ServiceUserCreate",
    "ServiceKafkaAclAdd",
    "ProjectKmsGetCA",
  ],
  budget: { calls: 3, tokens: 1_200 },
  async talk({ call, find, api, project, folder }) {
    const service_name = "demo-kafka";
    await find(
      "create kafka topic; create service user; give user access to topic",
      "ServiceKafkaTopicCreate",
      "ServiceUserCreate",
      "ServiceKafkaAclAdd",
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
    await call("aiven_connect", { service_name, user: "orders-app", form: "kafkajs", file: FILE });
    const { topic } = await api.ok("ServiceKafkaTopicGet", { project, service_name, topic_name: "orders" });
    expect(topic).toMatchObject({ state: "ACTIVE", partitions: { length: 3 } });
    const { user } = await api.ok("ServiceUserGet", {
      project,
      service_name,
      service_username: "orders-app",
      include_secrets: true,
    });
    expect(user.access_cert).toContain("BEGIN CERTIFICATE");
    const variables = variablesOf(folder, FILE);
    const written = (name: string) => readFileSync(join(folder, variables[name] ?? ""), "utf8").trim();
    expect(written("KAFKA_SSL_CERT_FILE")).toBe(user.access_cert?.trim());
    expect(written("KAFKA_SSL_KEY_FILE")).toBe(user.access_key?.trim());
    const { certificate } = await api.ok("ProjectKmsGetCA", { project });
    expect(written("KAFKA_SSL_CA_FILE")).toBe(certificate.trim());
    expect((await api.ok("ServiceKafkaAclList", { project, service_name })).acl).toContainEqual(
      expect.objectContaining(access),
    );
  },
});
