import { BUILT_MS, type TestCalls } from "./api.js";

/** Whether an operation needs what `prepareKafka` makes. */
export function isKafka(id: string): boolean {
  return /Kafka|SchemaRegistry/.test(id);
}

/** Fills a sandbox with one of everything that Kafka has; answers with their names, for the fields of an operation. */
export async function prepareKafka(api: TestCalls, id: string): Promise<Record<string, unknown>> {
  const { project } = api;
  const { organization_id } = (await api.ok("ProjectGet", { project })).project;
  if (id.includes("MirrorMaker")) return prepareMirrorMaker(api);
  if (id.includes("CustomPlugin")) return preparePlugin(api, organization_id, id);
  const where = { project, service_name: "demo-kafka" };
  await api.ok("ServiceUpdate", {
    ...where,
    user_config: { kafka_connect: true, kafka_rest: true, schema_registry: true, tiered_storage: { enabled: true } },
  });
  await api.ok("ServiceKafkaTopicCreate", { ...where, topic_name: "orders", partitions: 3, replication: 2 });
  await api.ok("ServiceKafkaQuotaCreate", { ...where, user: "avnadmin", "client-id": "app", request_percentage: 10 });
  const config = {
    name: "sink",
    "connector.class": "HttpSinkConnector",
    topics: "orders",
    "http.url": "https://x.example",
  };
  await api.ok("ServiceKafkaConnectCreateConnector", { ...where, ...config });
  const schema = '{"type":"record","name":"Order","fields":[]}';
  await api.ok("ServiceSchemaRegistrySubjectVersionPost", { ...where, subject_name: "orders-value", schema });
  await api.ok("ServiceSchemaRegistrySubjectConfigPut", {
    ...where,
    subject_name: "orders-value",
    compatibility: "FULL",
  });
  const acl = {
    operation: "Read",
    pattern_type: "LITERAL",
    permission_type: "ALLOW",
    principal: "User:app",
    resource_name: "orders",
    resource_type: "Topic",
  } as const;
  const native = await api.ok("ServiceKafkaNativeAclAdd", { ...where, ...acl });
  const creates = id.endsWith("Create") || id.endsWith("CreateConnector") || id.endsWith("AclAdd");
  return {
    ...where,
    organization_id,
    ...acl,
    ...config,
    resource_name: creates ? "payments" : "orders",
    name: creates ? "second" : "sink",
    connector_name: id.endsWith("ConnectorConfiguration") ? "HttpSinkConnector" : "sink",
    topic_name: creates ? "payments" : "orders",
    topic_names: ["orders"],
    topic: "orders",
    permission: id.includes("SchemaRegistry") ? "schema_registry_read" : "read",
    resource: "Subject:orders-value",
    username: "app",
    kafka_acl_id: id.includes("Native") ? native.acl.id : "default",
    schema_registry_acl_id: "default-sr-admin-config",
    partitions: id.includes("Message") ? { 0: { offset: 0 } } : 3,
    format: "json",
    records: [{ value: { a: 1 } }],
    user: "avnadmin",
    "client-id": "app",
    request_percentage: 5,
    subject_name: "orders-value",
    version_id: "1",
    schema_id: "1",
    schema,
    compatibility: "NONE",
    task_id: "0",
  };
}

async function prepareMirrorMaker(api: TestCalls): Promise<Record<string, unknown>> {
  const where = { project: api.project, service_name: "mirror" };
  const plan = { service_type: "kafka_mirrormaker", plan: "startup-4", cloud: "aws-eu-west-1", project_vpc_id: null };
  await api.ok("ServiceCreate", { ...where, ...plan });
  api.sandbox.advance(BUILT_MS);
  const flow = { source_cluster: "a", target_cluster: "b", enabled: true };
  await api.ok("ServiceKafkaMirrorMakerCreateReplicationFlow", { ...where, ...flow });
  return { ...where, ...flow };
}

async function preparePlugin(api: TestCalls, organization_id: string, id: string): Promise<Record<string, unknown>> {
  const file = { organization_id, plugin_name: "mine", plugin_version: "1.0", service_type: "kafka_connect" } as const;
  const { plugin_file_id } = await api.ok("KafkaConnectCustomPluginFileCreate", file);
  api.sandbox.advance(BUILT_MS);
  const { plugin_classes } = await api.ok("KafkaConnectCustomPluginClassList", { organization_id });
  if (id.endsWith("PluginDelete"))
    await api.ok("KafkaConnectCustomPluginFileDelete", { organization_id, plugin_file_id });
  return { ...file, plugin_version: "2.0", plugin_file_id, plugin_class_name: plugin_classes[0]?.plugin_class };
}
