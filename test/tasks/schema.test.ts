import { expect } from "vitest";
import { task } from "./conversation.js";

const SUBJECT = { service_name: "demo-kafka", subject_name: "orders-value" };
const order = (...more: object[]) =>
  JSON.stringify({ type: "record", name: "Order", fields: [{ name: "id", type: "string" }, ...more] });

task({
  id: "schema",
  title: "Register a schema safely",
  budget: { calls: 3, tokens: 1_000 },
  async before(api) {
    await api.ok("ServiceSchemaRegistrySubjectVersionPost", { project: api.project, ...SUBJECT, schema: order() });
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
    const { results } = await call("aiven_read", { calls: [check(bad), check(schema)] });
    expect(results).toMatchObject([{ is_compatible: false }, { is_compatible: true }]);
    await call("aiven_write", { operation: "ServiceSchemaRegistrySubjectVersionPost", input: { ...SUBJECT, schema } });
    const { versions } = await api.ok("ServiceSchemaRegistrySubjectVersionsGet", { project, ...SUBJECT });
    expect(versions).toEqual([1, 2]);
  },
});
