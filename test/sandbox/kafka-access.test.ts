import { describe, expect, test } from "vitest";
import { BUILT_MS, openSandbox, type TestApi } from "./api.js";

const where = (api: TestApi, service_name = "demo-kafka") => ({ project: api.project, service_name });
const NATIVE = {
  operation: "Read",
  pattern_type: "PREFIXED",
  permission_type: "ALLOW",
  principal: "User:app",
  resource_name: "orders",
  resource_type: "Topic",
} as const;

describe("access to Kafka", () => {
  test("is given to users by the provider's ACL", async () => {
    await using api = await openSandbox();
    const entry = { permission: "read", topic: "orders-*", username: "app" } as const;
    const { acl } = await api.ok("ServiceKafkaAclAdd", { ...where(api), ...entry });
    expect(acl).toEqual([
      { id: "default", permission: "admin", topic: "*", username: "avnadmin" },
      { id: expect.any(String), ...entry },
    ]);
    expect((await api.ok("ServiceGet", where(api))).service.acl).toEqual(acl);
    expect((await api.refused("ServiceKafkaAclAdd", { ...where(api), ...entry })).status).toBe(409);
    expect((await api.refused("ServiceKafkaAclAdd", { ...where(api), ...entry, topic: "a b" })).status).toBe(400);
    const own = { ...where(api), kafka_acl_id: String(acl[1]?.id) };
    expect((await api.ok("ServiceKafkaAclDelete", own)).acl).toHaveLength(1);
    expect(await api.refused("ServiceKafkaAclDelete", own)).toMatchObject({
      status: 404,
      code: "service_acl_not_found",
    });
    await api.ok("ServiceKafkaAclDelete", { ...where(api), kafka_acl_id: "default" });
    expect((await api.ok("ServiceKafkaAclList", where(api))).acl).toEqual([]);
  });

  test("is given or denied by Kafka's own ACL", async () => {
    await using api = await openSandbox();
    const { acl } = await api.ok("ServiceKafkaNativeAclAdd", { ...where(api), ...NATIVE });
    expect(acl).toEqual({ id: expect.any(String), host: "*", ...NATIVE });
    const named = { ...where(api), kafka_acl_id: acl.id };
    expect((await api.ok("ServiceKafkaNativeAclGet", named)).acl).toEqual(acl);
    const list = await api.ok("ServiceKafkaNativeAclList", where(api));
    expect(list.kafka_acl).toEqual([acl]);
    expect(list.acl).toHaveLength(1);
    const add = (fields: object) => api.refused("ServiceKafkaNativeAclAdd", { ...where(api), ...NATIVE, ...fields });
    expect((await add({})).status).toBe(409);
    for (const wrong of [{ principal: "app" }, { operation: "IdempotentWrite" }, { resource_type: "Cluster" }]) {
      expect((await add(wrong)).status).toBe(400);
    }
    await api.ok("ServiceKafkaNativeAclDelete", named);
    expect((await api.refused("ServiceKafkaNativeAclGet", named)).code).toBe("service_acl_not_found");
  });

  test("to schemas has entries of its own", async () => {
    await using api = await openSandbox();
    const entry = { permission: "schema_registry_read", resource: "Subject:orders-*", username: "app" } as const;
    const { acl } = await api.ok("ServiceSchemaRegistryAclAdd", { ...where(api), ...entry });
    expect((await api.ok("ServiceGet", where(api))).service.schema_registry_acl).toEqual(acl);
    const added = acl as unknown as readonly { readonly id: string; readonly resource: string }[];
    const id = added.find(({ resource }) => resource === entry.resource)?.id;
    const wrong = { ...where(api), ...entry, resource: "orders" };
    expect((await api.refused("ServiceSchemaRegistryAclAdd", wrong)).status).toBe(400);
    await api.ok("ServiceSchemaRegistryAclDelete", { ...where(api), schema_registry_acl_id: String(id) });
    const gone = { ...where(api), schema_registry_acl_id: String(id) };
    expect((await api.refused("ServiceSchemaRegistryAclDelete", gone)).status).toBe(404);
  });

  test("is limited by quotas of users and clients", async () => {
    await using api = await openSandbox();
    const user = { ...where(api), user: "app" };
    const both = { ...user, "client-id": "batch" };
    await api.ok("ServiceKafkaQuotaCreate", { ...user, producer_byte_rate: 1024 });
    await api.ok("ServiceKafkaQuotaCreate", { ...both, request_percentage: 25 });
    await api.ok("ServiceKafkaQuotaCreate", { ...user, consumer_byte_rate: 2048 });
    expect((await api.ok("ServiceKafkaQuotaDescribe", user)).quota).toEqual({
      "client-id": null,
      user: "app",
      consumer_byte_rate: 2048,
      producer_byte_rate: 1024,
      request_percentage: null,
    });
    expect((await api.ok("ServiceKafkaQuotaList", where(api))).quotas).toHaveLength(2);
    expect((await api.refused("ServiceKafkaQuotaCreate", { ...where(api), request_percentage: 5 })).status).toBe(400);
    expect((await api.refused("ServiceKafkaQuotaCreate", user)).status).toBe(400);
    await api.ok("ServiceKafkaQuotaDelete", both);
    expect((await api.refused("ServiceKafkaQuotaDelete", both)).status).toBe(404);
    expect((await api.refused("ServiceKafkaQuotaDescribe", both)).status).toBe(404);
  });
});

