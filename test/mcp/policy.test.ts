import { describe, expect, it } from "vitest";
import { type Json, openSandboxServer } from "./server.js";

const PG = { service_name: "demo-pg" };
const READING = [
  "aiven_search",
  "aiven_describe",
  "aiven_read",
  "aiven_overview",
  "aiven_service",
  "aiven_wait",
  "aiven_sql",
];

describe("read-only", () => {
  it("publishes no tool that changes anything, and says so in its instructions", async () => {
    await using server = await openSandboxServer({ AIVEN_MODE: "read-only" });
    const tools = await server.tools();
    expect(tools.map(({ name }) => name)).toEqual(READING);
    expect(tools.map(({ annotations }) => annotations?.readOnlyHint)).toEqual(READING.map(() => true));
    expect(server.client.getInstructions()).toContain("Mode: read-only.");
    await server.ok("aiven_overview");
  });

  it.each<[string, Json]>([
    ["aiven_write", { operation: "ServiceUserCreate", input: { ...PG, username: "anna" } }],
    ["aiven_destroy", { operation: "ServiceDelete", input: PG }],
    ["aiven_provision", { service_name: "new", service_type: "pg" }],
  ])("refuses %s all the same", async (tool, args) => {
    await using server = await openSandboxServer({ AIVEN_MODE: "read-only" });
    expect(await server.refused(tool, args)).toMatchObject({
      error: "PolicyError",
      message: `${tool} changes something, and the mode is read-only`,
      hint: expect.stringContaining("AIVEN_MODE=write"),
    });
  });

  it("names a tool that it publishes as the nearest", async () => {
    await using server = await openSandboxServer({ AIVEN_MODE: "read-only" });
    const { issues } = await server.refused("aiven_rite");
    expect(issues).toMatchObject([{ allowed: READING }]);
  });
});

describe("secrets", () => {
  const secret = { operation: "ServiceGet", input: { ...PG, include_secrets: true } };

  it.each(["write", "full"])("are hidden in results in mode %s", async (mode) => {
    await using server = await openSandboxServer({ AIVEN_MODE: mode });
    const { text } = await server.call("aiven_read", { ...secret, fields: ["*"] });
    expect(text).toContain('"service_uri":"<redacted>"');
    expect(text).not.toContain("AVNS_");
  });
});

describe("one project", () => {
  it("disappears from every schema and is meant wherever a project is needed", async () => {
    await using server = await openSandboxServer();
    const { project } = server.sandbox;
    const schemas = (await server.tools()).map(({ inputSchema }) => Object.keys(inputSchema.properties ?? {}));
    expect(schemas.flat()).not.toContain("project");
    expect(await server.ok("aiven_overview")).toMatchObject({ project });
    expect(await server.ok("aiven_read", { operation: "ServiceGet", input: PG })).toMatchObject({ service: PG });
    const { best } = await server.ok("aiven_search", { query: "get a service", limit: 1 });
    expect((best as Json[])[0]).not.toHaveProperty("input.project");
  });

  it.each<[string, Json]>([
    ["aiven_read", { operation: "ServiceList", input: { project: "not-your-project" } }],
    ["aiven_read", { operation: "ServiceGet", input: { ...PG, project: "not-your-project" } }],
    ["aiven_destroy", { operation: "ServiceDelete", input: { ...PG, project: "not-your-project" } }],
    [
      "aiven_write",
      { operation: "ServiceUpdate", input: { ...PG, project_vpc_id: null, project: "not-your-project" } },
    ],
    ["aiven_write", { operation: "ProjectCreate", input: { project: "new-project" } }],
  ])("keeps %s from every other: %j", async (tool, args) => {
    await using server = await openSandboxServer();
    expect(await server.refused(tool, args)).toMatchObject({
      error: "PolicyError",
      hint: expect.stringMatching(/AIVEN_PROJECT/),
    });
  });

  it("of several is one of an enumeration, and only those are looked at", async () => {
    await using server = await openSandboxServer({ AIVEN_PROJECT: "sandbox-demo,other" });
    const overview = (await server.tools()).find(({ name }) => name === "aiven_overview");
    expect(overview?.inputSchema.properties).toMatchObject({ project: { enum: ["sandbox-demo", "other"] } });
    expect(await server.refused("aiven_service", { ...PG, project: "third" })).toMatchObject({
      issues: [{ field: "project", allowed: ["sandbox-demo", "other"] }],
    });
    expect(await server.ok("aiven_overview")).toMatchObject({ projects: [{ project_name: "sandbox-demo" }] });
  });
});

describe("the operator", () => {
  it("protects names from what destroys or disrupts, not from reading", async () => {
    await using server = await openSandboxServer({ AIVEN_PROTECT: "demo-p*" });
    const refused = {
      error: "PolicyError",
      message: expect.stringMatching(/protected by "demo-p\*"/),
      hint: expect.stringMatching(/AIVEN_PROTECT/),
    };
    expect(await server.refused("aiven_destroy", { operation: "ServiceDelete", input: PG })).toMatchObject(refused);
    const off = { operation: "ServiceUpdate", input: { ...PG, powered: false } };
    expect(await server.refused("aiven_destroy", off)).toMatchObject(refused);
    expect(await server.ok("aiven_service", PG)).toMatchObject({ service_type: "pg" });
    const kafka = { operation: "ServiceDelete", input: { service_name: "demo-kafka" } };
    expect(await server.ok("aiven_destroy", kafka)).toHaveProperty("plan");
  });

  it("limits what an hour may cost", async () => {
    await using server = await openSandboxServer({ AIVEN_MAX_USD_PER_HOUR: "0.2" });
    const service = { service_name: "new-pg", service_type: "pg", cloud: "google-europe-west1" };
    const dear = await server.refused("aiven_provision", { ...service, plan: "business-32" });
    expect(dear).toMatchObject({ error: "PolicyError", hint: expect.stringMatching(/AIVEN_MAX_USD_PER_HOUR/) });
    expect(dear["message"]).toMatch(/would be billed at [\d.]+ USD per hour; the limit is 0\.2 USD per hour/);
    expect(await server.ok("aiven_provision", { ...service, plan: "startup-4" })).toMatchObject({ created: true });
    const up = { operation: "ServiceUpdate", input: { service_name: "new-pg", plan: "business-32" } };
    expect(await server.refused("aiven_write", up)).toMatchObject({ error: "PolicyError" });
  });

  it("chooses operations", async () => {
    await using server = await openSandboxServer({ AIVEN_OPERATIONS: "service,!ServiceDelete" });
    await server.ok("aiven_read", { operation: "ServiceGet", input: PG });
    const refused = async (tool: string, operation: string) =>
      (await server.refused(tool, { operation, input: operation === "ProjectList" ? {} : PG }))["message"];
    expect(await refused("aiven_destroy", "ServiceDelete")).toBe('ServiceDelete is excluded by "!ServiceDelete"');
    expect(await refused("aiven_read", "ProjectList")).toBe("ProjectList is not among: service");
  });
});
