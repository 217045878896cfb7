import { describe, expect, it } from "vitest";
import { type Json, openSandboxServer } from "./server.js";

const user = (username: string, service_name = "demo-pg") => ({
  operation: "ServiceUserCreate",
  input: { service_name, username },
});
const reset = (service_name: string) => ({
  operation: "ServiceUserCredentialsReset",
  input: { service_name, service_username: "avnadmin" },
});

const endpoint = (host: string) => ({
  operation: "ServiceIntegrationEndpointCreate",
  input: {
    endpoint_name: "e",
    endpoint_type: "external_postgresql",
    user_config: { host, port: 5432, username: "anna", password: "not-so-secret" },
  },
});

describe("several writes in one call", () => {
  it("are made in their order", async () => {
    await using server = await openSandboxServer();
    const { results } = await server.ok("aiven_write", { calls: [user("anna"), user("ben")] });
    expect(results).toMatchObject([{ user: { username: "anna" } }, { user: { username: "ben" } }]);
  });

  it("are all refused when one of them is not allowed, with its place", async () => {
    await using server = await openSandboxServer();
    const calls = [user("anna"), { operation: "ServiceDelete", input: { service_name: "demo-pg" } }];
    expect(await server.refused("aiven_write", { calls })).toMatchObject({
      issues: [{ field: "calls[1].operation", message: expect.stringContaining("call aiven_destroy") }],
    });
    expect(await server.ok("aiven_service", { service_name: "demo-pg" })).toMatchObject({ users: ["avnadmin"] });
  });

  it.each([
    ["a service that there is not", "$ref:demo-pgg/host", "demo-pg"],
    ["a detail that there is not", "$ref:demo-kafka/hots", "host"],
  ])("are all refused when a later one refers to %s, with its place", async (_, host, nearest) => {
    await using server = await openSandboxServer();
    const calls = [user("anna"), endpoint(host)];
    expect(await server.refused("aiven_write", { calls })).toMatchObject({
      issues: [{ field: "calls[1].user_config.host", nearest }],
    });
    expect(await server.ok("aiven_service", { service_name: "demo-pg" })).toMatchObject({ users: ["avnadmin"] });
  });

  it("may refer to what an earlier one makes", async () => {
    await using server = await openSandboxServer();
    const { results } = await server.ok("aiven_write", {
      calls: [user("anna"), endpoint("$ref:demo-pg/users/anna/host")],
    });
    expect(results).toMatchObject([{ done: "ServiceUserCreate" }, { done: "ServiceIntegrationEndpointCreate" }]);
  });

  it("stop at the first that fails, and what was done is told", async () => {
    await using server = await openSandboxServer();
    const answer = await server.ok("aiven_write", { calls: [user("anna"), user("anna"), user("ben")] });
    expect(answer).toMatchObject({
      results: [{ done: "ServiceUserCreate" }],
      failed: { operation: "ServiceUserCreate", error: "ApiError", status: 409 },
      not_done: ["ServiceUserCreate"],
    });
    expect(await server.ok("aiven_service", { service_name: "demo-pg" })).toMatchObject({
      users: ["avnadmin", "anna"],
    });
  });

  it("do not go with a single one", async () => {
    await using server = await openSandboxServer();
    expect(await server.refused("aiven_write", { ...user("anna"), calls: [user("ben")] })).toMatchObject({
      issues: [{ field: "operation" }, { field: "input" }],
    });
  });
});

describe("several destructions under one plan", () => {
  const both = { calls: [reset("demo-pg"), { operation: "ServiceDelete", input: { service_name: "demo-valkey" } }] };
  const confirm = "avnadmin, demo-valkey";

  it("are proposed one by one, and done with every name", async () => {
    await using server = await openSandboxServer();
    const { plan, calls, next } = await server.ok("aiven_destroy", both);
    expect(calls).toMatchObject([{ operation: "ServiceUserCredentialsReset" }, { operation: "ServiceDelete" }]);
    expect(next).toContain(`confirm: "${confirm}"`);
    for (const other of [undefined, "avnadmin", "demo-valkey", "demo-valkey, avnadmin"]) {
      expect(await server.refused("aiven_destroy", { ...both, plan, confirm: other })).toMatchObject({
        issues: [{ field: "confirm" }],
      });
    }
    const { results } = await server.ok("aiven_destroy", { ...both, plan, confirm });
    expect(results).toMatchObject([{ done: "ServiceUserCredentialsReset" }, { done: "ServiceDelete" }]);
    expect((await server.ok("aiven_overview"))["totals"]).toMatchObject({ services: 2 });
  });

  it("are refused with the plan of fewer, of others, or in another order", async () => {
    await using server = await openSandboxServer();
    const { plan } = await server.ok("aiven_destroy", both);
    const unfit = { issues: [{ field: "plan", message: expect.stringContaining("does not fit") }] };
    const others: [Json, string][] = [
      [{ calls: [reset("demo-pg")] }, "avnadmin"],
      [{ calls: [reset("demo-kafka"), both.calls[1]] }, confirm],
      [{ calls: [...both.calls].reverse() }, "demo-valkey, avnadmin"],
    ];
    for (const [args, name] of others) {
      expect(await server.refused("aiven_destroy", { ...args, plan, confirm: name })).toMatchObject(unfit);
    }
  });
});

describe("several destructions with harmless steps on the way", () => {
  const calls = [user("eve"), reset("demo-pg"), user("adam")];

  it("are one plan, done in their order, with the names of what is destroyed", async () => {
    await using server = await openSandboxServer();
    const { plan, next, ...proposed } = await server.ok("aiven_destroy", { calls });
    expect(next).toContain('confirm: "avnadmin"');
    expect(proposed["calls"]).toMatchObject([
      { operation: "ServiceUserCreate", effects: [expect.any(String)] },
      { operation: "ServiceUserCredentialsReset" },
      { operation: "ServiceUserCreate" },
    ]);
    const { results } = await server.ok("aiven_destroy", { calls, plan, confirm: "avnadmin" });
    expect(results).toMatchObject(calls.map(({ operation }) => ({ done: operation })));
    expect(await server.ok("aiven_service", { service_name: "demo-pg" })).toMatchObject({
      users: ["avnadmin", "eve", "adam"],
    });
  });

  it("are not done with the plan of others", async () => {
    await using server = await openSandboxServer();
    const { plan } = await server.ok("aiven_destroy", { calls });
    const others = [user("mallory"), ...calls.slice(1)];
    expect(await server.refused("aiven_destroy", { calls: others, plan, confirm: "avnadmin" })).toMatchObject({
      issues: [{ field: "plan" }],
    });
  });

  it.each([
    ["only such steps", [user("eve"), user("adam")], "call aiven_write"],
    ["a step that reads", [reset("demo-pg"), { operation: "ServiceList" }], "call aiven_read"],
  ])("are refused with %s", async (_, steps, way) => {
    await using server = await openSandboxServer();
    expect(await server.refused("aiven_destroy", { calls: steps })).toMatchObject({
      issues: [{ message: expect.stringContaining(way) }],
    });
  });
});

describe("a search for several wants", () => {
  it("answers each with a ready call of its own", async () => {
    await using server = await openSandboxServer();
    const { wants } = await server.ok("aiven_search", { query: "create kafka topic; create service user;" });
    expect(wants).toMatchObject([
      { want: "create kafka topic", best: [{ tool: "aiven_write", operation: "ServiceKafkaTopicCreate" }] },
      { want: "create service user", best: [{ tool: "aiven_write", operation: "ServiceUserCreate" }] },
    ]);
  });
});
