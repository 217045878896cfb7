import { describe, expect, it } from "vitest";
import { allOperations, requireOperation } from "../../../src/tools/operation.js";
import { annotationsOf, gatesOf, riskOf } from "../../../src/tools/risk.js";

const of = (id: string, input: object) => gatesOf(requireOperation(id), { ...input });

describe("gates", () => {
  it.each<[string, string, object]>([
    ["power off", "ServiceUpdate", { powered: false }],
    ["another plan", "ServiceUpdate", { plan: "hobbyist" }],
    ["another cloud", "ServiceUpdate", { cloud: "aws-eu-west-1" }],
    ["out of the VPC", "ServiceUpdate", { project_vpc_id: null }],
    ["less disk", "ServiceUpdate", { disk_space_mb: 1 }],
    ["no protection", "ServiceUpdate", { termination_protection: false }],
    ["another major version", "ServiceUpdate", { user_config: { pg_version: "17" } }],
    ["another Kafka version", "ServiceUpdate", { user_config: { kafka_version: "4.1" } }],
    ["an address filter that locks out", "ServiceUpdate", { user_config: { ip_filter: [] } }],
    ["an address filter that lets some in", "ServiceUpdate", { user_config: { ip_filter: ["10.0.0.0/8"] } }],
    ["no public access", "ServiceUpdate", { user_config: { public_access: { pg: false } } }],
    ["no Kafka Connect", "ServiceUpdate", { user_config: { kafka_connect: false } }],
    ["no persistence", "ServiceUpdate", { user_config: { valkey_persistence: "off" } }],
    ["shorter retention on the broker", "ServiceUpdate", { user_config: { kafka: { log_retention_hours: 1 } } }],
    ["shorter retention of a topic", "ServiceKafkaTopicUpdate", { config: { retention_ms: 1000 } }],
    ["shorter retention in hours", "ServiceKafkaTopicUpdate", { retention_hours: 1 }],
    ["more partitions", "ServiceKafkaTopicUpdate", { partitions: 9 }],
    ["one copy", "ServiceKafkaTopicUpdate", { replication: 1 }],
    ["all tags of a topic", "ServiceKafkaTopicUpdate", { tags: [] }],
    ["all tags of a project", "ProjectUpdate", { tags: {} }],
    ["deletion of a tag", "ProjectTagsUpdate", { tags: { owner: null } }],
    ["rights of a service user", "ServiceUserCredentialsModify", { operation: "set-access-control" }],
    ["a super admin", "OrganizationUserUpdate", { is_super_admin: true }],
    ["a project elsewhere", "OrganizationProjectsUpdate", { target_organization_id: "o" }],
    ["no compatibility", "ServiceSchemaRegistryGlobalConfigPut", { compatibility: "NONE" }],
    ["a record that deletes", "ServiceKafkaTopicMessageProduce", { records: [{ key: "k", value: null }] }],
  ])("hold up %s: %s %j", (_, id, input) => {
    expect(of(id, input).length).toBeGreaterThan(0);
    expect(riskOf(requireOperation(id), { ...input })).toBe("destructive");
  });

  it.each<[string, string, object]>([
    ["power on", "ServiceUpdate", { powered: true }],
    ["protection", "ServiceUpdate", { termination_protection: true }],
    ["another maintenance window", "ServiceUpdate", { maintenance: { dow: "sunday", time: "03:00:00" } }],
    ["a harmless setting", "ServiceUpdate", { user_config: { pg: { work_mem: 4 } } }],
    ["public access", "ServiceUpdate", { user_config: { public_access: { pg: true } } }],
    ["Kafka Connect", "ServiceUpdate", { user_config: { kafka_connect: true } }],
    ["unlimited retention", "ServiceKafkaTopicUpdate", { config: { retention_ms: -1 } }],
    ["more copies", "ServiceKafkaTopicUpdate", { replication: 3 }],
    ["a new tag", "ProjectTagsUpdate", { tags: { owner: "me" } }],
    ["compatibility", "ServiceSchemaRegistryGlobalConfigPut", { compatibility: "FULL" }],
    ["a record with a value", "ServiceKafkaTopicMessageProduce", { records: [{ key: "k", value: 1 }] }],
    ["an ALLOW", "ServiceKafkaNativeAclAdd", { permission_type: "ALLOW" }],
  ])("let %s pass: %s %j", (_, id, input) => {
    expect(of(id, input)).toEqual([]);
    expect(riskOf(requireOperation(id), { ...input })).toBe("write");
  });

  it("see what comes in by the door for further fields", () => {
    expect(of("ServiceUpdate", { extra: { powered: false } }).map(({ field }) => field)).toEqual(["powered"]);
    expect(of("ServiceUpdate", { extra: { powered: true } })).toEqual([]);
    expect(of("ServiceUpdate", { extra: { brand_new: 1 } })).toEqual([
      { field: "brand_new", because: "is not described, so what it does is not known" },
    ]);
  });

  it("know a field of the body from one of the path that has its name", () => {
    expect(of("OrganizationProjectsUpdate", { extra: { organization_id: "other" } })).not.toEqual([]);
    expect(of("ServiceUpdate", { extra: { service_name: "other" } })).not.toEqual([]);
  });

  it("count what a field is when it is left out", () => {
    for (const operation of allOperations()) {
      for (const { field, when } of operation.words.gates ?? []) {
        const standard = operation.facts.fields[field]?.default;
        if (standard === undefined || !(when?.(standard) ?? true)) continue;
        expect(
          gatesOf(operation, {}).map((gate) => gate.field),
          operation.id,
        ).toContain(field);
      }
    }
  });

  it("are on fields that the operation takes, of operations that write", () => {
    for (const { id, words, facts } of allOperations()) {
      for (const { field } of words.gates ?? []) {
        expect(Object.keys(facts.fields), id).toContain(field);
        expect(words.risk, id).toBe("write");
      }
    }
  });
});

describe("risk", () => {
  it("of anything but a write does not depend on the input", () => {
    for (const operation of allOperations().filter(({ words }) => words.risk !== "write")) {
      expect(riskOf(operation, { extra: { anything: 1 } }), operation.id).toBe(operation.words.risk);
    }
  });
});

describe("annotations", () => {
  it.each([
    ["read", { readOnlyHint: true, destructiveHint: false, idempotentHint: true }],
    ["read-secret", { readOnlyHint: true, destructiveHint: false, idempotentHint: true }],
    ["write", { readOnlyHint: false, destructiveHint: false, idempotentHint: false }],
    ["destructive", { readOnlyHint: false, destructiveHint: true, idempotentHint: false }],
  ] as const)("of %s", (risk, hints) => {
    expect(annotationsOf(risk)).toEqual(hints);
  });
});
