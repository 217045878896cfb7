import { expect } from "vitest";
import { task } from "./conversation.js";

const SUBJECT = { service_name: "demo-kafka", subject_name: "orders-value" };
const order = (...more: object[]) =>
  JSON.stringify({ type: "record", name: "Order", fields: [{ name: "id", type: "string" }, ...more] });

task({
  id: "schema",
  title: "Register a schema safely",
  needs: [
    "ServiceSchemaRegistrySubjectConfigGet",
    "ServiceSchemaRegistryCompatibility",
    "ServiceSchemaRegistrySubjectVersionPost",
    "ServiceSchemaRegistrySubjectVersionsGet",
  ],
  budget: { calls: 4, tokens: 1_000 },
  async before(api) {
    const { project } = api;
    await api.ok("ServiceSchemaRegistrySubjectVersionPost", { project, ...SUBJECT, schema: order() });
    await api.ok("ServiceSchemaRegistrySubjectConfigPut", { project, ...SUBJECT, compatibility: "BACKWARD" });
  },
  async talk({ call, find, api, project }) {
    await find(
      "compatibility level of schema subject; check schema compatibility; register new schema version",
      "ServiceSchemaRegistrySubjectConfigGet",
      "ServiceSchemaRegistryCompatibility",
      "ServiceSchemaRegistrySubjectVersionPost",
    );
    const schema = order({ name: "note", type: ["null", "string"], default: null });
    const bad = order({ name: "note", type: "string" });
    const check = (text: string) => ({
      operation: "ServiceSchemaRegistryCompatibility",
      input: { ...SUBJECT, version_id: "latest", schema: text },
    });
    const level = { operation: "ServiceSchemaRegistrySubjectConfigGet", input: SUBJECT };
    const { results } = await call("aiven_read", { calls: [level, check(bad), check(schema)] });
    expect(results).toMatchObject([
      { compatibilityLevel: "BACKWARD" },
      { is_compatible: false },
      { is_compatible: true },
    ]);
    await call("aiven_write", { operation: "ServiceSchemaRegistrySubjectVersionPost", input: { ...SUBJECT, schema } });
    const told = await call("aiven_read", { operation: "ServiceSchemaRegistrySubjectVersionsGet", input: SUBJECT });
    expect(told).toMatchObject({ versions: [1, 2] });
    const { versions } = await api.ok("ServiceSchemaRegistrySubjectVersionsGet", { project, ...SUBJECT });
    expect(versions).toEqual([1, 2]);
  },
});
