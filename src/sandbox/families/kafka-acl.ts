import { badRequest, conflict, found } from "../errors.js";
import { recordOn } from "../model/event.js";
import { aclKey, acls, aclsOf, nativeAcls, schemaAcls } from "../model/kafka-acl.js";
import { requireKafka } from "../model/kafka-topic.js";
import type { ServiceRow } from "../model/service.js";
import type { Table } from "../store.js";
import type { Call, Handlers } from "../world.js";

const PATTERN = /^[-._*?A-Za-z0-9]+$/;
const RESOURCE = /^(?:Config:|Subject:[-._:*?/ A-Za-z0-9]+)$/;

/** What can be allowed or denied on a resource (source: Apache Kafka). */
const OPERATIONS: Readonly<Record<string, readonly string[]>> = {
  Cluster: [
    "All",
    "Alter",
    "AlterConfigs",
    "ClusterAction",
    "Create",
    "Describe",
    "DescribeConfigs",
    "IdempotentWrite",
  ],
  DelegationToken: ["All", "Describe"],
  Group: ["All", "Delete", "Describe", "Read"],
  Topic: ["All", "Alter", "AlterConfigs", "Create", "Delete", "Describe", "DescribeConfigs", "Read", "Write"],
  TransactionalId: ["All", "Describe", "Write"],
  User: ["All", "CreateTokens", "DescribeTokens"],
};

export const handlers: Handlers = {
  ServiceKafkaAclList: (input, call) => ({ acl: aclsOf(acls(call.world), requireKafka(call, input)) }),

  ServiceKafkaAclAdd: (input, call) => {
    const { permission, topic, username } = input;
    const service = requireKafka(call, input);
    if (!PATTERN.test(topic)) throw badRequest(`Invalid topic name pattern '${topic}'`);
    if (!PATTERN.test(username)) throw badRequest(`Invalid username pattern '${username}'`);
    add(call, service, acls(call.world), { permission, topic, username });
    recordOn(call, service, "kafka_acl_create", `Gave ${username} ${permission} on topic ${topic}`);
    return { acl: aclsOf(acls(call.world), service) };
  },

  ServiceKafkaAclDelete: (input, call) => {
    const service = requireKafka(call, input);
    remove(service, acls(call.world), input.kafka_acl_id);
    recordOn(call, service, "kafka_acl_delete", `Deleted ACL entry ${input.kafka_acl_id}`);
    return { acl: aclsOf(acls(call.world), service) };
  },

  ServiceKafkaNativeAclList: (input, call) => {
    const service = requireKafka(call, input);
    return { acl: aclsOf(acls(call.world), service), kafka_acl: aclsOf(nativeAcls(call.world), service) };
  },

  ServiceKafkaNativeAclGet: (input, call) => {
    const service = requireKafka(call, input);
    return { acl: requireAcl(service, nativeAcls(call.world), input.kafka_acl_id) };
  },

  ServiceKafkaNativeAclAdd: (input, call) => {
    const { operation, pattern_type, permission_type, principal, resource_name, resource_type } = input;
    const service = requireKafka(call, input);
    const host = input.host || "*";
    if (!/^User:.+/.test(principal)) throw badRequest(`Invalid principal '${principal}': expected 'User:NAME'`);
    if (resource_name === "") throw badRequest("Invalid resource_name: must not be empty");
    if (resource_type === "Cluster" && resource_name !== "kafka-cluster") {
      throw badRequest("Invalid resource_name: the only resource of type Cluster is 'kafka-cluster'");
    }
    if (!OPERATIONS[resource_type]?.includes(operation)) {
      throw badRequest(`Operation ${operation} is not valid for resource type ${resource_type}`);
    }
    const entry = { host, operation, pattern_type, permission_type, principal, resource_name, resource_type };
    const acl = add(call, service, nativeAcls(call.world), entry);
    recordOn(call, service, "kafka_acl_create", `${permission_type} ${operation} on ${resource_name} to ${principal}`);
    return { acl };
  },

  ServiceKafkaNativeAclDelete: (input, call) => {
    const service = requireKafka(call, input);
    remove(service, nativeAcls(call.world), input.kafka_acl_id);
    recordOn(call, service, "kafka_acl_delete", `Deleted Kafka-native ACL entry ${input.kafka_acl_id}`);
    return { message: "deleted" };
  },

  ServiceSchemaRegistryAclList: (input, call) => ({ acl: aclsOf(schemaAcls(call.world), requireKafka(call, input)) }),

  ServiceSchemaRegistryAclAdd: (input, call) => {
    const { permission, resource, username } = input;
    const service = requireKafka(call, input);
    if (!RESOURCE.test(resource)) {
      throw badRequest(`Invalid resource '${resource}': expected 'Config:' or 'Subject:' and a name pattern`);
    }
    if (!PATTERN.test(username)) throw badRequest(`Invalid username pattern '${username}'`);
    add(call, service, schemaAcls(call.world), { permission, resource, username });
    recordOn(call, service, "schema_registry_acl_create", `Gave ${username} ${permission} on ${resource}`);
    return { acl: aclsOf(schemaAcls(call.world), service) };
  },

  ServiceSchemaRegistryAclDelete: (input, call) => {
    const service = requireKafka(call, input);
    remove(service, schemaAcls(call.world), input.schema_registry_acl_id);
    recordOn(call, service, "schema_registry_acl_delete", `Deleted ACL entry ${input.schema_registry_acl_id}`);
    return { acl: aclsOf(schemaAcls(call.world), service) };
  },
};

/** Adds an entry under a fresh id, unless there is one like it. */
function add<Entry extends object>(
  call: Call,
  service: ServiceRow,
  table: Table<Entry & { readonly id: string }>,
  entry: Entry,
): Entry & { readonly id: string } {
  const fields = Object.entries(entry);
  const same = aclsOf(table, service).some((row) => {
    const present = new Map(Object.entries(row));
    return fields.every(([name, value]) => present.get(name) === value);
  });
  if (same) throw conflict("Identical ACL entry already exists");
  const row = { id: call.world.id("acl"), ...entry };
  return table.put(aclKey(service, row.id), row);
}

function requireAcl<Row extends object>(service: ServiceRow, table: Table<Row>, id: string): Row {
  return found(table.get(aclKey(service, id)), `ACL entry ${id} does not exist`, "service_acl_not_found");
}

function remove<Row extends object>(service: ServiceRow, table: Table<Row>, id: string): void {
  requireAcl(service, table, id);
  table.delete(aclKey(service, id));
}