describe("MirrorMaker", () => {
  test("has replication flows between two clusters", async () => {
    await using api = await openSandbox();
    const spec = { service_type: "kafka_mirrormaker", plan: "startup-4", cloud: "aws-eu-west-1", project_vpc_id: null };
    await api.ok("ServiceCreate", { ...where(api, "mirror"), ...spec });
    api.sandbox.advance(BUILT_MS);
    const ends = { ...where(api, "mirror"), source_cluster: "a", target_cluster: "b" };
    const flow = { ...ends, enabled: true, topics: ["orders.*"], "topics.exclude": ["secret"] };
    await api.ok("ServiceKafkaMirrorMakerCreateReplicationFlow", flow);
    expect((await api.refused("ServiceKafkaMirrorMakerCreateReplicationFlow", flow)).status).toBe(409);
    const same = { ...flow, target_cluster: "a" };
    expect((await api.refused("ServiceKafkaMirrorMakerCreateReplicationFlow", same)).status).toBe(400);
    const change = { ...ends, enabled: false, sync_group_offsets_enabled: true };
    const { replication_flow } = await api.ok("ServiceKafkaMirrorMakerPatchReplicationFlow", change);
    expect(replication_flow).toMatchObject({
      enabled: false,
      sync_group_offsets_enabled: true,
      topics: ["orders.*"],
      "topics.blacklist": ["secret"],
    });
    const { replication_flows } = await api.ok("ServiceKafkaMirrorMakerGetReplicationFlows", where(api, "mirror"));
    expect(replication_flows).toEqual([replication_flow]);
    await api.ok("ServiceKafkaMirrorMakerDeleteReplicationFlow", ends);
    expect((await api.refused("ServiceKafkaMirrorMakerGetReplicationFlow", ends)).status).toBe(404);
    expect((await api.refused("ServiceKafkaMirrorMakerGetReplicationFlows", where(api))).status).toBe(400);
  });
});

describe("tiered storage", () => {
  test("counts what topics keep in object storage, where it is on", async () => {
    await using api = await openSandbox();
    expect((await api.refused("ServiceKafkaTieredStorageSummary", where(api))).status).toBe(400);
    await api.ok("ServiceUpdate", {
      ...where(api),
      user_config: { kafka_rest: true, tiered_storage: { enabled: true } },
    });
    const topic = { ...where(api), topic_name: "orders" };
    await api.ok("ServiceKafkaTopicCreate", { ...topic, config: { remote_storage_enable: true } });
    await api.ok("ServiceKafkaTopicMessageProduce", { ...topic, format: "json", records: [{ value: "12345678" }] });
    const by = await api.ok("ServiceKafkaTieredStorageStorageUsageByTopic", where(api));
    expect(by.storage_usage).toEqual({ orders: 10 });
    const total = await api.ok("ServiceKafkaTieredStorageStorageUsageTotal", where(api));
    expect(total.total_storage_usage).toBe(10);
    const summary = await api.ok("ServiceKafkaTieredStorageSummary", where(api));
    expect(summary).toMatchObject({ total_storage_usage: 10, current_cost: "0.00" });
    expect(summary.storage_usage_history.hourly.at(-1)?.peak_stored_bytes).toBe(10);
  });
});

describe("custom plugins", () => {
  test("have files, whose classes are found in time", async () => {
    await using api = await openSandbox();
    const { organization_id } = (await api.ok("ProjectGet", { project: api.project })).project;
    const spec = {
      organization_id,
      plugin_name: "mine",
      plugin_version: "1.0",
      service_type: "kafka_connect",
    } as const;
    const { plugin_file_id, file_status, upload_info } = await api.ok("KafkaConnectCustomPluginFileCreate", spec);
    expect({ file_status, upload_info }).toMatchObject({
      file_status: "INITIAL",
      upload_info: { url: expect.any(String) },
    });
    expect((await api.refused("KafkaConnectCustomPluginFileCreate", spec)).status).toBe(409);
    const file = { organization_id, plugin_file_id };
    expect((await api.ok("KafkaConnectCustomPluginFileGet", file)).plugin_classes).toEqual([]);
    api.sandbox.advance(60_000);
    const ready = await api.ok("KafkaConnectCustomPluginFileGet", file);
    expect(ready.file_status).toBe("READY");
    const plugin_class_name = String(ready.plugin_classes[0]?.plugin_class);
    await api.ok("KafkaConnectCustomPluginClassUpdate", { organization_id, plugin_class_name, title: "Mine" });
    const { title } = await api.ok("KafkaConnectCustomPluginClassGet", { organization_id, plugin_class_name });
    expect(title).toBe("Mine");
    const plugin = { organization_id, plugin_name: "mine" };
    expect((await api.refused("KafkaConnectCustomPluginDelete", plugin)).status).toBe(409);
    await api.ok("KafkaConnectCustomPluginFileDelete", file);
    expect((await api.ok("KafkaConnectCustomPluginClassList", { organization_id })).plugin_classes).toEqual([]);
    await api.ok("KafkaConnectCustomPluginDelete", plugin);
    expect((await api.refused("KafkaConnectCustomPluginGet", plugin)).status).toBe(404);
  });
});
