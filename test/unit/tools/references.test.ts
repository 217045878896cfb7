import { describe, expect, it } from "vitest";
import { InputError, PolicyError } from "../../../src/core/errors.js";
import { fillReferences, referencesIn } from "../../../src/core/reference.js";
import { requireOperation } from "../../../src/tools/operation.js";
import { read } from "../../../src/tools/perform.js";
import { resolveReferences } from "../../../src/tools/references.js";
import { runOperation } from "../../../src/tools/run.js";
import { rejection } from "../../fake-world.js";
import { fakeDoor, sandboxDoor } from "./doors.js";

const ENDPOINT = requireOperation("ServiceIntegrationEndpointCreate");
const endpoint = (user_config: object) => ({ endpoint_name: "e", endpoint_type: "external_postgresql", user_config });
const PG = { host: "$ref:demo-pg/host", port: 5432, username: "$ref:demo-pg/user", password: "$ref:demo-pg/password" };

describe("references in a text", () => {
  it.each([
    ["$ref:my-pg/password", ["my-pg/password"], "<my-pg/password>"],
    [`a \${ref:x/host}:\${ref:x/port} b`, ["x/host", "x/port"], "a <x/host>:<x/port> b"],
    ["costs $ref:x", [], "costs $ref:x"],
    [`\${file:/x:y}`, [], `\${file:/x:y}`],
  ])("%s", (text, found, filled) => {
    expect(referencesIn(text)).toEqual(found);
    expect(fillReferences(text, (reference) => `<${reference}>`)).toBe(filled);
  });
});

