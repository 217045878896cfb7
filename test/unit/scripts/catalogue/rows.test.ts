import { describe, expect, it } from "vitest";
import { additions } from "../../../../scripts/catalogue/additions.js";
import { correct, corrections } from "../../../../scripts/catalogue/corrections.js";
import { familyOf } from "../../../../scripts/catalogue/families.js";
import { literal, property } from "../../../../scripts/catalogue/literal.js";
import pinned from "../../../../scripts/catalogue/pinned/operations.json" with { type: "json" };
import { type ProviderOperation, readOpenApi } from "../../../../scripts/catalogue/provider.js";
import { toRows } from "../../../../scripts/catalogue/rows.js";
import { findShared, walk } from "../../../../scripts/catalogue/shared.js";

const provider = pinned as unknown as ProviderOperation[];
const operation: ProviderOperation = {
  id: "NewThing",
  method: "PUT",
  path: "/v1/project/{project}/thing",
  tag: "Project",
  parameters: [
    { name: "project", in: "path", required: true, schema: { type: "string" } },
    { name: "limit", in: "query", schema: { type: "integer" } },
  ],
  body: { type: "object", properties: { size: { type: "integer" } }, required: ["size"] },
};
const rowOf = (changed: Partial<ProviderOperation>) =>
  toRows([...provider, { ...operation, ...changed }], {}).find((row) => row.id === "NewThing");

describe("toRows", () => {
  it("puts path, query and body into one flat object", () => {
    expect(rowOf({})).toEqual({
      id: "NewThing",
      family: "project",
      facts: {
        method: "PUT",
        path: "/v1/project/{project}/thing",
        fields: { project: { type: "string" }, limit: { type: "integer" }, size: { type: "integer" } },
        required: ["project", "size"],
        query: ["limit"],
      },
    });
  });

  it("adds the permissions of an operation", () => {
    const [row] = toRows(provider, { AccessTokenCreate: ["x:y"] }).filter(({ id }) => id === "AccessTokenCreate");
    expect(row?.facts.permissions).toEqual(["x:y"]);
  });

  it("drops the keys of a bad answer from a good one, unless the message is all there is", () => {
    const noise = { errors: { type: "array" }, message: { type: "string" } } as const;
    const good = { type: "object", properties: { ...noise, thing: { type: "string" } } } as const;
    expect(rowOf({ response: good })?.response?.properties).toEqual({ thing: { type: "string" } });
    expect(rowOf({ response: { type: "object", properties: noise } })?.response?.properties).toEqual({
      message: { type: "string" },
    });
  });

  it.each<readonly [string, Partial<ProviderOperation>, RegExp]>([
    ["an id that is there already", { id: "ProjectList" }, /ProjectList: declared twice/],
    ["an addition that the provider has caught up with", { id: additions[0]?.operationId ?? "" }, /declared twice/],
    [
      "a path parameter that is not declared",
      { path: "/v1/project/{project}/thing/{id}" },
      /the path has \{project,id\}, the parameters declare \{project\}/,
    ],
    [
      "two fields of one name",
      { body: { properties: { limit: {} } } },
      /two fields called "limit"; name one of them in COLLISIONS/,
    ],
    [
      "a body field called as a path parameter",
      { body: { properties: { project: {} } } },
      /two fields called "project"/,
    ],
    ["a field called extra", { body: { properties: { extra: {} } } }, /collides with the door for unknown fields/],
    ["a tag that nobody has placed", { tag: "Quantum" }, /NewThing: place the tag "Quantum"/],
  ])("fails loudly on %s", (_, changed, message) => {
    expect(() => rowOf(changed)).toThrow(message);
  });
});

