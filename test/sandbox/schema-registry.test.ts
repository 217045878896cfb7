import { describe, expect, test } from "vitest";
import type { Input } from "../../src/core/catalogue/index.js";
import { openSandbox, type TestApi } from "./api.js";

type Level = Input<"ServiceSchemaRegistryGlobalConfigPut">["compatibility"];
type SchemaType = Input<"ServiceSchemaRegistrySubjectVersionPost">["schemaType"];

const where = (api: TestApi) => ({ project: api.project, service_name: "demo-kafka" });
const subjectOf = (api: TestApi, subject_name = "orders-value") => ({ ...where(api), subject_name });
const record = (...fields: object[]) => JSON.stringify({ type: "record", name: "Order", fields });
const ID = { name: "id", type: "int" };
const NOTE = { name: "note", type: "string" };
const NOTE_DEFAULT = { ...NOTE, default: "" };

describe("Schema Registry", () => {
  test("keeps the versions of a subject, each schema once", async () => {
    await using api = await openSandbox();
    const post = (schema: string, subject?: string) =>
      api.ok("ServiceSchemaRegistrySubjectVersionPost", { ...subjectOf(api, subject), schema });
    expect(await post(record(ID))).toEqual({ id: 1 });
    expect(await post(record(ID, NOTE_DEFAULT))).toEqual({ id: 2 });
    expect(await post(` ${record(ID)}`)).toEqual({ id: 1 });
    expect(await post(record(ID), "other/value")).toEqual({ id: 1 });
    expect((await api.ok("ServiceSchemaRegistrySubjectVersionsGet", subjectOf(api))).versions).toEqual([1, 2]);
    const { version } = await api.ok("ServiceSchemaRegistrySubjectVersionGet", {
      ...subjectOf(api),
      version_id: "latest",
    });
    expect(version).toEqual({ id: 2, schema: record(ID, NOTE_DEFAULT), subject: "orders-value", version: 2 });
    expect((await api.ok("ServiceSchemaRegistrySubjects", where(api))).subjects).toEqual([
      "orders-value",
      "other/value",
    ]);
    expect(await api.ok("ServiceSchemaRegistrySchemaGet", { ...where(api), schema_id: "1" })).toMatchObject({
      schema: record(ID),
    });
    expect((await api.refused("ServiceSchemaRegistrySchemaGet", { ...where(api), schema_id: "9" })).status).toBe(404);
    const version_id = "7";
    const missing = await api.refused("ServiceSchemaRegistrySubjectVersionGet", { ...subjectOf(api), version_id });
    expect(missing).toMatchObject({ status: 404, message: "Version 7 not found." });
  });

  test("deletes softly first, then for good", async () => {
    await using api = await openSandbox();
    await api.ok("ServiceSchemaRegistrySubjectVersionPost", { ...subjectOf(api), schema: record(ID) });
    const first = { ...subjectOf(api), version_id: "1" };
    expect((await api.refused("ServiceSchemaRegistrySubjectVersionDelete", { ...first, permanent: true })).status).toBe(
      404,
    );
    await api.ok("ServiceSchemaRegistrySubjectVersionDelete", first);
    expect(await api.refused("ServiceSchemaRegistrySubjectVersionsGet", subjectOf(api))).toMatchObject({
      status: 404,
      message: "Subject 'orders-value' not found.",
    });
    await api.ok("ServiceSchemaRegistrySubjectVersionPost", { ...subjectOf(api), schema: record(NOTE) });
    expect((await api.ok("ServiceSchemaRegistrySubjectVersionsGet", subjectOf(api))).versions).toEqual([2]);
    await api.ok("ServiceSchemaRegistrySubjectDelete", subjectOf(api));
    await api.ok("ServiceSchemaRegistrySubjectDelete", { ...subjectOf(api), permanent: true });
    expect(
      (await api.refused("ServiceSchemaRegistrySubjectDelete", { ...subjectOf(api), permanent: true })).status,
    ).toBe(404);
    expect((await api.ok("ServiceSchemaRegistrySubjects", where(api))).subjects).toEqual([]);
  });

  const cases: readonly [string, SchemaType, Level, string, string, boolean][] = [
    ["a new field without default", "AVRO", "BACKWARD", record(ID), record(ID, NOTE), false],
    ["a new field with default", "AVRO", "BACKWARD", record(ID), record(ID, NOTE_DEFAULT), true],
    ["a removed field", "AVRO", "BACKWARD", record(ID, NOTE), record(ID), true],
    ["a removed field", "AVRO", "FORWARD", record(ID, NOTE), record(ID), false],
    ["a new field without default", "AVRO", "FORWARD", record(ID), record(ID, NOTE), true],
    ["a new field with default", "AVRO", "FULL", record(ID), record(ID, NOTE_DEFAULT), true],
    ["a wider number", "AVRO", "BACKWARD", record(ID), record({ name: "id", type: "long" }), true],
    ["a wider number", "AVRO", "FULL", record(ID), record({ name: "id", type: "long" }), false],
    ["another type", "AVRO", "NONE", record(ID), record({ name: "id", type: "string" }), true],
    ["a union with the type", "AVRO", "BACKWARD", '"int"', '["null","int"]', true],
    ["one type of a union", "AVRO", "BACKWARD", '["null","int"]', '"int"', false],
    ["a lost symbol", "AVRO", "BACKWARD", enumOf("A", "B"), enumOf("A"), false],
    ["another name", "AVRO", "BACKWARD", record(ID), record(ID).replace("Order", "Parcel"), false],
    ["a newly required property", "JSON", "BACKWARD", '{"type":"object"}', '{"type":"object","required":["a"]}', false],
    ["a wider JSON type", "JSON", "BACKWARD", '{"type":"integer"}', '{"type":"number"}', true],
    [
      "a changed field number",
      "PROTOBUF",
      "BACKWARD",
      "message A { int32 a = 1; }",
      "message A { string a = 1; }",
      false,
    ],
    [
      "a new field",
      "PROTOBUF",
      "BACKWARD",
      "message A { int32 a = 1; }",
      "message A { int32 a = 1; string b = 2; }",
      true,
    ],
  ];

  test.each(cases)("%s (%s, %s)", async (_, schemaType, compatibility, before, after, compatible) => {
    await using api = await openSandbox();
    const type = schemaType ? { schemaType } : {};
    await api.ok("ServiceSchemaRegistrySubjectVersionPost", { ...subjectOf(api), ...type, schema: before });
    await api.ok("ServiceSchemaRegistrySubjectConfigPut", { ...subjectOf(api), compatibility });
    const next = { ...subjectOf(api), ...type, schema: after };
    const check = await api.ok("ServiceSchemaRegistryCompatibility", { ...next, version_id: "latest" });
    expect(check.is_compatible, JSON.stringify(check)).toBe(compatible);
    expect(check.messages?.length === 0).toBe(compatible);
    if (compatible) await api.ok("ServiceSchemaRegistrySubjectVersionPost", next);
    else {
      const refusal = await api.refused("ServiceSchemaRegistrySubjectVersionPost", next);
      expect(refusal).toMatchObject({
        status: 409,
        message: expect.stringContaining(`compatibility_mode=${compatibility}.`),
      });
    }
  });

  test("compares with all versions only when told to", async () => {
    await using api = await openSandbox();
    const post = (...fields: object[]) => ({ ...subjectOf(api), schema: record(...fields) });
    await api.ok("ServiceSchemaRegistrySubjectVersionPost", post(ID));
    await api.ok("ServiceSchemaRegistrySubjectVersionPost", post(ID, NOTE_DEFAULT));
    await api.ok("ServiceSchemaRegistryGlobalConfigPut", { ...where(api), compatibility: "BACKWARD_TRANSITIVE" });
    expect((await api.refused("ServiceSchemaRegistrySubjectVersionPost", post(ID, NOTE))).status).toBe(409);
    await api.ok("ServiceSchemaRegistryGlobalConfigPut", { ...where(api), compatibility: "BACKWARD" });
    await api.ok("ServiceSchemaRegistrySubjectVersionPost", post(ID, NOTE));
  });

  test("has a level for all subjects, and one for each that was given its own", async () => {
    await using api = await openSandbox();
    expect(await api.ok("ServiceSchemaRegistryGlobalConfigGet", where(api))).toEqual({
      compatibilityLevel: "BACKWARD",
    });
    expect((await api.refused("ServiceSchemaRegistrySubjectConfigGet", subjectOf(api))).status).toBe(404);
    const fallback = { ...subjectOf(api), global_default_fallback: true };
    await api.ok("ServiceSchemaRegistryGlobalConfigPut", { ...where(api), compatibility: "FULL" });
    expect(await api.ok("ServiceSchemaRegistrySubjectConfigGet", fallback)).toEqual({ compatibilityLevel: "FULL" });
    await api.ok("ServiceSchemaRegistrySubjectConfigPut", { ...subjectOf(api), compatibility: "NONE" });
    expect(await api.ok("ServiceSchemaRegistrySubjectConfigGet", fallback)).toEqual({ compatibilityLevel: "NONE" });
  });

  test("resolves references, and keeps what is referred to", async () => {
    await using api = await openSandbox();
    await api.ok("ServiceSchemaRegistrySubjectVersionPost", { ...subjectOf(api, "order"), schema: record(ID) });
    const schema = JSON.stringify({ type: "record", name: "Box", fields: [{ name: "order", type: "Order" }] });
    expect(
      (await api.refused("ServiceSchemaRegistrySubjectVersionPost", { ...subjectOf(api, "box"), schema })).status,
    ).toBe(422);
    const references = [{ name: "Order", subject: "order", version: 1 }];
    await api.ok("ServiceSchemaRegistrySubjectVersionPost", { ...subjectOf(api, "box"), schema, references });
    expect((await api.refused("ServiceSchemaRegistrySubjectDelete", subjectOf(api, "order"))).status).toBe(422);
    await api.ok("ServiceSchemaRegistrySubjectDelete", subjectOf(api, "box"));
    await api.ok("ServiceSchemaRegistrySubjectDelete", subjectOf(api, "order"));
  });

  test.each([
    "{",
    '{"type":"record","name":"A"}',
    '"nothing"',
    '{"type":"enum","name":"E","symbols":["A","A"]}',
    "[[1]]",
  ])("refuses what is no schema: %s", async (schema) => {
    await using api = await openSandbox();
    expect(await api.refused("ServiceSchemaRegistrySubjectVersionPost", { ...subjectOf(api), schema })).toMatchObject({
      status: 422,
      message: expect.stringMatching(/^Invalid AVRO schema/),
    });
  });

  test("compares schemas that contain themselves", async () => {
    await using api = await openSandbox();
    const next = { name: "next", type: ["null", "Order"], default: null };
    await api.ok("ServiceSchemaRegistrySubjectVersionPost", { ...subjectOf(api), schema: record(ID, next) });
    await api.ok("ServiceSchemaRegistrySubjectVersionPost", {
      ...subjectOf(api),
      schema: record(ID, next, NOTE_DEFAULT),
    });
  });

  test("is refused where it is off", async () => {
    await using api = await openSandbox();
    await api.ok("ServiceUpdate", { ...where(api), user_config: { schema_registry: false } });
    expect((await api.refused("ServiceSchemaRegistrySubjects", where(api))).status).toBe(403);
  });
});

function enumOf(...symbols: string[]): string {
  return JSON.stringify({ type: "enum", name: "E", symbols });
}
