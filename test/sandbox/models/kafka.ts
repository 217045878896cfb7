import * as fc from "fast-check";
import { Command } from "./command.js";
import { at, type Service } from "./model.js";
import { names } from "./services.js";

const topicNames = fc.constantFrom("orders", "payments");

/** How long until a topic is made, or gone, and the list tells of it. */
const SETTLED_MS = 60_000;

/** The status with which a service refuses everything about topics; undefined where it does not. */
function withoutTopics(service: Service | undefined): number | undefined {
  if (!service) return 404;
  if (service.type !== "kafka") return 400;
  return service.powered ? undefined : 503;
}

export const createTopic = fc.tuple(names, topicNames, fc.integer({ min: 1, max: 5 })).map(
  ([name, topic_name, partitions]) =>
    new Command(`create topic ${name}/${topic_name} ${partitions}`, (model, real) => {
      const service = model.services.get(name);
      const refused = withoutTopics(service) ?? (service?.topics.has(topic_name) ? 409 : undefined);
      real.expect(refused ?? 200, "ServiceKafkaTopicCreate", { ...at(name), topic_name, partitions });
      real.instance.advance(SETTLED_MS);
      if (!refused) service?.topics.set(topic_name, partitions);
    }),
);

export const growTopic = fc.tuple(names, topicNames, fc.integer({ min: 1, max: 8 })).map(
  ([name, topic_name, partitions]) =>
    new Command(`partitions of ${name}/${topic_name}: ${partitions}`, (model, real) => {
      const service = model.services.get(name);
      const current = service?.topics.get(topic_name);
      const refused = withoutTopics(service) ?? (current === undefined ? 404 : partitions < current ? 400 : undefined);
      real.expect(refused ?? 200, "ServiceKafkaTopicUpdate", { ...at(name), topic_name, partitions });
      if (!refused) service?.topics.set(topic_name, partitions);
    }),
);

export const deleteTopic = fc.tuple(names, topicNames).map(
  ([name, topic_name]) =>
    new Command(`delete topic ${name}/${topic_name}`, (model, real) => {
      const service = model.services.get(name);
      const refused = withoutTopics(service) ?? (service?.topics.has(topic_name) ? undefined : 404);
      real.expect(refused ?? 200, "ServiceKafkaTopicDelete", { ...at(name), topic_name });
      real.instance.advance(SETTLED_MS);
      if (!refused) service?.topics.delete(topic_name);
    }),
);

export const createAcl = fc.tuple(names, fc.constantFrom("read" as const, "write" as const), topicNames).map(
  ([name, permission, topic]) =>
    new Command(`allow app to ${permission} ${name}/${topic}`, (model, real) => {
      const service = model.services.get(name);
      const entry = `app ${permission} ${topic}`;
      const refused = withoutTopics(service) ?? ([...(service?.acls.values() ?? [])].includes(entry) ? 409 : undefined);
      const added = { username: "app", permission, topic } as const;
      const { acl } = real.expect(refused ?? 200, "ServiceKafkaAclAdd", { ...at(name), ...added });
      if (refused) return;
      const made = (acl as { id: string }[]).find(({ id }) => !service?.acls.has(id));
      service?.acls.set(made?.id ?? "", entry);
    }),
);

export const deleteAcl = fc.tuple(names, fc.nat(3)).map(
  ([name, index]) =>
    new Command(`delete ACL entry ${index} of ${name}`, (model, real) => {
      const service = model.services.get(name);
      const kafka_acl_id = [...(service?.acls.keys() ?? [])][index] ?? "acl00000000000";
      const refused = withoutTopics(service) ?? (service?.acls.has(kafka_acl_id) ? undefined : 404);
      real.expect(refused ?? 200, "ServiceKafkaAclDelete", { ...at(name), kafka_acl_id });
      if (!refused) service?.acls.delete(kafka_acl_id);
    }),
);