describe("corrections", () => {
  it("fail when the operation that they correct is gone", () => {
    const without = provider.filter(({ id }) => id !== "ServiceKafkaQuotaDescribe");
    expect(() => correct(without)).toThrow(/a correction names ServiceKafkaQuotaDescribe/);
  });

  it("fail when the place that they correct is gone", () => {
    const changed = provider.map((one) =>
      one.id === "ServiceDatabaseList" ? { ...one, response: { type: "object" as const } } : one,
    );
    expect(() => correct(changed)).toThrow(/ServiceDatabaseList: a correction expects "databases"/);
  });

  it("leave their input as it is", () => {
    const before = structuredClone(provider);
    correct(provider);
    expect(provider).toEqual(before);
  });

  it("and additions say why, from where and when", () => {
    for (const { reason, date } of corrections) {
      expect(reason).toMatch(/^[A-Za-z].{15,}\.$/);
      expect(date).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
    for (const { source, date, operationId } of additions) {
      expect(source.length, operationId).toBeGreaterThan(5);
      expect(date, operationId).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
  });
});

describe("readOpenApi", () => {
  const read = (raw: object, path = "/thing/{id}") =>
    readOpenApi({
      components: {
        parameters: {
          id: { name: "id", in: "path", required: true, schema: { type: "string", description: "prose" } },
        },
      },
      paths: { [path]: { get: { operationId: "ThingGet", tags: ["Project"], responses: {}, ...raw } } },
    })[0];

  it("follows references, adds the version, drops prose", () => {
    const found = read({
      summary: "prose",
      parameters: [{ $ref: "#/components/parameters/id" }],
      security: [{ oauth2: ["a"] }, { oauth2: ["a", "b"] }],
    });
    expect(found).toEqual({
      id: "ThingGet",
      method: "GET",
      path: "/v1/thing/{id}",
      tag: "Project",
      scopes: ["a", "b"],
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
    });
    expect(read({}, "/v2/thing")?.path).toBe("/v2/thing");
    expect(read({})?.auth).toBe(false);
  });

  it.each([
    [
      "a header parameter",
      { parameters: [{ name: "x", in: "header", schema: {} }] },
      /ThingGet: parameter x goes into "header"/,
    ],
    [
      "a body that is not JSON",
      { requestBody: { content: { "text/xml": {} } } },
      /ThingGet: a request body that is not JSON/,
    ],
    ["a reference to nothing", { parameters: [{ $ref: "#/components/nope/id" }] }, /nope|undefined/],
  ])("fails on %s", (_, raw, message) => {
    expect(() => read(raw)).toThrow(message);
  });

  it("reads what comes back: JSON, a file, nothing, and codes of errors", () => {
    const codes = { schema: { properties: { errors: { items: { properties: { error_code: { enum: ["gone"] } } } } } } };
    const answer = (content: object) =>
      read({ responses: { 200: { content }, 404: { content: { "application/json": codes } } } });
    expect(answer({ "application/json": { schema: { type: "object", title: "t" } } })).toMatchObject({
      response: { type: "object" },
      errors: { 404: ["gone"] },
    });
    expect(answer({ "application/pdf": {} })).toMatchObject({ produces: "application/pdf" });
    expect(answer({})).toMatchObject({ produces: "none" });
  });
});

describe("writing", () => {
  it("prints literals that read back as the same", () => {
    const value = { a: [1, "x'\"\n", null, true], "b-c": {}, "1": "ä" };
    expect(new Function(`return ${literal(value)}`)()).toEqual(value);
    expect([property("a_b"), property("a-b"), property("2x")]).toEqual(["a_b", '"a-b"', '"2x"']);
  });

  it("names a shared part by its content, so that another part never renames it", () => {
    const part = { type: "object", properties: { name: { type: "string", maxLength: 63 } } } as const;
    const other = { type: "object", properties: { other: { type: "string", maxLength: 64 } } } as const;
    const shared = (...schemas: (typeof part | typeof other)[]) =>
      [
        ...findShared(
          schemas.flatMap((schema, n) => [...walk(schema, "thing", `user${n}`)]),
          10,
        ).values(),
      ].map(({ name }) => name);
    expect(shared(part, part)).toEqual(shared(part, part, other));
    expect(shared(part, part, other, other)).toHaveLength(2);
    expect(shared(part, other)).toEqual([]);
  });

  it("places every tag and path of the pinned facts", () => {
    for (const one of provider) expect(familyOf(one), one.id).toMatch(/^[a-z]+$/);
  });
});
