import { describe, expect, it } from "vitest";
import { type OperationFacts, operationFacts } from "../../../src/core/catalogue/index.js";
import { InputError } from "../../../src/core/errors.js";
import { buildRequest, takesBody } from "../../../src/core/request.js";

const PG = { project: "demo", service_name: "pg-1" };

function build(id: string, input: Record<string, unknown>) {
  return buildRequest(facts(id), input);
}

function facts(id: string): OperationFacts {
  const found = operationFacts(id);
  if (!found) throw new Error(`no operation ${id}`);
  return found;
}

function issuesOf(id: string, input: Record<string, unknown>) {
  try {
    build(id, input);
  } catch (error) {
    if (error instanceof InputError) return error.issues;
    throw error;
  }
  throw new Error("no InputError was thrown");
}

describe("buildRequest", () => {
  it("places path, query and body fields", () => {
    expect(build("ServiceGet", { ...PG, include_secrets: true })).toEqual({
      method: "GET",
      path: "/v1/project/demo/service/pg-1?include_secrets=true",
    });
    expect(build("ServiceUpdate", { ...PG, plan: "business-4", powered: false })).toEqual({
      method: "PUT",
      path: "/v1/project/demo/service/pg-1",
      contentType: "application/json",
      body: '{"plan":"business-4","powered":false}',
    });
  });

  it.each([
    ["a list as one pair per item", { project_id: ["a", "b c"] }, "project_id=a&project_id=b+c"],
    ["an empty list as nothing", { project_id: [] }, ""],
    ["reserved characters encoded", { project_id: ["a&b=c#d"] }, "project_id=a%26b%3Dc%23d"],
  ])("writes %s into the query", (_, input, query) => {
    const { path } = build("OrganizationEmissionsGet", { organization_id: "org1", ...emissions, ...input });
    expect(path.split("?")[1]?.split("&").slice(Object.keys(emissions).length).join("&") ?? "").toBe(query);
  });
  const emissions = Object.fromEntries(
    (facts("OrganizationEmissionsGet").required ?? [])
      .filter((name) => name !== "organization_id")
      .map((name) => [name, "2026-01"]),
  );

  it("sends an empty object where there is nothing to say", () => {
    expect(build("ServiceMaintenanceStart", PG)).toMatchObject({ contentType: "application/json", body: "{}" });
  });

  it("sends no body with GET and DELETE", () => {
    expect(build("ServiceDelete", PG)).toEqual({ method: "DELETE", path: "/v1/project/demo/service/pg-1" });
  });

  it("leaves out what is undefined and sends an explicit null", () => {
    const { body } = build("ServiceUpdate", { ...PG, plan: undefined, project_vpc_id: null });
    expect(body).toBe('{"project_vpc_id":null}');
  });

  it("takes undefined for not given, wherever the field goes", () => {
    expect(build("ServiceGet", { ...PG, include_secrets: undefined, no_such: undefined }).path).not.toContain("?");
    expect(issuesOf("ServicePGBouncerCreate", { ...PG, database: undefined, pool_name: "p" })).toEqual([
      { field: "database", message: "is required" },
    ]);
  });

  it("adds no default, although the facts know some", () => {
    expect(facts("ServicePGBouncerCreate").fields["pool_size"]?.default).toBe(10);
    const { body } = build("ServicePGBouncerCreate", { ...PG, database: "db", pool_name: "p" });
    expect(body).toBe('{"database":"db","pool_name":"p"}');
  });

  it("writes the wire name of a field that collides with a path parameter", () => {
    const request = build("OrganizationProjectsUpdate", {
      organization_id: "org1",
      project_id: "demo",
      target_organization_id: "org2",
    });
    expect(request.path).toContain("/org1/");
    expect(request.body).toBe('{"organization_id":"org2"}');
  });

  it("keeps 64-bit integers digit by digit", () => {
    const { body } = build("ServiceKafkaTopicUpdate", {
      ...PG,
      topic_name: "t",
      config: { flush_messages: 9_223_372_036_854_775_807n },
    });
    expect(body).toBe('{"config":{"flush_messages":9223372036854775807}}');
  });

  it("writes a form where the operation takes a file", () => {
    const file = new TextEncoder().encode("a\n");
    const { contentType, body } = build("ServiceCustomFileUpload", {
      ...PG,
      file,
      filename: "f",
      filetype: "stopwords",
    });
    expect(contentType).toMatch(/^multipart\/form-data; boundary=/);
    expect(new TextDecoder().decode(body as Uint8Array)).toContain('name="filetype"\r\n\r\nstopwords\r\n');
  });

  it("takes any field where the operation is open", () => {
    const { body } = build("ServiceKafkaConnectCreateConnector", {
      ...PG,
      name: "c",
      "connector.class": "X",
      "tasks.max": "1",
      __proto__: undefined,
    });
    expect(JSON.parse(body as string)).toEqual({ name: "c", "connector.class": "X", "tasks.max": "1" });
  });

  it("does not change the input", () => {
    const input = Object.freeze({ ...PG, user_config: Object.freeze({ a: 1 }), extra: Object.freeze({ b: 2 }) });
    expect(() => build("ServiceUpdate", input)).not.toThrow();
  });

  it.each([
    ["every missing field at once", "ServiceGet", {}, ["project is required", "service_name is required"]],
    [
      "a required field that is undefined",
      "ServiceGet",
      { project: "demo", service_name: undefined },
      ["service_name is required"],
    ],
    [
      "a misspelt field, with the nearest",
      "ServiceGet",
      { ...PG, include_secret: true },
      ["include_secret is not a field of this operation → include_secrets"],
    ],
    ["a field of another operation", "ServiceGet", { ...PG, plan: "x" }, ["plan is not a field of this operation"]],
    [
      "a name of Object.prototype",
      "ServiceGet",
      { ...PG, constructor: 1 },
      ["constructor is not a field of this operation"],
    ],
    [
      "missing and unknown together",
      "ServiceGet",
      { projct: "demo", service_name: "s" },
      ["project is required", "projct is not a field of this operation → project"],
    ],
    [
      "extra where there is no body",
      "ServiceGet",
      { ...PG, extra: { a: 1 } },
      ["extra has no place in an operation without a body"],
    ],
    ["extra that is a list", "ServiceUpdate", { ...PG, extra: [] }, ["extra must be an object of further body fields"]],
    ["extra that is null", "ServiceUpdate", { ...PG, extra: null }, ["extra must be an object of further body fields"]],
  ])("refuses %s", (_, id, input, messages) => {
    const issues = issuesOf(id, input).map(
      ({ field, message, nearest }) => `${field} ${message}${nearest ? ` → ${nearest}` : ""}`,
    );
    expect(issues).toEqual(messages);
  });

  it("tells which fields there are", () => {
    const [issue] = issuesOf("ServiceGet", { ...PG, nonsense: 1 });
    expect(issue?.allowed).toEqual(["project", "service_name", "include_secrets"]);
  });
});