describe("references", () => {
  it("are filled in, and what they stand for is not shown", async () => {
    const door = await sandboxDoor();
    const made = await runOperation(door, ENDPOINT, endpoint(PG));
    const sent = door.calls.at(-1)?.input["user_config"] as Record<string, string>;
    expect(sent["host"]).toMatch(/^demo-pg-/);
    expect(sent["username"]).toBe("avnadmin");
    expect(sent["password"]).toMatch(/^AVNS_/);
    expect(JSON.stringify(made)).not.toContain(sent["password"]);
  });

  it("name other users, and stand inside of longer texts", async () => {
    const door = await sandboxDoor();
    const { project } = door;
    await read(door, "ServiceUserCreate", { service_name: "demo-kafka", username: "bob" });
    await door.client.call("ServiceUserCredentialsModify", {
      project: project ?? "",
      service_name: "demo-kafka",
      service_username: "bob",
      operation: "reset-credentials",
      new_password: "no-form-of-its-own-1",
    });
    await read(door, "ServiceUpdate", { service_name: "demo-kafka", user_config: { kafka_connect: true } });
    const jaas = `x required username="bob" password="\${ref:demo-kafka/users/bob/password}";`;
    const connector = {
      service_name: "demo-kafka",
      name: "c",
      "connector.class": "io.aiven.connect.jdbc.JdbcSinkConnector",
      topics: "t",
      "connection.url": `\${ref:${project}/demo-pg/jdbc_url}`,
      "sasl.jaas.config": jaas,
    };
    const made = await runOperation(door, requireOperation("ServiceKafkaConnectCreateConnector"), connector);
    const sent = door.calls.find(({ id }) => id === "ServiceKafkaConnectCreateConnector")?.input;
    expect(sent?.["sasl.jaas.config"]).toContain('password="no-form-of-its-own-1"');
    expect(sent?.["connection.url"]).toMatch(/^jdbc:postgresql:\/\/demo-pg-.*sslmode=require$/);
    expect(JSON.stringify(made)).not.toContain("no-form-of-its-own-1");
  });

  it.each([
    ["$ref:demo-pg/pasword", { nearest: "password", allowed: expect.arrayContaining(["uri", "ca_cert"]) }],
    ["$ref:demo-kafka/dbname", { message: 'demo-kafka has no "dbname"' }],
    ["$ref:demo-pg-2/password", { nearest: "demo-pg" }],
    ["$ref:sandbox-dem/demo-pg/password", { message: "there is no project sandbox-dem", nearest: "sandbox-demo" }],
    ["$REF:demo-pg/password", { message: expect.stringContaining("would be sent as it stands") }],
    ["jdbc:postgresql://$ref:demo-pg/host:1/x", { message: expect.stringContaining('"$ref:demo-pg/host" would be') }],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: references look like that.
    ["${ref:demo-pg/host}:${ref:demo-pg/port", { message: expect.stringContaining("is written ${ref:") }],
    ["$ref:nothing/password", { message: expect.stringContaining("no service nothing") }],
    ["$ref:demo-pg/users/bob/password", { nearest: undefined, allowed: expect.arrayContaining(["avnadmin"]) }],
    ["$ref:password", { message: expect.stringContaining("is no reference") }],
    ["$ref:a/b/c/d/password", { message: expect.stringContaining("is no reference") }],
  ])("to nothing are refused before anything is sent: %s", async (password, issue) => {
    const door = await sandboxDoor();
    const error = await rejection(runOperation(door, ENDPOINT, endpoint({ ...PG, password })));
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).issues).toMatchObject([{ field: "user_config.password", ...issue }]);
    expect(door.calls.map(({ id }) => id)).not.toContain("ServiceIntegrationEndpointCreate");
  });

  it("tell the state of a service that has not what is asked for", async () => {
    const door = await sandboxDoor();
    await read(door, "ServiceUpdate", { service_name: "demo-pg", powered: false });
    const error = await rejection(runOperation(door, ENDPOINT, endpoint({ ...PG, host: "$ref:demo-pg/sasl_port" })));
    expect((error as InputError).issues).toMatchObject([
      { message: 'demo-pg, which is POWEROFF, has no "sasl_port"', allowed: expect.not.arrayContaining(["sasl_port"]) },
    ]);
  });

  it("bring no secret to where it would be read, whatever the secret looks like", async () => {
    const door = await sandboxDoor();
    const password = "$ref:demo-pg/password";
    const places: [string, object, string][] = [
      ["ProjectServiceTagsUpdate", { service_name: "demo-pg", tags: { note: password } }, "tags.note"],
      ["ProjectServiceTagsUpdate", { service_name: "demo-pg", tags: { password } }, "tags.password"],
      ["ProjectTagsReplace", { tags: { at: "$ref:demo-pg/uri" } }, "tags.at"],
      ["ServiceKafkaTopicCreate", { service_name: "demo-kafka", topic_name: password }, "topic_name"],
      [
        "ServiceKafkaTopicCreate",
        // biome-ignore lint/suspicious/noTemplateCurlyInString: references look like that.
        { service_name: "demo-kafka", topic_name: "t", topic_description: "password=${ref:demo-pg/password}" },
        "topic_description",
      ],
      ["ServiceUserCreate", { service_name: "demo-pg", username: "$ref:demo-kafka/kafka_access_key" }, "username"],
      [
        "ServiceClickHouseQuery",
        // biome-ignore lint/suspicious/noTemplateCurlyInString: references look like that.
        { service_name: "ch", database: "d", query: "SELECT '${ref:demo-pg/uri}'" },
        "query",
      ],
      [
        "ServiceUpdate",
        { service_name: "demo-pg", user_config: { ip_filter: [password] } },
        "user_config.ip_filter[0]",
      ],
      ["ServiceIntegrationEndpointCreate", endpoint({ ...PG, username: password }), "user_config.username"],
      [
        "ServiceKafkaConnectCreateConnector",
        { service_name: "demo-kafka", name: "c", "connector.class": "x", topics: password },
        "topics",
      ],
      [
        "ServiceUpdate",
        {
          service_name: "demo-pg",
          user_config: { environment_variables: [{ key: "DB_PASSWORD", kind: "variable", value: password }] },
        },
        "user_config.environment_variables[0].value",
      ],
    ];
    for (const [id, input, field] of places) {
      const whole = { project: door.project, ...input };
      const error = await rejection(resolveReferences(door, requireOperation(id), whole));
      expect((error as InputError).issues, id).toMatchObject([{ field, message: expect.stringContaining("hidden") }]);
    }
  });

  it("bring a secret to where it is hidden, and anything else anywhere", async () => {
    const door = await sandboxDoor();
    const password = "$ref:demo-pg/password";
    const service_name = "demo-kafka";
    const places: [string, object][] = [
      ["ServiceIntegrationEndpointCreate", endpoint(PG)],
      ["ServiceIntegrationEndpointUpdate", { integration_endpoint_id: "e", user_config: { url: "$ref:demo-pg/uri" } }],
      [
        "ServiceKafkaConnectEditConnector",
        { service_name, connector_name: "c", "connection.url": "$ref:demo-pg/uri", "database.password": password },
      ],
      ["ServiceUserCredentialsModify", { service_name, service_username: "u", new_password: password }],
      [
        "ServiceUpdate",
        { service_name, user_config: { environment_variables: [{ key: "URL", kind: "secret", value: password }] } },
      ],
      ["ServiceTaskCreate", { service_name, migration_check: { source_service_uri: "$ref:demo-pg/uri" } }],
      ["ProjectTagsUpdate", { tags: { database: "$ref:demo-pg/host" } }],
    ];
    for (const [id, input] of places) {
      const { input: filled } = await resolveReferences(door, requireOperation(id), {
        project: door.project,
        ...input,
      });
      expect(JSON.stringify(filled), id).not.toContain("$ref:");
    }
  });

  it("are told about all at once, with the services there are", async () => {
    const door = await sandboxDoor();
    const input = {
      ...PG,
      host: "$ref:demo-pgg/host",
      username: "$ref:nobody/x/y/z/w",
      password: "$ref:demo-kafak/password",
    };
    const error = await rejection(runOperation(door, ENDPOINT, endpoint(input)));
    expect((error as InputError).issues).toMatchObject([
      { field: "user_config.host", nearest: "demo-pg", allowed: expect.arrayContaining(["demo-kafka"]) },
      { field: "user_config.username", message: expect.stringContaining("is no reference") },
      { field: "user_config.password", nearest: "demo-kafka" },
    ]);
  });

  it("reach only what the policy lets be read", async () => {
    const door = await sandboxDoor({ projects: ["sandbox-demo"] });
    const password = "$ref:other/their-pg/password";
    const error = await rejection(runOperation(door, ENDPOINT, endpoint({ ...PG, password })));
    expect(error).toBeInstanceOf(PolicyError);
  });
});

it("says nothing of a state that the API does not tell", async () => {
  const service = { service_name: "s", service_type: "pg", users: [], service_uri_params: {} };
  const door = fakeDoor({ ServiceGet: { service }, ProjectKmsGetCA: { certificate: "" } }, {}, "p");
  const error = await rejection(resolveReferences(door, ENDPOINT, endpoint({ ...PG, host: "$ref:s/host" })));
  expect(String((error as Error).message)).toContain('s has no "host"');
});