describe("extra", () => {
  it("carries body fields that the facts do not know", () => {
    expect(build("ServiceUpdate", { ...PG, plan: "p", extra: { brand_new: [1n] } }).body).toBe(
      '{"plan":"p","brand_new":[1]}',
    );
  });

  it("may hold a body field that is called as a path parameter", () => {
    const { path, body } = build("ServiceUpdate", { ...PG, extra: { project: "other" } });
    expect([path, body]).toEqual(["/v1/project/demo/service/pg-1", '{"project":"other"}']);
  });

  it.each([
    ["a field", "ServiceUpdate", { ...PG, plan: "a", extra: { plan: "b" } }],
    [
      "a field under its wire name",
      "OrganizationProjectsUpdate",
      { organization_id: "o", project_id: "p", target_organization_id: "a", extra: { organization_id: "b" } },
    ],
  ])("refuses to give %s a second value", (_, id, input) => {
    expect(issuesOf(id, input)[0]).toMatchObject({
      field: expect.stringContaining("extra."),
      message: "is given twice",
    });
  });

  it("carries a key called __proto__ as data", () => {
    const extra = JSON.parse('{"__proto__":{"a":1}}');
    expect(build("ServiceUpdate", { ...PG, extra }).body).toBe('{"__proto__":{"a":1}}');
  });
});

describe("withheld secrets", () => {
  it.each([
    ["a field", { password: "<redacted>" }, "password"],
    ["a field below", { user_config: { pg: { admin_password: "<redacted>" } } }, "user_config.pg.admin_password"],
    ["an item", { user_config: { ip_filter: ["<redacted>"] } }, "user_config.ip_filter.0"],
    ["extra", { extra: { new_secret: "<redacted>" } }, "new_secret"],
  ])("are refused in %s, so that they do not overwrite the real value", (_, fields, field) => {
    const id = "password" in fields ? "ServiceClickHousePasswordReset" : "ServiceUpdate";
    const rest = id === "ServiceUpdate" ? {} : { user_uuid: "u", service_username: "u" };
    const known = Object.fromEntries(Object.entries({ ...PG, ...rest }).filter(([name]) => name in facts(id).fields));
    expect(issuesOf(id, { ...known, ...fields })[0]).toMatchObject({
      field,
      message: expect.stringContaining("placeholder"),
    });
  });

  it("are not seen in a text that only mentions them", () => {
    expect(() => build("ServiceUpdate", { ...PG, extra: { note: "shows <redacted> here" } })).not.toThrow();
  });
});

describe("takesBody", () => {
  it.each([
    ["GET", false],
    ["DELETE", false],
    ["POST", true],
    ["PUT", true],
    ["PATCH", true],
  ] as const)("%s: %s", (method, expected) => {
    expect(takesBody({ method, path: "/", fields: {} })).toBe(expected);
  });
});
